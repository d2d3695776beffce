//! `cargo xtask size`: what a page loads, in bytes, and whether that is within what was promised.

use crate::program::Program;
use crate::project::Project;
use crate::setup::{self, Tools};
use crate::{build, say, weigh};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// What two parts of the package may weigh.
pub struct Bound {
    slim_brotli: u64,
    default_gzip: u64,
}

/// What the package is to weigh: axios + zod, minified, brotli, which a page would load instead. `cargo xtask size` fails above it.
pub const BUDGET: Bound = Bound { slim_brotli: 43_244, default_gzip: 64 * 1024 };

/// What it weighs today, with a little room: `cargo xtask test` fails above it, so that it only ever shrinks towards the budget.
pub const CEILING: Bound = Bound { slim_brotli: 121_300, default_gzip: 142_750 };

/// The sizes of the package's parts.
#[derive(Serialize, Deserialize)]
pub struct Sizes {
    /// The module alone.
    wasm: Size,
    /// All JavaScript of the slim entry.
    glue: Size,
    /// Both: what the slim entry loads.
    slim: Size,
    /// What the default entry loads: its JavaScript, with the module in it as text.
    default: Size,
    /// The one file of the `<script>` build.
    global: Size,
}

#[derive(Serialize, Deserialize)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

pub fn run(as_json: bool) -> Result<()> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    build::package(&project, &tools)?;
    let sizes = measure(&project, &tools)?;
    if as_json {
        println!("{}", serde_json::to_string(&sizes)?);
    } else {
        println!("{}\n\n{}", sizes.table(), weigh::table(&project, &tools)?);
    }
    sizes.within(&BUDGET)
}

/// Measures what lies in pkg/.
pub fn measure(project: &Project, tools: &Tools) -> Result<Sizes> {
    let said = Program::new(&tools.node)
        .arg(project.at("xtask/sizes.mjs"))
        .arg(project.at("pkg"))
        .mend("build first: `cargo xtask build`")
        .output()?;
    serde_json::from_str(&said).with_context(|| said)
}

impl Sizes {
    pub fn table(&self) -> String {
        let rows = [
            ("wasm", &self.wasm, String::new()),
            ("glue", &self.glue, String::new()),
            ("slim", &self.slim, format!("brotli ≤ {}", say::thousands(BUDGET.slim_brotli))),
            ("default", &self.default, format!("gzip ≤ {}", say::thousands(BUDGET.default_gzip))),
            ("global", &self.global, String::new()),
        ];
        let mut out = format!("{:>9}  {:>9} {:>9} {:>9}  budget", "", "raw", "gzip", "brotli");
        for (name, size, budget) in rows {
            let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(say::thousands);
            let row = format!("{name:>9}  {raw:>9} {gzip:>9} {brotli:>9}  {budget}");
            out.push('\n');
            out.push_str(row.trim_end());
        }
        out
    }

    pub fn within(&self, bound: &Bound) -> Result<()> {
        let mut over = Vec::new();
        for (what, is, bound) in [
            ("slim, brotli", self.slim.brotli, bound.slim_brotli),
            ("default, gzip", self.default.gzip, bound.default_gzip),
        ] {
            if is > bound {
                over.push(format!(
                    "{what}: {} B, {} B over the bound of {} B",
                    say::thousands(is),
                    say::thousands(is - bound),
                    say::thousands(bound)
                ));
            }
        }
        if !over.is_empty() {
            bail!("{}", over.join("\n"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(slim_brotli: u64, default_gzip: u64) -> Sizes {
        let size = |gzip, brotli| Size { raw: 100_000, gzip, brotli };
        Sizes {
            wasm: size(1, 1),
            glue: size(1, 1),
            slim: size(50_000, slim_brotli),
            default: size(default_gzip, 50_000),
            global: size(1, 1),
        }
    }

    #[test]
    fn the_budget_is_the_last_byte_allowed() {
        sizes(43_244, 65_536).within(&BUDGET).unwrap();
        let error = sizes(43_245, 66_000).within(&BUDGET).unwrap_err().to_string();
        assert!(error.contains("slim, brotli: 43,245 B, 1 B over"), "{error}");
        assert!(error.contains("default, gzip: 66,000 B, 464 B over"), "{error}");
    }

    #[test]
    fn the_json_is_one_object_of_the_five_parts() {
        let json = serde_json::to_value(sizes(43_244, 65_536)).unwrap();
        let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&json), ["wasm", "glue", "slim", "default", "global"]);
        for part in keys(&json) {
            assert_eq!(keys(&json[part]), ["raw", "gzip", "brotli"]);
        }
    }

    #[test]
    fn the_table_has_a_row_for_each_part() {
        let table = sizes(43_244, 65_536).table();
        for part in ["wasm", "glue", "slim", "default", "global", "43,244", "65,536"] {
            assert!(table.contains(part), "{part} in\n{table}");
        }
    }
}
