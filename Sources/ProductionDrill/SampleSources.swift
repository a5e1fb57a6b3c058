import Foundation

/// Three files to produce from.
enum SampleSources {
    static func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in all {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
    }

    static let all: [(name: String, text: String)] = [
        (
            "bell-labs.md",
            """
            # The transistor at Bell Labs

            In December 1947 John Bardeen and Walter Brattain showed a point-contact transistor at Bell Labs in Murray Hill, New Jersey.

            William Shockley conceived the junction transistor in January 1948, and a working one was shown in 1951.

            The three men shared the Nobel Prize in Physics of 1956 for their researches on semiconductors.

            Bell Labs held a press conference in New York on 30 June 1948 to announce the device.

            The name transistor was coined by John Pierce, an engineer at Bell Labs.
            """
        ),
        (
            "radio.txt",
            """
            The Regency TR-1, the first transistor radio on the market, was sold from October 1954 for 49.95 dollars.

            It used four germanium transistors made by Texas Instruments and ran on a battery of 22.5 volts.

            About 100,000 pieces of the radio were sold in the first year.

            Texas Instruments presented the first silicon transistor of a commercial kind in 1954.

            Germanium fails above 75 degrees Celsius, and silicon works far beyond that.
            """
        ),
        (
            "chips.txt",
            """
            Jack Kilby showed an integrated circuit at Texas Instruments in September 1958.

            Robert Noyce of Fairchild described a planar integrated circuit in 1959.

            Mohamed Atalla and Dawon Kahng built the first working MOSFET at Bell Labs in 1959.

            Gordon Moore observed in 1965 that the number of components in a chip doubled every year, and in 1975 he changed that to two years.

            The Intel 4004 of 1971 had 2,300 transistors, and a processor of 2020 had more than ten billion.
            """
        ),
    ]
}
