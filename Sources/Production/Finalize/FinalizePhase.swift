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
    /// What stays of the last package.
    let publication: Publication
    /// The show it belongs to, where it does.
    let show: Show?
    /// Whether the last package's text stays, so that no model is asked.
    var keepsText = false
    /// Where sound is made; `nil` where none is asked for.
    var audio: AudioPhase?
    /// Who speaks, where sound is asked for.
    var engine: (any SpeechEngine)?
    /// The sound of the last package, where it is that of this script.
    var kept: AudioPhase.Result?

    @concurrent
    func files() async throws -> [EpisodeFile: Data] {
        run.expect(2)
        switch report?.verdict {
        case .rejected:
            run.degrade("the quality check rejected this episode")
        case .unjudged: run.warn("no judge has seen this episode")
        case nil: run.warn("the quality check has not seen this script")
        case .passed: break
        }
        if show != nil, report == nil || report?.verdict == .rejected {
            run.warn("the feed does not list it until you publish it")
        }
        var publication = publication
        publication.text = try await run.unit("package") { try await text() }
        var sound = kept
        if let audio, let engine { sound = try await audio.render(by: engine, publication: publication) }
        publication.audio = sound?.record
        return try await run.unit("files") { [publication, sound] in
            let package = EpisodePackage(
                brief: brief,
                research: research,
                script: script,
                report: report,
                publication: publication,
                show: show,
                degradations: run.degradations,
                timeline: sound?.timeline
            )
            var files = try package.files()
            files[.audio] = sound?.data
            return files
        }
    }

    private func text() async throws -> PublishedText {
        if keepsText, !publication.text.title.isEmpty { return publication.text }
        let draft = try await surroundings()
        return PublishedText(
            title: draft.title,
            description: draft.description,
            hook: draft.hook,
            topics: draft.topics,
            licence: publication.text.licence,
            callToAction: brief.callToAction
        )
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
