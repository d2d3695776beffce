//! Which of several routes a server has: tried in turn, found out once, remembered for the session.

/// What was found out so far, by operation. Empty at the start of a session.
#[derive(Debug, Default)]
pub struct KnownRoutes(Vec<(&'static str, usize)>);

impl KnownRoutes {
    /// The route to begin with: the one that answered before, else the first.
    pub fn first(&self, operation: &str) -> usize {
        self.0.iter().find(|(name, _)| *name == operation).map_or(0, |(_, route)| *route)
    }

    /// The server answered at this route.
    pub fn handle_found(&mut self, operation: &'static str, route: usize) {
        match self.0.iter_mut().find(|(name, _)| *name == operation) {
            Some((_, known)) => *known = route,
            None if route == 0 => {}
            None => self.0.push((operation, route)),
        }
    }
}

/// The routes of one call: from the first on in a circle, each at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Routes {
    count: usize,
    now: usize,
    left: usize,
}

impl Routes {
    /// `count` of them, `first` tried first.
    pub const fn new(first: usize, count: usize) -> Self {
        Self { count, now: if first < count { first } else { 0 }, left: count.saturating_sub(1) }
    }

    /// The one to send to now.
    pub const fn now(&self) -> usize {
        self.now
    }

    /// The server doesn't have this one. False when it has none of them.
    pub const fn go_on(&mut self) -> bool {
        if self.left == 0 {
            return false;
        }
        let next = self.now.saturating_add(1);
        self.now = if next < self.count { next } else { 0 };
        self.left = self.left.saturating_sub(1);
        true
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_answered_once_is_asked_first() {
        let mut known = KnownRoutes::default();
        assert_eq!(known.first("start"), 0);
        known.handle_found("start", 2);
        known.handle_found("deleteTask", 1);
        assert_eq!((known.first("start"), known.first("deleteTask"), known.first("own")), (2, 1, 0));
        known.handle_found("start", 0);
        assert_eq!(known.first("start"), 0, "servers get updated");
    }

    proptest! {
        #[test]
        fn every_route_is_tried_once_at_most(first in 0..5_usize, count in 1..5_usize) {
            let mut routes = Routes::new(first, count);
            let mut tried = vec![routes.now()];
            while routes.go_on() {
                tried.push(routes.now());
            }
            tried.sort_unstable();
            prop_assert_eq!(tried, (0..count).collect::<Vec<_>>());
        }
    }
}
