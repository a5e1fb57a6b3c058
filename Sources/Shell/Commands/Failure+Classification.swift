import Foundation
import Gateway
import OpenRouter
import Operations
import Production

extension Failure {
    /// The sentence and the status of any error: the one place where errors become words.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as UsageError:
            let hint = error.suggestions.first.map { "; did you mean `\($0)`?" } ?? ""
            self.init(
                code: error.code.rawValue,
                hint.isEmpty ? Self.sentence(error.message) : Self.sentence(error.message + hint),
                next: error.next.map(Self.sentence),
                status: .usage
            )
        case is CancellationError:
            self.init(
                code: "interrupted",
                "Interrupted.",
                kept: "Every file that was written is kept, and every call is in the books.",
                status: .interrupted
            )
        case let error as GatewayError: self = Self.call(error)
        case let error as OpenRouterError: self = Self.exchange(error)
        case let error as ProductionError: self = Self.production(error)
        case let error as KeyError: self = Self.keys(error)
        case let error as ConfigurationError:
            self.init(
                code: "configurationInvalid",
                "\(error).",
                next: "`config` shows what is set and where.",
                status: .usage
            )
        case let error as StoreError:
            let next =
                switch error.code {
                case .diskFull: "Make room there: what was written is kept."
                case .cannotOpen, .readOnly: "Let this user write there, or choose another folder with CASTLINE_HOME."
                case .damaged: "Put the file away: episodes stay, and the books begin anew."
                case .busy: "Try again when the other one has ended."
                case .tooNew: "Use that version, or choose another folder with CASTLINE_HOME."
                case .failed: "`health` tests the store."
                }
            self.init(code: error.code.rawValue, Self.sentence(error.message), next: next)
        case let error as CocoaError:
            let file = error.filePath ?? error.url?.path(percentEncoded: false)
            self.init(
                code: "fileFailed",
                Self.sentence((file.map { "\($0): " } ?? "") + error.reason),
                next: "Check that it is there, and that you may use it."
            )
        default:
            self.init(code: "unexpected", Self.sentence("\(error)"))
        }
    }

    /// A model id that is none, with the nearest that are.
    static func unknownModel(_ id: String, suggestions: [String]) -> Failure {
        let hint =
            suggestions.isEmpty ? "" : "; did you mean \(suggestions.map { "`\($0)`" }.joined(separator: " or "))?"
        return Failure(
            code: GatewayError.Code.unknownModel.rawValue,
            "No model has the id \(id.printable.debugDescription)\(hint.isEmpty ? "." : hint)",
            kept: "Nothing was spent.",
            next: "`models WORD` searches the catalogue.",
            status: .usage
        )
    }

    private static func call(_ error: GatewayError) -> Failure {
        var kept: [String] = []
        if error.spent > .zero { kept.append("\(Figures.money(error.spent)) was spent on attempts that failed.") }
        if error.inDoubt > .zero {
            kept.append("\(Figures.money(error.inDoubt)) stays set aside until the bill is known.")
        }
        if error.partialText != nil { kept.append("What was shown of the answer is all that arrived.") }
        let why = error.requestID.map { "`why \($0)` tells every attempt." }
        let (next, status): (String?, ExitStatus) =
            switch error.code {
            case .invalidRequest, .contentPolicy, .rejectedByService: (why, .failure)
            case .suspiciousPrompt:
                (
                    "`screen --text TEXT` shows what was found; `screening: warn` in castline.yaml lets it pass.",
                    .rejected
                )
            case .unknownModel: ("`models WORD` searches the catalogue.", .usage)
            case .noKey:
                (
                    "`keys add` takes a key; OPENROUTER_API_KEY and key files (mode 0600) work too.",
                    .authentication
                )
            case .unauthorized, .forbidden: ("Check the key; `health` tests it.", .authentication)
            case .budgetExceeded: ("`budget` shows the caps; `budget set SCOPE AMOUNT` changes one.", .budget)
            case .priceUnknown: ("Give a cap for the call, such as --max-cost 0.10, or take another model.", .budget)
            case .insufficientCredits:
                ("Add credit or raise the key's limit at the service; `credits` shows it.", .budget)
            case .rateLimited: ("Wait until the limit renews, or take another model.", .upstream)
            case .upstreamUnavailable, .deadlineExceeded, .truncated:
                (why ?? "Try again; `health` shows what works.", .upstream)
            case .storeUnavailable: ("Nothing is spent without its record; `health` tests the store.", .failure)
            }
        var message = sentence(error.message)
        if let first = error.suggestions.first, !message.contains(first) { message += " Did you mean `\(first)`?" }
        return Failure(
            code: error.code.rawValue,
            message,
            kept: kept.isEmpty ? nil : kept.joined(separator: " "),
            next: next,
            status: status
        )
    }

    private static func keys(_ error: KeyError) -> Failure {
        let status: ExitStatus =
            switch error.code {
            case .noKey, .serviceRefused, .oldKeyWorks: .authentication
            case .notKey, .nameTaken, .needsPerson: .usage
            case .fileUnusable, .fileTooOpen, .unknownKey, .rotationRuns, .clockDiffers: .failure
            }
        return Failure(
            code: error.code.rawValue,
            sentence(error.message),
            next: error.next.map(sentence) ?? "`keys` shows what there is.",
            status: status
        )
    }

    private static func production(_ error: ProductionError) -> Failure {
        Failure(
            code: error.code.rawValue,
            sentence(error.message),
            kept: error.kept.map(sentence),
            next: error.next.map(sentence),
            status: error.code == .briefInvalid ? .usage : .failure
        )
    }

    private static func exchange(_ error: OpenRouterError) -> Failure {
        let message = sentence(error.message)
        return switch error.code {
        case .unauthorized:
            Failure(
                code: error.code.rawValue,
                message,
                next: "Check the key; `health` tests it.",
                status: .authentication
            )
        case .insufficientCredits, .keyLimitExceeded, .freeTierLimit:
            Failure(code: error.code.rawValue, message, next: "Add credit or raise the key's limit.", status: .budget)
        case .badRequest, .contextLengthExceeded, .contentPolicy, .notFound, .payloadTooLarge, .forbidden:
            Failure(code: error.code.rawValue, message)
        case .connectionFailed, .connectionLost, .firstByteTimeout, .idleTimeout, .totalTimeout, .inFlightBudget,
            .requestTimeout, .rateLimited, .admissionControl, .serverError, .overloaded, .modelLoading, .truncated,
            .invalidResponse, .emptyResponse:
            Failure(
                code: error.code.rawValue,
                message,
                next: "Try again; `health` shows what works.",
                status: .upstream
            )
        }
    }

    /// A text as a sentence: capital at the start, full stop at the end, nothing that steers a terminal.
    static func sentence(_ text: String) -> String {
        let text = text.printable.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let first = text.first, let last = text.last else { return "It failed without a reason." }
        // Ids, paths and names of files keep their case.
        let isWord = text.prefix { !$0.isWhitespace }.allSatisfy { $0.isLetter || $0 == "," || $0 == "'" }
        return (isWord ? first.uppercased() : "\(first)") + text.dropFirst() + (".!?…".contains(last) ? "" : ".")
    }
}
