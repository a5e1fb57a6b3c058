/// The concepts that rules are made of, each in as many languages as we can write.
///
/// Before the first bar stand single words; each part behind a bar is a phrase. The notation is that of ``PhraseGrammar``;
/// words are folded like texts, so accents may stand or not.
enum Concepts {
    static let all: [String: String] = [
        "not": """
        not never dont doesnt didnt wont cannot cant nobody nicht nie niemals nunca jamais pas não non nao niet nooit nie не
        никогда değil asla لا 不 别 不要 请勿 jangan ne nikdy ikke inte aldrig không nikomu никому
        """,
        "how": """
        how why whether when wie warum weshalb comment pourquoi cómo porque como perché perche come hoe waarom jak
        dlaczego как почему nasıl neden كيف لماذا 如何 怎么 为什么 怎样
        """,
        // Who asks how something is done does not ask for it.
        "asking": """
        how why whether wie warum weshalb comment pourquoi cómo porque perché hoe waarom jak dlaczego как почему nasıl neden
        كيف لماذا 如何 怎么 为什么 怎样
        """,
        "general": """
        how why whether when about on for like a an good better best ein eine einen guter un une una uno uma um what
        """,
        // MARK: Disregarding
        "ignore": """
        ignore ignores ignoring disregard disregards disregarding forget forgetting overlook overlooking neglect bypass
        override overrule abandon discard dismiss unlearn nullify disobey
        ignoriere ignorieren ignoriert vergiss vergesst vergessen missachte missachten überspringe verwirf verwerfe
        streiche lösche
        ignorez ignorer oublie oubliez oublier négligez néglige désobéis désobéissez omets omettez
        ignora ignorad ignorar ignoren olvida olvide olvidad olvidar olviden olvídate omite omita descarta descarte
        desestima ignorá desobedece
        esqueça esquece esquecer esqueçam desconsidere desconsidera desconsiderar descarte desobedeça
        ignorate ignorare ignori dimentica dimenticate dimenticare dimentichi trascura trascurare tralascia scorda
        negeer negeren vergeet vergeten negeert
        zignoruj ignoruj ignorować zignorować zapomnij pomiń pominąć zapomnieć zapomnijcie
        yoksay yoksayın unut unutun unutunuz görmezden
        игнорируй* проигнорируй* игнорировать проигнорировать забудь* забыть отбрось* отмени*
        تجاهل* أهمل انس انسى انسي
        忽略 无视 忽视 忘记 忘掉 忘了 無視 忽略掉 不理会 不要理会 不遵守 別管 别管 抛开 跳过 覆盖
        abaikan lupakan mengabaikan ignorera glöm bortse ignoruj* zapomeň* αγνόησ* αγνοήσ* ξέχασ* ξεχάσ* เพิกเฉย
        ละเว้น ลืม ไม่สนใจ zaboravi zaboravite ignoriši ignoriraj uită ігноруй* забудь* unohda ohita felejts
        balewalain kalimutan huwag glem glemme ignorer ignorér
        | pay no (attention|heed) to | (do not|dont|must not|mustnt|shall not|not) (follow|obey|heed|listen to|comply with)
        | (stop|cease|quit) (following|obeying|heeding|listening to|complying with) | take no notice of | (set|put|leave) aside
        | no longer (follow|obey|heed|comply with) | leave ..3 behind | lassen sie ..4 hinter sich
        | (halte|halt|haltet|halten sie) (dich|euch|sich) nicht ..1 an | (setze|setz|setzt) (dich|euch) über
        | (lass|lasst|lassen) ..6 (ausser acht|außer acht|beiseite) | (befolge|beachte|befolgt|beachtet) nicht ..1
        | (ne|n) (respecte|respectez|suis|suivez|écoute|écoutez|obéis|obéissez) (pas|plus)
        | (deja|deje|dejad|dejen|deixe|deixa|deixem) de (lado|seguir|obedecer)
        | no (sigas|siga|sigan|obedezcas|obedezca|respetes|escuches) | não (siga|sigas|obedeça|respeite|escute)
        | non (seguire|seguite|rispettare|obbedire|ascoltare)
        | (ne|n) (tiens|tenez|tenir) (pas|plus) compte | (fais|faites) (abstraction|fi) | (haz|haga|hagan) caso omiso
        | no (hagas|haga) caso | não (leve|levar) em (conta|consideração) | non (tenere|tenga|tieni) conto
        | görmezden (gel|gelin|geliniz) | dikkate (alma|almayın|almayınız) | göz ardı (et|edin|ediniz)
        | не (следуй*|слушай*|слушайся|соблюдай*|подчиняйся|выполняй*) | 不要 (遵守|遵循|听从|执行|理会) | 别 (遵守|听|管)
        | не обращай* внимания | yok say | bỏ qua | quên | laat ..3 buiten beschouwing | lascia perdere
        | nie zwracaj uwagi | nie (przestrzegaj|słuchaj)
        """,
        // Languages that put the verb last, and infinitives.
        "ignoreLast": """
        ignorieren vergessen missachten streichen verwerfen
        無視 無視して 無視し 無視せよ 忘れて 忘れ 忘れろ 破棄 無効 忘掉 忘记 无视 忽略 抛开 作废
        무시* 잊어* 잊으* 잊고 무효*
        अनदेखा अनदेखी अनदेखे नजरअंदाज नज़रअंदाज भूल भुला उपेक्षा नजरंदाज উপেক্ষা অমান্য
        yoksay yoksayın yoksayınız unut unutun unutunuz negeren vergeten
        | görmezden (gel|gelin|geliniz) | göz ardı (et|edin|ediniz) | dikkate (alma|almayın|almayınız) | yok say*
        | ausser acht | außer acht | hinter (dir|sich|euch) | نظر انداز | नज़र अंदाज़ | नजर अंदाज
        """,
        // MARK: Instructions
        "orders": """
        instruction instructions instuctions instrutions directive directives guideline guidelines programming
        prompt prompts orders commands directions guidance preprompt
        anweisung* instruktion* vorgabe vorgaben richtlinie* befehl befehle befehlen anordnung* weisung* prompt*
        systemprompt* systemanweisung*
        consigne consignes directives invite
        instrucción instrucciones indicacion* directrices directiva directivas órdenes
        instrução instruções diretriz diretrizes orientações comandos ordens
        istruzione istruzioni direttiva direttive indicazioni ordini comandi
        instructie* opdracht* richtlijn* aanwijzing*
        instrukcj* polecen* poleceń wytyczn* rozkaz* dyrektyw*
        talimat* komutlar* yönerge* yönlendirme* komutu*
        инструкци* указани* директив* предписани* распоряжени* промпт* установк*
        التعليمات تعليمات تعليماتك والتعليمات الأوامر أوامر أوامرك الإرشادات إرشادات التوجيهات توجيهات توجيهاتك
        指令 指示 提示词 提示詞 指引 命令 提示 说明 指南
        プロンプト 指示 指図 インストラクション ガイドライン
        지시* 명령* 지침* 프롬프트* 안내*
        निर्देश* आदेश* अनुदेश* दिशानिर्देश* हिदायत*
        instruksi instruksimu perintah petunjuk arahan instruktioner* anvisning* pokyn* instrukc* οδηγί* οδηγι*
        εντολ* คำสั่ง คำแนะนำ instrukcije instrukcija ہدایات নির্দেশ* upute instrucțiuni* інструкці* вказівк* ohjeet ohjeita
        utasítás* tagubilin instruktion* instruksjon* instruks* vorschrift*
        | hướng dẫn | chỉ dẫn | chỉ thị | mga tagubilin | content polic* | system message | safety (rules|guidelines)
        """,
        "rules": """
        rule rules task tasks assignment assignments restriction restrictions constraints limitations policy policies
        protocols safeguards training conversation conversations message messages text statements ethics morals
        principles filters
        regel regeln aufgabe aufgaben auftrag aufträge angaben informationen ausführungen beschränkungen texte nachrichten
        règle règles tâches restrictions contraintes messages
        regla reglas tareas restricciones normas mensajes
        regra regras tarefas restrições normas mensagens
        regola regole compiti restrizioni norme messaggi
        regels taken beperkingen zasad zasady zasadach zasadami reguły reguł zadania ograniczenia kural* görevler reguli regulile pravidla säännöt regler
        правил* задания ограничения сообщения القواعد قواعد القيود المهام
        规则 規則 任务 限制 要求 规定 约束 对话 内容 ルール 規則 制限 タスク 규칙* 제한* 과제* नियम* नियमों कार्य* aturan pravidl*
        κανόν* regler กฎ quy tắc
        """,
        "material": """
        documents document articles article artikels artikel context texts passages sources dokumente kontext quellen
        article documents contexte documentos contexto articoli
        """,
        "prior": """
        previous previously prior preceding above earlier foregoing past former initial original existing old
        all every your everything
        vorherig* vorig* bisherig* obig* oben vorangehend* vorangegangen* vorausgehend* früher* zuvor davor vorstehend*
        vorhergehend* alle allen deine deinen ihre ihren sämtliche sämtlichen ursprünglich* letzten
        précédent* antérieur* toutes tous vos tes initiales préalables dessus
        anterior anteriores previas previos previa todas todos tus sus iniciales
        anteriores prévias todas suas iniciais acima
        precedent* tutte tutti tue vostre iniziali sopra
        vorige eerdere voorgaande bovenstaande alle jouw uw
        poprzedni* wcześniejsz* wszystk* powyższ* swoje dotychczasow*
        önceki tüm bütün yukarıdaki daha eski
        предыдущ* прежн* все всё ранее предшествующ* выше вышеуказанн* свои прошл* прочие
        السابقة السابق جميع كل أعلاه كافة سابقة
        之前 以前 先前 上述 以上 前面 所有 此前 上面 一切 全部 前述 你的 早先 原来
        以前 前 上の これまで 上記 すべて 全て 全部 今まで 先 従来 既存 あなた
        이전* 앞* 모든 위 위의 기존* 지금까지 너의 당신의 전의
        पिछले पिछली पिछला पूर्व सभी सारे पहले उपरोक्त अपने پچھلی سابقہ پہلے পূর্ববর্তী আগের সমস্ত
        sebelumnya semua tidigare föregående alla předchozí* předešl* všechn* προηγούμεν* όλες ก่อนหน้า ทั้งหมด sve
        prethodn* anterioare попередн* aiemmat kaikki összes korábbi nakaraang trước
        tidligere
        | qu on (t|vous) | que (tu|vous) (as|avez) | te (dieron|han|dio) | que recibiste | que (você|te) ..1 (recebeu|deram)
        | che (ti|vi) hanno | (dir|euch|ihnen) gegeben | gegeben wurden | dir gesagt | у тебя | тебе дали
        | so far | until now | up to now | i gave you | you (were|have been|received|got|had) | given to you
        """,
        "everything": """
        everything all alles tout todo tudo tutto wszystko всё все her şeyi semuanya
        | all of (it|this|that) | allt | her şeyi | كل شيء | 一切 | すべて | 모든 것 | सब कुछ | كل ما | सारी बातें | всё это
        """,
        "before": """
        before above previously prior earlier davor zuvor vorher bisher oben gesagte gesagten besprochen* avant précédemment
        anterior hierboven powyżej ovan ovenfor سبق
        antes anteriormente dicho prima wcześniej önce раньше выше до قبل 之前 以前 以上 上面 前に 이전 전에 पहले
        | you were told | youve been told | you have been told | youve learned | i said | i told you
        | we (discussed|talked|said) | was (wir|ich) | (qu|que) (j|je|vous|tu|on|nous) | que (dije|digo|sabes|te)
        | que (eu|você|sabe|foi) | che (ti|hai|sai|ho) | was du weißt | you thought | you learned
        """,
        // MARK: Asking
        "show": """
        showing revealing printing outputting repeating displaying quoting
        show reveal print output repeat tell give display disclose leak dump recite list share expose quote echo return
        divulge spit copy paste summarize translate read type send describe say write state
        zeige zeig zeigen nenne nenn verrate verrat gib gebe ausgeben wiederhole drucke offenbare offenlege sag sage schreib
        schreibe teile
        afficher montrer révéler divulguer
        montre montrez révèle révélez affiche affichez donne donnez répète répétez dis dites imprime écris partage partagez
        communique divulgue
        muéstrame mostrarme revelarme enséñame mostrarmi
        muestra muestre mostrar revela revele dime dame diga repite imprime escribe enseña comparte comparta proporciona
        mostre mostra revele diga repita imprima escreva compartilhe forneça
        mostra mostrami rivela rivelami dimmi dammi ripeti stampa scrivi condividi fornisci
        toon onthul geef vertel herhaal print deel pokaż ujawnij podaj powiedz wypisz powtórz wyświetl
        göster açıkla söyle ver yaz paylaş tekrarla yazdır
        покажи* раскрой* выведи* скажи* назови* дай напечатай* повтори* сообщи* напиши* перечисли*
        أظهر اكشف أعطني أخبرني اعرض اطبع كرر شارك قل
        显示 展示 告诉 透露 输出 打印 重复 泄露 给 说出 公开 列出 写出 提供
        見せて 表示 教えて 明かして 出力 示して 教え 公開 繰り返して 言って
        보여* 알려* 공개* 출력* 말해* 제공* 반복*
        दिखा* बता* प्रकट उजागर दोहरा* tampilkan ungkapkan berikan visa avslöja berätta zobraz ukaž prozraď δείξε
        αποκάλυψε แสดง เปิดเผย บอก hiện pokaži
        | wie (lautet|lauten) | was steht in | spell check | spit out | hand over | leg ..3 offen | gib ..4 preis | gibst ..4 preis | what (is|are|was|were) | whats
        | was (ist|sind|steht) | quelles sont | quel est | cuáles son | cuál es | quais são | qual é | quali sono
        """,
        "promptWords": """
        systemprompt* systeemprompt preprompt promptanweisung* prompttext* promptext*
        | system (prompt|prompts) | (your|the|this) system (message|instruction|instructions)
        | (initial|original|hidden|secret|exact|internal|core|full|base|confidential|preceding|above) (prompt|prompts)
        | (hidden|internal|confidential|secret) (instruction|instructions|directives|guidelines|programming|rules|configuration)
        | (initial|original|exact|first|core) (instructions|directives|rules) ..1 (verbatim|word|above|you|exactly|that you|$)
        | (the|your) developer (message|prompt|instructions) | hidden (message|messages) | prompt (text|texts|texte|instructions) | custom instructions | (systemow*|systémov*) prompt* | prompt* (systemow*|systémov*)
        | prompt (système|sistema|del|di|do|de|initial|iniziale)
        | (instructions|instrucciones|instruções|istruzioni) (système|del|do|di|de|initiales|iniciales|iniciais|iniziali)
          (sistema|système)? | 系统 提示* | 系统 提示词 | 系统 指令 | システム プロンプト | 시스템 프롬프트* | системн* (промпт*|инструкци*|подсказк*)
        | सिस्टम प्रॉम्प्ट | sistem (komut* | istem* | talimat*) | موجه النظام | تعليمات النظام
        """,
        // What may be anybody's, and is the model's only with "your" before it.
        "ownPrompt": """
        prompt prompts configuration programming
        | (initial|original|exact|core|full|first|base|operating|secret|hidden)
          (instruction|instructions|rules|directives|guidelines|message|configuration|programming|prompt)
        """,
        "told": """
        previous previously prior preceding above earlier your foregoing given
        vorherig* bisherig* obig* oben deine deinen vorangegangen* zuvor
        précédent* antérieur* tes vos anteriores anterior previas tus suas precedent* tue
        """,
        "anyone": """
        anyone anybody others everyone nobody everybody strangers staff niemand* jemand* anderen andere personne quiconque
        nadie ninguém alguém nessuno niemandem nikomu никому никто 任何人 别人 他人 誰 誰にも 다른 누구* किसी siapa nikdo phone telefon*
        """,
        // MARK: Secrets
        "secret": """
        password passwords passcode passphrase passwort* kennwort* contraseña clave senha parola wachtwoord* hasło hasła
        şifre* parola* парол* السر 密码 口令 暗号 密碼 パスワード 暗証番号 비밀번호* 암호* पासवर्ड* sandi lösenord* heslo* κωδικ*
        รหัสผ่าน lozink* пароль* salasana jelszó* passord adgangskode
        | pass (word|phrase|code) | secret (key|code|word|phrase|token|string|password|message) | access (code|key|token|string|phrase)
        | api (key|keys|token) | admin (credentials|password) | confidential (string|key|code|data|information)
        | mot (de|secret) passe? | mots de passe | palabra secreta | clave secreta | parola (d ordine|segreta|chiave) | segreto
        | geheim* (schlüssel|code|wort) | كلمة (السر|المرور|سر|مرور) | mật khẩu | kata sandi
        | कूट शब्द | गुप्त (कुंजी|कोड|शब्द) | секретн* (ключ*|код*|слов*|фраз*) | magic word | clé (secrète|d accès) | chiave segreta
        | chave secreta | tajn* (klucz*|kod*|hasł*) | gizli (anahtar*|kod*|kelime*) | 秘密 鍵 | シークレット | 密钥 | 秘钥 | 秘密
        """,
        "yours": """
        your the our ours its this that admin administrator system systems secret hidden stored current user users
        dein deine deinen das unser unsere ihr ihre le la les votre ton notre mon el tu su nuestra o sua seu a il tua tuo je jouw
        het twoje twojego wasze твой ваш наш вашу твою 你的 您的 用户 我们的 系统 あなた の 너의 당신의 네 사용자* आपका तुम्हारा आपके
        """,
        "ask": """
        tell give share confirm reveal provide show spell print encode translate disclose divulge whats leak repeat
        | what (is|was|s) | what would ..2 be | know what
        """,
        "askForeign": """
        sag sage nenne verrate gib gebe teile brauche zeige lautet bestätige schreibe
        donne donnez dis dites partage partagez confirmez confirme révèle révélez besoin montre montrez
        dime dame diga comparte comparta necesito revela decirme darme
        compartilhe preciso revele
        dimmi dammi condividi rivela dirmi
        vertel geef bevestig conferma podaj powiedz udostępnij zdradź potrzebuję söyle ver paylaş
        скажи* дай назови* раскрой* сообщи* поделись* подтверди* أخبرني أعطني شارك
        告诉 给 是什么 什么是 说出 透露 教えて 何です 알려* 공유* 줄래* क्या बता* दे* साझा
        bagikan beritahu řekni δώσε cho
        | wie lautet | quel est | quelle est
        """,
        // Imperatives that leave no doubt who is asked.
        "tellMe": """
        dime dimmi dammi أخبرني أعطني назови* скажи*
        | sag mir | verrate mir | verrat mir | nenn mir | gib mir | dis moi | donne moi | donnez moi | dites moi
        | (diga|dê) me | me (diga|dê|fale) | powiedz mi | podaj mi | zeg me | vertel me | bana söyle | скажи* мне | назови* мне
        | 告诉 我 | 给 我 | beritahu saya | säg mig | řekni mi
        """,
        "personal": """
        email address birthdate initialen initiales iniciales iniciais iniziali geburtsjahr geburtstag 生年月日 инициалы birthday dob birth initials ssn phone location whereabouts residence salary balance bank
        iban geburtsdatum adresse kontostand naissance solde dirección correo nacimiento saldo endereço nascimento
        indirizzo nascita adres urodzenia doğum bakiye адрес рождения баланс عنوان البريد الميلاد الرصيد
        地址 邮箱 生日 余额 出生 住所 メールアドレス 誕生日 残高 이메일* 주소* 생일* 잔액* 생년* पता ईमेल जन्म बैलेंस
        | credit card | social security | home address | e mail | bank (account|balance) | phone number | birth (date|day|month|year|city)
        | (full|first|last|middle|maiden) name | favorite (color|colour|food|movie|animal|band) | date of birth
        | numéro de téléphone | fecha de nacimiento | cumpleaños | data de nascimento | data di nascita
        """,
        "user": """
        user users customer customers client clients employee employees patient nutzer* benutzer* anwender* kunden
        utilisateur* utilisatrice usuario* usuária utente utenti gebruiker* użytkowni* kullanıcı* пользовател* المستخدم*
        用户 使用者 用戶 ユーザー ユーザ 사용자* उपयोगकर्ता* यूज़र pengguna användare* uživatel* χρήστη* ผู้ใช้ korisnik*
        | người dùng
        """,
        "lives": """
        live lives living located resides wohnt lebt wohne habite vit vive mora woont mieszka yaşıyor oturuyor живёт живет
        проживает يعيش يسكن 住 居住 生活 住んで 살고 살* रहता रहती रहते tinggal bor bydlí μένει ζει อาศัย อยู่ stanuje
        | sống
        """,
        // Verbs of telling in languages other than English, as they stand in a polite question.
        "tellForeign": """
        nennen sagen mitteilen verraten geben dire donner indiquer decirme decir darme dizer informar dirmi dire zeggen
        geven powiedzieć podać söyle* paylaş* скажи* сказать назвать назови* сообщи* أخبرني تخبرني مشاركة شارك поделиться delen partager compartir condividere compartilhar udostępnić 告诉 分享 教えて 教え 共有
        알려* 공유* 말해* बता* बताइए साझा beritahu berikan
        """,
        "poem": """
        poem haiku acrostic song story sonnet limerick hint riddle rhyme clue gedicht poème poema poesia wiersz şiir
        стихотворение стих 诗 詩 俳句 시 कविता قصيدة puisi dikt báseň | ein rätsel | a tale
        """,
        // MARK: Roles
        "persona": """
        ai assistant model bot chatbot llm gpt chatgpt assistent ki ia modèle modelo modello sztuczn* yapay ии модель
        人工智能 机器人 助手 模型 アシスタント モデル
        | language model | virtual assistant | intelligence artificielle | inteligencia artificial
        """,
        "unbound": """
        unrestricted uncensored unfiltered unlimited amoral unethical immoral jailbroken unshackled limitless unbound
        uneingeschränkt* unzensiert* ungefiltert* unmoralisch*
        | (no|without|any|zero|free of|free from|freed from|lacks|lacking|beyond|removed) ..3 (restrictions|restriction|limits|limitations|rules|filters|filter|filtering
          |censorship|guidelines|boundaries|ethics|morals|constraints|ethical|moral|policies|policy|guardrails|scruples|inhibitions)
        | (not|isnt|arent|never|no longer) (bound|restrained|confined|constrained|restricted|governed|held back) (by|to) ..3
          (restrictions|rules|morals|morality|ethics|virtues|laws|policies|policy|guidelines|norms|censorship|openai*)
        | (keine|ohne|keinerlei|keinen) ..2 (moral|ethik|skrupel|regeln|einschränkungen|einschraenkungen|richtlinien|grenzen|filter|beschränkungen|zensur)
        | (sans|aucune|aucun) ..2 (morale|éthique|filtre|restriction|restrictions|limites|limite|règles|regles|filtre|filtres|censure)
        | (sin|ninguna) ..2 (moral|ética|filtros|restricciones|límites|limites|reglas|filtro|filtros|censura|restricción)
        | (sem|nenhuma) ..2 (restrições|limites|regras|filtros|filtro|censura)
        | (senza|nessuna) ..2 (morale|etica|restrizioni|limiti|regole|filtri|filtro|censura)
        | (zonder|geen) ..2 (beperkingen|regels|grenzen|filters|filter) | bez ..2 (ograniczeń|zasad|filtrów|filtra|cenzury|omezení|pravidel)
        | без ..2 (морали|обмежень|ограничений|правил|фильтров|цензуры) | (kısıtlama*|sınır*|kural*|filtre*) (olmadan|yok|olmayan)
        | (ohne|keine) jede einschränkung* | (utan|uden|uten) ..1 (begränsningar|begrænsninger|regler|filter) | tanpa ..1 (filter|batas*|aturan)
        | filtresiz | 不加 过滤 | フィルター なし | 필터 없*
        | بدون (قيود|قواعد|حدود) | 没有 ..3 限制 | 不受 ..4 限制 | 無制限 | 制限 ..2 (なし|ない) | (제한|제한*) 없* | बिना ..2 (प्रतिबंध|सीमा|नियम)
        """,
        "answer": """
        answer respond reply speak talk comply act behave operate
        respondre répondre réponds répondez antworten antworte beantworte rispondere rispondi responder responde responda
        antwoord odpowiadaj odpowiedz отвечай* ответь* відповідай* svara svar odpovídej jawab cevap 回答 答え 答えて 대답* أجب जवाब उत्तर
        """,
        "fromNowOn": """
        henceforth fortan désormais dorénavant ahora agora ora odtąd отныне теперь 从现在起 从现在开始 今から これから
        | (starting|beginning) (now|today) | desde ahora | från (nu|och) | fra nå | fra nu | від тепер | van nu af | vanaf nu
        | from (now|here|this point|this moment|today) (on|onward|onwards|forward)? | from now | ab (jetzt|sofort|nun) | von nun an
        | à partir de maintenant | a partir de ahora | de ahora en adelante | a partir de agora | d ora in poi | da ora in poi
        | od teraz | с этого момента | şu andan itibaren | bundan sonra | من الآن | 지금부터 | 이제부터 | अब से | mulai sekarang
        | for the (rest|remainder) of (this|our|the) (conversation|chat|session|task)
        """,
        "mode": """
        mode modus modo modalità tryb modu режим* 模式 モード 모드* मोड وضع mód
        """,
        "staff": """
        developer developers creator maintainer administrator admin engineer boss owner programmer supervisor superior god
        ceo entwickler schöpfer chef développeur créateur desarrollador creador jefe desenvolvedor criador
        sviluppatore capo разработчик создатель начальник 开发者 创造者 管理员 开发人员 上司 管理者 開発者 개발자* 상사* 관리자* डेवलपर निर्माता
        | god | police officer | law enforcement | president of | bank accountant
        """,
        "machine": """
        ai ais llm llms bot bots assistant assistants chatbot chatbots gpt chatgpt claude gemini copilot assistent ki kis ia ии
        sprachmodell* sprachassistent*
        | (ai|llm|language) (assistant|assistants|agent|agents|system|systems|model|models|crawlers|reviewer|reviewers|bot|bots)
        | (modèle|modèles) de langage | (modelo|modelos) de (lenguaje|linguagem|ia) | modelli (linguistici|di ia)
        | языков* модел* | 语言 模型 | 人工智能 | 言語 モデル | 언어 모델
        """,
        // MARK: Answering
        "say": """
        say print write output reply respond answer state display type return tell sage schreibe antworte sag schreib gib
        dis dites écris di diga escribe responda responde escreva scrivi rispondi zeg schrijf powiedz napisz скажи* напиши*
        说 输出 回答 写 言って 答えて 말해* बोल* कहो
        """,
        "praise": """
        congratulations bravo perfect excellent fantastic glückwunsch ausgezeichnet* hervorragend* félicitations enhorabuena
        | well done | very good | great job | good job | good work | simply great | thats fantastic | that is enough
        | that is done | thats done | excellent performance | gut gemacht | sehr gut | einfach großartig
        | das genügt | das reicht | das ist erledigt | das ist fantastisch | super gemacht | très bien | bien joué
        | muy bien | bien hecho | muito bem | ben fatto | bardzo dobrze | очень хорошо | 做得好 | 很好 | 太棒了 | よくできました | 잘했어*
        """,
        "task": """
        task tasks assignment instruction instructions directive objective mission role goal identity persona job purpose aufgabe
        aufgaben anweisungen auftrag tâche mission instrucción tarea tarefa compito taak zadanie görev задача задание 任务 指令
        任務 タスク 과제* 임무* कार्य challenge herausforderung
        """,
        "new": """
        new next other another following further real actual true updated current additional neue neuen neuer weitere weiteren
        nouvelle nouvelles nueva nuevas nova novas nuova nuove nieuwe nowe yeni новые новая 新 新的 新しい 새로운 नया नई
        """,
    ]
}
