//! Tokens: a JWT (HS256) whose `exp` is a JSON float, as in the document's sample.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, Mac};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Value, json};
use sha2::Sha256;

use super::Panda;
use super::query::Query;
use crate::clock;

/// The sample's `expirationTime` lies before its `exp`; so does ours, within a tenth of the life.
const LARGEST_DRIFT: i64 = 37;

/// API 1: `GenerateToken`. The form body is given as it came.
pub fn generate(panda: &Panda, form: &[u8]) -> Value {
    let form = Query::parse(form);
    let connection = panda.db.lock();
    let account = connection
        .query_row(
            "SELECT password, user_id FROM panda_account WHERE username = ?1",
            [form.text(&["username"]).unwrap_or_default()],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
        )
        .optional();
    let refused = |message: &str| json!({ "errMsg": message, "expirationTime": "", "token": "" });
    match account {
        Err(error) => refused(&error.to_string()),
        Ok(None) => refused("用户名不存在"),
        Ok(Some((password, _))) if Some(password.as_str()) != form.text(&["password"]) => refused("密码错误"),
        Ok(Some((_, user))) => {
            let life = i64::from(panda.switches.get().token_seconds);
            let expires = clock::now() + life;
            match sign(&connection, user, expires) {
                Ok(token) => {
                    let shown = clock::text(expires - (life / 10).min(LARGEST_DRIFT));
                    json!({ "errMsg": "", "expirationTime": shown, "token": token })
                }
                Err(error) => refused(&error.to_string()),
            }
        }
    }
}

/// Whether this token was signed by this server and has not expired.
pub fn is_valid(connection: &Connection, token: &str) -> bool {
    let Some((signed, signature)) = token.rsplit_once('.') else { return false };
    let Ok(signature) = BASE64.decode(signature) else { return false };
    let Ok(mac) = mac(connection, signed) else { return false };
    let payload = signed
        .split_once('.')
        .and_then(|(_, payload)| BASE64.decode(payload).ok())
        .and_then(|json| serde_json::from_slice::<Value>(&json).ok());
    let expires = payload.as_ref().and_then(|payload| payload["exp"].as_f64());
    mac.verify_slice(&signature).is_ok() && expires.is_some_and(|expires| expires > clock::now() as f64)
}

/// From now on no token that was given out is valid: the secret changes.
pub fn expire_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO panda_setting (name, value) VALUES ('token secret', randomblob(32))",
        [],
    )?;
    Ok(())
}

fn sign(connection: &Connection, user: i64, expires: i64) -> rusqlite::Result<String> {
    let header = BASE64.encode(json!({ "typ": "JWT", "alg": "HS256" }).to_string());
    let payload = BASE64.encode(json!({ "exp": expires as f64, "userID": user }).to_string());
    let signed = format!("{header}.{payload}");
    let signature = BASE64.encode(mac(connection, &signed)?.finalize().into_bytes());
    Ok(format!("{signed}.{signature}"))
}

fn mac(connection: &Connection, signed: &str) -> rusqlite::Result<Hmac<Sha256>> {
    let secret: Vec<u8> =
        connection
            .query_row("SELECT value FROM panda_setting WHERE name = 'token secret'", [], |row| row.get(0))?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    Ok(mac)
}
