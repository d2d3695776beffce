//! `cargo xtask`: everything that is done to this project, by name.
fn main() {}
