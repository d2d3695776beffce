//! `cargo run -p sandbox -- --port 8787 --data FILE`

use std::io::Write;

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let running = sandbox::start(sandbox::settings::Settings::parse()).await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "listening on {}", running.url)?;
    out.flush()?;
    drop(out);
    running.wait().await
}
