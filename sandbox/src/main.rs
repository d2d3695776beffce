//! `cargo run -p sandbox -- --port 8787 --data FILE`
fn main() {}
