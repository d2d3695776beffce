//! `cargo xtask`: everything that is done to this project, by name.

mod apt;
mod browser;
mod build;
mod children;
mod debian;
mod npm;
mod program;
mod project;
mod say;
mod setup;
mod size;
mod toolchain;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Set up, build, test and show work-order-client"
)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Find or install everything that the other commands need
    Setup,
    /// Build the npm package into pkg/
    Build,
    /// Build, and print what a page loads; fails when that is over budget
    Size {
        /// As one JSON object on stdout
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = children::end_with_us().and_then(|()| match cli.command {
        Task::Setup => setup::run(),
        Task::Build => build::run(),
        Task::Size { json } => size::run(json),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n   failed  {error:#}");
            ExitCode::FAILURE
        }
    }
}
