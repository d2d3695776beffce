//! `cargo xtask simulate`: what a server feels of very many clients that are made of this package's state machines, and of as many
//! that are written by hand. Nothing waits: time is virtual.

#[cfg(test)]
mod bounds;
mod chart;
mod fleet;
mod naive;
mod ours;
mod report;
mod world;

use clap::Parser;
use fleet::play;
use std::path::PathBuf;
use std::time::Instant;
use world::SCENARIOS;

/// Plays four scenarios with a fleet of clients, in virtual time
#[derive(Parser)]
#[command(name = "cargo xtask simulate")]
struct Options {
    /// How many clients follow an order and submit now and then
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    clients: u32,
    /// Of all dice: the same seed, the same hour
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where the chart is written
    #[arg(long, default_value = "target/xtask/simulate.svg")]
    chart: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let Options { clients, seed, chart } = Options::parse();
    let began = Instant::now();
    let pairs: Vec<_> = SCENARIOS
        .iter()
        .map(|&scenario| {
            std::thread::scope(|scope| {
                let ours = scope.spawn(|| play::<ours::Ours>(scenario, clients, seed));
                // An ordinary hour of theirs is the same few minutes again and again.
                let seconds = if scenario.disturbed_from().is_none() { 300 } else { scenario.seconds };
                let short = world::Scenario { seconds, ..scenario };
                let naive = play::<naive::Naive>(short, clients, seed);
                (ours.join().expect("the machines do not panic"), naive)
            })
        })
        .inspect(|(ours, naive)| print!("{}", report::scenario(ours, naive)))
        .collect();
    chart::draw(&chart, &pairs, clients)?;
    println!("{}", report::LEGEND);
    println!("chart: {}  ({:.0} s)", chart.display(), began.elapsed().as_secs_f64());
    Ok(())
}
