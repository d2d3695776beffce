//! Where things are, and what Cargo.toml and Cargo.lock say about the package.

use crate::program::Program;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The package as its manifest describes it, and the folders we work in.
pub struct Project {
    pub root: PathBuf,
    /// Cargo's target folder.
    pub target: PathBuf,
    pub version: String,
    pub license: String,
    pub description: String,
    /// The names of its integration tests.
    pub tests: Vec<String>,
}

impl Project {
    pub fn read() -> Result<Self> {
        // Cargo says where we lie; started without it, we lie where we were built.
        let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own).parent().context("xtask/ lies in the project")?;
        let text = Program::new(cargo())
            .args(["metadata", "--no-deps", "--format-version=1"])
            .dir(root)
            .mend("look at what Cargo says about Cargo.toml")
            .output()?;
        let metadata: Value = serde_json::from_str(&text).context("cargo metadata")?;
        let packages = metadata["packages"].as_array().context("cargo metadata lists packages")?;
        let package = packages
            .iter()
            .find(|package| package["name"] == "work-order-client")
            .context("Cargo.toml describes work-order-client")?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let targets = package["targets"].as_array().into_iter().flatten();
        let tests = targets.filter(|target| target["kind"][0] == "test").map(|test| text(&test["name"]));
        Ok(Self {
            tests: tests.collect(),
            root: root.to_path_buf(),
            target: text(&metadata["target_directory"]).into(),
            version: text(&package["version"]),
            license: text(&package["license"]),
            description: text(&package["description"]),
        })
    }

    /// A path inside the project.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A folder of our own for what is made on the way.
    pub fn scratch(&self) -> Result<PathBuf> {
        let folder = self.target.join("xtask");
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(folder)
    }

    /// The version of a crate that Cargo.lock settles on.
    pub fn locked(&self, name: &str) -> Result<String> {
        let lock = std::fs::read_to_string(self.at("Cargo.lock")).context("Cargo.lock")?;
        locked_version(&lock, name).with_context(|| format!("Cargo.lock has {name}")).map(str::to_owned)
    }
}

/// The cargo that runs us: what is built for this machine is built with it.
pub fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Where tools are kept that belong to no single clone: nothing is built twice for a fresh one.
pub fn cache() -> Result<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = folder("XDG_CACHE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| folder("HOME").map(|home| home.join(".cache")))
        .context("no place to keep tools: set XDG_CACHE_HOME or HOME")?;
    let tools = base.join("work-order-client").join("tools");
    std::fs::create_dir_all(&tools).with_context(|| {
        format!("{}: set XDG_CACHE_HOME to a folder that can be written", tools.display())
    })?;
    Ok(tools)
}

fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    lock.split("[[package]]").find_map(|package| {
        let value = |key: &str| {
            package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
        };
        (value("name")? == name).then(|| value("version"))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_the_crates_own() {
        let lock = r#"version = 4

[[package]]
name = "wasm-bindgen-futures"
version = "0.4.80"
dependencies = [
 "wasm-bindgen",
]

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm-bindgen-futures"), Some("0.4.80"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_project_describes_itself() {
        let project = Project::read().unwrap();
        assert!(project.at("Cargo.lock").is_file() && project.at("xtask/Cargo.toml").is_file());
        assert!(!project.version.is_empty() && project.license.contains("MIT"));
        assert!(project.locked("wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
