//! The tables behind the panda APIs.

use rusqlite::Connection;

/// All tables of this service, for a reset.
pub const TABLES: [&str; 10] = [
    "panda_log",
    "panda_case",
    "panda_biz_value",
    "panda_event",
    "panda_counter",
    "panda_file",
    "panda_account",
    "panda_user",
    "panda_project",
    "panda_setting",
];

/// Makes what is missing.
pub fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS panda_setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);
         CREATE TABLE IF NOT EXISTS panda_project (name TEXT PRIMARY KEY);
         CREATE TABLE IF NOT EXISTS panda_user (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, department TEXT NOT NULL
         );
         CREATE TABLE IF NOT EXISTS panda_account (
            username TEXT PRIMARY KEY, password TEXT NOT NULL, user_id INTEGER NOT NULL REFERENCES panda_user (id)
         );
         CREATE TABLE IF NOT EXISTS panda_file (path TEXT PRIMARY KEY, content BLOB NOT NULL);
         CREATE TABLE IF NOT EXISTS panda_counter (
            project TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (project, series)
         );
         CREATE TABLE IF NOT EXISTS panda_event (
            id INTEGER PRIMARY KEY,
            project TEXT NOT NULL REFERENCES panda_project (name),
            event_code TEXT NOT NULL,
            event_name TEXT NOT NULL,
            event_state TEXT NOT NULL,
            station TEXT NOT NULL,
            reporter_id INTEGER NOT NULL,
            reporter_name TEXT NOT NULL,
            reporter_department TEXT NOT NULL,
            reported_at INTEGER NOT NULL,
            xy TEXT NOT NULL,
            summary TEXT NOT NULL,
            to_users TEXT NOT NULL,
            opinion TEXT NOT NULL,
            biz_data TEXT NOT NULL,
            by_time INTEGER NOT NULL,
            UNIQUE (project, event_code)
         );
         CREATE TABLE IF NOT EXISTS panda_biz_value (
            event_id INTEGER NOT NULL REFERENCES panda_event (id),
            position INTEGER NOT NULL,
            field TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (event_id, field)
         );
         CREATE TABLE IF NOT EXISTS panda_case (
            id INTEGER PRIMARY KEY,
            project TEXT NOT NULL,
            case_no TEXT NOT NULL,
            event_id INTEGER NOT NULL UNIQUE REFERENCES panda_event (id),
            flow_name TEXT NOT NULL,
            node INTEGER NOT NULL,
            active_name TEXT NOT NULL,
            active_alias TEXT NOT NULL,
            state INTEGER NOT NULL,
            arrived_at INTEGER NOT NULL,
            operated_at INTEGER NOT NULL,
            deadline_at INTEGER NOT NULL,
            handlers TEXT NOT NULL,
            operators TEXT NOT NULL,
            opinion TEXT NOT NULL,
            UNIQUE (project, case_no)
         );
         CREATE INDEX IF NOT EXISTS panda_case_arrived ON panda_case (project, arrived_at);
         CREATE TABLE IF NOT EXISTS panda_log (
            id INTEGER PRIMARY KEY,
            case_id INTEGER NOT NULL REFERENCES panda_case (id),
            title TEXT NOT NULL,
            state TEXT NOT NULL,
            arrived_at INTEGER NOT NULL,
            operated_at INTEGER,
            node_type INTEGER NOT NULL,
            department TEXT NOT NULL,
            people TEXT NOT NULL,
            opinion TEXT NOT NULL
         );
         CREATE INDEX IF NOT EXISTS panda_log_case ON panda_log (case_id);",
    )
}
