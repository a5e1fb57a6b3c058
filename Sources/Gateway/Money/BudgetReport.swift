public import Foundation
public import OpenRouter

/// Caps, spent, reserved and free, per scope, with what is in doubt.
public struct BudgetReport: Hashable, Sendable, Codable {
    /// Which service the money goes to, by its host.
    public var account: String
    /// The zone whose days and months count, such as `Europe/Berlin`.
    public var timeZone: String
    /// The caps in force.
    public var caps: Caps
    /// Today, this month, the key and the episode asked about.
    public var balances: [BudgetBalance]
    /// Holds whose bill is not known.
    public var inDoubt: [Hold]

    /// A report.
    public init(account: String, timeZone: String, caps: Caps, balances: [BudgetBalance], inDoubt: [Hold]) {
        self.account = account
        self.timeZone = timeZone
        self.caps = caps
        self.balances = balances
        self.inDoubt = inDoubt
    }
}

/// How fast money is spent, and where that leads.
public struct BudgetPace: Hashable, Sendable, Codable {
    /// Where a window will be at its end if spending goes on as it did.
    public struct Forecast: Hashable, Sendable, Codable {
        /// The day or the month.
        public var scope: BudgetScope
        /// What it is expected to cost in all.
        public var amount: USD
        /// When its cap will be reached, if that is before its end.
        public var reachesCapAt: Date?

        /// A forecast for a window.
        ///
        /// - Parameters:
        ///   - balance: What the window has spent and what is left.
        ///   - hourly: What an hour costs.
        ///   - now: The moment it is made.
        ///   - end: The end of the window.
        public init(_ balance: BudgetBalance, hourly: USD, now: Date, end: Date) {
            let hours = max(0, end.timeIntervalSince(now)) / 3_600
            let rate = Double(hourly.picodollars)
            scope = balance.scope
            // Beyond the range of money, the range's end says enough.
            let more = min(rate * hours, Double(Int64.max / 4))
            amount = balance.spent + USD(picodollars: Int64(more))
            guard let free = balance.free, rate > 0 else { return }
            let left = max(0, Double(free.picodollars)) / rate
            if left < hours { reachesCapAt = now.addingTimeInterval(left * 3_600) }
        }
    }

    /// Settled in the last hour.
    public var lastHour: USD
    /// Settled in the last seven days, by the hour.
    public var hourlyOfLastWeek: USD
    /// The day, by the pace of the last hour; the month, by that of the last seven days.
    public var forecasts: [Forecast]

    /// A pace.
    public init(lastHour: USD, hourlyOfLastWeek: USD, forecasts: [Forecast]) {
        self.lastHour = lastHour
        self.hourlyOfLastWeek = hourlyOfLastWeek
        self.forecasts = forecasts
    }
}

/// What money was spent on, by one feature of the calls.
public struct Spending: Hashable, Sendable, Codable {
    /// What calls are told apart by.
    public enum Grouping: String, Hashable, Sendable, Codable, CaseIterable {
        case model, phase, episode, day
    }

    /// The part of one model, phase, episode or day.
    public struct Share: Hashable, Sendable, Codable {
        /// The model's id, the phase, the episode's slug, the day `YYYY-MM-DD`; empty where a call has none.
        public var name: String
        /// How many calls it was.
        public var calls: Int
        /// What they cost.
        public var spent: USD

        /// A part of what was spent.
        public init(name: String, calls: Int, spent: USD) {
            self.name = name
            self.calls = calls
            self.spent = spent
        }
    }

    /// What the parts are told apart by.
    public var grouping: Grouping
    /// Only what was set aside since then; `nil` for everything.
    public var since: Date?
    /// The parts: days in order, all others dearest first.
    public var shares: [Share]
    /// The sum of the parts.
    public var total: USD { shares.reduce(.zero) { $0 + $1.spent } }

    /// What was spent, by one feature.
    public init(grouping: Grouping, since: Date?, shares: [Share]) {
        self.grouping = grouping
        self.since = since
        self.shares = shares
    }
}
