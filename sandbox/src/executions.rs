//! What was really executed, so that a test can tell once from twice: one row per executed write.

use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

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
        );",
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
        (clock::now(), service, operation, hash, receipt),
    )?;
    Ok(())
}

/// Forgets all.
pub fn clear(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM execution", [])?;
    Ok(())
}

/// One entry per distinct payload, oldest first.
pub fn list(connection: &Connection) -> rusqlite::Result<Value> {
    let mut statement = connection.prepare(
        "SELECT service, operation, payload_hash, count(*), min(at), max(at), json_group_array(receipt)
         FROM execution GROUP BY service, operation, payload_hash ORDER BY min(id)",
    )?;
    let rows = statement.query_map([], |row| {
        let receipts: String = row.get(6)?;
        Ok(json!({
            "service": row.get::<_, String>(0)?,
            "operation": row.get::<_, String>(1)?,
            "payloadHash": row.get::<_, String>(2)?,
            "count": row.get::<_, i64>(3)?,
            "firstAt": clock::text(row.get(4)?),
            "lastAt": clock::text(row.get(5)?),
            "receipts": serde_json::from_str::<Value>(&receipts).unwrap_or_default(),
        }))
    })?;
    rows.collect::<rusqlite::Result<Vec<_>>>().map(Value::Array)
}
