//! `cargo xtask simulate`: very many clients in virtual time, and what a server feels of them. The work is done in tests/fleet, which
//! is built for it alone: what builds the package must not depend on it.

use crate::program::Program;
use crate::project::{Project, cargo};
use anyhow::Result;
use std::process::ExitCode;

/// How the simulation is to run.
#[derive(clap::Args)]
pub struct Options {
    /// How many clients
    #[arg(long, default_value_t = 100_000)]
    clients: u32,
    /// Of all dice: the same seed, the same hour
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let project = Project::read()?;
    Program::new(cargo())
        // The machines themselves are what takes the time.
        .args(["run", "--quiet", "--package", "fleet"])
        .args(["--config", "profile.dev.package.work-order-client.opt-level=3", "--"])
        .args(["--clients", &options.clients.to_string(), "--seed", &options.seed.to_string(), "--chart"])
        .arg(project.scratch()?.join("simulate.svg"))
        .dir(&project.root)
        .mend("see what it says above")
        .code()
}
