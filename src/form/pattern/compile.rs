//! From a pattern's tree to the machine's steps.

use super::parse::{Node, parse};
use super::{Flags, MOST_OPS, Op, Problem, Program, TOO_BIG};

pub(super) fn compile(source: &[u32], flags: Flags) -> Result<Program, Problem> {
    let (node, sets) = parse(source, flags)?;
    let mut ops = Vec::new();
    emit(&node, &mut ops)?;
    ops.push(Op::Found);
    Ok(Program { ops, sets })
}

/// Appends the steps of `node`.
fn emit(node: &Node, program: &mut Vec<Op>) -> Result<(), Problem> {
    if program.len() > MOST_OPS {
        return Err(TOO_BIG);
    }
    match node {
        Node::Empty => {}
        Node::One(set) => program.push(Op::One(*set)),
        Node::Seq(nodes) => nodes.iter().try_for_each(|node| emit(node, program))?,
        Node::Or(nodes) => {
            let mut ends = Vec::new();
            for (index, node) in nodes.iter().enumerate() {
                if index.wrapping_add(1) == nodes.len() {
                    emit(node, program)?;
                    break;
                }
                let fork = hole(program);
                emit(node, program)?;
                ends.push(hole(program));
                let after = program.len();
                fill(program, fork, Op::Both(fork.wrapping_add(1), after));
            }
            let end = program.len();
            ends.into_iter().for_each(|place| fill(program, place, Op::Go(end)));
        }
        Node::Repeat(inner, least, most) => {
            for _ in 0..*least {
                let before = program.len();
                emit(inner, program)?;
                if program.len() == before {
                    break;
                }
            }
            match most {
                None => {
                    let fork = hole(program);
                    emit(inner, program)?;
                    program.push(Op::Go(fork));
                    let after = program.len();
                    fill(program, fork, Op::Both(fork.wrapping_add(1), after));
                }
                Some(most) => {
                    let mut forks = Vec::new();
                    for _ in *least..*most {
                        forks.push(hole(program));
                        emit(inner, program)?;
                    }
                    let end = program.len();
                    forks
                        .into_iter()
                        .for_each(|fork| fill(program, fork, Op::Both(fork.wrapping_add(1), end)));
                }
            }
        }
        Node::Start => program.push(Op::Start),
        Node::End => program.push(Op::End),
        Node::Edge(wanted) => program.push(Op::Edge(*wanted)),
        Node::Look(inner, negated) => {
            let look = hole(program);
            emit(inner, program)?;
            program.push(Op::Found);
            let then = program.len();
            fill(program, look, Op::Look { negated: *negated, then });
        }
    }
    Ok(())
}

fn hole(program: &mut Vec<Op>) -> usize {
    program.push(Op::Found);
    program.len().saturating_sub(1)
}

fn fill(program: &mut [Op], place: usize, op: Op) {
    if let Some(hole) = program.get_mut(place) {
        *hole = op;
    }
}
