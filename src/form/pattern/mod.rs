//! Regular expressions of forms, given as the text of JavaScript literals (`/^\d+$/i`), matched without running them as code.
//!
//! All states are followed at once, so that time grows with pattern × text and no pattern can hang a page, `(a+)+$` included.
//! Understood: what JavaScript understands except back references, look-behind, `\p{…}` and the `v` flag.

mod compile;
mod parse;
mod quick;
mod run;
mod sets;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

use crate::list::List;

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    literal: String,
    program: Program,
    flags: Flags,
    quick: Option<quick::Quick>,
}

#[derive(Clone, Debug, Default)]
struct Program {
    ops: Vec<Op>,
    sets: Vec<Set>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    ignore_case: bool,
    multiline: bool,
    dot_all: bool,
    unicode: bool,
    sticky: bool,
}

/// One step of the machine in [`run`].
#[derive(Clone, Debug)]
enum Op {
    /// One character of the set with this number.
    One(usize),
    /// On at both places.
    Both(usize, usize),
    /// On at another place.
    Go(usize),
    Start,
    End,
    /// At a word's edge, or (false) not at one.
    Edge(bool),
    /// The steps from the next one to their `Found` match here (or, negated, do not); then on at the place given.
    Look {
        negated: bool,
        then: usize,
    },
    Found,
}

/// Characters (UTF-16 units without the `u` flag), as ranges.
#[derive(Clone, Debug, Default)]
struct Set {
    ranges: Vec<(u32, u32)>,
    negated: bool,
}

/// Why a pattern is not understood, for people: zh-CN and English.
pub type Problem = (&'static str, &'static str);

const NOT_VALID: Problem = ("正则表达式有语法错误", "is not a valid regular expression");
const NOT_DONE: Problem = (
    "正则表达式含有不支持的写法（反向引用、后行断言、\\p）",
    "uses a back reference, look-behind or \\p, which are not supported",
);
const TOO_BIG: Problem = ("正则表达式过于复杂", "is too complex");

/// A longer pattern is refused.
const LONGEST: usize = 2_000;
/// The most steps of one pattern.
const MOST_OPS: usize = 20_000;

impl Pattern {
    /// Reads the text of a literal: `/^\d+$/i`.
    pub fn literal(text: &str) -> Result<Pattern, Problem> {
        let rest = text
            .trim()
            .strip_prefix("/")
            .ok_or(("不是正则表达式字面量", "is not a regular expression literal"))?;
        let (source, flags) =
            crate::text::cut_last(rest, "/").ok_or(("正则表达式没有结束的 /", "has no closing slash"))?;
        Pattern::new(source, flags)
    }

    /// Compiles a source and its flags, as `new RegExp(source, flags)`.
    pub fn new(source: &str, letters: &str) -> Result<Pattern, Problem> {
        let mut flags = Flags::default();
        for letter in letters.chars() {
            *match letter {
                'i' => &mut flags.ignore_case,
                'm' => &mut flags.multiline,
                's' => &mut flags.dot_all,
                'u' => &mut flags.unicode,
                'y' => &mut flags.sticky,
                // Where it starts the next time, and what it reports: nothing to a single test.
                'g' | 'd' => continue,
                _ => return Err(("正则表达式的标志无法识别", "has a flag that is not understood")),
            } = true;
        }
        if source.len() > LONGEST {
            return Err(("正则表达式过长", "is too long"));
        }
        let program = compile::compile(&units(source, flags.unicode), flags)?;
        let quick = quick::Quick::new(&program, flags);
        Ok(Pattern { literal: crate::text::concat(&["/", source, "/", letters]), program, flags, quick })
    }

    /// As it was given.
    pub fn as_text(&self) -> &str {
        &self.literal
    }

    /// How much memory it takes, in steps.
    pub fn size(&self) -> usize {
        self.program.ops.len()
    }

    /// Whether it matches anywhere in `text`, as `RegExp.prototype.test` says. None when that would take too long.
    pub fn matches(&self, text: &str) -> Option<bool> {
        let quick = self.quick.as_ref().and_then(|quick| {
            let units: &mut dyn Iterator<Item = u32> = if self.flags.unicode {
                &mut text.chars().map(u32::from)
            } else {
                &mut text.encode_utf16().map(u32::from)
            };
            quick.matches(&self.program, self.flags, units, text.len())
        });
        if quick.is_some() {
            return quick;
        }
        run::matches(&self.program, self.flags, &units(text, self.flags.unicode))
    }
}

/// What JavaScript matches by: code points with the `u` flag, UTF-16 units without.
fn units(text: &str, unicode: bool) -> Vec<u32> {
    if unicode { text.chars().map(u32::from).list() } else { text.encode_utf16().map(u32::from).list() }
}

impl Set {
    fn of(unit: u32) -> Set {
        Set { ranges: vec![(unit, unit)], negated: false }
    }

    fn has(&self, unit: u32, ignore_case: bool) -> bool {
        let inside = |unit: u32| self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&unit));
        // Letters of ASCII and Latin-1, whose cases are 32 apart; more would take tables, for scripts that work orders lack.
        let other = |unit: u32| match unit {
            0xd7 | 0xf7 => false,
            0x41..=0x5a | 0xc0..=0xde => inside(unit.wrapping_add(32)),
            0x61..=0x7a | 0xe0..=0xfe => inside(unit.wrapping_sub(32)),
            _ => false,
        };
        (inside(unit) || (ignore_case && other(unit))) != self.negated
    }
}

/// `\w`
const WORD: [(u32, u32); 4] = [(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];

fn is_word(unit: u32) -> bool {
    WORD.iter().any(|(from, to)| (*from..=*to).contains(&unit))
}

/// What `.` does not match, and where `^` and `$` of `m` stand.
const LINE_ENDS: [(u32, u32); 3] = [(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)];

fn is_line_end(unit: u32) -> bool {
    LINE_ENDS.iter().any(|(from, to)| (*from..=*to).contains(&unit))
}
