//! A response type as a static table: what a field is called, how else servers spell it, and what it holds.

/// One kind of object: a row, an envelope, a part of either.
///
/// Keys are matched without regard to ASCII case against [`Field::name`] and [`Field::also`]. A field that is absent becomes
/// `null` (a list becomes `[]`); a key that no field claims is kept under its own name, with its value as it is.
#[derive(Debug)]
pub struct Record {
    /// Its number among all records, from 1: what the tape names it by. Unique over the crate (a test checks).
    pub shape: u16,
    /// Its name in the published types: `CaseRow`.
    pub name: &'static str,
    /// In the order in which the document lists them, which is the order servers mostly send.
    pub fields: &'static [Field],
}

/// One field of a [`Record`].
#[derive(Debug)]
pub struct Field {
    /// The published name, camelCase: `caseNo`.
    pub name: &'static str,
    /// Spellings that differ by more than case.
    pub also: &'static [&'static str],
    /// What it holds.
    pub kind: Kind,
}

/// What a field holds, and how it is normalised.
///
/// A value of another kind never fails the answer: it is kept as it came (integers beyond ±(2^53-1) as text) and reported as a
/// [`Deviation`](super::Deviation). `null` is allowed everywhere and is no deviation.
#[derive(Debug)]
pub enum Kind {
    /// Text. A number becomes its exact digits: a 19-digit id stays whole.
    Text,
    /// A whole number; digits in a string become the number. Beyond ±(2^53-1) it becomes text, exactly.
    Int,
    /// Any number, the same way.
    Number,
    /// A boolean; `"true"`/`"false"`, 0/1 and "0"/"1" become one.
    Bool,
    /// `yyyy-MM-dd HH:mm:ss` (also `T`, fractions, an offset or `Z`), server-local when it has no offset. Two fields come out: the
    /// text under the field's own name and epoch milliseconds (or null) under the second name given here.
    Time(&'static str),
    /// A span of time as people write it: `1天5小时8分42秒`, `0天0小时30分钟`. Two fields come out: the text under the field's own name
    /// and milliseconds (or null) under the second name given here.
    Duration(&'static str),
    /// A state. Two fields come out: the raw value under the field's own name, decoded as the inner kind, and its word (or
    /// null when the table doesn't know it) under the second name: `Word("state", &Kind::Int, &[("0", "processing")])`.
    Word(&'static str, &'static Kind, &'static [(&'static str, &'static str)]),
    /// Whatever is there, as it is; nested keys too.
    Any,
    /// An object of a known type. `[{…}]` with one element stands for that element, `[]` for null.
    One(&'static Record),
    /// A list of objects of a known type; null and absent become `[]`.
    Many(&'static Record),
    /// A list of plain values; null and absent become `[]`.
    List(&'static Kind),
}

impl Field {
    /// A field known by one spelling (in any case).
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, also: &[], kind }
    }

    /// The same field with more spellings.
    pub const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.also = also;
        self
    }
}
