//! `cargo xtask bench`: the built package's speed beside what a page would use instead, in Chromium and in Firefox.

use crate::browser::Browser;
use crate::program::Program;
use crate::project::Project;
use crate::setup;
use crate::{build, firefox, npm, say};
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::path::PathBuf;
use std::time::Duration;

/// A run of everything takes some twenty minutes on two quiet cores.
const WITHIN: Duration = Duration::from_secs(90 * 60);

/// A browser engine.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Chromium,
    Firefox,
}

/// What is measured, and where it is written.
#[derive(clap::Args)]
pub struct Options {
    /// Only in these browsers, separated by commas
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["chromium", "firefox"])]
    engine: Vec<Engine>,
    /// Only these, separated by commas: start, decode, afterwards, growth, encode, submit, call, memory
    #[arg(long)]
    only: Option<String>,
    /// Everything once, to see that it runs: its numbers mean nothing
    #[arg(long)]
    quick: bool,
    /// Write the results here, a JSON object a line
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Take the results from a file that `--json` wrote, instead of measuring
    #[arg(long, value_name = "FILE", conflicts_with_all = ["quick", "only", "json"])]
    from: Option<PathBuf>,
    /// Renew the tables of both READMEs
    #[arg(long, conflicts_with_all = ["quick", "only"])]
    readme: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    npm::packages(&project.at("tests/bench"))?;
    let wanted = |engine| options.engine.contains(&engine);
    let chromium = wanted(Engine::Chromium).then(Browser::find_or_install).transpose()?;
    let firefox = wanted(Engine::Firefox).then(firefox::program).transpose()?;
    build::package(&project, &tools)?;
    say::step("bench", "each line: what, who, median, and the ratio to the first of its group");
    let mut program = Program::new(&tools.node).arg(project.at("tests/bench/run.mjs"));
    if let Some(chromium) = chromium {
        program = program.arg("--chromium").arg(chromium.chrome);
    }
    if let Some(firefox) = firefox {
        program = program.arg("--firefox").arg(firefox);
    }
    if let Some(only) = &options.only {
        program = program.args(["--only", only]);
    }
    if let Some(file) = &options.json {
        program = program.arg("--json").arg(std::path::absolute(file).context("the file for --json")?);
    }
    if let Some(file) = &options.from {
        program = program.arg("--from").arg(std::path::absolute(file).context("the file for --from")?);
    }
    for (flag, given) in [("--quick", options.quick), ("--readme", options.readme)] {
        if given {
            program = program.arg(flag);
        }
    }
    let mend = "look at the last line above; `--only` and `--engine` run a part";
    program.dir(project.at("tests/bench")).limit(WITHIN).mend(mend).run()
}
