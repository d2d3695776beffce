//! What was really executed, so that a test can tell once from twice: one row per executed write.

use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::clock;

/// Makes the table.
pub fn create(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS execution (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            service TEXT NOT NULL,
            operation TEXT NOT NULL,
            payload_hash TEXT NOT NULL,
            receipt TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS execution_key (
            payload_hash TEXT NOT NULL,
            key TEXT NOT NULL,
            PRIMARY KEY (payload_hash, key)
        ) WITHOUT ROWID;",
    )
}

/// Notes an executed write; call it inside the transaction that does the work.
pub fn record(
    connection: &Connection,
    service: &str,
    operation: &str,
    payload: &[u8],
    receipt: &str,
) -> rusqlite::Result<()> {
    let hash: String = Sha256::digest(payload).iter().map(|byte| format!("{byte:02x}")).collect();
    connection.execute(
        "INSERT INTO execution (at, service, operation, payload_hash, receipt) VALUES (?1, ?2, ?3, ?4, ?5)",
        (clock::now(), service, operation, &hash, receipt),
    )?;
    for key in keys(payload) {
        connection.execute("INSERT OR IGNORE INTO execution_key VALUES (?1, ?2)", (&hash, key))?;
    }
    Ok(())
}

/// The UUIDs in a payload: the keys of submissions, the ids of tasks and instances. Found wherever they stand, also in JSON
/// inside a string.
pub(crate) fn keys(payload: &[u8]) -> impl Iterator<Item = &str> {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    (0..payload.len().saturating_sub(35)).filter_map(move |at| {
        let text = std::str::from_utf8(&payload[at..at + 36]).ok()?;
        let alone =
            !digit(at.checked_sub(1).and_then(|before| payload.get(before))) && !digit(payload.get(at + 36));
        (alone && Uuid::try_parse(text).is_ok()).then_some(text)
    })
}

/// Forgets all.
pub fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch("DELETE FROM execution; DELETE FROM execution_key;")?;
    Ok(())
}

/// One entry per distinct payload, oldest first; with `key` only those that have it in their payload.
pub fn list(connection: &Connection, key: Option<&str>) -> rusqlite::Result<Value> {
    let mut statement = connection.prepare(
        "SELECT service, operation, payload_hash, count(*), min(at), max(at), json_group_array(receipt),
            (SELECT json_group_array(key) FROM execution_key k WHERE k.payload_hash = execution.payload_hash)
         FROM execution
         WHERE ?1 IS NULL OR payload_hash IN (SELECT payload_hash FROM execution_key WHERE key = ?1)
         GROUP BY service, operation, payload_hash ORDER BY min(id)",
    )?;
    let rows = statement.query_map([key], |row| {
        let parsed = |column| {
            row.get::<_, String>(column).map(|text| serde_json::from_str::<Value>(&text).unwrap_or_default())
        };
        Ok(json!({
            "service": row.get::<_, String>(0)?,
            "operation": row.get::<_, String>(1)?,
            "payloadHash": row.get::<_, String>(2)?,
            "count": row.get::<_, i64>(3)?,
            "firstAt": clock::text(row.get(4)?),
            "lastAt": clock::text(row.get(5)?),
            "receipts": parsed(6)?,
            "keys": parsed(7)?,
        }))
    })?;
    rows.collect::<rusqlite::Result<Vec<_>>>().map(Value::Array)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_wherever_they_stand() {
        let key = "0b54ad8e-3c5f-4b7e-9d0a-6f1c2e3d4b5a";
        let found = |text: String| keys(text.as_bytes()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(found(format!(r#"{{"FlowDatas":[{{"BizData":"{{\"编号\":\"{key}\"}}"}}]}}"#)), [key]);
        assert_eq!(found(format!("{key} {key}")), [key, key]);
        assert!(found(format!("a{key}")).is_empty() && found(format!("{key}0")).is_empty());
        assert!(found("用水户开阀".repeat(20)).is_empty());
    }
}
