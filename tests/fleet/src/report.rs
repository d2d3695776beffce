//! The outcomes as text.

use crate::fleet::{Outcome, SETTLING};
use std::fmt::Write;

/// What the words above it mean.
pub const LEGEND: &str = "
  ordinary minute    requests in a minute before anything happens (mean); the first minute of all is left out
  minute after       requests in the minute that follows the disturbance, and how many ordinary minutes that is
  peak               most requests in ten seconds, from the beginning of the disturbance on
  certain            from the person's click until it is certain that the order was taken, lost answers looked up and sent again
  doubled            orders carried out more than once; by the client: although the person clicked once
  lost               orders that the client calls taken and the server never saw
  unsettled          clients that two minutes after the disturbance have heard nothing good yet, or wonder about an order";

/// One scenario, both fleets side by side.
pub fn scenario(ours: &Outcome, naive: &Outcome) -> String {
    let mut text = format!("\n── {} {}\n", ours.scenario.name, "─".repeat(60));
    let _ = writeln!(text, "{:>34}  {:>14}  {:>14}", "", ours.fleet, naive.fleet);
    let mut line = |name: &str, value: &dyn Fn(&Outcome) -> String| {
        let _ = writeln!(text, "{name:>34}  {:>14}  {:>14}", value(ours), value(naive));
    };
    line("requests in an ordinary minute", &|of| format!("{:.0}", of.ordinary_minute()));
    if let (Some(from), Some(until)) = (ours.scenario.disturbed_from(), ours.scenario.disturbed_until()) {
        line("in the minute after", &|of| {
            let minute = of.minute(until) as f64;
            format!("{minute:.0} = {:.2}x", minute / of.ordinary_minute())
        });
        line("peak in 10 s", &|of| {
            let peak = of.peak(from) as f64;
            format!("{peak:.0} = {:.1}x", peak / (of.ordinary_minute() / 6.0))
        });
        line("unsettled after two minutes", &|of| of.unsettled.to_string());
    } else {
        line("peak in 10 s", &|of| {
            let peak = of.peak(SETTLING) as f64;
            format!("{peak:.0} = {:.1}x", peak / (of.ordinary_minute() / 6.0))
        });
    }
    line("orders", &|of| of.submissions.to_string());
    for percent in [50, 90, 99, 100] {
        line(&format!("{percent} % certain within, s"), &|of| format!("{:.1}", of.certain_within(percent)));
    }
    line("never certain", &|of| of.uncertain.to_string());
    line("doubled / by the client", &|of| format!("{} / {}", of.doubled, of.doubled_by_client));
    line("lost", &|of| of.lost.to_string());
    if ours.scenario.expiry.is_some() {
        for times in 0..ours.sign_ins.len().max(naive.sign_ins.len()) {
            line(&format!("clients given {times} new tokens"), &|of| {
                of.sign_ins.get(times).copied().unwrap_or(0).to_string()
            });
        }
    }
    text
}
