//! The center half over real HTTP: stories that people live through, on all three dialects.

mod answers;
mod dialects;
mod forms;
mod hostile;
mod races;
mod restart;
mod server;
mod signing_in;
mod stories;
