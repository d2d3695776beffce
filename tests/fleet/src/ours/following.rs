//! An order that is followed, as track.js does it.

use work_order_client::delivery::track::{self, Track};

use super::{Ours, Purpose};
use crate::world::{Wake, World};

/// Shortest and longest time between two looks at an order.
const LOOKS: (f64, f64) = (2_000.0, 60_000.0);

impl Ours {
    /// It has heard how its order is, or could not ask.
    pub(super) fn looked(&mut self, world: &mut World, client: u32, heard: bool) {
        let (now, random) = (world.now, world.dice.f64());
        let this = &mut self.clients[client as usize];
        this.asking = false;
        match heard {
            true => this.track.handle_answer(this.news, false, now, random),
            false => this.track.handle_failure(now, random),
        }
        self.follow(world, client);
    }

    /// What track.js does between two questions.
    pub(super) fn follow(&mut self, world: &mut World, client: u32) {
        let this = &mut self.clients[client as usize];
        if this.asking {
            return;
        }
        match this.track.next(world.now, false) {
            track::Step::Ask => {
                this.asking = true;
                self.begin(world, client, Purpose::Look);
            }
            track::Step::Wait(after) => {
                this.pauses += 1;
                world.wake(after.max(1.0), Wake::Look(client, this.pauses));
            }
            track::Step::Sleep | track::Step::End => {}
        }
    }
}

/// A track that has been going on for a while, somewhere between two questions.
pub(super) fn settled(world: &mut World) -> Track {
    let began = -world.between(0.0, LOOKS.1);
    let mut track = Track::new(LOOKS.0, LOOKS.1, began);
    track.next(began, false);
    for _ in 0..12 {
        track.handle_answer(false, false, began, world.dice.f64());
    }
    track
}
