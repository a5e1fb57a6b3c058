import Foundation

extension Phase {
    /// The hash of what the phase reads of a file: what it does not read may change without making it stale.
    ///
    /// Of the brief, places of sources matter to research alone, and the order of sound, voices, pronunciations and strong
    /// language only where sound is made or checked; of the script, nobody reads whether a turn is locked. All other files count byte by byte.
    func digest(of file: EpisodeFile, _ data: Data) -> String {
        switch file {
        case .brief:
            guard let brief = try? ArtefactJSON.value(Brief.self, from: data) else { break }
            return Self.digest(of: brief.part(for: self)) ?? ArtefactJSON.digest(data)
        case .script where data.firstRange(of: Data("\"isLocked\"".utf8)) != nil:
            guard var script = try? ArtefactJSON.value(Script.self, from: data) else { break }
            script.unlockAll()
            return Self.digest(of: script) ?? ArtefactJSON.digest(data)
        default: break
        }
        return ArtefactJSON.digest(data)
    }

    private static func digest(of value: some Encodable) -> String? {
        (try? ArtefactJSON.data(value)).map { ArtefactJSON.digest($0) }
    }
}

extension Brief {
    /// The brief without what a phase does not read.
    func part(for phase: Phase) -> Brief {
        var part = self
        if phase != .research { part.sources = nil }
        if phase != .finalize {
            part.audio = nil
            for index in part.cast.indices { part.cast[index].voice = nil }
        }
        if phase != .finalize, phase != .qa {
            part.show?.lexicon = [:]
            part.explicit = nil
        }
        return part
    }
}

extension Script {
    /// Takes the locks off all turns.
    mutating func unlockAll() {
        for segment in segments.indices {
            for turn in segments[segment].turns.indices { segments[segment].turns[turn].isLocked = false }
        }
    }
}
