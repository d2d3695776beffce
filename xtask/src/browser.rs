//! Chromium and its driver for the tests: found, or installed where apt-get can.

use crate::apt;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// A browser, and the program through which tests drive it.
pub struct Browser {
    pub chrome: PathBuf,
    pub driver: PathBuf,
}

impl Browser {
    pub fn find_or_install() -> Result<Self> {
        if (chrome()?.is_none() || driver()?.is_none()) && apt::possible() {
            apt::install(&["chromium", "chromium-driver"], MEND)?;
        }
        let chrome =
            chrome()?.with_context(|| format!("no Chrome or Chromium is installed\n  mend it: {MEND}"))?;
        let driver = driver()?.with_context(|| format!("chromedriver is not on PATH\n  mend it: {MEND}"))?;
        Ok(Self { chrome, driver })
    }

    /// What makes it start headless anywhere, with nothing in the background.
    pub fn arguments() -> Vec<&'static str> {
        let mut arguments = vec![
            "--headless",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ];
        if apt::root() {
            arguments.push("--no-sandbox");
        }
        arguments
    }

    /// The file from which wasm-bindgen's test runner learns which browser to start, and how.
    pub fn webdriver_json(&self, folder: &Path) -> Result<PathBuf> {
        let options = serde_json::json!({
            "goog:chromeOptions": { "binary": self.chrome, "args": Self::arguments() }
        });
        let path = folder.join("webdriver.json");
        std::fs::write(&path, options.to_string()).with_context(|| path.display().to_string())?;
        Ok(path)
    }
}

const MEND: &str = "Debian and Ubuntu: `apt-get install chromium chromium-driver`; elsewhere install Chrome, then \
                    `npx @puppeteer/browsers install chromedriver@stable`, and set CHROME and CHROMEDRIVER to the two programs";

fn chrome() -> Result<Option<PathBuf>> {
    if let Some(named) = named("CHROME")? {
        return Ok(Some(named));
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    Ok(names.iter().find_map(|name| which::which(name).ok()).or_else(|| installed(usual_places())))
}

fn driver() -> Result<Option<PathBuf>> {
    if let Some(named) = named("CHROMEDRIVER")? {
        return Ok(Some(named));
    }
    Ok(which::which("chromedriver").ok().or_else(|| installed(vec!["/usr/lib/chromium/chromedriver".into()])))
}

/// The program an environment variable names; it is an error to name one that is not there.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(value) = std::env::var_os(variable).filter(|value| !value.is_empty()) else { return Ok(None) };
    match which::which(&value) {
        Ok(path) => Ok(Some(path)),
        Err(_) => bail!("{variable} names {}, and no program is there", Path::new(&value).display()),
    }
}

fn installed(places: Vec<PathBuf>) -> Option<PathBuf> {
    places.into_iter().find(|place| place.is_file())
}

fn usual_places() -> Vec<PathBuf> {
    let mut places: Vec<PathBuf> = vec![
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome".into(),
        "/Applications/Chromium.app/Contents/MacOS/Chromium".into(),
        "/snap/bin/chromium".into(),
    ];
    for base in ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].iter().filter_map(std::env::var_os) {
        places.push(Path::new(&base).join("Google").join("Chrome").join("Application").join("chrome.exe"));
        places.push(Path::new(&base).join("Chromium").join("Application").join("chrome.exe"));
    }
    places
}
