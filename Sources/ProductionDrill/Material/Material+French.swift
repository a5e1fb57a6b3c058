extension Material {
    static let french = Material(
        language: "fr",
        topic: "L'histoire du métro de Paris",
        title: "Sous les pavés, les rails",
        promise: "Comment une ville en chantier a creusé en quelques mois un réseau qui la fait encore vivre.",
        opening:
            "Un courant d'air tiède, une odeur de caoutchouc, et des portes qui claquent. Aujourd'hui, nous racontons comment une ville en chantier a creusé un réseau qui la fait encore vivre.",
        disclosure:
            "Une précision avant de commencer : cet épisode a été réalisé par une intelligence artificielle, et nos voix sont synthétiques.",
        closing:
            "Voilà pour ce voyage sous les rues. Merci de nous avoir écoutés, et à bientôt sur le quai.",
        chapters: ["Le chantier", "Les bouches de fonte", "Le réseau d'aujourd'hui"],
        facts: [
            .init(
                "La première ligne fut ouverte le 19 juillet 1900 entre la Porte de Vincennes et la Porte Maillot.",
                quote: "fut ouverte le 19 juillet 1900 entre la Porte de Vincennes et la Porte Maillot",
                gist: "La première ligne a ouvert le 19 juillet 1900, de la Porte de Vincennes à la Porte Maillot.",
                spoken:
                    "Tout commence un jour d'été. Le 19 juillet 1900, la première ligne relie la Porte de Vincennes à la Porte Maillot.",
                question: "Quand les premiers trains ont-ils roulé ?",
                remark: "Il faisait une chaleur terrible, et l'on descendait aussi pour la fraîcheur."
            ),
            .init(
                "L'ingénieur Fulgence Bienvenüe dirigea les travaux, alors qu'il avait perdu un bras.",
                quote: "dirigea les travaux, alors qu'il avait perdu un bras",
                gist: "Fulgence Bienvenüe, qui avait perdu un bras, dirigea les travaux.",
                spoken:
                    "Un homme tient le chantier, c'est Fulgence Bienvenüe. Il avait perdu un bras, et cela ne l'a pas arrêté.",
                question: "Qui a mené ce chantier ?",
                remark: "Une station porte son nom, et peu de voyageurs savent pourquoi."
            ),
            .init(
                "En 1900, le billet de seconde classe coûtait 15 centimes.",
                quote: "le billet de seconde classe coûtait 15 centimes",
                gist: "En 1900, un billet de seconde classe coûtait 15 centimes.",
                spoken: "On voyageait pour peu de chose. En 1900, le billet de seconde coûtait 15 centimes.",
                question: "Combien fallait-il payer ?",
                remark: "La première classe offrait surtout des bancs plus doux."
            ),
            .init(
                "Hector Guimard dessina les entrées ; il en fut posé 167, dont 88 subsistent.",
                quote: "il en fut posé 167, dont 88 subsistent",
                gist: "Des 167 entrées d'Hector Guimard, 88 subsistent.",
                spoken:
                    "Puis il y a ces entrées que tout le monde photographie. Hector Guimard les a dessinées. On en posa 167, et 88 sont toujours debout.",
                question: "Et ces entrées vertes, d'où viennent-elles ?",
                remark: "On dirait des tiges qui ont poussé pendant la nuit."
            ),
            .init(
                "Un journal de l'époque y voyait « des lettres que personne ne saura jamais lire ».",
                quote: "des lettres que personne ne saura jamais lire",
                gist: "Un journal trouvait les lettres illisibles.",
                spoken:
                    "Tout le monde n'a pas aimé. Un journal s'en prit à « des lettres que personne ne saura jamais lire ».",
                question: "Le public les a-t-il aimées tout de suite ?",
                remark: "La mode a tourné, comme elle le fait toujours."
            ),
            .init(
                "La Seine fut franchie en 1910 par la ligne 4, dans des caissons de fer assemblés par Léon Chagnaud.",
                quote: "dans des caissons de fer assemblés par Léon Chagnaud",
                gist: "Léon Chagnaud fit passer la ligne 4 sous la Seine en 1910.",
                spoken:
                    "Le plus dur fut le fleuve. Léon Chagnaud assembla des caissons de fer, et en 1910 la ligne 4 passait sous la Seine.",
                question: "Comment passe-t-on sous un fleuve ?",
                remark: "On a même gelé le sol pour qu'il ne coule pas."
            ),
            .init(
                "En 1956, des rames sur pneus circulèrent pour la première fois sur la ligne 11.",
                quote: "des rames sur pneus circulèrent pour la première fois sur la ligne 11",
                gist: "Les pneus arrivent en 1956, sur la ligne 11.",
                spoken: "Le bruit aussi a changé. En 1956, la ligne 11 reçut des rames sur pneus, une première.",
                question: "Pourquoi certaines lignes sont-elles si douces ?",
                remark: "L'oreille le remarque avant les jambes."
            ),
            .init(
                "La ligne 14, ouverte en octobre 1998, roule sans conducteur.",
                quote: "ouverte en octobre 1998, roule sans conducteur",
                gist: "Depuis octobre 1998, la ligne 14 roule sans conducteur.",
                spoken: "Enfin vint la machine seule. La ligne 14 a ouvert en octobre 1998, et personne ne la conduit.",
                question: "Et les trains sans conducteur ?",
                remark: "Les enfants se disputent la place tout devant."
            ),
            .init(
                "Le réseau compte 321 stations, et 98 pour cent des habitants en ont une à moins de 500 mètres.",
                quote: "98 pour cent des habitants en ont une à moins de 500 mètres",
                gist: "Il y a 321 stations ; 98 pour cent des habitants sont à moins de 500 mètres de l'une d'elles.",
                spoken:
                    "Aujourd'hui le réseau compte 321 stations. Pour 98 pour cent des habitants, il y en a une à moins de 500 mètres.",
                question: "Où en est le réseau ?",
                remark: "On ne s'éloigne jamais beaucoup d'un escalier qui descend."
            ),
        ],
        names: [
            ("Hector Guimard", "Léon Chagnaud"), ("Fulgence Bienvenüe", "Hector Guimard"),
            ("Léon Chagnaud", "Fulgence Bienvenüe"),
        ],
        stranger: ("Hector Guimard", "Gustave Eiffel"),
        biography: "Quand j'étais enfant, ma mère m'y emmenait le jeudi.",
        foreign:
            "It would be wrong to say that they had no plan, for there were many of them, and each of these was better than what had been there before it."
    )
}
