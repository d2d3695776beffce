//! `cargo xtask chaos`: orders by the built package, in a real browser, under every fault the sandbox knows, and an account of each.

use crate::browser::Browser;
use crate::demo::Sandbox;
use crate::program::Program;
use crate::project::Project;
use crate::{build, npm, setup};
use anyhow::Result;
use std::process::ExitCode;
use std::time::Duration;

/// How long, and from which seed.
#[derive(clap::Args)]
pub struct Options {
    /// Of all dice: which orders, which faults, which reloads
    #[arg(long, default_value_t = 1)]
    seed: u32,
    /// How many orders
    #[arg(long, default_value_t = 1000)]
    orders: u32,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    packages(&project)?;
    let browser = Browser::find_or_install()?;
    build::package(&project, &tools)?;
    let sandbox = Sandbox::build(&project)?;
    Program::new(&tools.node)
        .arg(project.at("tests/chaos/main.mjs"))
        .args(["--seed", &options.seed.to_string(), "--orders", &options.orders.to_string()])
        .env("CHROME", &browser.chrome)
        .env("SANDBOX_BIN", sandbox)
        .dir(project.at("tests/chaos"))
        .limit(Duration::from_secs(3600))
        .mend("each line above that begins with { is an order that went wrong, with the fault that it met")
        .code()
}

/// Playwright, and what the orders are compared with.
pub fn packages(project: &Project) -> Result<()> {
    npm::packages(&project.at("tests/e2e"))?;
    npm::packages(&project.at("tests/chaos"))
}
