//! `cargo xtask build`: the npm package in pkg/.

use crate::program::Program;
use crate::project::Project;
use crate::setup::{self, Tools};
use crate::{say, size, twice};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Instant;

const NAME: &str = "work_order_client";

pub fn run(and_again: bool) -> Result<()> {
    let project = Project::read()?;
    let tools = setup::for_building(&project)?;
    package(&project, &tools)?;
    let sizes = size::measure(&project, &tools)?;
    eprintln!("{}", sizes.table());
    if and_again {
        twice::compare(&project, &tools)?;
    }
    say::step("sha256", sha256(&project)?);
    say::step("built", format!("{} {}", project.at("pkg").display(), project.version));
    Ok(())
}

/// The module's digest, as the package's users find it in package.json.
fn sha256(project: &Project) -> Result<String> {
    let file = project.at("pkg/package.json");
    let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let manifest: Value = serde_json::from_str(&text)?;
    let file = format!("{NAME}.wasm");
    let digest = manifest["sha256"][&file].as_str().context("package.json has the module's digest")?;
    Ok(format!("{digest}  {file}"))
}

/// Everything from Rust and JavaScript sources to pkg/.
pub fn package(project: &Project, tools: &Tools) -> Result<()> {
    let began = Instant::now();
    let wasm = compile(project, tools)?;
    let bindgen = bind(project, tools, &wasm, "bindgen", &["--remove-name-section"])?;
    let (optimised, names) = optimise(project, tools, &bindgen)?;
    bundle(project, tools, &bindgen, &optimised, &names)?;
    say::step("build", format!("pkg/ done in {}", say::duration(began.elapsed())));
    Ok(())
}

/// Measured, each against the module without it (CONTRIBUTING.md, Size).
const FLAGS: [&str; 5] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Ctarget-cpu=mvp",
    // Nobody reads where a panic was, or how a value looks to a programmer: there is no console to say it on.
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// The module for the oldest engines that are in use: WebAssembly's first version, and std built to match and for size.
fn compile(project: &Project, tools: &Tools) -> Result<PathBuf> {
    say::step("build", "cargo build for wasm32, with its own std");
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    for (path, name) in machine_paths(project, tools) {
        flags.push(format!("--remap-path-prefix={}={name}", path.display()));
    }
    tools
        .rust
        .cargo()
        .args([
            "build",
            "--package",
            "work-order-client",
            "--lib",
            "--release",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .arg("--target-dir")
        .arg(&project.target)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"))
        .dir(&project.root)
        .mend("see what the compiler says above")
        .run()?;
    Ok(compiled(project))
}

/// The module that was built last, with the names of its functions.
pub fn named(project: &Project, tools: &Tools) -> Result<PathBuf> {
    let bindgen = bind(project, tools, &compiled(project), "bindgen-named", &[])?;
    let out = project.scratch()?.join("names.wasm");
    wasm_opt(project, tools, &bindgen.join(format!("{NAME}_bg.wasm")), &out)
        .args(["--strip-target-features", "-g"])
        .args(SMALLEST)
        .output()?;
    Ok(out)
}

fn compiled(project: &Project) -> PathBuf {
    project.target.join("wasm32-unknown-unknown/release").join(format!("{NAME}.wasm"))
}

fn bind(project: &Project, tools: &Tools, wasm: &Path, folder: &str, more: &[&str]) -> Result<PathBuf> {
    say::step("build", "wasm-bindgen");
    let out = project.scratch()?.join(folder);
    let _ = std::fs::remove_dir_all(&out);
    Program::new(&tools.wasm_bindgen)
        .args(["--target", "bundler", "--no-typescript", "--out-name", NAME])
        .args(more)
        .args(["--remove-producers-section", "--out-dir"])
        .arg(&out)
        .arg(wasm)
        .mend("the command line and the crate must be of one version: `cargo xtask setup`")
        .output()?;
    Ok(out)
}

/// Makes it small, puts functions that are alike side by side, gives imports and exports names of a letter or two, and proves on the
/// way that nothing newer than WebAssembly's first version is in it. Returns the module and wasm-opt's list of those names.
fn optimise(project: &Project, tools: &Tools, bindgen: &Path) -> Result<(PathBuf, Value)> {
    say::step("build", "wasm-opt");
    let [small, ordered, named] = ["small", "ordered", "named"].map(|name| format!("{name}.wasm"));
    let scratch = project.scratch()?;
    let (small, ordered, named) = (scratch.join(small), scratch.join(ordered), scratch.join(named));
    wasm_opt(project, tools, &bindgen.join(format!("{NAME}_bg.wasm")), &small)
        .args(["--strip-target-features", "--strip-debug", "--strip-producers"])
        .args(SMALLEST)
        .output()?;
    Program::new(&tools.node)
        .arg(project.at("xtask/order.mjs"))
        .args([&small, &ordered])
        .mend("it reads what wasm-opt has just written: look into xtask/order.mjs")
        .output()?;
    let names = wasm_opt(project, tools, &ordered, &named)
        .args(["-O0", "--reorder-functions-by-name", "--minify-imports-and-exports-and-modules"])
        .output()?;
    Ok((named, serde_json::from_str(&names).with_context(|| names)?))
}

/// wasm-opt's passes, measured as well.
const SMALLEST: [&str; 9] = [
    // The stack's far end lies in the first kilobyte, so no address is that small, and none wraps around when one is added.
    "--low-memory-unused",
    // One large function out of many small ones has fewer bytes, and yet more once they are compressed.
    "--one-caller-inline-max-function-size=15",
    "-Oz",
    "--converge",
    // Zeros cost nothing once they are compressed; the hundreds of segments around them do.
    "--skip-pass=memory-packing",
    // What is the same twice costs less, once it is compressed, than another local that keeps it; so does code that stays in its order.
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--skip-pass=code-pushing",
    "--skip-pass=merge-locals",
];

fn wasm_opt(project: &Project, tools: &Tools, input: &Path, output: &Path) -> Program {
    Program::new(&tools.node)
        .arg(project.at("xtask/node_modules/binaryen/bin/wasm-opt"))
        .arg(input)
        .arg("-o")
        .arg(output)
        .arg("--mvp-features")
        .mend(
            "if it refuses an instruction, that is newer than WebAssembly's first version, which engines before 2018 \
             stop at: look for what lets it in, the flags of `compile` in xtask/src/build.rs",
        )
}

fn bundle(project: &Project, tools: &Tools, bindgen: &Path, wasm: &Path, names: &Value) -> Result<()> {
    say::step("build", "esbuild");
    let made = project.scratch()?.join("pkg");
    let paths: Vec<_> = machine_paths(project, tools).into_iter().map(|(path, _)| path).collect();
    let job = json!({
        "root": project.root,
        "bindgen": bindgen,
        "wasm": wasm,
        "names": names,
        "out": made,
        "paths": paths,
        "package": {
            "version": project.version,
            "description": project.description,
            "license": project.license,
        },
    });
    let order = project.scratch()?.join("bundle.json");
    std::fs::write(&order, job.to_string()).with_context(|| order.display().to_string())?;
    Program::new(&tools.node)
        .arg(project.at("xtask/bundle.mjs"))
        .arg(&order)
        .mend("look at pkg-template/ and xtask/bundle.mjs")
        .output()?;
    // Only a whole package takes the place of the last one.
    let pkg = project.at("pkg");
    let _ = std::fs::remove_dir_all(&pkg);
    std::fs::rename(&made, &pkg).with_context(|| pkg.display().to_string())
}

/// Folders of this machine, and what they are called in the module instead: the bytes are the same on every machine.
fn machine_paths(project: &Project, tools: &Tools) -> Vec<(PathBuf, &'static str)> {
    let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let cargo_home = home("CARGO_HOME")
        .or_else(|| home("HOME").or_else(|| home("USERPROFILE")).map(|home| home.join(".cargo")));
    let mut paths = vec![(project.root.clone(), "/work-order-client")];
    paths.extend(cargo_home.map(|path| (path, "/cargo")));
    paths.push((tools.rust.sysroot.join("lib/rustlib/src/rust"), "/rust"));
    paths
}
