//! From a pattern's text to what it asks for: JavaScript's grammar, with the liberties that browsers take without `u`.

use super::{Flags, LINE_ENDS, MOST_OPS, NOT_DONE, NOT_VALID, Problem, Set, TOO_BIG};

/// Groups within groups.
const DEEPEST: usize = 40;

/// What a pattern asks for.
pub(super) enum Node {
    Empty,
    One(usize),
    Seq(Vec<Node>),
    Or(Vec<Node>),
    Repeat(Box<Node>, usize, Option<usize>),
    Start,
    End,
    Edge(bool),
    Look(Box<Node>, bool),
}

/// A pattern's tree, and the sets that it names by number.
pub(super) fn parse(source: &[u32], flags: Flags) -> Result<(Node, Vec<Set>), Problem> {
    let mut parser = Parser { source, at: 0, flags, sets: Vec::new() };
    let node = parser.alternatives(0)?;
    if parser.at < source.len() {
        return Err(NOT_VALID);
    }
    Ok((node, parser.sets))
}

pub(super) struct Parser<'a> {
    source: &'a [u32],
    pub(super) at: usize,
    pub(super) flags: Flags,
    sets: Vec<Set>,
}

impl Parser<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.source.get(self.at).map(|unit| char::from_u32(*unit).unwrap_or('\u{fffd}'))
    }

    pub(super) fn unit(&mut self) -> Result<u32, Problem> {
        let unit = self.source.get(self.at).copied().ok_or(NOT_VALID)?;
        self.at = self.at.wrapping_add(1);
        Ok(unit)
    }

    /// Takes `text` if it comes next.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let found =
            text.len() <= rest.len() && text.bytes().zip(rest).all(|(byte, unit)| u32::from(byte) == *unit);
        if found {
            self.at = self.at.saturating_add(text.len());
        }
        found
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, Problem> {
        if depth > DEEPEST {
            return Err(TOO_BIG);
        }
        let mut ways = vec![self.sequence(depth)?];
        while self.take("|") {
            ways.push(self.sequence(depth)?);
        }
        Ok(if ways.len() == 1 { ways.pop().unwrap_or(Node::Empty) } else { Node::Or(ways) })
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, Problem> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|next| next != '|' && next != ')') {
            let atom = self.atom(depth)?;
            let fixed = matches!(atom, Node::Start | Node::End | Node::Edge(_));
            let Some((least, most)) = self.repetition()? else {
                nodes.push(atom);
                continue;
            };
            if fixed || self.repetition()?.is_some() {
                return Err(NOT_VALID);
            }
            nodes.push(match atom {
                // Looking twice finds nothing new, and looking never need not be done.
                Node::Look(..) if least > 0 => atom,
                Node::Look(..) => Node::Empty,
                atom => Node::Repeat(Box::new(atom), least, most),
            });
        }
        Ok(Node::Seq(nodes))
    }

    fn repetition(&mut self) -> Result<Option<(usize, Option<usize>)>, Problem> {
        let found = if self.take("*") {
            (0, None)
        } else if self.take("+") {
            (1, None)
        } else if self.take("?") {
            (0, Some(1))
        } else if let Some(bounds) = self.bounds() {
            bounds
        } else {
            return Ok(None);
        };
        self.take("?");
        match found {
            (least, Some(most)) if most < least => Err(NOT_VALID),
            // Steps are written out as often as they are counted.
            (least, most) if least.max(most.unwrap_or(0)) > MOST_OPS => Err(TOO_BIG),
            found => Ok(Some(found)),
        }
    }

    /// `{2}`, `{2,}`, `{2,5}`; a brace that is none of these is taken literally.
    fn bounds(&mut self) -> Option<(usize, Option<usize>)> {
        let start = self.at;
        let bounds = (|| {
            if !self.take("{") {
                return None;
            }
            let least = self.number()?;
            let most = if self.take(",") { self.number() } else { Some(least) };
            self.take("}").then_some((least, most))
        })();
        if bounds.is_none() {
            self.at = start;
        }
        bounds
    }

    fn number(&mut self) -> Option<usize> {
        let mut number: Option<usize> = None;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize));
            self.at = self.at.wrapping_add(1);
        }
        number
    }

    fn atom(&mut self, depth: usize) -> Result<Node, Problem> {
        if self.take("(") {
            let look = if self.take("?=") {
                Some(false)
            } else if self.take("?!") {
                Some(true)
            } else {
                self.group_start()?;
                None
            };
            let inner = self.alternatives(depth.wrapping_add(1))?;
            if !self.take(")") {
                return Err(NOT_VALID);
            }
            return Ok(match look {
                Some(negated) => Node::Look(Box::new(inner), negated),
                None => inner,
            });
        }
        Ok(match self.peek() {
            Some('^') => self.then(Node::Start),
            Some('$') => self.then(Node::End),
            Some('.') => {
                let ranges = if self.flags.dot_all { Vec::new() } else { LINE_ENDS.to_vec() };
                self.at = self.at.wrapping_add(1);
                self.one(Set { ranges, negated: true })
            }
            Some('[') => {
                self.at = self.at.wrapping_add(1);
                let set = self.set()?;
                self.one(set)
            }
            Some('\\') => {
                self.at = self.at.wrapping_add(1);
                match self.peek() {
                    Some('b') => self.then(Node::Edge(true)),
                    Some('B') => self.then(Node::Edge(false)),
                    Some('1'..='9' | 'k') => return Err(NOT_DONE),
                    _ => {
                        let set = self.escape()?;
                        self.one(set)
                    }
                }
            }
            Some('*' | '+' | '?') => return Err(NOT_VALID),
            Some('{' | '}' | ']') if self.flags.unicode => return Err(NOT_VALID),
            Some('{') if self.bounds().is_some() => return Err(NOT_VALID),
            _ => {
                let set = Set::of(self.unit()?);
                self.one(set)
            }
        })
    }

    fn one(&mut self, set: Set) -> Node {
        self.sets.push(set);
        Node::One(self.sets.len().saturating_sub(1))
    }

    fn then(&mut self, node: Node) -> Node {
        self.at = self.at.wrapping_add(1);
        node
    }

    /// What may follow `(`: nothing, `?:`, `?<name>`.
    fn group_start(&mut self) -> Result<(), Problem> {
        if !self.take("?") || self.take(":") {
            return Ok(());
        }
        if !self.take("<") || matches!(self.peek(), Some('=' | '!')) {
            return Err(NOT_DONE);
        }
        loop {
            match self.unit()? {
                0x3e => return Ok(()),
                // A name has letters, digits, `_` and `$`, of any script.
                unit if unit < 0x80 && !super::is_word(unit) && unit != 0x24 => return Err(NOT_VALID),
                _ => {}
            }
        }
    }
}
