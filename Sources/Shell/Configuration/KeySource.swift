import Foundation
public import OpenRouter

/// Finds the API key: the file named by `key-file`, then `OPENROUTER_API_KEY`, then `key` in the configuration folder.
///
/// A key is never an argument: arguments are visible to every user of the machine.
public enum KeySource {
    /// The key, and in words where it came from; `nil` where there is none.
    ///
    /// - Throws: ``ConfigurationError`` when a named file is missing or empty, or when others may read it.
    public static func key(
        for configuration: Configuration,
        environment: [String: String]
    ) throws -> (key: Secret, origin: String)? {
        let named = configuration["key-file"]
        if !named.isEmpty {
            let path = (named as NSString).expandingTildeInPath
            return (try read(path), path)
        }
        if let value = environment["OPENROUTER_API_KEY"], !Secret(value).isEmpty {
            return (Secret(value), "environment OPENROUTER_API_KEY")
        }
        let standard = configuration.places.configuration.appending(path: "key").path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: standard) else { return nil }
        return (try read(standard), standard)
    }

    private static func read(_ path: String) throws -> Secret {
        let attributes: [FileAttributeKey: Any]
        let contents: Data
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: path)
            contents = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw ConfigurationError(place: path, message: "the key file cannot be read")
        }
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard mode & 0o077 == 0 else {
            let octal = String(mode, radix: 8)
            throw ConfigurationError(
                place: path,
                message: "the key file has mode \(octal), so others may read it; run chmod 600 on it"
            )
        }
        let key = Secret(String(decoding: contents, as: UTF8.self))
        guard !key.isEmpty else { throw ConfigurationError(place: path, message: "the key file is empty") }
        return key
    }
}
