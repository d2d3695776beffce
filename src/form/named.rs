//! The validations that VForm knows by name.

use crate::text::{cut, cut_last, has, split};

/// One of VForm's named validations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// `number`: `-12.5`
    Number,
    /// `letter`: A to Z, a to z
    Letter,
    /// `letterAndNumber`
    LetterAndNumber,
    /// `mobilePhone`: 11 digits, from 13 to 19
    MobilePhone,
    /// `letterStartNumberIncluded`: letters, then letters and digits
    LetterStart,
    /// `noChinese`
    NoChinese,
    /// `chinese`: nothing else
    Chinese,
    /// `email`
    Email,
    /// `url`
    Url,
}

/// Their names, in VForm's spelling.
pub const NAMES: [(&str, Named); 9] = [
    ("number", Named::Number),
    ("letter", Named::Letter),
    ("letterAndNumber", Named::LetterAndNumber),
    ("mobilePhone", Named::MobilePhone),
    ("letterStartNumberIncluded", Named::LetterStart),
    ("noChinese", Named::NoChinese),
    ("chinese", Named::Chinese),
    ("email", Named::Email),
    ("url", Named::Url),
];

impl Named {
    /// The validation of this name.
    pub fn find(name: &str) -> Option<Named> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, named)| *named)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, named)| *named == self).map_or("", |(name, _)| name)
    }

    /// Whether `text`, which is not empty, passes.
    pub fn accepts(self, text: &str) -> bool {
        let chinese = |c: char| ('\u{4e00}'..='\u{9fa5}').contains(&c);
        let all = |wanted: fn(&u8) -> bool| text.bytes().all(|b| wanted(&b));
        match self {
            Named::Number => {
                let text = text.strip_prefix("-").unwrap_or(text);
                let (whole, fraction) = cut(text, ".").unwrap_or((text, "0"));
                digits(whole) && digits(fraction)
            }
            Named::Letter => all(u8::is_ascii_alphabetic),
            Named::LetterAndNumber => all(u8::is_ascii_alphanumeric),
            Named::MobilePhone => {
                text.len() == 11 && digits(text) && matches!(text.as_bytes(), [b'1', b'3'..=b'9', ..])
            }
            Named::LetterStart => {
                all(u8::is_ascii_alphanumeric) && text.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
            }
            Named::NoChinese => !text.chars().any(chinese),
            Named::Chinese => text.chars().all(chinese),
            Named::Email => cut_last(text, "@").is_some_and(|(local, domain)| {
                let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-+!#$%&'*/=?^`{|}~".contains(&b);
                let tidy = !local.is_empty()
                    && !local.starts_with(".")
                    && !local.ends_with(".")
                    && !has(local, "..");
                tidy && local.bytes().all(plain) && host(domain) && has(domain, ".")
            }),
            Named::Url => {
                let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
                let scheme =
                    ["http://", "https://", "ftp://"].into_iter().find(|scheme| lower.starts_with(scheme));
                let rest = scheme.and_then(|scheme| text.get(scheme.len()..)).unwrap_or("");
                let end = rest.bytes().position(|b| b"/?#".contains(&b)).unwrap_or(rest.len());
                let authority = rest.get(..end).unwrap_or("");
                let authority = cut_last(authority, "@").map_or(authority, |(_, host)| host);
                let (name, port) = cut_last(authority, ":").unwrap_or((authority, "80"));
                host(name) && digits(port) && port.len() <= 5 && !text.chars().any(char::is_whitespace)
            }
        }
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A host name, Chinese ones too.
fn host(name: &str) -> bool {
    split(name, ".").all(|part| {
        !part.is_empty()
            && !part.starts_with("-")
            && !part.ends_with("-")
            && part.chars().all(|c| {
                c == '-' || if c.is_ascii() { c.is_ascii_alphanumeric() } else { !c.is_whitespace() }
            })
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn each_name_takes_what_it_says() {
        let cases: [(&str, &[&str], &[&str]); 9] = [
            ("number", &["12", "-12.50", "007"], &["1.", ".5", "1e5", "--1", "１", "1,000", "-"]),
            ("letter", &["abcXYZ"], &["a1", "字", "a b"]),
            ("letterAndNumber", &["a1B2", "42"], &["a_1", "水1"]),
            (
                "mobilePhone",
                &["13800000000", "19912345678"],
                &["12800000000", "1380000000", "138000000000", "+8613800000000"],
            ),
            ("letterStartNumberIncluded", &["DN20", "abc"], &["20DN", "a-b"]),
            ("noChinese", &["abc 12!", "ｶﾅ"], &["a水", "水"]),
            ("chinese", &["水表"], &["水1", "水 表", "𠮷"]),
            (
                "email",
                &["a@b.cn", "zhang.san+x@mail.example.com"],
                &["a@b", "@b.cn", "a@b..cn", "a b@c.cn", "a@@b.cn", "张@b.cn", ".a@b.cn"],
            ),
            (
                "url",
                &["http://a.cn", "https://u@a.cn:8080/x?y#z", "HTTP://10.0.0.1/", "http://水务.中国/"],
                &[
                    "a.cn",
                    "javascript:alert(1)",
                    "http://",
                    "http://a b.cn",
                    "http://a.cn:x/",
                    "http://a..cn",
                ],
            ),
        ];
        for (name, good, bad) in cases {
            let named = Named::find(name).unwrap();
            assert_eq!(named.name(), name);
            for text in good {
                assert!(named.accepts(text), "{name} should take {text}");
            }
            for text in bad {
                assert!(!named.accepts(text), "{name} should refuse {text}");
            }
        }
    }
}
