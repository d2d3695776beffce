//! When to sign in, refresh, wait, give up: a state machine without a clock.
