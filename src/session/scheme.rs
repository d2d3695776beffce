//! How a token stands in `Authorization`: bare, or behind `Bearer `. Learned where nobody said it.

/// One form of the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// There is no such header.
    #[default]
    Absent,
    /// `Authorization: <token>`
    Bare,
    /// `Authorization: Bearer <token>`
    Bearer,
}

impl Form {
    /// The header's value for `token`.
    pub fn value(self, token: &str) -> Option<String> {
        match self {
            Form::Absent => None,
            Form::Bare => Some(token.into()),
            Form::Bearer => Some(crate::text::concat(&["Bearer ", token])),
        }
    }
}

/// The form in use, and what is known of it. An answer that accepts a token settles the question for the session.
#[derive(Default)]
pub struct Scheme {
    form: Form,
    learns: bool,
    /// A token that was refused, in which forms.
    refused: Option<(String, Vec<Form>)>,
}

impl Scheme {
    /// Always this form.
    pub const fn fixed(form: Form) -> Self {
        Self { form, learns: false, refused: None }
    }

    /// Bare first, as center.txt shows it; the other one when that is refused.
    pub const fn learning() -> Self {
        Self { form: Form::Bare, learns: true, refused: None }
    }

    /// The form to send in now.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// An answer took a token that was sent in this form.
    pub fn handle_accepted(&mut self, sent: Form) {
        if self.learns {
            *self = Self::fixed(sent);
        }
    }

    /// An answer refused `token`, sent in this form. True: it is to be sent in the other one ([`form`](Self::form)) before a new
    /// token is asked for. Each token is tried in each form at most once.
    pub fn handle_refused(&mut self, token: &str, sent: Form) -> bool {
        if !self.learns {
            return false;
        }
        if self.refused.as_ref().is_none_or(|(refused, _)| refused != token) {
            self.refused = Some((token.into(), Vec::new()));
        }
        let Some((_, forms)) = &mut self.refused else { return false };
        if !forms.contains(&sent) {
            forms.push(sent);
        }
        let both = forms.len() > 1;
        self.form = match sent {
            Form::Bare if !both => Form::Bearer,
            _ => Form::Bare,
        };
        !both
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_other_form_is_tried_before_the_token_is_doubted_and_what_works_stays() {
        let mut scheme = Scheme::learning();
        assert_eq!(scheme.form(), Form::Bare);
        assert!(scheme.handle_refused("t1", Form::Bare));
        assert_eq!(scheme.form(), Form::Bearer);
        scheme.handle_accepted(Form::Bearer);
        assert!(!scheme.handle_refused("t1", Form::Bearer), "from now on a refusal is the token's");
        assert_eq!(scheme.form(), Form::Bearer);
    }

    #[test]
    fn a_token_refused_in_both_forms_is_bad_and_the_next_one_starts_bare_again() {
        let mut scheme = Scheme::learning();
        assert!(scheme.handle_refused("old", Form::Bare));
        assert!(scheme.handle_refused("old", Form::Bare), "another call under way, sent before");
        assert!(!scheme.handle_refused("old", Form::Bearer));
        assert_eq!(scheme.form(), Form::Bare);
        assert!(scheme.handle_refused("new", Form::Bare));
        scheme.handle_accepted(Form::Bearer);
        assert_eq!(scheme.form(), Form::Bearer);
    }

    #[test]
    fn a_configured_form_never_changes() {
        let mut scheme = Scheme::fixed(Form::Bearer);
        assert!(!scheme.handle_refused("t", Form::Bearer));
        scheme.handle_accepted(Form::Bare);
        assert_eq!(scheme.form().value("t").as_deref(), Some("Bearer t"));
        assert_eq!(Form::Absent.value("t"), None);
    }

    proptest! {
        /// Whatever is sent by however many calls: a server that wants one form, and a token that is good, come together, and no
        /// call is told to send again more than once a token.
        #[test]
        fn it_ends_in_the_servers_form(wants_bearer in any::<bool>(), calls in 1..6_usize, order in prop::collection::vec(0..6_usize, 0..40)) {
            let wanted = if wants_bearer { Form::Bearer } else { Form::Bare };
            let mut scheme = Scheme::learning();
            let mut sent: Vec<Option<Form>> = vec![None; calls];
            let mut again = vec![0; calls];
            for index in order.into_iter().chain(0..calls).chain(0..calls).chain(0..calls) {
                let call = index % calls;
                match sent[call] {
                    None => sent[call] = Some(scheme.form()),
                    Some(form) if form == wanted => scheme.handle_accepted(form),
                    Some(form) => {
                        if scheme.handle_refused("t", form) {
                            again[call] += 1;
                        }
                        sent[call] = Some(scheme.form());
                    }
                }
            }
            prop_assert_eq!(scheme.form(), wanted);
            prop_assert!(again.iter().all(|again| *again <= 1));
        }
    }
}
