import Foundation

/// A recorded call and its answer, read without any of the client's own code.
struct RecordedExchange: Sendable {
    /// What an independent reading finds in the answer.
    struct Reading: Equatable {
        var text = ""
        var finishReason: String?
        var promptTokens: Int?
        var completionTokens: Int?
        /// The characters of the cost, as a decimal.
        var cost: Decimal?
        var hasOtherContent = false
        var hasError = false
    }

    var source: String
    var path: String
    var isStreaming: Bool
    var status: Int
    var headers: [(String, String)]
    var body: String

    /// The recordings beside the package, or `nil` where there are none.
    static func all() throws -> [RecordedExchange]? {
        let file = URL(filePath: #filePath).appending(path: "../../../../shared/openrouter/exchanges.jsonl")
            .standardized
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        return try text.split(separator: "\n").compactMap { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let request = object?["request"] as? [String: Any], let path = request["path"] as? String,
                let response = object?["response"] as? [String: Any], let status = response["status"] as? Int,
                let headers = response["headers"] as? [String: String], let body = response["body"] as? String
            else { return nil }
            let framing = ["content-length", "transfer-encoding", "connection", "content-encoding"]
            return RecordedExchange(
                source: object?["source"] as? String ?? "",
                path: path,
                isStreaming: (request["body"] as? [String: Any])?["stream"] as? Bool ?? false,
                status: status,
                headers: headers.filter { !framing.contains($0.key.lowercased()) }.map { ($0.key, $0.value) },
                body: body
            )
        }
    }

    /// The body cut at random places, also inside a character.
    func pieces(using generator: inout some RandomNumberGenerator) -> [[UInt8]] {
        let bytes = Array(body.utf8)
        let cuts = (0..<min(40, bytes.count)).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
        return zip([0] + cuts, cuts + [bytes.count]).map { Array(bytes[$0..<$1]) }
    }

    /// Reads the answer with Foundation's parser.
    func reading() throws -> Reading {
        var reading = Reading()
        let documents =
            isStreaming
            ? body.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data: {") }.map { String($0.dropFirst(6)) }
            : [body]
        for document in documents {
            let object = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
            let choice = (object?["choices"] as? [[String: Any]])?.first
            let message = choice?[isStreaming ? "delta" : "message"] as? [String: Any]
            reading.text += message?["content"] as? String ?? ""
            reading.finishReason = reading.finishReason ?? choice?["finish_reason"] as? String
            reading.hasError = reading.hasError || object?["error"] != nil || choice?["error"] != nil
            for member in ["tool_calls", "images"] where (message?[member] as? [Any])?.isEmpty == false {
                reading.hasOtherContent = true
            }
            reading.hasOtherContent =
                reading.hasOtherContent || message?["audio"] is [String: Any]
                || (message?["refusal"] as? String)?.isEmpty == false
            guard let usage = object?["usage"] as? [String: Any] else { continue }
            reading.promptTokens = usage["prompt_tokens"] as? Int
            reading.completionTokens = usage["completion_tokens"] as? Int
            reading.cost = number("cost", in: document)
            if usage["is_byok"] as? Bool == true, let upstream = number("upstream_inference_cost", in: document) {
                reading.cost = (reading.cost ?? 0) + upstream
            }
        }
        return reading
    }

    /// The number that follows a name, from its characters and rounded up at the twelfth place.
    private func number(_ name: String, in document: String) -> Decimal? {
        guard let found = document.firstRange(of: "\"\(name)\":") else { return nil }
        let digits = document[found.upperBound...].drop { $0 == " " }.prefix { "+-.eE0123456789".contains($0) }
        guard var exact = Decimal(string: String(digits)) else { return nil }
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, 12, .up)
        return rounded
    }
}
