//! What the command line decides.

/// Which generation of the center server is played (its differences: docs/center-dialects in the README of the sandbox).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Dialect {
    /// As the integration document says.
    #[default]
    Document,
    /// As the vendor's published server does.
    Vlstream,
    /// As its upstream, RuoYi-Flowable, does.
    Ruoyi,
}
