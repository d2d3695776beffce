//! How many tests passed and failed, read from what test runners print.

use crate::program::Output;
use std::ops::Add;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl Count {
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// Of a run: a runner that fails without a failed test (it did not compile, it crashed) counts as one failure, and so
    /// does one that ran no test at all.
    pub fn of(output: &Output, read: fn(&str) -> Self) -> Self {
        let count = read(&output.text);
        match (output.success, count) {
            (_, Self { passed: 0, failed: 0 }) => Self::FAILED,
            (false, Self { passed, failed: 0 }) => Self { passed, failed: 1 },
            (_, count) => count,
        }
    }
}

/// `test result: ok. 12 passed; 0 failed; …`, once for each test binary: cargo test, and wasm-bindgen's runner.
pub fn rust(text: &str) -> Count {
    let results = text.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    results.fold(Count::default(), |sum, line| {
        sum + Count { passed: before(line, " passed"), failed: before(line, " failed") }
    })
}

/// `ℹ pass 12` or `# pass 12`, and the same for fail and cancelled: Node's test runner, once at the end.
pub fn node(text: &str) -> Count {
    let last = |what: &str| {
        let mut numbers = text.lines().filter_map(|line| {
            line.strip_prefix("ℹ ")
                .or_else(|| line.strip_prefix("# "))?
                .strip_prefix(what)?
                .trim()
                .parse()
                .ok()
        });
        numbers.next_back().unwrap_or(0_u64)
    };
    Count { passed: last("pass "), failed: last("fail ") + last("cancelled ") }
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u64 {
    let number = line.split(word).next().filter(|head| head.len() < line.len());
    number.and_then(|head| head.rsplit(' ').next()?.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_binaries_of_cargo_test_are_added_up() {
        let text = "
running 2 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.20s
";
        assert_eq!(rust(text), Count { passed: 12, failed: 3 });
        assert_eq!(
            rust("test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out"),
            Count { passed: 4, failed: 0 }
        );
        assert_eq!(rust("error: could not compile"), Count::default());
    }

    #[test]
    fn nodes_summary_is_read_in_both_its_forms() {
        let spec = "▶ outer\n  ✔ inner (1ms)\nℹ tests 6\nℹ suites 1\nℹ pass 4\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n";
        assert_eq!(node(spec), Count { passed: 4, failed: 2 });
        let tap = "# Subtest: x\nok 1 - x\n# tests 3\n# pass 3\n# fail 0\n# cancelled 0\n";
        assert_eq!(node(tap), Count { passed: 3, failed: 0 });
    }

    #[test]
    fn a_run_without_results_is_a_failure() {
        let run = |success, text: &str| {
            Count::of(&Output { success, stdout: String::new(), text: text.into() }, rust)
        };
        let passed = "test result: ok. 5 passed; 0 failed; 0 ignored";
        assert_eq!(run(true, passed), Count { passed: 5, failed: 0 });
        assert_eq!(run(false, passed), Count { passed: 5, failed: 1 });
        assert_eq!(run(false, "error[E0308]: mismatched types"), Count::FAILED);
        assert_eq!(run(true, "no tests to run!"), Count::FAILED);
    }
}
