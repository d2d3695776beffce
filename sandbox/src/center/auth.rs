//! Who calls: the header rules of each dialect, and the tokens of the user-centre stand-in.

use axum::http::HeaderMap;
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};

use super::reply::Fail;
use super::users;
use crate::settings::Dialect;

/// A person of the tenant.
#[derive(Clone)]
pub struct User {
    /// A uuid.
    pub id: String,
    /// Login name.
    pub username: String,
    /// 贾平
    pub name: String,
    /// Department.
    pub dept: Option<String>,
    /// Candidate groups.
    pub groups: Vec<String>,
    /// May not sign in.
    pub disabled: bool,
}

impl User {
    /// 管理员 may act on every task.
    pub fn is_admin(&self) -> bool {
        self.username == "admin"
    }
}

/// Who sent these headers, or what the dialect's server says to them.
pub fn check(db: &Connection, dialect: Dialect, headers: &HeaderMap, now: i64) -> Result<User, Fail> {
    let header =
        |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim).filter(|v| !v.is_empty());
    if dialect == Dialect::Ruoyi {
        let token =
            header("authorization").and_then(|value| value.strip_prefix("Bearer ")).ok_or_else(denied)?;
        return token_owner(db, dialect, token.trim(), now);
    }
    let (kind, id) = match header("requesttype") {
        Some("app") => ("app", header("appid")),
        Some("service") => ("service", header("serverid")),
        _ => return Err(Fail::new(4000, "调用方式错误")),
    };
    let secret: Option<String> = db
        .prepare_cached("SELECT secret_key FROM center_caller WHERE kind = ?1 AND caller_id = ?2")?
        .query_row((kind, id), |row| row.get(0))
        .optional()?;
    if secret.is_none() || secret.as_deref() != header("secretkey") {
        return Err(Fail::new(4001, "没有权限"));
    }
    if dialect == Dialect::Vlstream {
        let given =
            header("authorization").or(header("blade-auth")).or(header("accesstoken")).ok_or_else(denied)?;
        return token_owner(db, dialect, given.strip_prefix("Bearer ").unwrap_or(given).trim(), now);
    }
    let token = header("accesstoken").ok_or_else(invalid_token)?;
    let user = token_owner(db, dialect, token, now)?;
    if kind == "app" && header("authorization") != Some(token) {
        return Err(invalid_token());
    }
    Ok(user)
}

fn token_owner(db: &Connection, dialect: Dialect, token: &str, now: i64) -> Result<User, Fail> {
    let found: Option<(String, i64)> = db
        .prepare_cached("SELECT user_id, expires_at FROM center_token WHERE token = ?1")?
        .query_row([token], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let owner = match (found, dialect) {
        (Some((user, expires)), _) if expires > now => users::by_id(db, &user)?,
        (_, Dialect::Ruoyi) => return Err(denied()),
        (Some(_), Dialect::Vlstream) => return Err(Fail::new(4444, "登录已过期，请重新登录")),
        _ => return Err(invalid_token()),
    };
    match owner {
        Some(user) if user.disabled => Err(Fail::new(4002, "账号已被禁止")),
        Some(user) => Ok(user),
        None => Err(Fail::user(dialect)),
    }
}

fn invalid_token() -> Fail {
    Fail::new(4004, "无效的accesstoken")
}

fn denied() -> Fail {
    Fail::new(401, "认证失败，无法访问系统资源")
}

/// How long a token lives, in seconds: 7200 unless set.
fn life(db: &Connection) -> Result<i64, Fail> {
    let set = db
        .prepare_cached("SELECT value FROM center_setting WHERE name = 'tokenSeconds'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(set.unwrap_or(7200))
}

/// Sets how long a token lives from now on.
pub fn set_life(db: &Connection, seconds: i64) -> Result<(), Fail> {
    db.execute("INSERT OR REPLACE INTO center_setting (name, value) VALUES ('tokenSeconds', ?1)", [seconds])?;
    Ok(())
}

/// `token-jiaping` and its like are good again; done at every start of the server.
pub fn renew_fixed_tokens(db: &Connection, now: i64) -> Result<(), Fail> {
    let until = now + life(db)? * 1000;
    db.execute(
        "INSERT OR REPLACE INTO center_token (token, user_id, expires_at)
         SELECT 'token-' || username, user_id, ?1 FROM center_user",
        [until],
    )?;
    Ok(())
}

/// Signs a user in: the fixed token while it lasts, a new one afterwards.
pub fn login(db: &Connection, username: &str, now: i64) -> Result<Value, Fail> {
    let user = users::by_username(db, username)?.ok_or_else(|| Fail::new(4200, "没找到用户"))?;
    if user.disabled {
        return Err(Fail::new(4002, "账号已被禁止"));
    }
    let seconds = life(db)?;
    let fixed = format!("token-{username}");
    let good = db
        .prepare_cached("SELECT 1 FROM center_token WHERE token = ?1 AND expires_at > ?2")?
        .exists((&fixed, now))?;
    let token = if good { fixed } else { format!("{fixed}-{}", uuid::Uuid::new_v4().simple()) };
    db.execute(
        "INSERT OR REPLACE INTO center_token (token, user_id, expires_at) VALUES (?1, ?2, ?3)",
        (&token, &user.id, now + seconds * 1000),
    )?;
    Ok(json!({"accessToken": token, "expiresIn": seconds, "user": users::describe(&user)}))
}

/// Ends one token, all of a user's, or all there are. Returns how many.
pub fn expire(db: &Connection, token: Option<&str>, username: Option<&str>, now: i64) -> Result<usize, Fail> {
    Ok(db.execute(
        "UPDATE center_token SET expires_at = ?3 WHERE expires_at > ?3 AND (?1 IS NULL OR token = ?1)
         AND (?2 IS NULL OR user_id = (SELECT user_id FROM center_user WHERE username = ?2))",
        (token, username, now),
    )?)
}
