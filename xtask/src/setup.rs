//! `cargo xtask setup`: finds or installs all that the other commands need. They all call it; it is quick when nothing is missing.

use crate::browser::Browser;
use crate::engines::{self, Engines};
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{matrix, npm, say, tools};
use anyhow::Result;
use std::path::PathBuf;

/// What it takes to build the package.
pub struct Tools {
    pub rust: Toolchain,
    pub wasm_bindgen: PathBuf,
    pub node: PathBuf,
}

/// What it takes to test it, besides.
pub struct TestTools {
    pub wasm_pack: PathBuf,
    pub browser: Browser,
    pub engines: Engines,
}

pub fn for_building(project: &Project) -> Result<Tools> {
    let node = npm::node()?;
    let rust = Toolchain::find_or_install(project)?;
    let wasm_bindgen = tools::wasm_bindgen(project)?;
    npm::packages(&project.at("xtask"))?;
    let bindgen = project.locked("wasm-bindgen")?;
    say::step("setup", format!("{}, wasm-bindgen {bindgen}, {}", rust.name, node.display()));
    Ok(Tools { rust, wasm_bindgen, node })
}

pub fn for_testing(project: &Project) -> Result<TestTools> {
    let wasm_pack = tools::wasm_pack()?;
    npm::packages(&project.at("tests/e2e"))?;
    npm::packages(&project.at("tests/types"))?;
    let browser = Browser::find_or_install()?;
    let engines = Engines::find_or_install()?;
    engines::chinese_fonts()?;
    say::step("setup", format!("wasm-pack, {}, {}", browser.chrome.display(), browser.driver.display()));
    Ok(TestTools { wasm_pack, browser, engines })
}

/// The command: all of it.
pub fn run() -> Result<()> {
    let project = Project::read()?;
    let tools = for_building(&project)?;
    for_testing(&project)?;
    matrix::engines(&project, &tools.node, &matrix::Options { small: true, ..matrix::Options::default() })?;
    say::step("setup", "ready");
    Ok(())
}
