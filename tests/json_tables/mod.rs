//! What the JSON tests share.

pub mod oracle;
pub mod tables;
pub mod texts;
