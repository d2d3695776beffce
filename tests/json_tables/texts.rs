//! Makes JSON texts: trees that look like answers, written in every allowed style, and then perhaps damaged.

use proptest::collection::vec;
use proptest::prelude::*;

/// Shapes a text without changing what it says: a handful of choices, used in turn.
#[derive(Clone, Debug)]
pub struct Style {
    choices: Vec<u8>,
}

impl Arbitrary for Style {
    type Parameters = ();
    type Strategy = BoxedStrategy<Style>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        vec(any::<u8>(), 1..20).prop_map(|choices| Style { choices }).boxed()
    }
}

/// A value that is not written yet.
#[derive(Clone, Debug)]
pub enum Tree {
    /// A number, `true`, `false` or `null`.
    Word(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl Tree {
    pub fn text(&self, style: &Style) -> String {
        let mut choices = style.choices.iter().copied().cycle();
        let mut out = String::new();
        self.write(&mut out, &mut choices);
        space(&mut out, &mut choices);
        out
    }

    fn write(&self, out: &mut String, choices: &mut impl Iterator<Item = u8>) {
        space(out, choices);
        match self {
            Tree::Word(word) => out.push_str(word),
            Tree::Text(text) => quote(text, out, choices),
            Tree::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write(out, choices);
                    space(out, choices);
                }
                space(out, choices);
                out.push(']');
            }
            Tree::Object(members) => {
                out.push('{');
                for (index, (key, member)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    space(out, choices);
                    quote(key, out, choices);
                    space(out, choices);
                    out.push(':');
                    member.write(out, choices);
                    space(out, choices);
                }
                space(out, choices);
                out.push('}');
            }
        }
    }
}

fn space(out: &mut String, choices: &mut impl Iterator<Item = u8>) {
    match choices.next().unwrap() {
        0..40 => out.push(' '),
        40..50 => out.push_str("\r\n\t  "),
        _ => {}
    }
}

fn quote(text: &str, out: &mut String, choices: &mut impl Iterator<Item = u8>) {
    out.push('"');
    for c in text.chars() {
        let choice = choices.next().unwrap();
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '/' if choice < 60 => out.push_str("\\/"),
            '\n' if choice < 60 => out.push_str("\\n"),
            '\u{8}' if choice < 60 => out.push_str("\\b"),
            c if c < ' ' || choice > 240 => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    out.push_str(&if choice.is_multiple_of(2) {
                        format!("\\u{unit:04x}")
                    } else {
                        format!("\\u{unit:04X}")
                    });
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn words() -> impl Strategy<Value = Tree> {
    prop_oneof![
        4 => Just("null".to_owned()),
        2 => Just("true".to_owned()),
        2 => Just("false".to_owned()),
        4 => "-?(0|[1-9][0-9]{0,3})",
        2 => "-?900719925474099[0-9]",
        2 => "-?[1-9][0-9]{14,22}",
        2 => "-?(0|[1-9][0-9]{0,6})\\.[0-9]{1,4}",
        1 => "-?(0|[1-9][0-9]{0,17})\\.0{1,3}",
        // serde_json writes every exponent this way; others are tried one by one.
        1 => "-?(0|[1-9])(\\.[0-9])?e[+-][0-9]{1,2}",
    ]
    .prop_map(Tree::Word)
}

fn plain_texts() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        3 => "[a-zA-Z0-9_:/ -]{0,40}",
        2 => any::<String>(),
        2 => "[\u{0}-\u{20}\"\\\\/中é😀a]{0,12}",
        3 => "[处理中待办完成]{1,4}",
        1 => "[长文字]{20,60}",
        1 => Just("处理中".to_owned()),
        1 => Just("x".to_owned()),
        2 => "[0-9]{1,20}",
        1 => "-?[0-9]{1,3}\\.[0-9]{1,2}",
        1 => "[Tt]rue|FALSE|false|[01]",
        2 => "([0-9]{1,3}天)?([0-9]{1,2}小时)?([0-9]{1,7}分钟?)?([0-9]{1,2}秒)?",
        3 => "(19[0-9]{2}|20[0-3][0-9])-(0[1-9]|1[0-2])-[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9]",
    ]
}

fn texts() -> impl Strategy<Value = Tree> {
    plain_texts().prop_map(Tree::Text)
}

fn keys() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "code",
        "msg",
        "message",
        "ratio",
        "anything",
        "leaf",
        "rows",
        "tags",
        "numbers",
        "id",
        "at",
        "took",
        "state",
        "kind",
        "deep",
        "procDefVersionOfTheProcessDefinition",
        "isOver",
        "over",
        "is_over",
    ]);
    let unknown = prop::sample::select(vec![
        "__proto__",
        "",
        "中文",
        "atInstant",
        "tookMs",
        "stateWord",
        "toString",
        "0",
        "codex",
        "cod",
    ]);
    prop_oneof![
        12 => (known, any::<bool>()).prop_map(|(key, loud)| if loud { key.to_uppercase() } else { key.to_owned() }),
        3 => unknown.prop_map(str::to_owned),
        1 => plain_texts(),
    ]
}

/// Any JSON, with keys as answers have them.
pub fn trees() -> impl Strategy<Value = Tree> {
    prop_oneof![2 => words(), 3 => texts()].prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            1 => vec(inner.clone(), 0..6).prop_map(Tree::List),
            2 => vec((keys(), inner), 0..8).prop_map(distinct),
        ]
    })
}

/// serde_json's map and ours agree on a key that is repeated exactly, but a field known by two spellings takes the last one
/// written, which a map that keeps the first one's place hides. So: no key twice.
fn distinct(members: Vec<(String, Tree)>) -> Tree {
    let mut kept: Vec<(String, Tree)> = Vec::new();
    for (key, tree) in members {
        if !kept.iter().any(|(other, _)| *other == key) {
            kept.push((key, tree));
        }
    }
    Tree::Object(kept)
}

/// Mostly objects with the answer's own keys, rows in them.
pub fn answers() -> impl Strategy<Value = Tree> {
    let row = vec((keys(), prop_oneof![words(), texts()]), 0..9).prop_map(distinct);
    let page = (vec((keys(), trees()), 0..6), vec(row, 0..6)).prop_map(|(mut members, rows)| {
        members.push(("rows".to_owned(), Tree::List(rows)));
        distinct(members)
    });
    prop_oneof![4 => page, 1 => trees()]
}

/// Damage to a text.
#[derive(Clone, Debug)]
pub struct Changes(Vec<(prop::sample::Index, u8, u8)>);

impl Changes {
    pub fn apply(&self, text: &mut Vec<u8>) {
        for (index, what, byte) in &self.0 {
            if text.is_empty() {
                return;
            }
            let at = index.index(text.len());
            match what % 5 {
                0 => text.truncate(at),
                1 => drop(text.remove(at)),
                2 => text.insert(at, *byte),
                3 => text[at] = *byte,
                _ => text.insert(at, b"\"\\{}[],:0-.eEtfn u\xff\xe4"[*byte as usize % 20]),
            }
        }
    }
}

pub fn scramble() -> impl Strategy<Value = Changes> {
    vec((any::<prop::sample::Index>(), any::<u8>(), any::<u8>()), 0..3).prop_map(Changes)
}
