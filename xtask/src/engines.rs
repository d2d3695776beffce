//! Firefox and WebKitGTK, through which the tests walk besides Chromium: found, or installed where apt-get can.

use crate::{apt, firefox, say};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The programs, as the scripts want to be told of them.
pub struct Engines {
    pub firefox: PathBuf,
    pub webkit_driver: PathBuf,
    /// WebKitGTK has no headless mode: it gets a screen that nobody sees.
    pub xvfb_run: PathBuf,
}

const MEND: &str = "Debian and Ubuntu: `apt-get install webkit2gtk-driver xvfb xauth`";

impl Engines {
    pub fn find_or_install() -> Result<Self> {
        let program = |name: &str| which::which(name).ok();
        let wanted = [
            ("webkit2gtk-driver", program("WebKitWebDriver").is_none()),
            ("xvfb", program("xvfb-run").is_none()),
            ("xauth", program("xauth").is_none()),
        ];
        let missing: Vec<_> = wanted.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
        if !missing.is_empty() && apt::possible() {
            apt::install(&missing, MEND)?;
        }
        let needed =
            |name: &str| program(name).with_context(|| format!("{name} is not on PATH\n  mend it: {MEND}"));
        let found = Self {
            firefox: firefox::program()?,
            webkit_driver: needed("WebKitWebDriver")?,
            xvfb_run: needed("xvfb-run")?,
        };
        say::step("setup", format!("{}, {}", found.firefox.display(), found.webkit_driver.display()));
        Ok(found)
    }
}

/// Fonts with Chinese letters, without which pictures show boxes. A machine with people in front of it has some.
pub fn chinese_fonts() -> Result<()> {
    let folders = ["/usr/share/fonts", "/usr/local/share/fonts"];
    let known = ["NotoSansCJK", "NotoSansSC", "wqy", "SourceHan"];
    let found = folders.iter().any(|folder| contains(folder.as_ref(), &known, 4));
    if !found && apt::possible() {
        apt::install(&["fonts-noto-cjk"], "install any font with Chinese letters")?;
    }
    Ok(())
}

fn contains(folder: &std::path::Path, known: &[&str], depth: u32) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        known.iter().any(|part| name.contains(&part.to_lowercase()))
            || depth > 0 && path.is_dir() && contains(&path, known, depth - 1)
    })
}
