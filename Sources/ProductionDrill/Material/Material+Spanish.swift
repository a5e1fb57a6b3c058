extension Material {
    static let spanish = Material(
        language: "es",
        topic: "La historia del chocolate",
        title: "De la amargura al dulce",
        promise: "Cómo una bebida amarga de los palacios mexicas llegó a ser la tableta que hoy cabe en un bolsillo.",
        opening:
            "Cierra los ojos y piensa en el olor del cacao recién tostado. Hoy contamos cómo una bebida amarga de los palacios mexicas llegó a ser la tableta que cabe en un bolsillo.",
        disclosure:
            "Una nota antes de empezar: este episodio se ha hecho con inteligencia artificial y nuestras voces son sintéticas.",
        closing:
            "Hasta aquí nuestro viaje, de la jícara a la tableta. Gracias por escuchar, y hasta la próxima.",
        chapters: ["La bebida de los palacios", "El viaje a Europa", "La tableta"],
        facts: [
            .init(
                "En Santa Ana, Ecuador, se hallaron restos de cacao de hace 5300 años.",
                quote: "se hallaron restos de cacao de hace 5300 años",
                gist: "En Santa Ana, en Ecuador, hay restos de cacao de hace 5300 años.",
                spoken:
                    "El rastro más antiguo está en el sur. En Santa Ana, en Ecuador, aparecieron restos de cacao de hace 5300 años.",
                question: "¿Dónde empieza esta historia?",
                remark: "Nadie sabe si lo bebían o lo masticaban, pero ya lo guardaban con cuidado."
            ),
            .init(
                "Bernal Díaz del Castillo escribió que a Moctezuma le llevaban «unas como copas de oro fino» llenas de cacao.",
                quote: "unas como copas de oro fino",
                gist: "Bernal Díaz contó que Moctezuma bebía cacao en copas de oro.",
                spoken:
                    "En los palacios era cosa de señores. Cuenta Bernal Díaz que a Moctezuma le servían el cacao en «unas como copas de oro fino».",
                question: "¿Y quién podía beberlo?",
                remark: "La espuma era lo más apreciado, y se lograba vertiéndolo desde lo alto."
            ),
            .init(
                "Un conejo costaba 10 granos de cacao en el mercado.",
                quote: "costaba 10 granos de cacao",
                gist: "Un conejo valía 10 granos de cacao.",
                spoken: "También era moneda. Por 10 granos te llevabas un conejo a casa.",
                question: "¿Es verdad que servía para pagar?",
                remark: "Dinero que crece en los árboles, y que además se puede beber."
            ),
            .init(
                "En 1544 unos dominicos llevaron a nobles mayas ante el príncipe Felipe, con jícaras de chocolate batido.",
                quote: "llevaron a nobles mayas ante el príncipe Felipe, con jícaras de chocolate batido",
                gist: "En 1544 nobles mayas llevaron chocolate al príncipe Felipe.",
                spoken:
                    "El salto a Europa tiene una fecha bonita. En 1544 unos nobles mayas se presentaron ante el príncipe Felipe con jícaras de chocolate batido.",
                question: "¿Cómo cruzó el océano?",
                remark: "No consta si al príncipe le gustó."
            ),
            .init(
                "En 1828 el holandés Coenraad van Houten patentó una prensa que quitaba la mitad de la grasa al cacao.",
                quote: "patentó una prensa que quitaba la mitad de la grasa al cacao",
                gist: "Coenraad van Houten patentó en 1828 la prensa que separa la grasa del cacao.",
                spoken:
                    "Después vino la técnica. Coenraad van Houten patentó en 1828 una prensa que separaba buena parte de la grasa.",
                question: "¿Qué cambió con las máquinas?",
                remark: "De pronto había polvo fino por un lado y manteca por el otro."
            ),
            .init(
                "Joseph Fry hizo en Bristol en 1847 la primera tableta de chocolate para comer.",
                quote: "hizo en Bristol en 1847 la primera tableta de chocolate para comer",
                gist: "La primera tableta la hizo Joseph Fry en Bristol en 1847.",
                spoken:
                    "Con esa manteca se pudo por fin morder el chocolate. Joseph Fry hizo la primera tableta en Bristol, y fue en 1847.",
                question: "¿Y quién hizo la primera tableta?",
                remark: "Era áspera y poco dulce, pero cabía en la mano."
            ),
            .init(
                "Daniel Peter añadió leche en polvo en Suiza en 1875, tras ocho años de pruebas.",
                quote: "añadió leche en polvo en Suiza en 1875, tras ocho años de pruebas",
                gist: "Daniel Peter logró en 1875 el chocolate con leche, tras ocho años de pruebas.",
                spoken:
                    "Faltaba la leche. En Suiza, Daniel Peter lo intentó durante ocho años, y en 1875 lo consiguió con leche en polvo.",
                question: "¿Desde cuándo lleva leche?",
                remark: "El agua era el enemigo, porque lo estropeaba todo."
            ),
            .init(
                "Costa de Marfil produce cerca del 40 por ciento del cacao del mundo.",
                quote: "produce cerca del 40 por ciento del cacao del mundo",
                gist: "El 40 por ciento del cacao viene de Costa de Marfil.",
                spoken:
                    "Hoy el centro está en África. De Costa de Marfil sale cerca del 40 por ciento de todo el cacao.",
                question: "¿De dónde viene ahora?",
                remark: "El árbol viajó más que muchos de nosotros."
            ),
            .init(
                "Un agricultor recibe alrededor de 6 céntimos de cada euro que cuesta la tableta.",
                quote: "recibe alrededor de 6 céntimos de cada euro",
                gist: "De cada euro al agricultor le llegan 6 céntimos.",
                spoken:
                    "Y queda la cuenta pendiente: de cada euro que pagamos, al agricultor le llegan unos 6 céntimos.",
                question: "¿Y quién gana con todo esto?",
                remark: "Lo amargo, al final, no se ha ido del todo."
            ),
        ],
        names: [
            ("Joseph Fry", "Daniel Peter"), ("Coenraad van Houten", "Joseph Fry"), ("Moctezuma", "Felipe"),
            ("Bristol", "Suiza"),
        ],
        stranger: ("Daniel Peter", "Isaac Peral"),
        biography: "Cuando era niña, mi abuela lo preparaba los domingos.",
        foreign:
            "It is not clear what happened next, but they were in the house when the letter came, and most of them would have told you that it was all for the best."
    )
}
