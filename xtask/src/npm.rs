//! Node, and the npm packages that our own scripts and the end-to-end tests use.

use crate::program::Program;
use crate::say;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const OLDEST: u32 = 18;

/// Finds a Node that is new enough.
pub fn node() -> Result<PathBuf> {
    let mend =
        format!("install Node.js {OLDEST} or later: https://nodejs.org, or your system's package `nodejs`");
    let node =
        which::which("node").ok().with_context(|| format!("Node.js is not on PATH\n  mend it: {mend}"))?;
    let said = Program::new(&node).arg("--version").mend(&mend).output()?;
    match major(&said) {
        Some(found) if found >= OLDEST => Ok(node),
        _ => bail!("this Node.js is {}, too old\n  mend it: {mend}", said.trim()),
    }
}

/// `npm ci` in a folder, unless what its lock file names is there already.
pub fn packages(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    if !lock.is_file() {
        return Ok(());
    }
    let wanted = fs::read(&lock).with_context(|| lock.display().to_string())?;
    let stamp = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say::step("setup", format!("npm ci in {}", folder.display()));
    let npm = which::which("npm").ok().context("npm is not on PATH\n  mend it: it comes with Node.js")?;
    Program::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .dir(folder)
        .mend("npm must reach a registry: see `npm config get registry`")
        .output()?;
    fs::write(&stamp, wanted).with_context(|| stamp.display().to_string())
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.17.0"), Some(8));
        assert_eq!(major("node: not found"), None);
    }

    #[test]
    fn nothing_is_installed_twice() {
        let folder = tempfile::tempdir().unwrap();
        packages(folder.path()).unwrap(); // no lock file: nothing to do
        fs::create_dir(folder.path().join("node_modules")).unwrap();
        fs::write(folder.path().join("package-lock.json"), "not a lock file: npm would refuse it").unwrap();
        fs::copy(
            folder.path().join("package-lock.json"),
            folder.path().join("node_modules/.installed-lock.json"),
        )
        .unwrap();
        packages(folder.path()).unwrap();
    }
}
