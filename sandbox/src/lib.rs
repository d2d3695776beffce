//! A local server of both work order APIs on SQLite, written from the vendors' documents and from nothing in `src/`,
//! so that a misreading of the client shows.

pub mod center;
pub mod db;
pub mod panda;
pub mod settings;
