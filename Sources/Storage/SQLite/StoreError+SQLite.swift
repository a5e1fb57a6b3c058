import Foundation
import GRDB
import Gateway

extension StoreError {
    /// Reads whatever opening or using the file threw.
    init(_ error: any Error, at url: URL) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, at: url)
        case let error as CocoaError:
            self.init(.cannotOpen, "\(url.path) cannot be opened: \(error.localizedDescription)")
        default: self.init(.failed, "\(url.path): \(error)")
        }
    }

    private init(_ error: DatabaseError, at url: URL) {
        let reason = error.message ?? error.resultCode.description
        let code: Code
        let what: String
        switch error.resultCode {
        case .SQLITE_FULL: (code, what) = (.diskFull, "the disk is full")
        case .SQLITE_READONLY, .SQLITE_PERM: (code, what) = (.readOnly, "the file may not be written")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: (code, what) = (.damaged, "the file is damaged or no store")
        case .SQLITE_BUSY, .SQLITE_LOCKED: (code, what) = (.busy, "another process keeps the file locked")
        case .SQLITE_CANTOPEN, .SQLITE_IOERR: (code, what) = (.cannotOpen, "the file cannot be opened or read")
        default: (code, what) = (.failed, "the statement failed")
        }
        self.init(code, "\(url.path): \(what) (\(reason))")
    }
}
