//! Decodes answers for tests in JavaScript: reads texts from standard input, each after its length in four bytes, and writes
//! for each the lengths of its tape's four parts and the parts; or a length of 0xffffffff and the error's offset.
//! With the argument `script`, writes the JavaScript of the test tables instead.

mod tables;

use std::io::{self, Read, Write};

use work_order_client::json::{Decoder, script};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    if std::env::args().nth(1).as_deref() == Some("script") {
        return out.write_all(script::script(tables::RECORDS.into_iter()).as_bytes());
    }
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let mut rest = input.as_slice();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (text, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        rest = after;
        let mut decoder = Decoder::new(&tables::ANSWER, 480);
        let done = decoder.push(text).and_then(|()| decoder.finish());
        let mut lengths = |numbers: &[usize]| {
            numbers.iter().try_for_each(|number| out.write_all(&(*number as u32).to_le_bytes()))
        };
        match done {
            Err(error) => lengths(&[u32::MAX as usize, error.at])?,
            Ok(decoded) => {
                let tape = decoded.tape();
                lengths(&[tape.words.len(), tape.dictionary.len(), tape.ascii.len(), tape.wide.len()])?;
                for word in tape.words.iter().chain(tape.dictionary) {
                    out.write_all(&word.to_le_bytes())?;
                }
                out.write_all(tape.ascii)?;
                out.write_all(tape.wide)?;
            }
        }
    }
    Ok(())
}
