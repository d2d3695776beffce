//! The tables that the JSON tests decode by: every kind, once or more.

use work_order_client::json::{Field, Kind, Record};

/// Part of an answer, alone and in lists.
pub static LEAF: Record = Record {
    shape: 2,
    name: "Leaf",
    fields: &[
        Field::new("id", Kind::Text),
        Field::new("at", Kind::Time("atInstant")),
        Field::new("took", Kind::Duration("tookMs")),
        Field::new("state", Kind::Word("stateWord", &Kind::Int, &[("0", "processing"), ("1", "done")])),
        Field::new("kind", Kind::Word("kindWord", &Kind::Text, &[("处理中", "processing"), ("x", "x")])),
        Field::new("deep", Kind::One(&LEAF)),
        Field::new("procDefVersionOfTheProcessDefinition", Kind::Int),
        Field::new("isOver", Kind::Bool).also(&["over", "is_over"]),
    ],
};

/// A whole answer.
pub static ANSWER: Record = Record {
    shape: 1,
    name: "Answer",
    fields: &[
        Field::new("code", Kind::Int),
        Field::new("msg", Kind::Text).also(&["message"]),
        Field::new("ratio", Kind::Number),
        Field::new("anything", Kind::Any),
        Field::new("leaf", Kind::One(&LEAF)),
        Field::new("rows", Kind::Many(&LEAF)),
        Field::new("tags", Kind::List(&Kind::Text)),
        Field::new("numbers", Kind::List(&Kind::Int)),
    ],
};

/// All of them.
pub static RECORDS: [&Record; 2] = [&ANSWER, &LEAF];
