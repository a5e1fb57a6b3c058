import Foundation
import GRDB
import Gateway
import Glibc

extension StoreError {
    /// Reads whatever opening or using the file threw.
    init(_ error: any Error, at url: URL) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, at: url)
        case let error as CocoaError:
            let cause = error.underlying as? POSIXError
            let reason = cause.map { Self.reason($0.code.rawValue) } ?? error.localizedDescription
            self.init(.cannotOpen, "\(url.path) cannot be opened: \(reason)")
        default: self.init(.failed, "\(url.path): \(error)")
        }
    }

    private init(_ error: DatabaseError, at url: URL) {
        let reason = error.message ?? error.resultCode.description
        let (code, what): (Code, String) =
            switch error.resultCode {
            case .SQLITE_FULL: (.diskFull, "the disk is full")
            case .SQLITE_READONLY, .SQLITE_PERM: (.readOnly, "the file may not be written")
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: (.damaged, "the file is damaged or no store (\(reason))")
            case .SQLITE_BUSY, .SQLITE_LOCKED: (.busy, "another process keeps the file locked")
            case .SQLITE_CANTOPEN, .SQLITE_IOERR: (.cannotOpen, "the file cannot be opened or read (\(reason))")
            default: (.failed, "the statement failed (\(reason))")
            }
        self.init(code, "\(url.path): \(what)")
    }

    /// What the system calls an error of its own.
    static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
