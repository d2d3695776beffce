//! Every program that is running on our behalf, so that none outlives us: not on failure, not on Ctrl-C.

use std::process::{Child, Command};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static STOPPING: AtomicBool = AtomicBool::new(false);

/// How long a program may take to end by itself once told to: browsers' drivers close their browsers meanwhile.
const GRACE: Duration = Duration::from_secs(3);

/// Ends all children and then this program when it is told to end. To be called once, first thing.
pub fn end_with_us() -> anyhow::Result<()> {
    ctrlc::set_handler(|| {
        STOPPING.store(true, Ordering::SeqCst);
        eprintln!("\n  stopped  ending what was started");
        let groups = RUNNING.lock().map(|list| list.clone()).unwrap_or_default();
        groups.iter().for_each(|&id| signal(id, false));
        let deadline = Instant::now() + GRACE;
        while groups.iter().any(|&id| alive(id)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        groups.iter().for_each(|&id| signal(id, true));
        std::process::exit(130);
    })?;
    Ok(())
}

/// A started program and all that it starts in turn. Ends when dropped.
pub struct Running {
    child: Child,
    ended: bool,
}

impl Running {
    /// Starts a program; `own_group` is false only for those that must talk to the terminal (sudo's password).
    pub fn start(command: &mut Command, own_group: bool) -> std::io::Result<Self> {
        #[cfg(unix)]
        if own_group {
            std::os::unix::process::CommandExt::process_group(command, 0);
        }
        let child = command.spawn()?;
        if own_group && let Ok(mut list) = RUNNING.lock() {
            list.push(child.id());
        }
        Ok(Self { child, ended: false })
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits for the end. `Ok(None)` when `limit` passed first: the program is ended then.
    pub fn wait(&mut self, limit: Option<Duration>) -> std::io::Result<Option<std::process::ExitStatus>> {
        let deadline = limit.map(|limit| Instant::now() + limit);
        loop {
            if let Some(status) = self.child.try_wait()? {
                // Told to stop: the handler is about to end this program, whatever the child's status says.
                while STOPPING.load(Ordering::SeqCst) {
                    std::thread::park();
                }
                // What it left behind ends with it, or would keep our pipes open.
                signal(self.child.id(), true);
                self.forget();
                return Ok(Some(status));
            }
            if deadline.is_some_and(|deadline| Instant::now() > deadline) {
                self.end();
                return Ok(None);
            }
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    fn end(&mut self) {
        let id = self.child.id();
        signal(id, false);
        let deadline = Instant::now() + GRACE;
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(15));
        }
        signal(id, true);
        let _ = self.child.wait();
        self.forget();
    }

    fn forget(&mut self) {
        self.ended = true;
        let id = self.child.id();
        if let Ok(mut list) = RUNNING.lock() {
            list.retain(|&known| known != id);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            self.end();
        }
    }
}

#[cfg(unix)]
fn signal(id: u32, hard: bool) {
    use nix::sys::signal::{Signal, killpg};
    let signal = if hard { Signal::SIGKILL } else { Signal::SIGTERM };
    let _ = killpg(group(id), signal);
}

#[cfg(unix)]
fn alive(id: u32) -> bool {
    nix::sys::signal::killpg(group(id), None).is_ok()
}

#[cfg(unix)]
fn group(id: u32) -> nix::unistd::Pid {
    nix::unistd::Pid::from_raw(id.cast_signed())
}

#[cfg(windows)]
fn signal(id: u32, hard: bool) {
    if hard {
        let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &id.to_string()]).output();
    }
}

#[cfg(windows)]
fn alive(_: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// A shell that starts a sleeper of its own and says its id: the sleeper must not be left behind.
    #[test]
    fn what_a_child_started_ends_with_it() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "sleep 60 & echo $!; wait"]).stdout(std::process::Stdio::piped());
        let mut running = Running::start(&mut shell, true).unwrap();
        let mut line = String::new();
        let out = running.child().stdout.take().unwrap();
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
        let sleeper = nix::unistd::Pid::from_raw(line.trim().parse().unwrap());
        let lives = || nix::sys::signal::kill(sleeper, None).is_ok();
        assert!(lives());

        let began = Instant::now();
        assert_eq!(running.wait(Some(Duration::from_millis(50))).unwrap(), None);
        assert!(began.elapsed() < GRACE);

        // Reaped by init, some moments later.
        while lives() && began.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(!lives());
    }
}
