/// The options that bind a question to some of the providers of its model.
enum ProviderOptions {
    static let all: [Command.Option] = [
        .init(
            name: "provider",
            kind: .providers,
            summary: "who alone may answer: slugs of `model ID`, best first",
            topic: .providers
        ),
        .init(name: "without", kind: .providers, summary: "who may not answer", topic: .providers),
        .init(
            name: "max-price",
            kind: .money,
            summary: "most dollars for a million tokens of the answer",
            topic: .providers
        ),
        .init(
            name: "zdr",
            kind: nil,
            summary: "only providers that keep nothing of a prompt",
            topic: .providers
        ),
    ]
}
