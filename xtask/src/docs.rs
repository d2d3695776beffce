//! `cargo xtask docs`: the API pages of the package, by typedoc, and those of the crate, by rustdoc. A warning is an error.

use crate::program::Program;
use crate::project::{Project, cargo};
use crate::setup::{self, Tools};
use crate::{build, npm, say};
use anyhow::Result;
use std::path::PathBuf;

pub fn run() -> Result<()> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    build::package(&project, &tools)?;
    for maker in makers(&project, &tools)? {
        maker.output()?;
    }
    say::step("docs", format!("the package: {}", folder(&project).join("index.html").display()));
    say::step(
        "docs",
        format!("the crate: {}", project.target.join("doc/work_order_client/index.html").display()),
    );
    Ok(())
}

/// The programs that make the pages; the package must be built.
pub fn makers(project: &Project, tools: &Tools) -> Result<[Program; 2]> {
    let types = project.at("tests/types");
    npm::packages(&types)?;
    Ok([
        Program::new(&tools.node)
            .arg(types.join("node_modules/typedoc/bin/typedoc"))
            .arg("--options")
            .arg(types.join("typedoc.json"))
            .arg("--out")
            .arg(folder(project))
            .dir(&project.root)
            .mend("each member of pkg-template/*.d.ts has a comment, and each {@link} in it a target"),
        Program::new(cargo())
            .args([
                "doc",
                "--package",
                "work-order-client",
                "--no-deps",
                "--document-private-items",
                "--quiet",
            ])
            // The pages are for those who work on it: private items are on them, and may be linked to.
            .env("RUSTDOCFLAGS", "-Dwarnings -Arustdoc::private_intra_doc_links")
            .dir(&project.root)
            .mend("each public item has a comment, and each link in it a target"),
    ])
}

fn folder(project: &Project) -> PathBuf {
    project.target.join("docs")
}
