import Foundation
import OpenRouter
import Testing

@testable import Gateway

@Suite struct `Catalogue of models` {
    private static let snapshot = Catalogue.Snapshot(
        StoredCatalogue(
            models: [
                ("google/gemini", "google/gemini-20250811"), ("google/gemini:free", "google/gemini-20250811"),
                ("meta/llama", "meta/llama-20240925"), ("acme/plain", nil), ("~google/gemini-latest", nil),
                ("openrouter/auto", nil),
            ].map { (id: String, slug: String?) in
                Model(
                    id: id,
                    canonicalSlug: slug,
                    name: id,
                    pricing: Model.Pricing(prompt: .zero, completion: .zero)
                )
            },
            fetchedAt: .distantPast
        )
    )

    @Test(
        arguments: [
            ("google/gemini", "google/gemini", nil), ("google/gemini", "google/gemini-20250811", nil),
            ("google/gemini:free", "google/gemini-20250811", nil), ("google/gemini:nitro", "google/gemini", nil),
            ("google/gemini", "meta/llama", "meta/llama"), ("google/gemini", "meta/llama-20240925", "meta/llama"),
            ("google/gemini:free", "meta/llama", "meta/llama"), ("acme/plain", "meta/llama", "meta/llama"),
            // Nobody knows these names.
            ("google/gemini", "gemini-2.5-flash-preview", nil), ("acme/unknown", "meta/llama", nil),
            // Whoever chooses for others is meant to.
            ("~google/gemini-latest", "google/gemini-20250811", nil), ("openrouter/auto", "meta/llama", nil),
        ] as [(String, String, String?)]
    )
    func `tells another model from the one that was asked`(asked: String, served: String, other: String?) {
        #expect(Self.snapshot.other(than: asked, served: served) == other)
    }
}
