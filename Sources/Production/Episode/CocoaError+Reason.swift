package import Foundation
import Glibc

extension CocoaError {
    /// What the system says of it: Foundation's own sentence tells that something failed, and not why.
    package var reason: String {
        (underlying as? POSIXError).map { unsafe String(cString: strerror($0.code.rawValue)) } ?? localizedDescription
    }
}
