//! wasm-bindgen's command line, wasm-pack, geckodriver and twiggy: from PATH when they fit, or else installed once per user.

use crate::program::Program;
use crate::project::{Project, cache, cargo};
use crate::say;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Of wasm-pack any version of this line will do.
const WASM_PACK: &str = "0.15";
const TWIGGY: &str = "0.8";

/// `wasm-bindgen` in exactly the version of the crate in Cargo.lock: its format changes with every release.
pub fn wasm_bindgen(project: &Project) -> Result<PathBuf> {
    let version = project.locked("wasm-bindgen")?;
    find_or_install("wasm-bindgen-cli", "wasm-bindgen", &format!("={version}"), |found| found == version)
}

pub fn wasm_pack() -> Result<PathBuf> {
    find_or_install("wasm-pack", "wasm-pack", &format!("^{WASM_PACK}"), |found| {
        found.strip_prefix(WASM_PACK).is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Firefox's driver; of any version.
pub fn geckodriver() -> Result<PathBuf> {
    find_or_install("geckodriver", "geckodriver", "^0.37", |_| true)
}

/// Says what a module's bytes are; `cargo xtask size` needs it.
pub fn twiggy() -> Result<PathBuf> {
    find_or_install("twiggy", "twiggy", &format!("^{TWIGGY}"), |found| {
        found.strip_prefix(TWIGGY).is_some_and(|rest| rest.starts_with('.'))
    })
}

fn find_or_install(package: &str, name: &str, wanted: &str, fits: impl Fn(&str) -> bool) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{package}-{}", wanted.trim_start_matches(['=', '^'])));
    let kept = folder.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let fits = |path: &Path| version_of(path).is_some_and(|found| fits(&found));
    let on_path = which::which(name).ok().filter(|path| fits(path));
    if let Some(found) = on_path.or_else(|| kept.is_file().then(|| kept.clone()).filter(|path| fits(path))) {
        return Ok(found);
    }

    let wanted = format!("{package}@{wanted}");
    say::step("setup", format!("cargo install {wanted} (once, some minutes)"));
    let build = folder.join("build");
    // Not --locked: wasm-bindgen-cli's lock file may name releases that a registry mirror does not have yet.
    Program::new(cargo())
        .args(["install", "--quiet", &wanted, "--root"])
        .arg(&folder)
        .arg("--target-dir")
        .arg(&build)
        .dir(cache()?)
        .mend(format!("cargo must reach a registry; or install {name} yourself so that it is on PATH"))
        .run()?;
    let _ = std::fs::remove_dir_all(build);
    Ok(kept)
}

/// `0.2.130` of `wasm-bindgen 0.2.130`.
fn version_of(program: &Path) -> Option<String> {
    let said = Program::new(program).arg("--version").output().ok()?;
    said.split_whitespace().nth(1).map(str::to_owned)
}
