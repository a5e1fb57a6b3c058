extension Material {
    static let german = Material(
        language: "de",
        topic: "Die Geschichte der Brezel",
        title: "Salz und Schleife",
        promise: "Wie aus einem Fastengebäck der Klöster das Zeichen der Bäcker und ein Geschäft von heute wurde.",
        opening:
            "Außen braun, innen weich, und in der Mitte eine Schleife, die niemand braucht. Heute erzählen wir, wie aus einem Fastengebäck der Klöster das Zeichen der Bäcker wurde.",
        disclosure:
            "Ein Hinweis vorab: Diese Folge wurde mit künstlicher Intelligenz erstellt, und unsere Stimmen sind synthetisch.",
        closing:
            "Das war unsere kleine Reise vom Kloster bis zur Backstube an der Ecke. Vielen Dank fürs Zuhören, und bis zum nächsten Mal.",
        chapters: ["Aus dem Kloster", "Das Zeichen der Zunft", "Lauge und Zahlen"],
        facts: [
            .init(
                "Das Wort Brezel geht auf das lateinische bracellum zurück, was Ärmchen bedeutet.",
                quote: "geht auf das lateinische bracellum zurück",
                gist: "Brezel kommt vom lateinischen bracellum, dem Ärmchen.",
                spoken:
                    "Fangen wir beim Namen an. Brezel kommt vom lateinischen Wort bracellum, und das heißt Ärmchen.",
                question: "Woher kommt eigentlich dieser Name?",
                remark: "Wer hinschaut, sieht zwei verschränkte Arme vor sich."
            ),
            .init(
                "Eine Handschrift der Herrad von Landsberg zeigt um 1180 eine Brezel auf einer gedeckten Tafel.",
                quote: "zeigt um 1180 eine Brezel auf einer gedeckten Tafel",
                gist: "Herrad von Landsberg bildete um 1180 eine Brezel auf einer Tafel ab.",
                spoken:
                    "Ein frühes Bild verdanken wir Herrad von Landsberg. In ihrer Handschrift liegt um 1180 eine Brezel auf einem gedeckten Tisch.",
                question: "Und seit wann kennen wir ihre Form?",
                remark: "Sie lag da schon so selbstverständlich wie heute beim Frühstück."
            ),
            .init(
                "In der Fastenzeit war die Brezel beliebt, weil sie ohne Eier und Fett auskam, so der Chronist: „ein Brot der Armen und der Mönche zugleich“.",
                quote: "ein Brot der Armen und der Mönche zugleich",
                gist: "Als Fastengebäck kam die Brezel ohne Eier und Fett aus.",
                spoken:
                    "In der Fastenzeit durfte man wenig essen, doch sie war erlaubt, ganz ohne Eier und Fett. Ein Chronist nennt sie „ein Brot der Armen und der Mönche zugleich“.",
                question: "Warum haben ausgerechnet Mönche sie gebacken?",
                remark: "So wird aus einer Regel am Ende doch noch ein Genuss."
            ),
            .init(
                "Die Bäckerzunft von Straßburg führte die Brezel seit 1492 in ihrem Siegel.",
                quote: "führte die Brezel seit 1492 in ihrem Siegel",
                gist: "Seit 1492 stand die Brezel im Siegel der Straßburger Bäcker.",
                spoken:
                    "Bald wurde daraus ein Zeichen. Die Zunft in Straßburg setzte die Brezel schon 1492 in ihr Siegel.",
                question: "Wann kam sie auf die Schilder der Bäcker?",
                remark: "Noch heute hängt sie golden über mancher Ladentür."
            ),
            .init(
                "Am 11. Februar 1839 soll der Münchner Bäcker Anton Nepomuk Pfannenbrenner die erste Laugenbrezel verkauft haben.",
                quote: "soll der Münchner Bäcker Anton Nepomuk Pfannenbrenner die erste Laugenbrezel verkauft haben",
                gist: "Anton Nepomuk Pfannenbrenner verkaufte am 11. Februar 1839 in München die erste Laugenbrezel.",
                spoken:
                    "Die Lauge kam angeblich durch ein Versehen dazu. Am 11. Februar 1839 soll Anton Nepomuk Pfannenbrenner in München die erste Laugenbrezel verkauft haben.",
                question: "Und wem verdanken wir die braune Haut?",
                remark: "Ob es wirklich ein Versehen war, weiß bis heute keiner genau."
            ),
            .init(
                "Die Natronlauge darf höchstens 4 Prozent stark sein.",
                quote: "darf höchstens 4 Prozent stark sein",
                gist: "Die Lauge ist höchstens 4 Prozent stark.",
                spoken: "Gefährlich ist das nicht, denn die Lauge darf höchstens 4 Prozent stark sein.",
                question: "Ist diese Lauge nicht eigentlich giftig?",
                remark: "Im Ofen verliert sie ohnehin ihre Schärfe."
            ),
            .init(
                "Der Bäcker Friedrich Mörk in Bad Urach formte 2010 in einer Stunde 1.270 Brezeln.",
                quote: "formte 2010 in einer Stunde 1.270 Brezeln",
                gist: "Friedrich Mörk formte 2010 in Bad Urach 1.270 Brezeln in einer Stunde.",
                spoken:
                    "Wie schnell das gehen kann, zeigte Friedrich Mörk aus Bad Urach. Er schlang im Jahr 2010 in nur einer Stunde 1.270 Stück.",
                question: "Kann man das Schlingen wirklich so schnell lernen?",
                remark: "Da kommt man schon beim Zuschauen kaum hinterher."
            ),
            .init(
                "Eine Maschine der Firma Fritsch schlingt heute bis zu 36.000 Brezeln in der Stunde.",
                quote: "schlingt heute bis zu 36.000 Brezeln in der Stunde",
                gist: "Maschinen von Fritsch schlingen 36.000 Brezeln in der Stunde.",
                spoken:
                    "Gegen Maschinen hat freilich keine Hand eine Chance. Eine Anlage von Fritsch schafft in einer Stunde bis zu 36.000 Brezeln.",
                question: "Und was leisten die Fabriken?",
                remark: "Der Knoten bleibt derselbe, nur die Ruhe geht verloren."
            ),
            .init(
                "Seit 2014 ist die Bayerische Breze in der Europäischen Union als geographische Angabe geschützt.",
                quote: "ist die Bayerische Breze in der Europäischen Union als geographische Angabe geschützt",
                gist: "Die Bayerische Breze ist seit 2014 in der Europäischen Union geschützt.",
                spoken:
                    "Und zum Schluss das Amtliche: Die Bayerische Breze steht seit 2014 unter dem Schutz der Europäischen Union.",
                question: "Ist der Name eigentlich geschützt?",
                remark: "Streit gibt es trotzdem, vor allem um die Dicke der Ärmchen."
            ),
        ],
        names: [
            ("Anton Nepomuk Pfannenbrenner", "Friedrich Mörk"), ("Herrad von Landsberg", "Friedrich Mörk"),
            ("Friedrich Mörk", "Anton Nepomuk Pfannenbrenner"),
        ],
        stranger: ("Friedrich Mörk", "Rudolf Diesel"),
        biography: "Als ich ein Kind war, gab es die jeden Sonntag.",
        foreign:
            "This is where the story becomes a little strange, because nobody wrote down what they had seen, and so we have to guess what it was that they were doing with all of it."
    )
}
