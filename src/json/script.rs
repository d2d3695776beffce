//! Writes `src/browser/records.js`: for each record a function that makes its object from the tape. Host only.

use std::fmt::Write;

use super::{Kind, Record};

/// The JavaScript of `records`. One object literal per record gives all its rows one hidden class.
pub fn script(records: impl Iterator<Item = &'static Record>) -> String {
    let mut words: Vec<Vec<&str>> = Vec::new();
    let mut made = String::new();
    for record in records {
        let _ = writeln!(made, "  make[{}] = (s, q, a, x) => ({{ // {}", record.shape, record.name);
        for field in record.fields {
            let name = key(field.name);
            let _ = if matches!(field.kind, Kind::Many(_) | Kind::List(_)) {
                writeln!(made, "    {name}: list(s[q++]),")
            } else {
                writeln!(made, "    {name}: (x = s[q++]) >= 0 ? a[x] : x > -3 ? null : other(x),")
            };
            match field.kind {
                Kind::Time(second) | Kind::Duration(second) => {
                    let _ = writeln!(made, "    {}: time(s[q++], s[q++]),", key(second));
                }
                Kind::Word(second, _, table) => {
                    let table: Vec<&str> = table.iter().map(|(_, word)| *word).collect();
                    let index = words.iter().position(|known| *known == table).unwrap_or(words.len());
                    if index == words.len() {
                        words.push(table);
                    }
                    let _ = writeln!(made, "    {}: word(s[q++], words[{index}]),", key(second));
                }
                _ => {}
            }
        }
        made.push_str("  });\n");
    }
    let words: String = words.iter().map(|table| format!("    {table:?},\n")).collect();
    format!(
        "// Made from the tables of src/panda and src/center: `UPDATE=1 cargo test --lib records` renews it.\n\n\
         /** By a record's number: a function that makes its object from the slots that start at `s[q]`, and from the narrow list `a`. */\n\
         export function makers(other, list, time, word) {{\n  const words = [\n{words}  ];\n  const make = [];\n{made}  return make;\n}}\n"
    )
}

/// A name as a property's key.
fn key(name: &str) -> String {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'$');
    if plain && !name.starts_with(|c: char| c.is_ascii_digit()) {
        name.to_owned()
    } else {
        format!("{name:?}")
    }
}
