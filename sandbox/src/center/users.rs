//! The people of the tenant.

use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Value, json};

use super::auth::User;
use super::reply::Fail;
use crate::settings::Dialect;

const COLUMNS: &str = "SELECT user_id, username, nick_name, dept_name, groups, disabled FROM center_user";

fn read(row: &Row) -> rusqlite::Result<User> {
    Ok(User {
        id: row.get(0)?,
        username: row.get(1)?,
        name: row.get(2)?,
        dept: row.get(3)?,
        groups: super::bpmn::split(&row.get::<_, String>(4)?),
        disabled: row.get(5)?,
    })
}

/// By id.
pub fn by_id(db: &Connection, id: &str) -> Result<Option<User>, Fail> {
    Ok(db.prepare_cached(&format!("{COLUMNS} WHERE user_id = ?1"))?.query_row([id], read).optional()?)
}

/// By login name.
pub fn by_username(db: &Connection, name: &str) -> Result<Option<User>, Fail> {
    Ok(db.prepare_cached(&format!("{COLUMNS} WHERE username = ?1"))?.query_row([name], read).optional()?)
}

/// By id, or a refusal.
pub fn must(db: &Connection, dialect: Dialect, id: &str) -> Result<User, Fail> {
    by_id(db, id)?.ok_or_else(|| Fail::user(dialect))
}

/// 贾平, or the id itself when nobody is known by it.
pub fn name(db: &Connection, id: Option<&str>) -> Result<Option<String>, Fail> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(by_id(db, id)?.map_or_else(|| id.to_owned(), |user| user.name)))
}

/// Whoever has the text in a name or department.
pub fn search(db: &Connection, text: &str) -> Result<Value, Fail> {
    let mut statement = db.prepare_cached(&format!(
        "{COLUMNS} WHERE ?1 = '' OR instr(lower(username), lower(?1)) OR instr(nick_name, ?1) OR instr(dept_name, ?1)
         ORDER BY rowid"
    ))?;
    let found = statement.query_map([text], read)?.collect::<Result<Vec<_>, _>>()?;
    Ok(found.iter().map(describe).collect())
}

/// As the user-centre stand-in shows a user.
pub fn describe(user: &User) -> Value {
    json!({
        "userId": user.id, "username": user.username, "nickName": user.name, "deptName": user.dept, "groups": user.groups,
        "disabled": user.disabled,
    })
}
