import Foundation

extension Double {
    /// With so many places and a point, in any locale.
    func places(_ count: Int) -> String { String(format: "%.\(count)f", self) }
}
