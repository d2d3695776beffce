//! Decodes answers for tests in JavaScript: reads texts from standard input, each after its length in four bytes, and writes
//! for each the lengths of its tape's three parts and how many texts are known, and the parts; before it for each batch 0xfffffffe, where it starts and how
//! many rows it has, and its tape; or 0xffffffff and the error's offset. The first argument is how many bytes are pushed at a
//! time, or `script`, for the JavaScript of the test tables.

mod tables;

use std::io::{self, Read, Write};

use work_order_client::json::{Decoded, Decoder, JsonError, Tape, script};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let argument = std::env::args().nth(1).unwrap_or_default();
    if argument == "script" {
        return out.write_all(script::script(tables::RECORDS.into_iter()).as_bytes());
    }
    let pieces = argument.parse().expect("how many bytes to push at a time");
    let mut input = Vec::new();
    io::stdin().read_to_end(&mut input)?;
    let mut rest = input.as_slice();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (text, after) = after.split_at(u32::from_le_bytes(*length) as usize);
        rest = after;
        match decode(text, pieces, &mut out)? {
            Err(error) => numbers(&mut out, &[u32::MAX as usize, error.at])?,
            Ok(decoded) => write(&mut out, decoded.tape())?,
        }
    }
    Ok(())
}

fn decode(text: &[u8], pieces: usize, out: &mut impl Write) -> io::Result<Result<Decoded, JsonError>> {
    let mut decoder = Decoder::new(&tables::ANSWER, 480);
    for piece in text.chunks(pieces) {
        if let Err(error) = decoder.push(piece) {
            return Ok(Err(error));
        }
        if let Some(batch) = decoder.batch() {
            numbers(out, &[u32::MAX as usize - 1, batch.from, batch.count])?;
            write(out, batch.tape)?;
        }
    }
    Ok(decoder.finish())
}

fn write(out: &mut impl Write, tape: Tape<'_>) -> io::Result<()> {
    numbers(out, &[tape.words.len(), tape.narrow.len(), tape.wide.len(), tape.known])?;
    for word in tape.words {
        out.write_all(&word.to_le_bytes())?;
    }
    out.write_all(tape.narrow)?;
    tape.wide.iter().try_for_each(|unit| out.write_all(&unit.to_le_bytes()))
}

fn numbers(out: &mut impl Write, numbers: &[usize]) -> io::Result<()> {
    numbers.iter().try_for_each(|number| out.write_all(&(*number as u32).to_le_bytes()))
}
