//! Debian's Rust toolchain, which comes with no wasm32 standard library: a private sysroot beside it holds one built from
//! source, so that cargo, wasm-bindgen's test runner and wasm-pack find all they look for. Nothing under /usr is changed.

use crate::program::Program;
use crate::project::{Project, cargo};
use crate::toolchain::{Beside, Toolchain, complete};
use crate::{apt, say};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

const PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const RUSTLIB: &str = "/usr/lib/rustlib";
/// Written last: the sysroot is whole, and belongs to this rustc.
const STAMP: &str = "made-for";

pub fn possible() -> bool {
    apt::possible()
}

/// The toolchain, if all of it is here already.
pub fn find(tools: &Path) -> Result<Option<Toolchain>> {
    let sysroot = tools.join("debian-rust");
    let Some(linker) = linker() else { return Ok(None) };
    if !Path::new(RUSTC).is_file() || !complete(&sysroot) {
        return Ok(None);
    }
    let version = version()?;
    if fs::read_to_string(sysroot.join(STAMP)).ok().as_deref() != Some(version.as_str()) {
        return Ok(None);
    }
    Ok(Some(toolchain(version, sysroot, linker)))
}

/// Installs the packages and lays out the sysroot.
pub fn install(project: &Project, tools: &Path) -> Result<Toolchain> {
    if linker().is_none() || !source().is_dir() || !Path::new(CARGO).is_file() || !Path::new(RUSTC).is_file()
    {
        apt::install(
            &PACKAGES,
            "these are packages of Debian; elsewhere install Rust with rustup (https://rustup.rs) and run \
             `rustup target add wasm32-unknown-unknown`",
        )?;
    }
    let linker = linker().context("lld-22 brings wasm-ld-22, but it is not on PATH")?;
    let sysroot = tools.join("debian-rust");
    let version = version()?;
    if sysroot.exists() {
        fs::remove_dir_all(&sysroot).with_context(|| sysroot.display().to_string())?;
    }
    lay_out(&sysroot)?;
    let toolchain = toolchain(version.clone(), sysroot.clone(), linker);
    build_std(project, &toolchain)?;
    if !complete(&sysroot) {
        bail!("{} lacks the standard library or its source: remove it and try again", sysroot.display());
    }
    fs::write(sysroot.join(STAMP), version)?;
    Ok(toolchain)
}

fn toolchain(version: String, sysroot: PathBuf, linker: PathBuf) -> Toolchain {
    let programs = sysroot.join("bin");
    Toolchain::new(format!("Debian's {version}"), CARGO.into(), sysroot, Some(Beside { programs, linker }))
}

fn version() -> Result<String> {
    Ok(Program::new(RUSTC).arg("--version").output()?.trim().to_owned())
}

fn source() -> PathBuf {
    Path::new(RUSTLIB).join("src")
}

fn linker() -> Option<PathBuf> {
    ["wasm-ld-22", "wasm-ld-21", "wasm-ld-20", "wasm-ld"].iter().find_map(|name| which::which(name).ok())
}

/// Links to Debian's own files, and a rustc that takes this folder for its sysroot.
fn lay_out(sysroot: &Path) -> Result<()> {
    let rustlib = sysroot.join("lib/rustlib");
    fs::create_dir_all(&rustlib).with_context(|| rustlib.display().to_string())?;
    fs::create_dir_all(sysroot.join("bin"))?;
    for entry in fs::read_dir(RUSTLIB).with_context(|| RUSTLIB.to_owned())? {
        let name = entry?.file_name();
        if name != "wasm32-unknown-unknown" {
            link(&Path::new(RUSTLIB).join(&name), &rustlib.join(&name))?;
        }
    }
    let quoted = sysroot.display().to_string().replace('\'', r"'\''");
    let wrapper = sysroot.join("bin/rustc");
    fs::write(&wrapper, format!("#!/bin/sh\nexec {RUSTC} --sysroot '{quoted}' \"$@\"\n"))?;
    executable(&wrapper)?;
    for name in ["cargo", "cargo-clippy", "clippy-driver"] {
        link(&Path::new("/usr/bin").join(name), &sysroot.join("bin").join(name))?;
    }
    Ok(())
}

/// Builds std for wasm32 through an empty crate, and puts it where a prebuilt one would be.
fn build_std(project: &Project, toolchain: &Toolchain) -> Result<()> {
    say::step("setup", "building the standard library for wasm32 (once, about a minute)");
    let folder = project.scratch()?.join("std");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\n[package]\nname = \"std-for-wasm32\"\nedition = \"2024\"\n[profile.release]\npanic = \"abort\"\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "#![no_std]\n")?;
    toolchain
        .cargo()
        .args(["build", "--quiet", "--release", "--target", "wasm32-unknown-unknown"])
        .arg("-Zbuild-std=std,panic_abort,proc_macro,test")
        .arg("--target-dir")
        .arg(folder.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .dir(&folder)
        .mend(format!("see what the compiler says; `{}` builds for this machine", cargo().display()))
        .run()?;

    let lib = toolchain.sysroot.join("lib/rustlib/wasm32-unknown-unknown/lib");
    fs::create_dir_all(&lib)?;
    for entry in fs::read_dir(folder.join("target/wasm32-unknown-unknown/release/deps"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rlib")
            && let Some(name) = path.file_name()
        {
            fs::copy(&path, lib.join(name))?;
        }
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

#[cfg(unix)]
fn link(original: &Path, link: &Path) -> Result<()> {
    std::os::unix::fs::symlink(original, link).with_context(|| link.display().to_string())
}

#[cfg(unix)]
fn executable(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o755))?)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    bail!("Debian's toolchain is for Debian")
}

#[cfg(not(unix))]
fn executable(_: &Path) -> Result<()> {
    Ok(())
}
