//! Lists of what iterators yield. The library's own `collect` is made anew for each kind of iterator, with a guess of the length, a
//! first item apart from the others, and a loop for the rest: hundreds of bytes, where this is a loop of a few.

/// Makes a list.
pub trait List: Iterator + Sized {
    /// All that is left, in its order.
    #[inline(always)]
    fn list(self) -> Vec<Self::Item> {
        let mut list = Vec::new();
        for item in self {
            list.push(item);
        }
        list
    }

    /// All that is left; None when one is none.
    #[inline(always)]
    fn every<T>(self) -> Option<Vec<T>>
    where
        Self: Iterator<Item = Option<T>>,
    {
        let mut list = Vec::new();
        for item in self {
            list.push(item?);
        }
        Some(list)
    }
}

impl<I: Iterator> List for I {}
