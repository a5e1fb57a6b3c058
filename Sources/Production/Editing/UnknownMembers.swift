import Foundation

/// What a JSON text holds that the value read from it does not: members that nobody reads, misspelt ones above all.
enum UnknownMembers {
    /// A fault for each member that is in the text and not in the value; one that is `null` or `false` says nothing.
    static func faults(in text: Data, readAs value: some Encodable) -> [EditFault] {
        guard let data = try? ArtefactJSON.data(value),
            let written = try? JSONSerialization.jsonObject(with: text),
            let known = try? JSONSerialization.jsonObject(with: data)
        else { return [] }
        return faults(in: written, known, at: "")
    }

    private static func faults(in written: Any, _ known: Any, at path: String) -> [EditFault] {
        switch (written, known) {
        case (let written as [String: Any], let known as [String: Any]):
            return written.sorted { $0.key < $1.key }.flatMap { name, value -> [EditFault] in
                let place = path.isEmpty ? name : "\(path).\(name)"
                if let known = known[name] { return faults(in: value, known, at: place) }
                guard !(value is NSNull), (value as? Bool) != false else { return [] }
                return [EditFault(place, "nothing reads a member \(name.prefix(40).debugDescription)")]
            }
        case (let written as [Any], let known as [Any]):
            return zip(written, known).enumerated().flatMap { index, pair in
                faults(in: pair.0, pair.1, at: "\(path)[\(index)]")
            }
        default: return []
        }
    }
}
