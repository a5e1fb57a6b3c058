import Foundation

/// Sound as samples: one channel, 16 bits, little-endian.
struct Sound: Hashable {
    var sampleRateHz: Int
    var samples: Data

    var milliseconds: Int { samples.count / 2 * 1_000 / max(sampleRateHz, 1) }

    /// The greatest amplitude, 0…32,768.
    var peak: Int {
        let bytes = [UInt8](samples)
        var peak = 0
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            let sample = Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            peak = max(peak, Int(sample.magnitude))
        }
        return peak
    }

    /// As a WAVE file.
    ///
    /// Source: Multimedia Programming Interface and Data Specifications 1.0, 1991, "Waveform Audio File Format".
    var wave: Data { Self.header(sampleRateHz: sampleRateHz, sizeBytes: samples.count) + samples }

    /// The head of a WAVE file with so many bytes of samples.
    static func header(sampleRateHz: Int, sizeBytes: Int) -> Data {
        func number(_ value: Int, _ bytes: Int) -> Data {
            Data((0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
        }
        return Data("RIFF".utf8) + number(36 + sizeBytes, 4) + Data("WAVEfmt ".utf8) + number(16, 4) + number(1, 2)
            + number(1, 2) + number(sampleRateHz, 4) + number(sampleRateHz * 2, 4) + number(2, 2) + number(16, 2)
            + Data("data".utf8) + number(sizeBytes, 4)
    }

    /// Reads a WAVE file of one channel and 16 bits; `nil` for any other.
    init?(wave: Data) {
        let bytes = [UInt8](wave)
        func number(_ place: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
        }
        guard bytes.count >= 12, Array(bytes[0..<4]) == Array("RIFF".utf8), Array(bytes[8..<12]) == Array("WAVE".utf8)
        else { return nil }
        var rate: Int?
        var place = 12
        while place + 8 <= bytes.count {
            let name = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            let size = number(place + 4, 4)
            let start = place + 8
            if name == "fmt ", size >= 16, start + 16 <= bytes.count {
                guard number(start, 2) == 1, number(start + 2, 2) == 1, number(start + 14, 2) == 16 else { return nil }
                rate = number(start + 4, 4)
            } else if name == "data", let rate, (8_000...192_000).contains(rate) {
                // A writer that could not go back leaves the size open.
                let end = min(start + size, bytes.count)
                self.init(sampleRateHz: rate, samples: Data(bytes[start..<end - (end - start) % 2]))
                return
            }
            place = start + size + size % 2
        }
        return nil
    }

    init(sampleRateHz: Int, samples: Data) {
        self.sampleRateHz = sampleRateHz
        self.samples = samples
    }
}
