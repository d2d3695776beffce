//! The same machine for what patterns mostly are: few steps, and nothing that looks around. Where each step leads is known beforehand, so that
//! all ways together are the bits of one number, and nothing is allocated.

use super::run::{MOST_STEPS, Machine};
use super::{Flags, Op, Program};

/// The end of the pattern, among the steps.
const FOUND: u64 = 1 << 63;

#[derive(Clone, Debug)]
pub(super) struct Quick {
    /// Where it stands before the text.
    first: u64,
    /// Where it may begin at any later place.
    again: u64,
    /// Where it stands after each step.
    follow: Vec<u64>,
    /// The steps after which the text may end.
    last: u64,
    /// Whether it matches an empty text, and whether it matches behind any other.
    empty: bool,
    behind: bool,
    /// What one character may cost.
    weight: usize,
}

impl Quick {
    /// None when the program is not of this kind.
    pub(super) fn new(program: &Program, flags: Flags) -> Option<Quick> {
        let looks = |op: &Op| matches!(op, Op::Edge(_) | Op::Look { .. });
        let steps = program.ops.len();
        if steps > 63 || flags.multiline || program.ops.iter().any(looks) {
            return None;
        }
        // What can be reached from a step at a place in a text of so many characters.
        let reach = |step: usize, at: usize, length: usize| {
            let text = [0, 0];
            let mut machine = Machine::new(program, flags, text.get(..length)?);
            let mut places = Vec::new();
            let found = machine.reach(step, at, &mut places, &mut vec![usize::MAX; steps], 0)?;
            Some(places.iter().fold(if found { FOUND } else { 0 }, |bits, place| bits | 1 << (place & 63)))
        };
        let mut follow = Vec::with_capacity(steps);
        let mut last = 0;
        for step in 0..steps {
            let next = step.wrapping_add(1);
            follow.push(reach(next, 1, 2)?);
            if reach(next, 2, 2)? & FOUND != 0 {
                last |= 1 << (step & 63);
            }
        }
        let again = |at| if flags.sticky { Some(0) } else { reach(0, at, 2) };
        Some(Quick {
            first: reach(0, 0, 2)?,
            again: again(1)?,
            follow,
            last,
            empty: reach(0, 0, 0)? & FOUND != 0,
            behind: again(2)? & FOUND != 0,
            weight: program.sets.iter().fold(steps, |sum, set| sum.saturating_add(set.ranges.len())),
        })
    }

    /// Whether it matches anywhere in `text` of at most `length` units; None when that may take too long.
    pub(super) fn matches(
        &self,
        program: &Program,
        flags: Flags,
        text: &mut dyn Iterator<Item = u32>,
        length: usize,
    ) -> Option<bool> {
        if length == 0 {
            return Some(self.empty);
        }
        MOST_STEPS.checked_sub(length.saturating_mul(self.weight))?;
        let mut now = self.first;
        let mut passed = 0;
        for unit in text {
            if now & FOUND != 0 {
                return Some(true);
            }
            passed = 0;
            let mut open = now;
            now = self.again;
            while open != 0 {
                let step = open.trailing_zeros();
                open &= open.wrapping_sub(1);
                let Some(Op::One(set)) = program.ops.get(step as usize) else { continue };
                if program.sets.get(*set)?.has(unit, flags.ignore_case) {
                    passed |= 1 << step;
                    now |= self.follow.get(step as usize)?;
                }
            }
        }
        Some(self.behind || (now & FOUND != 0) || passed & self.last != 0)
    }
}
