//! The server's load over time as one SVG: a panel for each scenario, a line for each fleet.

use crate::fleet::Outcome;
use anyhow::{Context, Result};
use plotters::prelude::*;
use std::path::Path;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 900;
/// Seconds that are summed up into one point.
const STEP: usize = 10;

/// Writes the file, and the folder it lies in.
pub fn draw(file: &Path, pairs: &[(Outcome, Outcome)], clients: u32) -> Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    let area = SVGBackend::new(file, (WIDTH, HEIGHT)).into_drawing_area();
    area.fill(&WHITE)?;
    let title = format!("Requests a second from {clients} clients, logarithmic");
    let area = area.titled(&title, ("sans-serif", 22))?;
    for (panel, (ours, naive)) in area.split_evenly((2, 2)).iter().zip(pairs) {
        let seconds = ours.load.len().max(naive.load.len());
        let highest =
            [ours, naive].iter().flat_map(|of| points(of)).map(|(_, load)| load).fold(10.0, f64::max);
        let mut chart = ChartBuilder::on(panel)
            .caption(ours.scenario.name, ("sans-serif", 18))
            .margin(12)
            .x_label_area_size(36)
            .y_label_area_size(64)
            .build_cartesian_2d(0.0..seconds as f64 / 60.0, (1.0..highest * 1.5).log_scale())?;
        chart.configure_mesh().x_desc("minutes").y_label_formatter(&|load| format!("{load:.0}")).draw()?;
        if let (Some(from), Some(until)) = (ours.scenario.disturbed_from(), ours.scenario.disturbed_until()) {
            let corners =
                [(f64::from(from) / 60.0, 1.0), (f64::from(until.max(from + 3)) / 60.0, highest * 1.5)];
            chart.draw_series([Rectangle::new(corners, BLACK.mix(0.08).filled())])?;
        }
        for (of, colour) in [(naive, RGBColor(200, 80, 40)), (ours, RGBColor(20, 90, 180))] {
            chart
                .draw_series(LineSeries::new(points(of), colour.stroke_width(2)))?
                .label(of.fleet)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::LowerRight)
            .background_style(WHITE.mix(0.85))
            .draw()?;
    }
    area.present().with_context(|| file.display().to_string())
}

/// Minutes, and requests a second; at least one, or a logarithm would have nothing to show.
fn points(of: &Outcome) -> Vec<(f64, f64)> {
    let whole = of.load.chunks_exact(STEP).enumerate();
    whole
        .map(|(at, step)| {
            let sum: f64 = step.iter().map(|&count| f64::from(count)).sum();
            ((at * STEP) as f64 / 60.0, (sum / STEP as f64).max(1.0))
        })
        .collect()
}
