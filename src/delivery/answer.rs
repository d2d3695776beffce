//! An answer as it came, and what it proves.

use super::{Effect, Operation};
use crate::error::{Error, Executed, Hint, Reason, Service};
use crate::json::Decoded;
use crate::text::cut;

/// The part of an answer that comes before its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The HTTP status; 0 for a redirect that was not followed.
    pub status: u16,
    /// `Content-Type`, as sent.
    pub content_type: Option<String>,
    /// `Retry-After`, as sent.
    pub retry_after: Option<String>,
    /// `Date`, as sent; cross-origin pages mostly cannot see it.
    pub date: Option<String>,
}

impl Head {
    /// Whether the status is one of success.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether the content type is this one, parameters aside.
    pub fn is_type(&self, mime: &str) -> bool {
        self.content_type
            .as_deref()
            .map(|content_type| cut(content_type, ";").map_or(content_type, |(mime, _)| mime))
            .is_some_and(|content_type| content_type.trim().eq_ignore_ascii_case(mime))
    }
}

/// What the body turned out to be.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // There is one of it in a call, moved twice.
pub enum Body {
    /// JSON that fits the table (deviations noted).
    Data(Decoded),
    /// A file's bytes, which the browser layer holds.
    File,
    /// A web page; `asks_sign_in` when it is the one that says that the token is the trouble (panda.txt §3, the 401 page).
    Page {
        /// It says what the 401 page does.
        asks_sign_in: bool,
    },
    /// Unreadable: why, and more for developers.
    Broken(Reason, Option<String>),
}

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    /// Status and headers.
    pub head: Head,
    /// The body.
    pub body: Body,
}

/// What a service makes of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is what was asked for.
    Good,
    /// The token is bad, and therefore nothing was executed.
    TokenRefused,
    /// The token is bad as it was written, and therefore nothing was executed: it can be written in another way.
    OtherForm,
    /// The server has no such route, and therefore nothing was executed.
    NoSuchRoute(Failure),
    /// It went wrong.
    Bad(Failure),
}

impl Verdict {
    /// Whether the answer is the API's own, so that the route is right.
    pub const fn shows_route(&self) -> bool {
        match self {
            Verdict::Good => true,
            Verdict::Bad(failure) => failure.code.is_some(),
            Verdict::TokenRefused | Verdict::OtherForm | Verdict::NoSuchRoute(_) => false,
        }
    }
}

/// How it went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The reason.
    pub reason: Reason,
    /// Whether a *write* that got this answer was carried out.
    pub executed: Executed,
    /// It may be refused because it was carried out before: the browser sent it twice, and this answers the second sending. What was
    /// sent twice in silence looks like that, and so does what somebody else has done.
    pub echo: bool,
    /// The API's code.
    pub code: Option<i64>,
    /// The API's words.
    pub server_message: Option<String>,
    /// What it means and what to do, where the code or the words say more than the reason: in Chinese, in English.
    pub hint: Option<Hint>,
    /// More for developers.
    pub detail: Option<String>,
}

impl Failure {
    /// A failure that says nothing about what was executed.
    pub const fn new(reason: Reason) -> Self {
        Self {
            reason,
            executed: Executed::Unknown,
            echo: false,
            code: None,
            server_message: None,
            hint: None,
            detail: None,
        }
    }

    /// The same, where it is known whether it was executed.
    pub const fn executed(mut self, executed: Executed) -> Self {
        self.executed = executed;
        self
    }
}

impl From<Reason> for Failure {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}

impl Answer {
    /// The failure that the status alone tells; `None` for success.
    ///
    /// A 4xx proves that nothing was executed (408 aside: the server gave up while it read, or while it worked).
    pub fn bad_status(&self) -> Option<Failure> {
        let (reason, executed) = match self.head.status {
            200..=299 => return None,
            0 | 300..=399 => (Reason::Redirected, Executed::Unknown),
            403 => (Reason::Denied, Executed::No),
            404 | 405 => (Reason::NoSuchRoute, Executed::No),
            408 => (Reason::Status, Executed::Unknown),
            400..=499 => (Reason::Status, Executed::No),
            _ => (Reason::Status, Executed::Unknown),
        };
        Some(Failure::new(reason).executed(executed))
    }

    /// Gives `error` the API's own code and words, where it has none yet: a refused token's are worth knowing, too. A page that
    /// says nothing of tokens was not about the token, when a fresh one has met it as well.
    pub fn quote(&self, error: &mut Error) {
        if matches!(self.body, Body::Page { asks_sign_in: false }) && self.head.is_success() {
            error.reason = Reason::PageInsteadOfData;
        }
        if let (Body::Data(data), None) = (&self.body, error.code) {
            error.code = data.int(&["code"]);
            error.server_message = error.server_message.take().or_else(|| data.text(&["msg"]));
        }
    }

    /// Judges an answer: `of_data` what a service says of JSON, given the status' own failure.
    ///
    /// The page that asks for a sign-in may come with any status (wire-facts §1), so HTTP 401, `text/html` and a leading `<` all
    /// count as one. Only a read of panda is repeated after a page that doesn't say what that one does: for a write that would be a
    /// guess.
    pub fn judge(
        &self,
        operation: &Operation,
        of_data: &dyn Fn(&Decoded, Option<Failure>) -> Verdict,
    ) -> Verdict {
        if self.head.status == 401 {
            return Verdict::TokenRefused;
        }
        let bad_status = self.bad_status();
        match &self.body {
            Body::Page { asks_sign_in } => match bad_status {
                _ if *asks_sign_in => Verdict::TokenRefused,
                None if operation.effect == Effect::Read && operation.service == Service::Panda => {
                    Verdict::TokenRefused
                }
                Some(failure) => Verdict::Bad(failure),
                None => Verdict::Bad(Reason::PageInsteadOfData.into()),
            },
            Body::Data(data) => of_data(data, bad_status),
            Body::File => bad_status.map_or(Verdict::Good, Verdict::Bad),
            Body::Broken(reason, detail) => {
                let mut failure = bad_status.unwrap_or(Failure::new(*reason));
                failure.detail.clone_from(detail);
                Verdict::Bad(failure)
            }
        }
    }
}
