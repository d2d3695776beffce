//! `cargo xtask matrix`: real projects of every tool, and every engine, complete submit → list with the packed package.

use crate::browser::Browser;
use crate::counts::Count;
use crate::demo::Sandbox;
use crate::program::Program;
use crate::project::Project;
use crate::setup::{self, Tools};
use crate::{apt, build, npm};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Also for a first run, which installs everything.
const LIMIT: Duration = Duration::from_secs(40 * 60);

/// Which rows, and where their results go.
#[derive(clap::Args, Default)]
pub struct Options {
    /// Only rows with one of these words in their tool, mode or engine, separated by commas
    #[arg(long, value_name = "WORDS")]
    pub only: Option<String>,
    /// Only the few rows that `cargo xtask test` runs
    #[arg(long)]
    pub small: bool,
    /// Write `[{"consumer","mode","engine","pass","seconds"}]` to this file, too
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    npm::packages(&project.at("tests/e2e"))?;
    let browser = Browser::find_or_install()?;
    build::package(&project, &tools)?;
    rows(&project, &tools, &browser, options)?.code()
}

/// The program that runs the rows, once all that they need is there; the package must be built.
pub fn rows(project: &Project, tools: &Tools, browser: &Browser, options: &Options) -> Result<Program> {
    engines(project, &tools.node, options)?;
    let sandbox = Sandbox::build(project)?;
    Ok(script(project, &tools.node, options)
        .arg("--scratch")
        .arg(project.scratch()?.join("consumers"))
        .env("CHROME", &browser.chrome)
        .env("SANDBOX_BIN", sandbox)
        .limit(LIMIT)
        .mend("each failed row says above what it saw; alone: `cargo xtask matrix --only WORD`"))
}

/// Finds or installs the rows' browsers, and nginx where a row wants it. The projects' own packages come when they run.
pub fn engines(project: &Project, node: &Path, options: &Options) -> Result<()> {
    npm::packages(&project.at("tests/engines"))?;
    let said = script(project, node, options).arg("--missing").output()?;
    let missing: Vec<String> = serde_json::from_str(&said).with_context(|| said)?;
    if missing.is_empty() {
        return Ok(());
    }
    let mend =
        format!("Debian: `apt-get install {}`; or leave their rows out with `--only`", missing.join(" "));
    if !apt::possible() {
        bail!("not installed: {}\n  mend it: {mend}", missing.join(" "));
    }
    apt::install(&missing.iter().map(String::as_str).collect::<Vec<_>>(), &mend)
}

/// How many rows passed and failed, from what the run wrote; none written is a failure.
pub fn count(json: &Path) -> Result<Count> {
    let text = std::fs::read_to_string(json).context("the matrix did not get to its end")?;
    let rows: Vec<Row> = serde_json::from_str(&text).context("the matrix's results")?;
    let passed = rows.iter().filter(|row| row.pass).count() as u64;
    let failed = rows.len() as u64 - passed;
    Ok(if rows.is_empty() { Count::FAILED } else { Count { passed, failed } })
}

#[derive(serde::Deserialize)]
struct Row {
    pass: bool,
}

fn script(project: &Project, node: &Path, options: &Options) -> Program {
    let mut program = Program::new(node).arg(project.at("tests/consumers/matrix.mjs")).dir(&project.root);
    if let Some(words) = &options.only {
        program = program.args(["--only", words]);
    }
    if options.small {
        program = program.arg("--small");
    }
    if let Some(file) = &options.json {
        program = program.arg("--json").arg(std::path::absolute(file).unwrap_or_else(|_| file.clone()));
    }
    program
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_and_their_absence_is_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("matrix.json");
        assert!(count(&file).is_err());
        std::fs::write(&file, "[]").unwrap();
        assert_eq!(count(&file).unwrap(), Count::FAILED);
        std::fs::write(&file, r#"[{"consumer":"a","pass":true},{"consumer":"b","pass":false}]"#).unwrap();
        assert_eq!(count(&file).unwrap(), Count { passed: 1, failed: 1 });
    }
}
