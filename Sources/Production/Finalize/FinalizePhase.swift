import Foundation
import Gateway
import OpenRouter

/// Writes the publishing package: title, description and hook by a model, all else from what is there.
struct FinalizePhase {
    let run: PhaseRun
    let brief: Brief
    let research: Research
    let outline: Outline
    let script: Script
    /// The quality report on this script; `nil` where there is none.
    let report: QualityReport?

    @concurrent
    func files() async throws -> [EpisodeFile: Data] {
        run.expect(2)
        switch report?.verdict {
        case .rejected: run.degrade("the quality check rejected this episode")
        case .unjudged: run.warn("no judge has seen this episode")
        case nil: run.warn("the quality check has not seen this script")
        case .passed: break
        }
        let draft = try await run.unit("package") { try await surroundings() }
        return try await run.unit("files") {
            let text = PublishedText(
                title: draft.title,
                description: draft.description,
                hook: draft.hook,
                topics: draft.topics
            )
            let package = EpisodePackage(
                brief: brief,
                research: research,
                script: script,
                report: report,
                text: text,
                degradations: run.degradations
            )
            return try package.files()
        }
    }

    /// What surrounds the episode; made from the outline where no model can be reached or understood.
    private func surroundings() async throws -> PackageDraft {
        do {
            let answer = try await run.ask(
                PackagePrompts.package(of: script, outline: outline, for: brief),
                as: .package,
                unit: "package",
                maxTokens: TokenBudget.list(of: 1, words: 400, language: brief.language)
            )
            return Self.cleaned(answer.value, fallback: fallback)
        } catch let error as GatewayError where QualityPhase.unreachable.contains(error.code) {
            run.degrade("template: title and description are the outline's (\(error.message))")
        } catch let error as ProductionError where error.code == .unusableAnswer {
            run.degrade("template: title and description are the outline's (\(error.message))")
        }
        return fallback
    }

    private var fallback: PackageDraft {
        PackageDraft(
            title: outline.title,
            description: ([outline.promise] + outline.segments.map(\.goal)).joined(separator: " "),
            hook: outline.promise,
            topics: outline.segments.map(\.title)
        )
    }

    /// Plain text of sound lengths; addresses are no model's to write.
    static func cleaned(_ draft: PackageDraft, fallback: PackageDraft) -> PackageDraft {
        func plain(_ text: String, _ limit: Int) -> String {
            let bare = text.replacing(/https?:\/\/\S+/, with: "").replacing("**", with: "").replacing("`", with: "")
            return String(Prompt.oneLine(String(bare.trimming { "#*_\" ".contains($0) })).prefix(limit))
        }
        let topics = draft.topics.map { plain($0, 80) }.filter { !$0.isEmpty }
        return PackageDraft(
            title: plain(draft.title, 120).trimmedOrNil ?? fallback.title,
            description: plain(draft.description, 3_000).trimmedOrNil ?? fallback.description,
            hook: plain(draft.hook, 600).trimmedOrNil ?? fallback.hook,
            topics: topics.isEmpty ? fallback.topics : Array(topics.prefix(10))
        )
    }
}
