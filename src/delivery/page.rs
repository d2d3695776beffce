//! One page of a list: what number it has and whether another follows.

/// What an app is told about a page besides its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageInfo {
    /// All rows of the query, as far as the server tells.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// Rows a page, as asked for.
    pub size: u32,
    /// Whether a next page may have rows.
    pub has_next: bool,
}

impl PageInfo {
    /// A page of a service whose `total` is genuine: a full page is followed by another as long as the total says so.
    pub fn trusting_total(total: Option<i64>, page: u32, size: u32, rows: usize) -> Self {
        let total = total.and_then(|total| u32::try_from(total).ok());
        let seen = u64::from(page).saturating_mul(u64::from(size));
        let full = rows >= size as usize && rows > 0;
        let has_next = full && total.is_none_or(|total| u64::from(total) > seen);
        Self { total: total.unwrap_or(rows as u32), page, size, has_next }
    }

    /// A page of a service whose `total` may be that of the page alone: only a page that is not full is surely the last one.
    pub fn doubting_total(total: Option<i64>, page: u32, size: u32, rows: usize) -> Self {
        let rows = rows as u32;
        let seen = page.saturating_sub(1).saturating_mul(size).saturating_add(rows);
        let total = total.and_then(|total| u32::try_from(total).ok()).unwrap_or(0);
        // Past the end, what was asked for before it is not known to exist.
        let total = if rows == 0 { total } else { total.max(seen) };
        Self { total, page, size, has_next: rows > 0 && rows >= size }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_total_ends_nothing_and_is_never_below_what_was_seen() {
        let page = |total, page, rows| {
            let info = PageInfo::doubting_total(total, page, 20, rows);
            (info.total, info.has_next)
        };
        assert_eq!(page(Some(20), 1, 20), (20, true), "the page's own total");
        assert_eq!(page(Some(20), 2, 20), (40, true));
        assert_eq!(page(Some(1), 3, 1), (41, false));
        assert_eq!(page(None, 3, 0), (0, false));
        assert_eq!(page(Some(41), 1, 20), (41, true));
    }

    #[test]
    fn the_last_page_is_short_empty_or_the_totals_end() {
        let has_next = |total, page, rows| PageInfo::trusting_total(total, page, 20, rows).has_next;
        assert!(has_next(Some(41), 1, 20));
        assert!(has_next(Some(41), 2, 20));
        assert!(!has_next(Some(41), 3, 1));
        assert!(!has_next(Some(40), 2, 20));
        assert!(!has_next(Some(400), 2, 0));
        assert!(has_next(None, 7, 20), "no total: a full page may be followed by another");
    }
}
