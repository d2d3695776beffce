//! Firefox, and its driver for the module's own tests: found, or installed where that is possible.

use crate::{apt, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

const MEND: &str =
    "Debian: `apt-get install firefox-esr`; elsewhere install Firefox so that `firefox` is on PATH";

/// A Firefox, and the program through which tests drive it.
pub struct Firefox {
    pub firefox: PathBuf,
    pub driver: PathBuf,
}

impl Firefox {
    /// The driver is in no package of Debian's, and its makers publish it where not every network lets us: it is built, once.
    pub fn find_or_install() -> Result<Self> {
        Ok(Self { firefox: program()?, driver: tools::geckodriver()? })
    }

    /// The file from which wasm-bindgen's test runner learns which browser to start, and how.
    pub fn webdriver_json(&self, folder: &Path) -> Result<PathBuf> {
        let options = serde_json::json!({
            "moz:firefoxOptions": { "binary": self.firefox, "args": ["-headless"] }
        });
        let path = folder.join("webdriver-firefox.json");
        std::fs::write(&path, options.to_string()).with_context(|| path.display().to_string())?;
        Ok(path)
    }
}

/// Firefox alone.
pub fn program() -> Result<PathBuf> {
    if firefox().is_none() && apt::possible() {
        apt::install(&["firefox-esr"], MEND)?;
    }
    firefox().with_context(|| format!("no Firefox is installed\n  mend it: {MEND}"))
}

/// On PATH, or where the variable `FIREFOX` says.
fn firefox() -> Option<PathBuf> {
    let named = || std::env::var_os("FIREFOX").map(PathBuf::from).filter(|path| path.is_file());
    ["firefox-esr", "firefox"].iter().find_map(|name| which::which(name).ok()).or_else(named)
}
