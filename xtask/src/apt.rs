//! Installs system packages where apt-get does that.

use crate::program::Program;
use crate::say;
use anyhow::Result;
use std::sync::Once;

/// Whether this system has apt-get, and we may use it.
pub fn possible() -> bool {
    cfg!(target_os = "linux") && which::which("apt-get").is_ok() && (root() || which::which("sudo").is_ok())
}

/// Installs packages, as root or through sudo.
pub fn install(packages: &[&str], mend: &str) -> Result<()> {
    static UPDATED: Once = Once::new();
    UPDATED.call_once(|| {
        say::step("setup", "apt-get update");
        // An old list may still do; if it doesn't, the installation says so.
        if let Err(error) = apt_get().arg("update").output() {
            eprintln!("{error:#}");
        }
    });
    say::step("setup", format!("apt-get install {}", packages.join(" ")));
    apt_get()
        .args(["install", "--yes", "--quiet", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"])
        .args(packages)
        .mend(mend)
        .run()
}

fn apt_get() -> Program {
    if root() {
        return Program::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive");
    }
    let sudo = Program::new("sudo");
    let unattended = std::env::var_os("CI").is_some();
    let sudo = if unattended { sudo.arg("-n") } else { sudo.interactive() };
    sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
}

/// Whether we are root: may install, and must run Chromium without its sandbox.
#[cfg(unix)]
pub fn root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
pub fn root() -> bool {
    false
}
