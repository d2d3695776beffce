//! What weighs most in the module: its largest functions, and what each dependency and each of our rooms costs. By twiggy.

use crate::program::Program;
use crate::project::Project;
use crate::setup::Tools;
use crate::{build, say, tools};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How many functions are named.
const LARGEST: usize = 20;
/// What is shown of a name.
const LONGEST: usize = 110;
/// What weighs less than this is summed up.
const SMALL: u64 = 500;

#[derive(Deserialize)]
struct Item {
    name: String,
    shallow_size: u64,
}

/// Weighs the module that `build` has just made: the same once more, with the names of its functions.
pub fn table(project: &Project, tools: &Tools) -> Result<String> {
    let named = build::named(project, tools)?;
    let said = Program::new(tools::twiggy()?)
        .args(["top", "-n", "100000", "-f", "json"])
        .arg(&named)
        .mend("twiggy reads no module that is newer than it: remove its folder in the cache of tools")
        .output()?;
    let items: Vec<Item> = serde_json::from_str(&said).context("what twiggy says")?;
    Ok(format(&items))
}

fn format(items: &[Item]) -> String {
    let mut groups = BTreeMap::<&str, u64>::new();
    let rooms: Vec<(String, &Item)> =
        items.iter().filter_map(|item| Some((group(&item.name)?, item))).collect();
    for (group, item) in &rooms {
        *groups.entry(group).or_default() += item.shallow_size;
    }
    let mut out = String::from("largest functions, raw bytes\n");
    let functions = rooms.iter().filter(|(group, _)| group != DATA && group != REST);
    for (_, item) in functions.take(LARGEST) {
        out.push_str(&row(item.shallow_size, &plain(&item.name)));
    }
    out.push_str("\nby room and by dependency, raw bytes\n");
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(name, size)| (std::cmp::Reverse(*size), *name));
    let (large, small): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, size)| *size >= SMALL);
    large.iter().for_each(|(name, size)| out.push_str(&row(*size, name)));
    out.push_str(&row(small.iter().map(|(_, size)| size).sum(), "what is smaller"));
    out
}

fn row(size: u64, name: &str) -> String {
    let short: String = name.chars().take(LONGEST).collect();
    format!("{:>9}  {short}{}\n", say::thousands(size), if short.len() < name.len() { "…" } else { "" })
}

const DATA: &str = "data: text and tables";
const REST: &str = "types, imports, exports";
const OURS: &str = "work_order_client";

/// Our room, or the crate, that an item belongs to; code that a library's generics make for us is ours. None for the names that
/// only this copy of the module has.
fn group(item: &str) -> Option<String> {
    if item.contains("function names") || item.starts_with("custom section 'name'") {
        return None;
    }
    if item.starts_with("data segment") {
        return Some(DATA.into());
    }
    if ["import ", "export ", "type[", "elem[", "table[", "global["]
        .iter()
        .any(|start| item.starts_with(start))
    {
        return Some(REST.into());
    }
    let name = plain(item);
    if let Some(at) = name.find(&format!("{OURS}::")) {
        let room = name[at + OURS.len() + 2..].split("::").next().unwrap_or_default();
        let room = room.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        return Some(format!("src/{room}"));
    }
    let path = name.split("::").next().filter(|first| first.len() < name.len());
    let krate = path.and_then(|path| path.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next());
    match krate.filter(|krate| !krate.is_empty()) {
        Some("str" | "f64" | "i64" | "u8" | "char") => Some("core".into()),
        Some(krate) => Some(krate.into()),
        None if name.starts_with("core_") || name.starts_with("formcore_") => Some("src/browser".into()),
        None if name.starts_with('<') => Some("core".into()),
        None => Some(REST.into()),
    }
}

/// A name without the hashes of crates.
fn plain(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((hash, after)) if hash.len() > 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
                rest = after;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_belongs_to_a_room_or_a_dependency() {
        for (name, expected) in [
            ("<work_order_client[1c453e79e2f53539]::json::decode::Decoder>::read", Some("src/json")),
            (
                "<alloc::vec::Vec<work_order_client[1c453e79e2f53539]::error::issue::Step>>::push",
                Some("src/error"),
            ),
            ("<dlmalloc::dlmalloc::Dlmalloc<dlmalloc::sys::System>>::malloc", Some("dlmalloc")),
            ("core::fmt::write", Some("core")),
            ("<str>::rsplit_once::<char>", Some("core")),
            ("core_new", Some("src/browser")),
            ("data segment \".rodata\"", Some(DATA)),
            ("export \"memory\"", Some(REST)),
            ("import ./rows.js::build", Some(REST)),
            ("\"function names\" subsection", None),
        ] {
            assert_eq!(group(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn the_table_names_the_largest_and_sums_up_the_small() {
        let item = |name: &str, shallow_size| Item { name: name.into(), shallow_size };
        let table = format(&[
            item("data segment \".rodata\"", 9_000),
            item("work_order_client[0123456789abcdef]::form::read", 4_000),
            item("work_order_client[0123456789abcdef]::form::write", 1_000),
            item("tiny::one", 10),
        ]);
        assert!(table.contains("4,000  work_order_client::form::read"), "{table}");
        assert!(table.contains("5,000  src/form") && table.contains("10  what is smaller"), "{table}");
    }
}
