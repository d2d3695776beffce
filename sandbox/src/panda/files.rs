//! API 7: `DownloadFiles`: attachments as they were uploaded.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rusqlite::{Connection, OptionalExtension};

use super::answers::{Refusal, answer};
use super::query::Query;

/// Answers the bytes, or `{"code": -1, …}`.
pub fn get(connection: &Connection, query: &Query) -> Response {
    match find(connection, query) {
        Ok((name, content)) => {
            let name = utf8_percent_encode(&name, NON_ALPHANUMERIC);
            let disposition = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}"));
            let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
            let kind = HeaderValue::from_static("application/octet-stream");
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], content)
                .into_response()
        }
        Err(refusal) => answer(Err(refusal)),
    }
}

/// Files live in a table, so that no path leads out of it. Windows takes both slashes.
fn find(connection: &Connection, query: &Query) -> Result<(String, Vec<u8>), Refusal> {
    let asked = query.required(&["filePath"])?;
    let path = asked.replace('/', "\\");
    let content = connection
        .query_row("SELECT content FROM panda_file WHERE path = ?1", [&path], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Refusal::new(format!("文件【{asked}】不存在")))?;
    let name = path.rsplit('\\').next().unwrap_or_default().to_owned();
    Ok((name, content))
}
