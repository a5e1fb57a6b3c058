import Foundation
import Glibc

/// What the process and its surroundings give away.
extension SecurityCheck {
    var transport: Finding {
        let url = URL(string: installation.baseURL)
        let host = url?.host() ?? installation.baseURL
        let isLocal = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        let isSafe = url?.scheme == "https" || isLocal
        return Finding(
            "transport",
            isSafe ? .ok : .failed,
            isSafe
                ? "\(host), \(isLocal ? "on this machine" : "encrypted")" : "\(host) is spoken to without encryption",
            meaning: "every call carries the key",
            remedy: "Use an address that begins with https://."
        )
    }

    var process: Finding {
        var problems: [String] = []
        let mask = umask(0o077)
        umask(mask)
        if mask & 0o077 != 0o077 { problems.append("the umask is \(String(mask, radix: 8))") }
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        if limit.rlim_cur != 0 { problems.append("a crash may leave a core file") }
        if installation.environment["SWIFT_BACKTRACE"]?.contains("enable=yes") ?? false {
            problems.append("SWIFT_BACKTRACE prints memory after a crash")
        }
        let isRoot = geteuid() == 0
        let evidence = problems.isEmpty ? "umask 077, no core files" : problems.joined(separator: "; ")
        return Finding(
            "process",
            !problems.isEmpty ? .failed : isRoot ? .warning : .ok,
            evidence + (isRoot ? "; it runs as root" : ""),
            meaning: "new files are for their owner alone, and a crash leaves no key behind; root needs no permission",
            remedy: problems.isEmpty
                ? "Run it as a user of its own." : "Start castline itself and not a wrapper that changes these."
        )
    }

    var searchPath: Finding {
        let folders = (installation.environment["PATH"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
        let open = folders.compactMap { folder -> String? in
            guard folder.hasPrefix("/") else { return folder.isEmpty ? "the current folder" : String(folder) }
            guard let mode = Self.mode(of: String(folder)), mode & S_IFMT == S_IFDIR, mode & 0o022 != 0 else {
                return nil
            }
            return String(folder)
        }
        return Finding(
            "search path",
            open.isEmpty ? .ok : .warning,
            open.isEmpty
                ? "\(folders.count) folders that nobody else may write into"
                : "others decide what is in \(Self.some(open))",
            meaning: "pdftotext, flite, ffmpeg and what you run with ! are found there",
            remedy: "Take these folders out of PATH."
        )
    }

    var temporaryFolder: Finding {
        let path = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let mode = Self.mode(of: path.hasSuffix("/") ? String(path.dropLast()) : path) ?? 0
        let isOpen = mode & 0o002 != 0 && mode & mode_t(S_ISVTX) == 0
        return Finding(
            "temporary folder",
            isOpen ? .failed : .ok,
            isOpen ? "others may delete and replace files in \(path)" : "\(path) keeps the files of users apart",
            meaning: "texts of PDFs pass through it",
            remedy: "chmod +t on it, or set TMPDIR to a folder of your own."
        )
    }
}
