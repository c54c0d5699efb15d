//! Which tags the resources of a repository have, and what their values have in
//! common: only what is plain to see, for a policy that is guessed helps nobody.

use std::cmp::Reverse;

use super::page::scalar;
use super::survey::{Survey, TagUse};

/// Fewer tagged resources say nothing.
const FEWEST: usize = 5;

/// Most values that are taken for all that there are.
const LISTED: usize = 5;

impl Survey {
    /// The tags that most tagged resources have, at least four of five.
    pub(super) fn usual_tags(&self) -> impl Iterator<Item = (&str, &TagUse)> {
        self.policy_tags().filter(|(_, used)| used.resources * 5 >= self.tagged * 4)
    }

    /// The tags that several resources have, but not most; those of the most resources first.
    pub(super) fn further_tags(&self) -> Vec<(&str, &TagUse)> {
        let further = |used: &TagUse| used.resources > 1 && used.resources * 5 < self.tagged * 4;
        let mut tags: Vec<_> = self.policy_tags().filter(|(_, used)| further(used)).collect();
        tags.sort_by_key(|(key, used)| (Reverse(used.resources), *key));
        tags
    }

    /// All but `Name`, which tells one resource from another, and those that AWS sets.
    fn policy_tags(&self) -> impl Iterator<Item = (&str, &TagUse)> {
        let tags = self.tags.iter().map(|(key, used)| (key.as_str(), used));
        let enough = self.tagged >= FEWEST;
        tags.filter(move |(key, _)| enough && *key != "Name" && !key.is_empty() && !key.starts_with("aws:"))
    }
}

impl TagUse {
    /// What the values have in common, as `formwork.yaml` says it.
    pub(super) fn allowed(&self) -> String {
        let values = || self.values.keys().map(String::as_str);
        let count: usize = self.values.values().sum();
        if self.open > 0 || count == 0 {
            return "any".to_owned();
        }
        if let Some(digits) = common(values().map(digits)) {
            return scalar(&format!("^[0-9]{{{digits}}}$"));
        }
        if let Some(domain) = common(values().map(domain)) {
            return scalar(&format!("@{}$", regex_syntax::escape(domain)));
        }
        if (2..=LISTED).contains(&self.values.len())
            && count >= 3 * self.values.len()
            && values().all(|it| !it.is_empty())
        {
            return format!("[{}]", values().map(scalar).collect::<Vec<_>>().join(", "));
        }
        "any".to_owned()
    }
}

/// What all have, where there are several and they have the same.
fn common<T: PartialEq>(mut all: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = all.next()??;
    let mut rest = all.peekable();
    rest.peek()?;
    rest.all(|it| it.as_ref() == Some(&first)).then_some(first)
}

/// How many digits a number of at least three has.
fn digits(text: &str) -> Option<usize> {
    (text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text.len())
}

/// The domain of a mail address.
fn domain(text: &str) -> Option<&str> {
    let (name, domain) = text.split_once('@')?;
    (!name.is_empty() && domain.contains('.') && !domain.contains([' ', '@'])).then_some(domain)
}
