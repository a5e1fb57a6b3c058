import Gateway
import OpenRouter
import Production

/// A value that a person may set: its name in `castline.yaml`, its environment variable, what it means.
public struct Setting: Sendable {
    /// How a setting's text is read.
    public enum Kind: Sendable {
        case text, path, url, money, seconds, count
        /// A program and its words.
        case command
        /// Model ids, best first.
        case models
        /// Slugs of providers.
        case providers
        /// One of these words.
        case choice([String])
        /// Some of these words.
        case choices([String])
    }

    /// Dotted path in the file, such as `budget.day`.
    public let name: String
    /// The environment variable that sets it, where there is one.
    public let environment: String?
    /// What it means, in a line.
    public let summary: String
    /// How its text is read.
    public let kind: Kind
    /// The value when nobody sets one; empty means none.
    public let standard: String

    init(_ name: String, _ kind: Kind, _ standard: String, environment: String? = nil, _ summary: String) {
        self.name = name
        self.environment = environment
        self.summary = summary
        self.kind = kind
        self.standard = standard
    }

    /// The names of all settings, and of the groups they stand in.
    static var paths: [String] {
        all.map(\.name)
            + Set(all.compactMap { $0.name.split(separator: ".").dropLast().first.map(String.init) }).sorted()
    }

    /// Every setting there is; `config` lists them in this order.
    public static let all: [Setting] = [
        Setting(
            "base-url",
            .url,
            "https://openrouter.ai/api/v1",
            environment: "CASTLINE_BASE_URL",
            "where the API is: OpenRouter or any OpenAI-compatible server"
        ),
        Setting("key-file", .path, "", environment: "CASTLINE_KEY_FILE", "file that holds the API key, mode 0600"),
        Setting(
            "key-command",
            .command,
            "",
            environment: "CASTLINE_KEY_COMMAND",
            "program and words that print the API key, such as: pass show openrouter"
        ),
        Setting("keys.rotate-after", .count, "30", "days after which a key is replaced by itself; 0 for never"),
        Setting("keys.grace", .seconds, "86400", "seconds that a replaced key stays switched off before it is deleted"),
        Setting("episodes", .path, "episodes", environment: "CASTLINE_EPISODES", "folder that holds the episodes"),
        Setting(
            "source-date-epoch",
            .count,
            "",
            environment: "SOURCE_DATE_EPOCH",
            "the time that files carry instead of now, in seconds since 1970: equal work gives equal bytes"
        ),
        Setting(
            "models.research",
            .models,
            text(of: Session.DefaultModels.writer),
            "models that research, best first"
        ),
        Setting(
            "models.script",
            .models,
            text(of: Session.DefaultModels.writer),
            "models that write, best first"
        ),
        Setting(
            "models.judge",
            .models,
            text(of: Session.DefaultModels.judge),
            "models that judge; not the ones that write"
        ),
        Setting(
            "models.finalize",
            .models,
            text(of: Session.DefaultModels.writer),
            "models that write titles and descriptions"
        ),
        Setting(
            "models.speech",
            .models,
            text(of: Session.DefaultModels.voice),
            "models that speak, with finalize --audio --engine openrouter"
        ),
        Setting(
            "models.allow",
            .text,
            "",
            "the only models that may be asked, such as openai/*, google/*; all if not given"
        ),
        Setting("models.ask", .models, Session.DefaultModels.writer.preferred, "models that answer ask"),
        Setting(
            "models.budget",
            .text,
            Session.DefaultModels.writer.budget ?? "",
            "the cheap model that is asked when no other can answer; never as a judge"
        ),
        Setting("providers.only", .providers, "", "the only providers that may answer, such as anthropic, azure"),
        Setting("providers.ignore", .providers, "", "providers that may not answer"),
        Setting("providers.order", .providers, "", "the providers that are asked first, in this order"),
        Setting("providers.fallbacks", .choice(["on", "off"]), "on", "whether others than providers.order may answer"),
        Setting(
            "providers.data-collection",
            .choice(["account", "deny"]),
            "account",
            "deny keeps away providers that learn from prompts; otherwise what the account allows"
        ),
        Setting("providers.zdr", .choice(["on", "off"]), "off", "only providers that keep nothing of a prompt"),
        Setting(
            "providers.quantizations",
            .choices(ProviderPreferences.Quantization.allCases.map(\.rawValue)),
            "",
            "the only weights that may answer, such as bf16, fp16; all if not given"
        ),
        Setting(
            "providers.sort",
            .choice(["service"] + ProviderPreferences.Sorting.allCases.map(\.rawValue)),
            "service",
            "which provider is asked first, instead of whom the service draws"
        ),
        Setting("providers.max-prompt-price", .money, "", "the most dollars for a million tokens of a prompt"),
        Setting("providers.max-answer-price", .money, "", "the most dollars for a million tokens of an answer"),
        Setting(
            "providers.require-parameters",
            .choice(["on", "off"]),
            "on",
            "only providers that heed each parameter that a call depends on"
        ),
        Setting(
            "screening",
            .choice(ScreeningPolicy.allCases.map(\.rawValue)),
            "warn",
            environment: "CASTLINE_SCREENING",
            "what follows when typed text looks like prompt injection"
        ),
        Setting("budget.call", .money, "0.50", "the most one call may cost, in dollars"),
        Setting("budget.episode", .money, "5", "the most one episode may cost, in dollars"),
        Setting("budget.day", .money, "10", "the most a day may cost, in dollars"),
        Setting("budget.month", .money, "100", "the most a calendar month may cost, in dollars"),
        Setting("budget.key", .money, "", "the most one key may cost in all, in dollars; none if not given"),
        Setting(
            "confirm.above",
            .money,
            "1",
            "the worst case in dollars above which a person at a terminal is asked first"
        ),
        Setting("editor.keys", .choice(["emacs", "vi"]), "emacs", "the keys of the line editor"),
        Setting("editor.highlight", .choice(["on", "off"]), "on", "colour the line while it is typed"),
        Setting("editor.hints", .choice(["on", "off"]), "on", "show behind the cursor what may follow"),
        Setting("editor.menu", .choice(["on", "off"]), "on", "open a menu below the line on Tab and Ctrl-R"),
        Setting(
            "background",
            .choice(["auto", "dark", "light"]),
            "auto",
            environment: "CASTLINE_BACKGROUND",
            "what the colours must be read on; auto asks the terminal"
        ),
        Setting(
            "plain",
            .choice(["on", "off"]),
            "off",
            environment: "CASTLINE_PLAIN",
            "only whole lines, one after the other, without editing and live views: for screen readers"
        ),
        Setting(
            "pager",
            .text,
            "less -FRX",
            environment: "PAGER",
            "the program that shows what is longer than the screen; off for none"
        ),
        Setting(
            "notices",
            .choice(["now", "hold"]),
            "now",
            "tell notices at once, above the line that is typed, or hold them until the next prompt"
        ),
        Setting(
            "log.level",
            .choice(LogLevel.allCases.map(\.rawValue)),
            LogLevel.off.rawValue,
            environment: "CASTLINE_LOG_LEVEL",
            "what is told of calls while they run; -v and -vv begin so, and `set log.level` changes it at once"
        ),
        Setting("bell.after", .seconds, "10", "seconds a line runs before the bell rings at its end; 0 for never"),
        Setting("budget.time-zone", .text, "UTC", "where days and months begin"),
        Setting(
            "retry.in-doubt",
            .choice(Gateway.Settings.AmbiguousPolicy.allCases.map(\.rawValue)),
            "once",
            "how often a call is made again that may have been billed without an answer"
        ),
        Setting(
            "hedge.after",
            .seconds,
            "0",
            "seconds without a text after which a cheap call is sent a second time, and paid for twice; 0 for never"
        ),
        Setting("hedge.below", .money, "0.01", "the most that a call may cost for hedge.after to go for it"),
        Setting("timeouts.connect", .seconds, "10", "seconds until a connection stands"),
        Setting(
            "timeouts.first-byte",
            .seconds,
            "60",
            "seconds until an answer begins; other servers than OpenRouter get timeouts.total unless this is set"
        ),
        Setting("timeouts.idle", .seconds, "45", "seconds an answer may stand still"),
        Setting("timeouts.total", .seconds, "300", "seconds a call may take"),
        Setting(
            "simulator.latency",
            .seconds,
            "0",
            environment: "CASTLINE_SIMULATOR_LATENCY",
            "seconds the embedded simulator waits before it answers"
        ),
        Setting("simulator.seed", .count, "1", "seed of the embedded simulator"),
    ]

    private static func text(of chain: ModelChain) -> String {
        ([chain.preferred] + chain.fallbacks).joined(separator: ", ")
    }
}
