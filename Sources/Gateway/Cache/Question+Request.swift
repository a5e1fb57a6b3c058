import Crypto
import Foundation
import OpenRouter

extension StoredAnswer.Question {
    /// The conversation of a request, redacted, in the scope it was asked in.
    ///
    /// The scope stands for service, phase, language, cast, release, form, tools and who may answer: what differs in one of
    /// them is never compared. It is `s` with 16 hexadecimal digits of a SHA-256.
    init(_ request: CompletionRequest, service: String) {
        var parts = [service, request.purpose.phase, request.setting.language ?? "", request.release ?? ""]
        parts += request.setting.cast
        switch request.responseFormat {
        case .text: parts.append("text")
        case .jsonObject: parts.append("json")
        case .jsonSchema(let name, let schema, _): parts += ["json", name, "\(CacheKey(of: schema).hex)"]
        }
        for tool in request.serverTools {
            switch tool {
            case .webSearch: parts.append("web search")
            }
        }
        if request.providers.areBinding { parts += ["providers", CacheKey(of: .object(request.providers.json)).hex] }
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        let digest = CacheKey(bytes: Array(SHA256.hash(data: Data(text.utf8)))).hex
        self.init(
            scope: "s" + digest.prefix(16),
            messages: request.messages.map { ChatMessage($0.role, $0.content.redacted) }
        )
    }
}

extension StoredAnswer.Question {
    /// The words that bear meaning, each once, for the index; the first 400.
    public var words: [String] {
        var seen: Set<String> = []
        var words: [String] = []
        for message in messages {
            for word in QuestionMeaning(message.content).contents where seen.insert(word.text).inserted {
                words.append(word.text)
                if words.count == 400 { return words }
            }
        }
        return words
    }
}
