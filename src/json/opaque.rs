//! Containers that no table describes: checked, and kept as JSON for JavaScript's own parser, long integers in quotes.
#![allow(clippy::arithmetic_side_effects)] // Offsets below `scan::LONGEST`, and a depth of at most 128.

use super::machine::{Frame, Machine, Raw};
use super::scan::{self, Step, Stop, byte, fault, part, space};
use super::tape::NULL;

impl Machine {
    /// Reads on in a container that no table describes.
    pub(super) fn raw(&mut self, src: &[u8], p: &mut usize, mut raw: Raw) -> Step<()> {
        let step = self.raw_members(src, p, &mut raw);
        if raw.depth > 0 {
            if let Some(Frame::Raw(place)) = self.frames.last_mut() {
                *place = raw;
            }
            return step;
        }
        step?;
        self.frames.pop();
        let text = std::mem::take(&mut self.raw);
        let cell = self.tape.json(&text, 0);
        self.raw = text;
        self.deliver(cell?, NULL);
        Ok(())
    }

    fn raw_members(&mut self, src: &[u8], p: &mut usize, raw: &mut Raw) -> Step<()> {
        while raw.depth > 0 {
            let brace = raw.braces & 1 != 0;
            let mut at = space(src, *p);
            let sign = byte(src, at);
            if sign == if brace { b'}' } else { b']' } {
                self.raw.push(sign);
                *p = at + 1;
                raw.braces >>= 1;
                raw.depth -= 1;
                continue;
            }
            let first = matches!(self.raw.last(), Some(b'{' | b'['));
            if !first {
                if sign != b',' {
                    let missing = if brace { scan::NO_COMMA_OR_BRACE } else { scan::NO_COMMA_OR_BRACKET };
                    return fault(src, at, missing);
                }
                at = space(src, at + 1);
            }
            let key = if brace { Some(self.key(src, at)?) } else { None };
            if let Some(key) = &key {
                at = space(src, key.next);
            }
            let mut quoted = false;
            let start = at;
            match byte(src, at) {
                sign @ (b'{' | b'[') => {
                    if self.frames.len() + raw.depth as usize > scan::DEEPEST as usize {
                        return Err(Stop::Bad(at, scan::TOO_DEEP));
                    }
                    raw.braces = raw.braces << 1 | (sign == b'{') as u128;
                    raw.depth += 1;
                    at += 1;
                }
                b'"' => {
                    let text = scan::string(src, at + 1)?;
                    if text.wide {
                        scan::units(part(src, at + 1, text.close), at + 1)?;
                    }
                    at = text.close + 1;
                }
                b't' => at = scan::literal(src, at, "true")?,
                b'f' => at = scan::literal(src, at, "false")?,
                b'n' => at = scan::literal(src, at, "null")?,
                _ => {
                    let number = scan::number(src, at)?;
                    quoted = !number.safe;
                    at = number.end;
                }
            }
            if !first {
                self.raw.push(b',');
            }
            if let Some(key) = key {
                self.raw.extend_from_slice(part(src, key.start - 1, key.close + 1));
                self.raw.push(b':');
            }
            if quoted {
                self.raw.push(b'"');
            }
            self.raw.extend_from_slice(part(src, start, at));
            if quoted {
                self.raw.push(b'"');
            }
            *p = at;
        }
        Ok(())
    }
}
