//! `cargo xtask`: everything that is done to this project, by name.

mod apt;
mod bench;
mod browser;
mod build;
mod chaos;
mod children;
mod counts;
mod debian;
mod demo;
mod docs;
mod engines;
mod firefox;
mod matrix;
mod npm;
mod program;
mod project;
mod say;
mod screenshots;
mod setup;
mod simulate;
mod size;
mod test;
mod toolchain;
mod tools;
mod twice;
mod vendor;
mod weigh;

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
    Build {
        /// And once more in another folder, and compare every byte
        #[arg(long)]
        twice: bool,
    },
    /// Build, serve the demo page with both APIs behind it, and open it
    Demo(demo::Options),
    /// Run all tests, or some layers of them
    Test {
        /// Only these layers, separated by commas
        #[arg(long, value_enum, value_delimiter = ',')]
        only: Vec<test::Layer>,
        /// Every row of the matrix, not only the quick ones; the module's own tests in Firefox, too
        #[arg(long)]
        whole: bool,
    },
    /// Submit orders in a real browser under every fault, and account for each
    Chaos(chaos::Options),
    /// Play hours of very many clients in virtual time: what a server feels of them
    Simulate(simulate::Options),
    /// Build, and use the package in every tool and every engine; prints a table
    Matrix(matrix::Options),
    /// Build, and write the pages of the API; fails on a warning
    Docs,
    /// Pictures of every page of the demo, into a folder
    Screenshots(screenshots::Options),
    /// Build, and measure the package beside what a page would use instead
    Bench(bench::Options),
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
        Task::Setup => setup::run().map(|()| ExitCode::SUCCESS),
        Task::Build { twice } => build::run(twice).map(|()| ExitCode::SUCCESS),
        Task::Demo(options) => demo::run(&options),
        Task::Test { only, whole } => test::run(&only, whole),
        Task::Chaos(options) => chaos::run(&options),
        Task::Simulate(options) => simulate::run(&options),
        Task::Matrix(options) => matrix::run(&options),
        Task::Docs => docs::run().map(|()| ExitCode::SUCCESS),
        Task::Screenshots(options) => screenshots::run(&options),
        Task::Bench(options) => bench::run(&options).map(|()| ExitCode::SUCCESS),
        Task::Size { json } => size::run(json).map(|()| ExitCode::SUCCESS),
    });
    done.unwrap_or_else(|error| {
        eprintln!("\n   failed  {error:#}");
        ExitCode::FAILURE
    })
}
