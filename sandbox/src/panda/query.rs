//! Query parameters, bound as ASP.NET binds them: names without regard to case, an empty value is none.

use std::collections::HashMap;

use super::answers::Refusal;
use crate::clock;

/// The parameters of one request.
pub struct Query(HashMap<String, String>);

impl Query {
    /// Percent-decodes and splits; of a repeated name the first counts. Nothing makes it fail.
    pub fn parse(text: &[u8]) -> Self {
        let mut values = HashMap::new();
        for (name, value) in form_urlencoded::parse(text) {
            values.entry(name.to_lowercase()).or_insert_with(|| value.into_owned());
        }
        Self(values)
    }

    /// The value of the first of these names that is there and not empty.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .filter_map(|name| self.0.get(&name.to_lowercase()))
            .map(|value| value.trim())
            .find(|value| !value.is_empty())
    }

    /// A text that has to be there.
    pub fn required(&self, names: &[&str]) -> Result<&str, Refusal> {
        self.text(names).ok_or_else(|| Refusal::new(format!("{}不能为空", names[0])))
    }

    /// An integer that may be left out.
    pub fn integer(&self, names: &[&str]) -> Result<Option<i64>, Refusal> {
        self.text(names).map(|text| whole(names[0], text)).transpose()
    }

    /// An integer that has to be there.
    pub fn required_integer(&self, names: &[&str]) -> Result<i64, Refusal> {
        whole(names[0], self.required(names)?)
    }

    /// An integer of one or more that has to be there.
    pub fn required_count(&self, name: &str) -> Result<i64, Refusal> {
        match self.required_integer(&[name])? {
            count if count >= 1 => Ok(count),
            _ => Err(Refusal::new(format!("{name}必须大于0"))),
        }
    }

    /// A time `2023-05-31 00:00:00` that may be left out.
    pub fn time(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.text(&[name]) else { return Ok(None) };
        let time = clock::parse(text);
        time.map(Some).ok_or_else(|| Refusal::new(format!("{name}格式错误，应为yyyy-MM-dd HH:mm:ss")))
    }

    /// `isInternal`, which the document fixes at 0.
    pub fn require_external(&self) -> Result<(), Refusal> {
        match self.required_integer(&["isInternal"])? {
            0 => Ok(()),
            _ => Err(Refusal::new("isInternal只能为0")),
        }
    }
}

/// As wide as the server's own `int`.
fn whole(name: &str, text: &str) -> Result<i64, Refusal> {
    text.parse::<i32>().map(i64::from).map_err(|_| Refusal::new(format!("{name}必须为整数")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_bound_without_regard_to_case() {
        let query = Query::parse(b"userID=1&USERNAME=&PageSize=20&pagesize=30");
        assert_eq!(query.required_integer(&["userId"]).unwrap(), 1);
        assert_eq!(query.required_count("pageSize").unwrap(), 20);
        assert_eq!(query.text(&["userName"]), None);
        assert_eq!(query.required(&["caseNo"]).unwrap_err().0, "caseNo不能为空");
        assert_eq!(
            Query::parse(b"pageSize=%FF").required_count("pageSize").unwrap_err().0,
            "pageSize必须为整数"
        );
    }
}
