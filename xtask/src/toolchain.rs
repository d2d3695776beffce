//! The Rust toolchain that compiles to WebAssembly: rustup's; Debian's own where rustup's server is out of reach.

use crate::program::{Program, path_with};
use crate::project::{Project, cache, cargo};
use crate::{debian, say};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The oldest Rust whose `-Cpanic=immediate-abort` the build relies on.
const OLDEST: (u32, u32) = (1, 92);
const TARGET: &str = "wasm32-unknown-unknown";

/// A cargo that can build for wasm32, and the library's source with it.
pub struct Toolchain {
    pub name: String,
    pub sysroot: PathBuf,
    cargo: PathBuf,
    /// Set for a toolchain beside the one that runs us: its programs come first on PATH.
    pub(crate) beside: Option<Beside>,
}

/// What it takes to use a toolchain that is not the default one.
pub(crate) struct Beside {
    pub programs: PathBuf,
    pub linker: PathBuf,
}

impl Toolchain {
    /// Finds one, or installs it. `XTASK_TOOLCHAIN` = `rustup` or `debian` insists on that one.
    pub fn find_or_install(project: &Project) -> Result<Self> {
        let wanted = std::env::var("XTASK_TOOLCHAIN").unwrap_or_default();
        let tools = cache()?;
        match wanted.as_str() {
            "" => {
                let own = default_toolchain()?;
                if complete(&own.sysroot) {
                    return own.fresh_enough();
                }
                if let Some(debian) = debian::find(&tools)? {
                    return debian.fresh_enough();
                }
                match add_with_rustup(&own) {
                    Ok(()) => own.fresh_enough(),
                    Err(why) if debian::possible() => {
                        say::step(
                            "setup",
                            format!("rustup did not do it ({why}); taking Debian's toolchain"),
                        );
                        debian::install(project, &tools)?.fresh_enough()
                    }
                    Err(why) => bail!(
                        "no Rust toolchain here compiles to WebAssembly: {why}\n  mend it: install Rust with rustup \
                         (https://rustup.rs) and run `rustup target add {TARGET}` and `rustup component add rust-src`"
                    ),
                }
            }
            "rustup" => {
                let own = default_toolchain()?;
                if !complete(&own.sysroot) {
                    add_with_rustup(&own)?;
                }
                own.fresh_enough()
            }
            "debian" => match debian::find(&tools)? {
                Some(debian) => debian.fresh_enough(),
                None => debian::install(project, &tools)?.fresh_enough(),
            },
            other => bail!("XTASK_TOOLCHAIN is `{other}`; it can be `rustup` or `debian`, or left unset"),
        }
    }

    pub(crate) fn new(name: String, cargo: PathBuf, sysroot: PathBuf, beside: Option<Beside>) -> Self {
        Self { name, sysroot, cargo, beside }
    }

    /// This toolchain's cargo.
    pub fn cargo(&self) -> Program {
        self.prepare(Program::new(&self.cargo), None)
    }

    /// A program that calls rustc or cargo itself, told to use this toolchain, with the programs of one more folder at hand.
    pub fn prepare(&self, program: Program, more: Option<&Path>) -> Program {
        let own = self.beside.as_ref().map(|beside| beside.programs.as_path());
        let program = program.env("PATH", path_with(own.into_iter().chain(more)));
        let Some(beside) = &self.beside else { return program };
        program
            .env("RUSTC", beside.programs.join("rustc"))
            .env("CARGO", &self.cargo)
            .env("SYSROOT", &self.sysroot)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &beside.linker)
    }

    fn fresh_enough(self) -> Result<Self> {
        let version = version_in(&self.name).with_context(|| format!("the version in `{}`", self.name))?;
        if version < OLDEST {
            bail!(
                "{} is too old: {}.{} or later is needed\n  mend it: `rustup update stable`",
                self.name,
                OLDEST.0,
                OLDEST.1
            );
        }
        Ok(self)
    }
}

/// The toolchain that runs us, whether or not it knows wasm32.
fn default_toolchain() -> Result<Toolchain> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let ask = |args: &[&str]| {
        Program::new(&rustc).args(args).mend("install Rust with rustup: https://rustup.rs").output()
    };
    let sysroot = ask(&["--print", "sysroot"])?;
    let name = ask(&["--version"])?;
    Ok(Toolchain::new(name.trim().to_owned(), cargo(), sysroot.trim().into(), None))
}

/// Whether a sysroot has the target and the source that std is built from.
pub(crate) fn complete(sysroot: &Path) -> bool {
    let rustlib = sysroot.join("lib/rustlib");
    has_std(&rustlib.join(TARGET).join("lib")) && rustlib.join("src/rust/library/std/Cargo.toml").is_file()
}

fn has_std(lib: &Path) -> bool {
    let files = std::fs::read_dir(lib).into_iter().flatten().flatten();
    files.into_iter().any(|file| file.file_name().to_string_lossy().starts_with("libstd-"))
}

fn add_with_rustup(own: &Toolchain) -> Result<()> {
    let rustup = which::which("rustup").context("rustup is not installed")?;
    for wanted in [["target", "add", TARGET], ["component", "add", "rust-src"]] {
        say::step("setup", format!("rustup {}", wanted.join(" ")));
        let done = Program::new(&rustup).args(wanted).limit(std::time::Duration::from_secs(300)).watch()?;
        if !done.success {
            let last = done.text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no word why");
            bail!("`rustup {}` failed: {}", wanted.join(" "), last.trim());
        }
    }
    if !complete(&own.sysroot) {
        bail!("rustup added the target to another toolchain than {}", own.name);
    }
    Ok(())
}

/// Major and minor of `rustc 1.95.0 (…)`.
pub(crate) fn version_in(name: &str) -> Option<(u32, u32)> {
    let number = name.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut parts = number.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_rustc_says() {
        assert_eq!(version_in("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version_in("Debian's rustc 1.96.0 (built from a source tarball)"), Some((1, 96)));
        assert_eq!(version_in("rustc 1.97.0-nightly (abc 2026-05-01)"), Some((1, 97)));
        assert_eq!(version_in("command not found"), None);
        assert!(version_in("rustc 1.91.1").unwrap() < OLDEST);
    }

    #[test]
    fn a_sysroot_without_source_or_target_is_not_complete() {
        let folder = tempfile::tempdir().unwrap();
        let rustlib = folder.path().join("lib/rustlib");
        assert!(!complete(folder.path()));
        std::fs::create_dir_all(rustlib.join(TARGET).join("lib")).unwrap();
        std::fs::write(rustlib.join(TARGET).join("lib/libstd-0123.rlib"), "").unwrap();
        assert!(!complete(folder.path()));
        std::fs::create_dir_all(rustlib.join("src/rust/library/std")).unwrap();
        std::fs::write(rustlib.join("src/rust/library/std/Cargo.toml"), "").unwrap();
        assert!(complete(folder.path()));
    }
}
