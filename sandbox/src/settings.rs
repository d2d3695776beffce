//! What the command line decides, and the part of it that may be switched while the server runs.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use clap::Parser;
use serde::{Deserialize, Serialize};

use crate::clock;

/// Which generation of the center server is played (see README.md).
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

/// A local server of both work order APIs.
#[derive(Clone, Debug, Parser)]
#[command(name = "sandbox")]
pub struct Settings {
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8787)]
    pub port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// SQLite file that keeps everything; without it all is in memory
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Directory served at /
    #[arg(long)]
    pub www: Option<PathBuf>,
    /// Directory served at /pkg/
    #[arg(long)]
    pub pkg: Option<PathBuf>,
    /// Generation of the center server
    #[arg(long, value_enum, default_value_t)]
    pub dialect: Dialect,
    /// Answer without CORS headers
    #[arg(long)]
    pub no_cors: bool,
    /// Life of a token in seconds
    #[arg(long, default_value_t = 7200)]
    pub token_seconds: u32,
    /// Seconds after which a submitted order moves on to its next node; 0 = only by operator routes
    #[arg(long, default_value_t = 20)]
    pub node_seconds: u32,
    /// HTTP status of panda's 401 page
    #[arg(long, default_value_t = 401, value_parser = clap::value_parser!(u16).range(200..600))]
    pub unauthorized_status: u16,
    /// panda answers as its earlier generation: keys in PascalCase, flowInfoConfig a list, no getMe on a page without rows
    #[arg(long)]
    pub earlier: bool,
}

impl Default for Settings {
    /// As started without arguments, on a free port.
    fn default() -> Self {
        Self::parse_from(["sandbox", "--port", "0"])
    }
}

/// What `POST /_sandbox/settings` may change.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SwitchValues {
    /// Life of a new token in seconds.
    pub token_seconds: u32,
    /// Seconds per node; 0 = never.
    pub node_seconds: u32,
    /// HTTP status of panda's 401 page.
    pub unauthorized_status: u16,
    /// Whether panda answers as its earlier generation.
    pub earlier: bool,
    /// How far the server's clock is ahead, in seconds: its `Date` headers, the times it writes, the ends of its tokens.
    pub skew_seconds: i32,
}

/// The settings that can change while the server runs, shared by all handlers.
#[derive(Clone)]
pub struct Switches(Arc<RwLock<SwitchValues>>);

impl Switches {
    /// As the command line says.
    pub fn new(settings: &Settings) -> Self {
        Self(Arc::new(RwLock::new(SwitchValues {
            token_seconds: settings.token_seconds,
            node_seconds: settings.node_seconds,
            unauthorized_status: settings.unauthorized_status,
            earlier: settings.earlier,
            skew_seconds: 0,
        })))
    }

    /// Until this is dropped, the thread's clock is this server's.
    pub fn clock(&self) -> clock::Skewed {
        clock::skewed(self.get().skew_seconds.into())
    }

    /// The present values.
    pub fn get(&self) -> SwitchValues {
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Replaces them.
    pub fn set(&self, values: SwitchValues) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = values;
    }
}
