//! Answers of every kind, whole and broken, in pieces of every size: what the decoder makes of them, against serde_json.
#![cfg(not(target_arch = "wasm32"))]

mod answers;
mod broken;
#[path = "../json_tables/mod.rs"]
mod json_tables;
mod pieces;
mod random;

use json_tables::oracle::{self, Reader};
use json_tables::tables::{ANSWER, RECORDS};
use serde_json::Value as Serde;
use work_order_client::json::{Decoded, Decoder, Deviation, JsonError};

fn decode(text: &[u8]) -> Result<Decoded, JsonError> {
    let mut decoder = Decoder::new(&ANSWER, 480);
    decoder.push(text)?;
    decoder.finish()
}

fn decode_in(pieces: &[&[u8]]) -> Result<Decoded, JsonError> {
    let mut decoder = Decoder::new(&ANSWER, 480);
    for piece in pieces {
        decoder.push(piece)?;
    }
    decoder.finish()
}

/// What JavaScript gets, and every deviation's word, sorted.
fn seen(decoded: &Decoded) -> (Serde, Vec<&'static str>) {
    let mut wrong = Vec::new();
    for Deviation { found, count, .. } in decoded.deviations() {
        wrong.extend(std::iter::repeat_n(*found, *count as usize));
    }
    wrong.sort();
    (Reader::read(decoded.tape(), &RECORDS), wrong)
}

fn expected(value: &Serde) -> (Serde, Vec<&'static str>) {
    let mut wrong = Vec::new();
    let made = oracle::answer(&ANSWER, value, &mut wrong);
    wrong.sort();
    (made, wrong)
}

/// Known keys that stand in for each other count as repeated; serde_json keeps them apart or merges them silently.
fn without_repeats((value, wrong): (Serde, Vec<&'static str>)) -> (Serde, Vec<&'static str>) {
    (value, wrong.into_iter().filter(|word| *word != "repeated key").collect())
}

fn field<'a>(value: &'a Serde, path: &[&str]) -> &'a Serde {
    path.iter().fold(value, |value, name| &value["object"][*name])
}
