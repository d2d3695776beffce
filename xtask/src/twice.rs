//! `cargo xtask build --twice`: builds once more in another folder, from nothing, and compares every byte of the two packages.

use crate::program::Program;
use crate::project::Project;
use crate::setup::Tools;
use crate::{build, say};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The package in pkg/ must be built.
pub fn compare(project: &Project, tools: &Tools) -> Result<()> {
    let folder = tempfile::tempdir()?;
    // Longer than ours, and not below it: a path that got into the package would show.
    let root = folder.path().join("another-place/of-a-longer-name");
    copy(project, &root)?;
    let again = Project { root: root.clone(), target: root.join("target"), ..Project::read()? };
    say::step("again", format!("in {}", root.display()));
    build::package(&again, tools)?;
    let differ = differences(&files(&project.at("pkg"))?, &files(&again.at("pkg"))?);
    if !differ.is_empty() {
        bail!(
            "built twice from the same sources, and not the same: {}\n  mend it: look at what of the machine gets in, \
             `machine_paths` in xtask/src/build.rs",
            differ.join(", ")
        );
    }
    say::step("again", "the same, byte for byte");
    Ok(())
}

/// What is under version control or would be, as it is now; and the tools that npm has installed.
fn copy(project: &Project, root: &Path) -> Result<()> {
    let listed = Program::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .dir(&project.root)
        .mend("git lists the sources; run it in a clone")
        .output()?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (project.at(name), root.join(name));
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(root))?;
            fs::copy(&from, &to).with_context(|| from.display().to_string())?;
        }
    }
    copy_folder(&project.at("xtask/node_modules"), &root.join("xtask/node_modules"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let (entry, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
        let target = to.join(entry.file_name().unwrap_or_default());
        if kind.is_dir() {
            copy_folder(&entry, &target)?;
        } else if kind.is_file() {
            fs::copy(&entry, &target)?;
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let read = |entry: fs::DirEntry| Ok((entry.file_name().into(), fs::read(entry.path())?));
    entries.map(|entry| read(entry?)).collect()
}

/// The files that are in one only, or not the same in both.
fn differences(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let names = one.keys().chain(other.keys().filter(|name| !one.contains_key(*name)));
    names.filter(|name| one.get(*name) != other.get(*name)).map(|name| name.display().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() {
        let folder = |files: &[(&str, &str)]| {
            files.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
        };
        let one = folder(&[("a", "1"), ("b", "2"), ("c", "3")]);
        assert!(differences(&one, &one).is_empty());
        assert_eq!(differences(&one, &folder(&[("a", "1"), ("b", "x"), ("d", "3")])), ["b", "c", "d"]);
    }
}
