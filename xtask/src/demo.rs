//! `cargo xtask demo`: the demo page, served by the sandbox with both APIs behind it. `--check` goes through it as a user would.

use crate::browser::Browser;
use crate::children::Running;
use crate::program::Program;
use crate::project::{Project, cargo};
use crate::{build, npm, say, setup, vendor};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

const STARTS_WITHIN: Duration = Duration::from_secs(30);
const CHECK_WITHIN: Duration = Duration::from_secs(600);

/// How the demo is to run.
#[derive(clap::Args)]
pub struct Options {
    /// Port to serve on; 0 takes any free one
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// The sandbox's database; kept from run to run
    #[arg(long, value_name = "FILE", default_value = "target/xtask/demo.sqlite")]
    data: PathBuf,
    /// Do not open the page in a browser
    #[arg(long)]
    no_open: bool,
    /// Go through the page as a user would, on a free port with a database of its own, and end
    #[arg(long)]
    check: bool,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    vendor::for_page(&project)?;
    if options.check {
        npm::packages(&project.at("tests/e2e"))?;
        let browser = Browser::find_or_install()?;
        build::package(&project, &tools)?;
        return check(&project, &tools.node, &browser);
    }
    build::package(&project, &tools)?;
    let data = project.root.join(&options.data);
    let mut sandbox = Sandbox::start(&project, options.port, &data)?;
    say::step("demo", format!("{}  (Ctrl-C ends it)", sandbox.url));
    if !options.no_open && has_screen() && opener::open_browser(&sandbox.url).is_err() {
        say::step("demo", "no browser could be opened: open the address yourself");
    }
    sandbox.until_it_ends()
}

fn check(project: &Project, node: &Path, browser: &Browser) -> Result<ExitCode> {
    let folder = tempfile::tempdir().context("a folder for the check's database")?;
    let sandbox = Sandbox::start(project, 0, &folder.path().join("check.sqlite"))?;
    say::step("check", format!("the page at {}", sandbox.url));
    let code = Program::new(node)
        .arg(project.at("tests/e2e/demo-check.mjs"))
        .args(["--url", &sandbox.url])
        .env("CHROME", &browser.chrome)
        .dir(project.at("tests/e2e"))
        .limit(CHECK_WITHIN)
        .mend("the last line above names the step; `cargo xtask demo` shows the page")
        .code()?;
    // Ended before its database goes.
    drop(sandbox);
    Ok(code)
}

/// The sandbox, running.
pub struct Sandbox {
    pub url: String,
    running: Running,
}

impl Sandbox {
    /// Builds the sandbox; returns its program.
    pub fn build(project: &Project) -> Result<PathBuf> {
        say::step("build", "the sandbox");
        Program::new(cargo())
            .args(["build", "--package", "sandbox", "--quiet", "--target-dir"])
            .arg(&project.target)
            .dir(&project.root)
            .mend("see what the compiler says above")
            .run()?;
        Ok(project.target.join("debug").join(format!("sandbox{}", std::env::consts::EXE_SUFFIX)))
    }

    /// Builds and starts it; it ends with the value.
    pub fn start(project: &Project, port: u16, data: &Path) -> Result<Self> {
        let program = Self::build(project)?;
        if let Some(folder) = data.parent() {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let mut running = Program::new(program)
            .args(["--port", &port.to_string(), "--data"])
            .arg(data)
            .arg("--www")
            .arg(project.at("www"))
            .arg("--pkg")
            .arg(project.at("pkg"))
            .dir(&project.root)
            .start()?;
        let out = running.child().stdout.take().context("the sandbox's stdout")?;
        match address(BufReader::new(out)) {
            Some(url) => Ok(Self { url, running }),
            None => bail!(
                "the sandbox did not start\n  mend it: see what it says above; if port {port} is taken, use another \
                 with `--port`, or `--port 0` for any free one"
            ),
        }
    }

    fn until_it_ends(&mut self) -> Result<ExitCode> {
        let status = self.running.wait(None)?;
        bail!("the sandbox ended by itself ({})", status.map(|status| status.to_string()).unwrap_or_default())
    }
}

/// The address in `listening on http://…`, once the sandbox says it; what it says besides is shown.
fn address(out: impl BufRead + Send + 'static) -> Option<String> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            match line.strip_prefix("listening on ") {
                Some(url) => drop(tell.send(url.trim().to_owned())),
                None => eprintln!("{line}"),
            }
        }
    });
    told.recv_timeout(STARTS_WITHIN).ok()
}

/// Whether a browser window would be seen by anyone.
fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("CI") && (!cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn the_address_is_what_the_sandbox_says() {
        let said = "opening the database\nlistening on http://127.0.0.1:40123/\n";
        assert_eq!(address(Cursor::new(said)).as_deref(), Some("http://127.0.0.1:40123/"));
        assert_eq!(address(Cursor::new("address already in use\n")), None);
    }
}
