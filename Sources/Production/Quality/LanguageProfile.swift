/// The small words by which a language shows.
enum LanguageProfile {
    static let smallWords: [String: Set<String>] = table.mapValues { Set($0.split(separator: " ").map(String.init)) }

    private static let table: [String: String] = [
        "en":
            "the of and to in is was that it for on are as with his they at be this have from or had by but not what all were we when your can said there an which their if will each about how up out them then she so some would other into has more her two him see could no than been its who now did my our me just where most know these",
        "de":
            "der die das und in den von zu mit ist des sich auf für dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wir ich uns wenn was schon kann doch sehr ihr ihre dann unter",
        "es":
            "de la que el en y los se del las un por con no una su para es al lo como más pero sus le ya fue este ha sí porque esta son entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos esto antes algunos qué unos otro era nuestro",
        "fr":
            "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son elle ou aux mais comme nous cette leur ses été était on ont sans aussi même ces deux où fait entre peut c'est qu'il d'un d'une l'on tout très si lui leurs y vous je notre",
        "it":
            "di che e la il un a per è in una non sono con si da come le dei del della nel alla più anche lo gli ha delle ma al questo i era ed se o su dal nella loro quando essere stato tra suo sua degli sulla alle chi cui perché dopo molto noi cosa fino ogni dove",
        "pt":
            "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha",
        "nl":
            "de het een van en in is dat op te zijn met voor niet die aan er om ook als dan maar bij of uit nog worden door naar heeft hij ze was wordt tot je over zo kan deze geen hun meer wat werd we ik wel al waar toen veel moet onze hoe",
        "sv":
            "och i att det som en på är av för den till med har de inte om ett var men vi så han sig från eller när hur också kan man ut nu där mot då få efter hade över vara bara skulle sin mycket alla detta våra vad",
        "da":
            "og i at det en til er som på de med den for ikke der var et har af jeg han vi men om sig kan fra ved også så eller hun over efter bliver når hvor være dem ud nu alle meget dette deres hvad",
        "no":
            "og i det er på en til som av for å at med de den var ikke et om har vi jeg men han seg fra også så eller når hvor være dem ut nå alle mye dette deres hva etter kan ble",
        "pl":
            "i w na z się nie do to że jest o jak po a od za przez ale co dla są ich tym być tak jego już czy był tego które był było która może jej ze oraz także tylko gdy bardzo między",
        "cs":
            "a v se na je že to s z do o i k ve pro jako za by ale po si jsou od který byl jeho které ze však tak až nebo již při být jen jeho která bylo není také když mezi",
        "tr":
            "ve bir bu da de için ile çok olarak daha en olan gibi kadar sonra ama ne o var değil ise her ya olduğu bunu şu biz onun ilk iki ki yıl oldu",
        "fi":
            "ja on ei se että oli hän mutta ovat kun niin myös joka tai kuin sen jos ole mitä vain hänen sitä nyt voi sekä tämä jo ne jotka olla",
        "hu":
            "a az és hogy nem is egy ez meg van volt csak de már még mint ha kell azt el vagy ki lehet minden ezt ezek után nagyon aki",
        "ro":
            "și de în a la cu o pe nu că un din este pentru care se mai au să sunt ce prin după ca dar fost era ale lui cele acest către",
        "id":
            "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada oleh bisa atau sebagai mereka kita telah lebih adalah sudah",
        "ru":
            "и в не на что с как он по это все а из у за от то же но так его к она было мы для вы бы были ещё когда уже или их где чтобы этот который только меня есть до",
        "uk":
            "і в не на що з як він по це все а із у за від то же але так його до вона було ми для ви би були ще коли вже або їх де щоб цей який тільки є та",
    ]

    /// Words after which something has to follow: no sentence ends with one.
    static let leadingWords: [String: Set<String>] = [
        "en": "the a an of and or but with from into because than his her their its our my your",
        "de": "der die das den dem des und oder ein eine einen einem einer von für weil dass unser ihre seine",
        "es": "el la los las de y o un una con para por que del en su sus nuestro",
        "fr": "le la les de et ou un une avec pour que du des dans leur leurs notre",
        "it": "il lo la i gli le di e o un una con per che del della dei nella",
        "pt": "o a os as de e ou um uma com para que do da dos das no na",
        "nl": "de het een en of van met voor omdat dat zijn haar hun",
        "sv": "och eller en ett av med för att den det som",
        "pl": "i lub w z na do dla że który która oraz",
        "ru": "и или в на с к по от для из что но который",
    ].mapValues { Set($0.split(separator: " ").map(String.init)) }
}
