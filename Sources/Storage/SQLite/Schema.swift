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
        migrator.registerMigration("answers") { db in
            try db.execute(
                sql: """
                    CREATE TABLE answers (
                        number INTEGER PRIMARY KEY,
                        key BLOB NOT NULL UNIQUE,
                        source TEXT NOT NULL,
                        made_at INTEGER NOT NULL,
                        expires_at INTEGER NOT NULL,
                        size INTEGER NOT NULL,
                        cost INTEGER NOT NULL,
                        scope TEXT NOT NULL,
                        answer BLOB NOT NULL,
                        messages BLOB NOT NULL,
                        words TEXT NOT NULL
                    ) STRICT;
                    CREATE INDEX answers_by_source ON answers (source);
                    CREATE INDEX answers_by_age ON answers (made_at);
                    CREATE INDEX answers_by_expiry ON answers (expires_at);
                    CREATE TABLE answer_tags (
                        tag TEXT NOT NULL,
                        number INTEGER NOT NULL REFERENCES answers (number) ON DELETE CASCADE,
                        PRIMARY KEY (tag, number)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX answer_tags_by_number ON answer_tags (number);
                    CREATE TABLE answer_leases (
                        key BLOB PRIMARY KEY NOT NULL,
                        holder TEXT NOT NULL,
                        owner TEXT NOT NULL,
                        until INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE answer_counters (
                        name TEXT PRIMARY KEY NOT NULL,
                        value INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    INSERT INTO answer_counters VALUES ('hits', 0), ('misses', 0), ('saved', 0), ('generation', 0);
                    CREATE VIRTUAL TABLE answer_index USING fts5 (words);
                    CREATE TABLE answer_words (
                        word TEXT PRIMARY KEY NOT NULL,
                        answers INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("lean ledger") { db in
            // Holds and lines are found by number, and by id only while they are open: a call writes four pages less.
            try db.execute(
                sql: """
                    ALTER TABLE ledger_entries RENAME TO old_entries;
                    ALTER TABLE holds RENAME TO old_holds;
                    DROP INDEX holds_open;
                    DROP INDEX ledger_entries_by_hold;
                    DROP TRIGGER ledger_entries_stay;
                    DROP TRIGGER ledger_entries_remain;
                    CREATE TABLE holds (
                        number INTEGER PRIMARY KEY,
                        id TEXT NOT NULL,
                        call TEXT NOT NULL,
                        attempt INTEGER NOT NULL,
                        model TEXT NOT NULL,
                        phase TEXT,
                        amount INTEGER NOT NULL CHECK (amount >= 0),
                        cost INTEGER NOT NULL DEFAULT 0,
                        scopes TEXT NOT NULL,
                        account TEXT NOT NULL,
                        owner TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        state TEXT NOT NULL,
                        generation TEXT
                    ) STRICT;
                    INSERT INTO holds
                        SELECT h.rowid, h.id, h.call, h.attempt, h.model, c.phase, h.amount,
                            coalesce((SELECT sum(e.amount) FROM old_entries e
                                WHERE e.hold = h.id AND e.kind = 'settled'), 0),
                            h.scopes, h.account, h.owner, h.at, h.state, h.generation
                        FROM old_holds h LEFT JOIN calls c ON c.id = h.call;
                    CREATE UNIQUE INDEX holds_open ON holds (id)
                        WHERE state IN ('reserved', 'dispatched', 'inDoubt');
                    CREATE TABLE ledger_entries (
                        number INTEGER PRIMARY KEY,
                        hold INTEGER NOT NULL REFERENCES holds (number),
                        kind TEXT NOT NULL,
                        amount INTEGER NOT NULL,
                        source TEXT,
                        at INTEGER NOT NULL
                    ) STRICT;
                    INSERT INTO ledger_entries
                        SELECT e.number, h.rowid, e.kind, e.amount, e.source, e.at
                        FROM old_entries e JOIN old_holds h ON h.id = e.hold ORDER BY e.number;
                    DROP TABLE old_entries;
                    DROP TABLE old_holds;
                    CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
                        BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
                    CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
                        BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END;
                    """
            )
        }
        migrator.registerMigration("steps") { db in
            try db.execute(
                sql: """
                    CREATE TABLE steps (
                        id TEXT PRIMARY KEY NOT NULL,
                        journal TEXT NOT NULL,
                        phase TEXT NOT NULL,
                        at INTEGER NOT NULL,
                        completion BLOB NOT NULL
                    ) STRICT;
                    CREATE INDEX steps_by_journal ON steps (journal, phase);
                    """
            )
        }
        migrator.registerMigration("lean call contents") { db in
            // Few, and seldom looked for: without an index by call, a call writes two pages less.
            try db.execute(
                sql: """
                    ALTER TABLE call_contents RENAME TO old_contents;
                    CREATE TABLE call_contents (
                        number INTEGER PRIMARY KEY,
                        call TEXT NOT NULL,
                        body TEXT NOT NULL,
                        answer TEXT
                    ) STRICT;
                    INSERT INTO call_contents SELECT number, call, body, answer FROM old_contents ORDER BY number;
                    DROP TABLE old_contents;
                    """
            )
        }
        migrator.registerMigration("allotments") { db in
            try db.execute(
                sql: """
                    CREATE TABLE allotments (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        owner TEXT NOT NULL,
                        boot TEXT NOT NULL,
                        account TEXT NOT NULL,
                        scopes TEXT NOT NULL,
                        amount INTEGER NOT NULL CHECK (amount >= 0)
                    ) STRICT;
                    """
            )
        }
        migrator.registerMigration("key rotations") { db in
            try db.execute(
                sql: """
                    CREATE TABLE rotations (
                        number INTEGER PRIMARY KEY,
                        id TEXT UNIQUE NOT NULL,
                        account TEXT NOT NULL,
                        rotation BLOB NOT NULL
                    ) STRICT;
                    CREATE TABLE rotation_states (
                        number INTEGER PRIMARY KEY,
                        rotation TEXT NOT NULL REFERENCES rotations (id),
                        state TEXT NOT NULL,
                        at INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE rotation_leases (
                        account TEXT PRIMARY KEY NOT NULL,
                        holder TEXT NOT NULL,
                        owner TEXT NOT NULL,
                        until INTEGER NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE keys_seen (
                        account TEXT NOT NULL,
                        key TEXT NOT NULL,
                        first INTEGER NOT NULL,
                        PRIMARY KEY (account, key)
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE key_users (
                        account TEXT NOT NULL,
                        key TEXT NOT NULL,
                        owner TEXT NOT NULL,
                        PRIMARY KEY (account, key, owner)
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("packs") { db in
            try db.execute(
                sql: """
                    CREATE TABLE packs (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        owner TEXT NOT NULL,
                        landings BLOB NOT NULL
                    ) STRICT;
                    ALTER TABLE allotments ADD COLUMN landed INTEGER NOT NULL DEFAULT 0;
                    """
            )
        }
        migrator.registerMigration("answers to be indexed") { db in
            try db.execute(sql: "CREATE INDEX answers_to_be_indexed ON answers (number) WHERE words = ''")
        }
        migrator.registerMigration("logs") { db in
            try db.execute(
                sql: "CREATE TABLE logs (owner TEXT PRIMARY KEY, written INTEGER NOT NULL) STRICT, WITHOUT ROWID"
            )
        }
        migrator.registerMigration("offers") { db in
            try db.execute(
                sql: """
                    CREATE TABLE offers (
                        server TEXT NOT NULL,
                        model TEXT NOT NULL,
                        fetched_at INTEGER NOT NULL,
                        endpoints BLOB NOT NULL,
                        PRIMARY KEY (server, model)
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("calls of key users") { db in
            try db.execute(sql: "ALTER TABLE key_users ADD COLUMN calls INTEGER NOT NULL DEFAULT 0")
        }
        migrator.registerMigration("isolations") { db in
            try db.execute(
                sql: "CREATE TABLE isolations (breaker TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID"
            )
        }
        migrator.registerMigration("obstacles") { db in
            try db.execute(
                sql: """
                    CREATE TABLE obstacles (
                        service TEXT NOT NULL,
                        subject TEXT NOT NULL,
                        reason TEXT NOT NULL,
                        since INTEGER NOT NULL,
                        until INTEGER NOT NULL,
                        openings INTEGER NOT NULL,
                        at_least INTEGER,
                        call TEXT NOT NULL,
                        payer TEXT,
                        source TEXT NOT NULL,
                        lifted INTEGER NOT NULL,
                        PRIMARY KEY (service, subject)
                    ) STRICT, WITHOUT ROWID;
                    """
            )
        }
        return migrator
    }
}
