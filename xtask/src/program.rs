//! Runs a program: says what failed, and how to mend it.

use crate::children::Running;
use anyhow::{Context, Result, anyhow};
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::time::Duration;

/// A program to run. Ends with us (see [`crate::children`]).
pub struct Program {
    command: Command,
    shown: String,
    mend: Option<String>,
    limit: Option<Duration>,
    interactive: bool,
}

/// How much of what a program prints is shown while it runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Echo {
    Nothing,
    Stderr,
    All,
}

/// What a program printed, and how it ended.
pub struct Output {
    pub success: bool,
    pub stdout: String,
    pub text: String,
}

impl Program {
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        // `cargo run` tells us about our own package: its builds must not see that, or they redo what is done.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|own| name.starts_with(own)) {
                command.env_remove(&*name);
            }
        }
        let shown = Path::new(program).file_name().unwrap_or(program).to_string_lossy().into_owned();
        Self { command, shown, mend: None, limit: None, interactive: false }
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&arg.as_ref().to_string_lossy());
        self.command.arg(arg);
        self
    }

    pub fn args<S: AsRef<OsStr>>(self, args: impl IntoIterator<Item = S>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// What the user can do when it fails.
    pub fn mend(mut self, how: impl Into<String>) -> Self {
        self.mend = Some(how.into());
        self
    }

    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// For a program that may ask for a password.
    pub fn interactive(mut self) -> Self {
        self.interactive = true;
        self.command.stdin(Stdio::inherit());
        self
    }

    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Runs it in sight of the user; all that it prints goes to stderr.
    pub fn run(mut self) -> Result<()> {
        self.command.stdout(std::io::stderr());
        let mut running = self.start_child()?;
        let status = running.wait(self.limit).with_context(|| self.shown.clone())?;
        self.judge(status, "")
    }

    /// Runs it out of sight; what it printed is shown when it fails.
    pub fn output(self) -> Result<String> {
        let (status, output, this) = self.collect(Echo::Nothing)?;
        this.judge(status, &output.text)?;
        Ok(output.stdout)
    }

    /// Runs it in sight of the user; what it prints is the result of our command, and so is how it ends.
    pub fn code(mut self) -> Result<ExitCode> {
        let mut running = self.start_child()?;
        let status = running.wait(self.limit).with_context(|| self.shown.clone())?;
        match status.and_then(|status| status.code()).and_then(|code| u8::try_from(code).ok()) {
            Some(0) => Ok(ExitCode::SUCCESS),
            code => {
                let Err(error) = self.judge(status, "") else { return Ok(ExitCode::SUCCESS) };
                eprintln!("\n   failed  {error:#}");
                Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
            }
        }
    }

    /// Runs it in sight of the user and keeps what it printed. How it ended is the caller's to judge.
    pub fn watch(self) -> Result<Output> {
        let limit = self.limit;
        let (status, output, this) = self.collect(Echo::All)?;
        if let (None, Some(limit)) = (status, limit) {
            eprintln!("`{}` took more than {} and was ended", this.shown, crate::say::duration(limit));
        }
        Ok(output)
    }

    /// The same, but its stdout (a test runner's long list) is shown only when it fails.
    pub fn watch_quietly(self) -> Result<Output> {
        let limit = self.limit;
        let (status, output, this) = self.collect(Echo::Stderr)?;
        if !output.success {
            eprintln!("{}", output.stdout);
        }
        if let (None, Some(limit)) = (status, limit) {
            eprintln!("`{}` took more than {} and was ended", this.shown, crate::say::duration(limit));
        }
        Ok(output)
    }

    /// Starts it and leaves it running; its stdout is the caller's to read.
    pub fn start(mut self) -> Result<Running> {
        self.command.stdout(Stdio::piped());
        self.start_child()
    }

    fn collect(mut self, echo: Echo) -> Result<(Option<ExitStatus>, Output, Self)> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = self.start_child()?;
        let child = running.child();
        let stdout = child.stdout.take().map(|pipe| keep(pipe, echo == Echo::All));
        let stderr = child.stderr.take().map(|pipe| keep(pipe, echo != Echo::Nothing));
        let status = running.wait(self.limit).with_context(|| self.shown.clone())?;
        let stdout = stdout.and_then(|thread| thread.join().ok()).unwrap_or_default();
        let stderr = stderr.and_then(|thread| thread.join().ok()).unwrap_or_default();
        let text = format!("{stdout}{stderr}");
        Ok((status, Output { success: status.is_some_and(|status| status.success()), stdout, text }, self))
    }

    fn start_child(&mut self) -> Result<Running> {
        Running::start(&mut self.command, !self.interactive)
            .map_err(|error| self.failure(&format!("could not be started: {error}"), ""))
    }

    fn judge(&self, status: Option<ExitStatus>, printed: &str) -> Result<()> {
        match status {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(self.failure(&format!("failed ({status})"), printed)),
            None => Err(self.failure("took too long and was ended", printed)),
        }
    }

    fn failure(&self, what: &str, printed: &str) -> anyhow::Error {
        let mut text = format!("`{}` {what}", self.shown);
        if !printed.trim().is_empty() {
            text = format!("{}\n{text}", printed.trim_end());
        }
        if let Some(mend) = &self.mend {
            text = format!("{text}\n  mend it: {mend}");
        }
        anyhow!(text)
    }
}

/// Reads a pipe to its end, showing each line as it comes when asked to.
fn keep(pipe: impl Read + Send + 'static, echo: bool) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let (mut kept, mut line) = (String::new(), Vec::new());
        while pipe.read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
            if echo {
                let _ = std::io::stderr().write_all(&line);
            }
            kept.push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
        kept
    })
}

/// PATH with some folders in front.
pub fn path_with<'a>(first: impl Iterator<Item = &'a Path>) -> OsString {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = first.map(Path::to_path_buf).chain(std::env::split_paths(&rest));
    std::env::join_paths(all).unwrap_or_else(|_| rest.clone())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Program {
        Program::new("sh").args(["-c", script])
    }

    #[test]
    fn a_failure_shows_what_was_printed_and_how_to_mend_it() {
        let error =
            shell("echo about to fail; echo badly >&2; exit 3").mend("try harder").output().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("about to fail") && text.contains("badly"), "{text}");
        assert!(text.contains("exit status: 3") && text.contains("mend it: try harder"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Program::new("no-such-program-here").mend("install it").output().unwrap_err().to_string();
        assert!(
            error.contains("`no-such-program-here` could not be started") && error.contains("install it")
        );
    }

    #[test]
    fn stdout_is_kept_apart_and_time_is_limited() {
        assert_eq!(shell("echo out; echo err >&2").output().unwrap(), "out\n");
        let slow = shell("echo began; sleep 30").limit(Duration::from_millis(200)).watch().unwrap();
        assert!(!slow.success && slow.stdout == "began\n");
    }
}
