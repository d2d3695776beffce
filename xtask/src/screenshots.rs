//! `cargo xtask screenshots`: pictures of every page of the demo (desktop, phone, dark) and its printed sheets, for people to look at.

use crate::browser::Browser;
use crate::demo::Sandbox;
use crate::program::Program;
use crate::project::Project;
use crate::{build, engines, npm, say, setup, vendor};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

const WITHIN: Duration = Duration::from_secs(600);

/// Where the pictures go.
#[derive(clap::Args)]
pub struct Options {
    /// Folder for the pictures
    #[arg(long, value_name = "FOLDER", default_value = "target/screenshots")]
    out: PathBuf,
    /// Only pages whose name begins so
    #[arg(long, value_name = "NAME", default_value = "")]
    only: String,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    npm::packages(&project.at("tests/e2e"))?;
    vendor::for_page(&project)?;
    engines::chinese_fonts()?;
    let browser = Browser::find_or_install()?;
    build::package(&project, &tools)?;
    let folder = tempfile::tempdir().context("a folder for the database")?;
    let sandbox = Sandbox::start(&project, 0, &folder.path().join("screenshots.sqlite"))?;
    let out = project.root.join(&options.out);
    say::step("pictures", out.display());
    let code = Program::new(&tools.node)
        .arg(project.at("tests/e2e/screenshots.mjs"))
        .args(["--url", &sandbox.url, "--only", &options.only, "--out"])
        .arg(&out)
        .env("CHROME", &browser.chrome)
        .dir(project.at("tests/e2e"))
        .limit(WITHIN)
        .mend("the lines above name the pages; `cargo xtask demo` shows them")
        .code()?;
    // Ended before its database goes.
    drop(sandbox);
    Ok(code)
}
