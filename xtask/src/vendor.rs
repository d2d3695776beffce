//! The libraries that the demo page loads on demand, in the versions that xtask/vendor/package-lock.json settles on: copied into
//! www/vendor/, because the page's policy lets nothing in from elsewhere.

use crate::npm;
use crate::project::Project;
use anyhow::{Context, Result};
use std::fs;

/// From a package, to a folder of the page.
const FILES: [(&str, &str); 7] = [
    ("uplot/dist/uPlot.iife.min.js", "uplot/uPlot.js"),
    ("uplot/dist/uPlot.min.css", "uplot/uPlot.css"),
    ("uplot/LICENSE", "uplot/LICENSE"),
    ("bpmn-js/dist/bpmn-viewer.production.min.js", "bpmn-js/viewer.js"),
    ("bpmn-js/dist/assets/diagram-js.css", "bpmn-js/diagram.css"),
    ("bpmn-js/dist/assets/bpmn-js.css", "bpmn-js/viewer.css"),
    ("bpmn-js/LICENSE", "bpmn-js/LICENSE"),
];

/// Installs the packages and copies what the page asks for.
pub fn for_page(project: &Project) -> Result<()> {
    let packages = project.at("xtask/vendor");
    npm::packages(&packages)?;
    for (from, to) in FILES {
        let from = packages.join("node_modules").join(from);
        let to = project.at("www/vendor").join(to);
        let folder = to.parent().context("a file lies in a folder")?;
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        fs::copy(&from, &to).with_context(|| format!("{} to {}", from.display(), to.display()))?;
    }
    Ok(())
}
