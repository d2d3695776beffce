//! `cargo xtask test`: every layer of tests, each counted; all of them run, also after one fails.

use crate::build;
use crate::chaos;
use crate::counts::{self, Count};
use crate::demo::Sandbox;
use crate::docs;
use crate::firefox::Firefox;
use crate::matrix;
use crate::program::Program;
use crate::project::{Project, cargo};
use crate::setup::{self, TestTools, Tools};
use crate::{npm, say, size, twice, vendor};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use std::cell::OnceCell;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// A layer of the tests, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layer {
    /// Formatting and lints
    Style,
    /// Rust tests on this machine
    Native,
    /// The package: builds, runs on the oldest engines, keeps its size (`--whole`: comes out the same in another folder)
    Build,
    /// The module's own tests, in Chromium (`--whole`: in Firefox, too)
    Browser,
    /// The package's JavaScript, in Node
    Package,
    /// The published types: agree with the code, compile everywhere, make pages without a warning
    Types,
    /// The demo page in Chromium, Firefox and WebKitGTK, against the sandbox
    E2e,
    /// Orders under every fault, in Chromium, and an account of each
    Chaos,
    /// The package in bundlers, Node and old and new engines (a few; `--whole`: all)
    Matrix,
    /// The bench runs and finds a number for everything
    Bench,
}

impl Layer {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn title(self) -> String {
        let help = self.to_possible_value().and_then(|value| value.get_help().map(ToString::to_string));
        format!("{}: {}", self.name(), help.unwrap_or_default())
    }
}

pub fn run(only: &[Layer], whole: bool) -> Result<ExitCode> {
    let project = Project::read()?;
    let run = Run {
        project: &project,
        whole,
        tools: OnceCell::new(),
        test_tools: OnceCell::new(),
        built: OnceCell::new(),
    };
    let mut results = Vec::new();
    for &layer in Layer::value_variants() {
        if !only.is_empty() && !only.contains(&layer) {
            continue;
        }
        say::title(&layer.title());
        let began = Instant::now();
        let count = run.layer(layer).unwrap_or_else(|error| {
            eprintln!("   failed  {error:#}");
            Count::FAILED
        });
        say::step(&layer.name(), format!("{} passed, {} failed", count.passed, count.failed));
        results.push((layer, count, began.elapsed()));
    }
    let all = results.iter().fold(Count::default(), |sum, (_, count, _)| sum + *count);
    println!("{}", summary(&results));
    println!("{} passed, {} failed", all.passed, all.failed);
    Ok(if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn summary(results: &[(Layer, Count, Duration)]) -> String {
    let mut text = format!("\n{:>9}  {:>6}  {:>6}  {:>12}\n", "layer", "passed", "failed", "time");
    for (layer, count, time) in results {
        let time = say::duration(*time);
        let _ = writeln!(text, "{:>9}  {:>6}  {:>6}  {time:>12}", layer.name(), count.passed, count.failed);
    }
    for (layer, ..) in results.iter().filter(|(_, count, _)| count.failed > 0) {
        let _ = writeln!(text, "\n{0} failed; alone: cargo xtask test --only {0}", layer.name());
    }
    text
}

/// What the layers share: found, installed or built when the first of them needs it.
struct Run<'a> {
    project: &'a Project,
    whole: bool,
    tools: OnceCell<Tools>,
    test_tools: OnceCell<TestTools>,
    built: OnceCell<Result<(), String>>,
}

impl Run<'_> {
    fn layer(&self, layer: Layer) -> Result<Count> {
        match layer {
            Layer::Style => self.style(),
            Layer::Native => self.native(),
            Layer::Build => self.build(),
            Layer::Browser => self.browser(),
            Layer::Package => self.package(),
            Layer::Types => self.types(),
            Layer::E2e => self.e2e(),
            Layer::Chaos => self.chaos(),
            Layer::Matrix => self.matrix(),
            Layer::Bench => self.bench(),
        }
    }

    fn style(&self) -> Result<Count> {
        let components = "if cargo lacks the command: `rustup component add rustfmt clippy`";
        let host = || Program::new(cargo()).dir(&self.project.root);
        let lib = ["--package", "work-order-client", "--lib", "--target", "wasm32-unknown-unknown"];
        let deny = ["--", "-Dwarnings"];
        let checks = [
            host().args(["fmt", "--all", "--check"]).mend(format!("`cargo fmt --all`; {components}")),
            host().args(["clippy", "--workspace", "--all-targets", "--quiet"]).args(deny).mend(components),
            self.tools()?
                .rust
                .cargo()
                .dir(&self.project.root)
                .args(["clippy", "--quiet"])
                .args(lib)
                .args(deny),
        ];
        Ok(checks.into_iter().map(|check| passes("style", check)).fold(Count::default(), std::ops::Add::add))
    }

    fn native(&self) -> Result<Count> {
        let output = Program::new(cargo())
            .args(["test", "--workspace", "--no-fail-fast"])
            .dir(&self.project.root)
            .limit(minutes(25))
            .watch_quietly()?;
        Ok(Count::of(&output, counts::rust))
    }

    fn build(&self) -> Result<Count> {
        self.built()?;
        let sizes = size::measure(self.project, self.tools()?)?;
        eprintln!("{}", sizes.table());
        let mut count = Count::PASSED + told(sizes.within(&size::CEILING));
        if self.whole {
            count = count + told(twice::compare(self.project, self.tools()?));
        }
        Ok(count)
    }

    fn browser(&self) -> Result<Count> {
        let (tools, test_tools) = (self.tools()?, self.test_tools()?);
        let names: Vec<_> = self.project.tests.iter().filter(|name| name.starts_with("browser")).collect();
        if names.is_empty() {
            bail!("there are no browser tests: tests/browser/main.rs, or tests/browser*.rs");
        }
        let scratch = self.project.scratch()?;
        let once = |browser: &str, driver: &Path, json: &Path| {
            let beside = tools.wasm_bindgen.parent().context("wasm-bindgen lies in a folder")?;
            tools
                .rust
                .prepare(Program::new(&test_tools.wasm_pack), Some(beside))
                .args(["test", "--headless", "--mode", "no-install"])
                .args(if browser == "firefox" {
                    ["--firefox", "--geckodriver"]
                } else {
                    ["--chrome", "--chromedriver"]
                })
                .arg(driver)
                .arg(&self.project.root)
                .args(names.iter().flat_map(|name| ["--test", name]))
                .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", json)
                .env("WASM_BINDGEN_TEST_TIMEOUT", "240")
                .dir(&self.project.root)
                .limit(minutes(10))
                .watch_quietly()
        };
        let run = |browser: &str, driver: &Path, json: PathBuf| -> Result<Count> {
            let mut output = once(browser, driver, &json)?;
            // The runner's web server now and then leaves one file of the page unanswered: then no test begins.
            if counts::rust(&output.text) == Count::default() && output.text.contains("Running tests/") {
                say::step("browser", "no test began; once more");
                output = once(browser, driver, &json)?;
            }
            Ok(Count::of(&output, counts::rust))
        };
        let chrome = run("chrome", &test_tools.browser.driver, test_tools.browser.webdriver_json(&scratch)?)?;
        if !self.whole {
            return Ok(chrome);
        }
        let firefox = Firefox::find_or_install()?;
        Ok(chrome + run("firefox", &firefox.driver, firefox.webdriver_json(&scratch)?)?)
    }

    fn package(&self) -> Result<Count> {
        self.built()?;
        let folder = self.project.at("tests/package");
        npm::packages(&folder)?;
        let files = test_files(&folder)?;
        let output = self
            .node_tests()
            .args(files)
            .env("SANDBOX_BIN", Sandbox::build(self.project)?)
            .dir(folder)
            .limit(minutes(10))
            .watch_quietly()?;
        Ok(Count::of(&output, counts::node))
    }

    fn types(&self) -> Result<Count> {
        self.built()?;
        let makers = docs::makers(self.project, self.tools()?)?;
        let folder = self.project.at("tests/types");
        let tests =
            self.node_tests().args(test_files(&folder)?).dir(folder).limit(minutes(10)).watch_quietly()?;
        let pages = makers.into_iter().map(|maker| passes("types", maker));
        Ok(pages.fold(Count::of(&tests, counts::node), std::ops::Add::add))
    }

    fn e2e(&self) -> Result<Count> {
        self.built()?;
        vendor::for_page(self.project)?;
        let TestTools { browser, engines, .. } = self.test_tools()?;
        let sandbox = Sandbox::build(self.project)?;
        let folder = self.project.at("tests/e2e");
        let output = self
            .node_tests()
            .args(["--test-concurrency=1", "--test-timeout=300000"])
            .args(test_files(&folder)?)
            .env("CHROME", &browser.chrome)
            .env("FIREFOX", &engines.firefox)
            .env("WEBKIT_DRIVER", &engines.webkit_driver)
            .env("XVFB_RUN", &engines.xvfb_run)
            .env("SANDBOX_BIN", sandbox)
            .dir(folder)
            .limit(minutes(20))
            .watch()?;
        Ok(Count::of(&output, counts::node))
    }

    fn bench(&self) -> Result<Count> {
        self.built()?;
        let folder = self.project.at("tests/bench");
        npm::packages(&folder)?;
        let output = self
            .node_tests()
            .args(test_files(&folder)?)
            .env("CHROME", &self.test_tools()?.browser.chrome)
            .dir(folder)
            .limit(minutes(5))
            .watch_quietly()?;
        Ok(Count::of(&output, counts::node))
    }

    fn matrix(&self) -> Result<Count> {
        self.built()?;
        let json = self.project.scratch()?.join("matrix.json");
        let _ = std::fs::remove_file(&json);
        let options =
            matrix::Options { small: !self.whole, json: Some(json.clone()), ..matrix::Options::default() };
        let browser = &self.test_tools()?.browser;
        matrix::rows(self.project, self.tools()?, browser, &options)?.watch()?;
        matrix::count(&json)
    }

    fn chaos(&self) -> Result<Count> {
        self.built()?;
        let browser = &self.test_tools()?.browser;
        chaos::packages(self.project)?;
        let folder = self.project.at("tests/chaos");
        let output = self
            .node_tests()
            .args(["--test-concurrency=1", "--test-timeout=600000"])
            .args(test_files(&folder)?)
            .env("CHROME", &browser.chrome)
            .env("SANDBOX_BIN", Sandbox::build(self.project)?)
            .dir(folder)
            .limit(minutes(12))
            .watch()?;
        Ok(Count::of(&output, counts::node))
    }

    fn node_tests(&self) -> Program {
        let node = self.tools().map_or_else(|_| "node".into(), |tools| tools.node.clone());
        Program::new(node).args(["--test", "--test-reporter=spec"])
    }

    fn tools(&self) -> Result<&Tools> {
        if self.tools.get().is_none() {
            let _ = self.tools.set(setup::for_building(self.project)?);
        }
        self.tools.get().context("the tools are set up")
    }

    fn test_tools(&self) -> Result<&TestTools> {
        if self.test_tools.get().is_none() {
            let _ = self.test_tools.set(setup::for_testing(self.project)?);
        }
        self.test_tools.get().context("the test tools are set up")
    }

    /// Builds pkg/ once, however many layers need it.
    fn built(&self) -> Result<()> {
        let built = self.built.get_or_init(|| {
            let done = self.tools().and_then(|tools| build::package(self.project, tools));
            done.map_err(|error| format!("{error:#}"))
        });
        built.clone().map_err(anyhow::Error::msg)
    }
}

fn passes(layer: &str, check: Program) -> Count {
    say::step(layer, check.shown());
    told(check.run())
}

fn told(outcome: Result<()>) -> Count {
    match outcome {
        Ok(()) => Count::PASSED,
        Err(error) => {
            eprintln!("   failed  {error:#}");
            Count::FAILED
        }
    }
}

/// The `*.test.mjs` of a folder, by name.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("{} has no *.test.mjs", folder.display());
    }
    Ok(files)
}

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_the_failed_layer_and_how_to_run_it() {
        let text = summary(&[
            (Layer::Style, Count { passed: 3, failed: 0 }, Duration::from_secs(9)),
            (Layer::E2e, Count { passed: 20, failed: 1 }, Duration::from_secs(95)),
        ]);
        assert!(text.contains("e2e failed; alone: cargo xtask test --only e2e"), "{text}");
        assert!(!text.contains("--only style"), "{text}");
        assert!(text.contains("9.0 s") && text.contains("1 min 35 s"), "{text}");
    }

    #[test]
    fn test_files_are_found_by_name_and_their_absence_told() {
        let folder = tempfile::tempdir().unwrap();
        assert!(test_files(folder.path()).unwrap_err().to_string().contains("no *.test.mjs"));
        for name in ["b.test.mjs", "a.test.mjs", "helper.mjs"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names: Vec<_> = test_files(folder.path()).unwrap();
        assert!(names[0].ends_with("a.test.mjs") && names[1].ends_with("b.test.mjs") && names.len() == 2);
    }
}
