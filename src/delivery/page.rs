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
}

#[cfg(test)]
mod tests {
    use super::*;

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
