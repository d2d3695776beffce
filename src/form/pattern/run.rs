//! The machine: follows every way through the steps at once, one character at a time.

use super::{Flags, Op, Program, is_line_end, is_word};

/// Beyond this many steps the answer is not worth the wait: some tens of milliseconds.
pub(super) const MOST_STEPS: usize = 10_000_000;

pub(super) fn matches(program: &Program, flags: Flags, text: &[u32]) -> Option<bool> {
    Machine::new(program, flags, text).search(0, 0, !flags.sticky, 0)
}

pub(super) struct Machine<'a> {
    program: &'a Program,
    flags: Flags,
    text: &'a [u32],
    left: usize,
}

impl<'a> Machine<'a> {
    pub(super) fn new(program: &'a Program, flags: Flags, text: &'a [u32]) -> Self {
        Machine { program, flags, text, left: MOST_STEPS }
    }

    /// Whether the steps from `first` on match at `from`, or (`anywhere`) at any later place.
    fn search(&mut self, first: usize, from: usize, anywhere: bool, depth: usize) -> Option<bool> {
        let mut now: Vec<usize> = Vec::new();
        let mut next: Vec<usize> = Vec::new();
        let mut seen: Vec<usize> = vec![usize::MAX; self.program.ops.len()];
        let mut at = from;
        loop {
            if (anywhere || at == from) && self.reach(first, at, &mut now, &mut seen, depth)? {
                return Some(true);
            }
            if now.is_empty() && !anywhere {
                return Some(false);
            }
            let Some(unit) = self.text.get(at) else { return Some(false) };
            at = at.wrapping_add(1);
            for place in now.drain(..) {
                let Some(Op::One(set)) = self.program.ops.get(place) else { continue };
                let set = self.program.sets.get(*set)?;
                self.left = self.left.checked_sub(set.ranges.len())?;
                if set.has(*unit, self.flags.ignore_case)
                    && self.reach(place.wrapping_add(1), at, &mut next, &mut seen, depth)?
                {
                    return Some(true);
                }
            }
            core::mem::swap(&mut now, &mut next);
        }
    }

    /// Adds the characters that can come next from `place` on; true when the end is reached without one.
    pub(super) fn reach(
        &mut self,
        place: usize,
        at: usize,
        into: &mut Vec<usize>,
        seen: &mut [usize],
        depth: usize,
    ) -> Option<bool> {
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            let Some(mark) = seen.get_mut(place).filter(|mark| **mark != at) else { continue };
            *mark = at;
            self.left = self.left.checked_sub(1)?;
            let next = place.wrapping_add(1);
            match self.program.ops.get(place)? {
                Op::One(_) => into.push(place),
                Op::Both(one, other) => open.extend([*other, *one]),
                Op::Go(to) => open.push(*to),
                Op::Start if self.starts(at) => open.push(next),
                Op::End if self.ends(at) => open.push(next),
                Op::Edge(wanted) if self.is_edge(at) == *wanted => open.push(next),
                Op::Look { negated, then } => {
                    let (negated, then) = (*negated, *then);
                    // Each look costs a machine of its own.
                    self.left = self.left.checked_sub(self.program.ops.len())?;
                    if depth >= 8 {
                        return None;
                    }
                    if self.search(next, at, false, depth.wrapping_add(1))? != negated {
                        open.push(then);
                    }
                }
                Op::Start | Op::End | Op::Edge(_) => {}
                Op::Found => return Some(true),
            }
        }
        Some(false)
    }

    fn before(&self, at: usize) -> Option<u32> {
        self.text.get(at.checked_sub(1)?).copied()
    }

    fn starts(&self, at: usize) -> bool {
        at == 0 || (self.flags.multiline && self.before(at).is_some_and(is_line_end))
    }

    fn ends(&self, at: usize) -> bool {
        match self.text.get(at) {
            None => true,
            Some(unit) => self.flags.multiline && is_line_end(*unit),
        }
    }

    fn is_edge(&self, at: usize) -> bool {
        let word = |unit: Option<u32>| unit.is_some_and(is_word);
        word(self.before(at)) != word(self.text.get(at).copied())
    }
}
