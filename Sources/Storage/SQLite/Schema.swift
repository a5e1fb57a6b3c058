import GRDB

/// The tables, as named steps that are only ever appended to.
///
/// Amounts are integers in units of 10⁻¹² dollar, times are milliseconds since 1970.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("calls") { db in
            try db.execute(
                sql: """
                    CREATE TABLE calls (
                        id TEXT PRIMARY KEY NOT NULL,
                        at INTEGER NOT NULL,
                        server TEXT NOT NULL,
                        episode TEXT,
                        phase TEXT NOT NULL,
                        model TEXT NOT NULL,
                        cost INTEGER NOT NULL,
                        record BLOB NOT NULL,
                        trace BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX calls_by_time ON calls (at);
                    CREATE INDEX calls_by_episode ON calls (episode, at) WHERE episode IS NOT NULL;
                    """
            )
        }
        migrator.registerMigration("ledger") { db in
            try db.execute(
                sql: """
                    CREATE TABLE holds (
                        id TEXT PRIMARY KEY NOT NULL,
                        call TEXT NOT NULL,
                        attempt INTEGER NOT NULL,
                        model TEXT NOT NULL,
                        amount INTEGER NOT NULL CHECK (amount >= 0),
                        scopes TEXT NOT NULL,
                        account TEXT NOT NULL,
                        owner TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        state TEXT NOT NULL,
                        generation TEXT
                    ) STRICT;
                    CREATE INDEX holds_open ON holds (state, owner)
                        WHERE state IN ('reserved', 'dispatched', 'inDoubt');
                    CREATE TABLE ledger_entries (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        hold TEXT NOT NULL REFERENCES holds (id),
                        kind TEXT NOT NULL,
                        amount INTEGER NOT NULL,
                        source TEXT,
                        at INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX ledger_entries_by_hold ON ledger_entries (hold);
                    CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
                        BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
                    CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
                        BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
                    CREATE TABLE balances (
                        scope TEXT PRIMARY KEY NOT NULL,
                        spent INTEGER NOT NULL,
                        reserved INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE caps (
                        kind TEXT PRIMARY KEY NOT NULL,
                        amount INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("models") { db in
            try db.execute(
                sql: """
                    CREATE TABLE models (
                        server TEXT PRIMARY KEY NOT NULL,
                        fetched_at INTEGER NOT NULL,
                        models BLOB NOT NULL
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("call contents") { db in
            try db.execute(
                sql: """
                    CREATE TABLE call_contents (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        call TEXT UNIQUE NOT NULL,
                        body TEXT NOT NULL,
                        answer TEXT
                    ) STRICT;
                    """
            )
        }
        return migrator
    }
}
