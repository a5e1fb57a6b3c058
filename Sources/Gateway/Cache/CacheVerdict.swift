/// What the cache had to say to one call.
public enum CacheVerdict: Hashable, Sendable, Codable {
    /// No answer is kept that would do.
    case missed
    /// The caller wanted a new one.
    case passedOver
    /// An earlier answer, of this call and this age; whether a new one is asked for behind.
    case hit(source: String, ageSeconds: Double, isStale: Bool)
    /// The answer of a call that was under way.
    case shared(source: String)
    /// Another process was asking; so long it was waited for.
    case waited(seconds: Double)
    /// An answer past its time, because the service failed.
    case lastResort(source: String, ageSeconds: Double, reason: String)

    /// The verdict in one sentence.
    public var explanation: String {
        switch self {
        case .missed: "cache: no earlier answer"
        case .passedOver: "cache: passed over, a new answer was wanted"
        case .hit(let source, let age, let isStale):
            "cache: the answer of \(source), \(Self.text(age)) old" + (isStale ? ", stale; asked for anew behind" : "")
        case .shared(let source): "cache: the same request was under way as \(source), whose answer serves both"
        case .waited(let seconds):
            "cache: waited \((seconds * 1000).rounded() / 1000) s for another process that asks the same"
        case .lastResort(let source, let age, let reason):
            "cache: the answer of \(source), \(Self.text(age)) old and past its time, because of \(reason)"
        }
    }

    /// An age in words, such as `3 h`.
    static func text(_ seconds: Double) -> String {
        switch seconds {
        case ..<120: "\(Int(seconds)) s"
        case ..<7_200: "\(Int(seconds / 60)) min"
        case ..<172_800: "\(Int(seconds / 3_600)) h"
        default: "\(Int(seconds / 86_400)) days"
        }
    }
}
