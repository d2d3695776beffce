//! The one SQLite connection, shared by both services.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A shared connection. Every handler locks it for as long as its own statements take.
#[derive(Clone)]
pub struct Db(Arc<Mutex<rusqlite::Connection>>);

impl Db {
    /// Opens (or makes) the file; `None` keeps everything in memory.
    pub fn open(file: Option<&Path>) -> anyhow::Result<Self> {
        let connection = match file {
            Some(file) => rusqlite::Connection::open(file)?,
            None => rusqlite::Connection::open_in_memory()?,
        };
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;")?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// The connection; a handler that panicked while it held the lock does not end the server.
    pub fn lock(&self) -> MutexGuard<'_, rusqlite::Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
