//! The actions that IAM knows, by the prefix of their service. The text is
//! searched and never decoded as a whole; `refresh` of the schemas says how it is made.

use std::cmp::Ordering;
use std::sync::LazyLock;

use formwork_schemas::rule_data;
use rustc_hash::FxHashMap;

/// What IAM knows of one service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Service {
    text: &'static str,
}

static SERVICES: LazyLock<FxHashMap<&'static str, Service>> = LazyLock::new(|| {
    static TEXT: LazyLock<String> = LazyLock::new(|| rule_data("data/iam-actions").unwrap_or_default());
    let services = TEXT.split('@').filter_map(|service| service.split_once('\n'));
    services.map(|(prefix, text)| (prefix, Service { text })).collect()
});

/// The prefixes of all services, in no order.
pub(crate) fn prefixes() -> impl Iterator<Item = &'static str> {
    SERVICES.keys().copied()
}

impl Service {
    /// The service of a prefix in small letters.
    pub(crate) fn of(prefix: &str) -> Option<Self> {
        SERVICES.get(prefix).copied()
    }

    /// The names of its actions in small letters.
    pub(crate) fn actions(self) -> impl Iterator<Item = &'static str> + use<> {
        self.lines().map(|(action, _)| action)
    }

    /// The kinds of resources that an action takes; `None` for an action that there is not.
    pub(crate) fn kinds(self, action: &str) -> Option<impl Iterator<Item = &'static str> + use<>> {
        let kinds = self.line(action)?;
        Some(kinds.split(' ').filter(|kind| !kind.is_empty()))
    }

    /// What stands behind an action, by halving: the lines are in order, those of resources first.
    fn line(self, action: &str) -> Option<&'static str> {
        let (mut low, mut high) = (0, self.text.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let start = self.text.get(low..middle)?.rfind('\n').map_or(low, |end| low + end + 1);
            let length = self.text[start..].find('\n').unwrap_or(self.text.len() - start);
            let line = &self.text[start..start + length];
            let (name, kinds) = line.split_once(' ').unwrap_or((line, ""));
            match name.cmp(action) {
                Ordering::Equal => return Some(kinds),
                Ordering::Less => low = start + length + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    /// The form of the ARN of a kind of resource.
    pub(crate) fn form(self, kind: &str) -> Option<&'static str> {
        let mut forms = self.text.lines().filter_map(|line| line.strip_prefix('=')?.split_once(' '));
        forms.find(|(name, _)| *name == kind).map(|(_, form)| form)
    }

    /// Whether an action fits a pattern with `*` and `?`.
    pub(crate) fn has_like(self, pattern: &str) -> bool {
        self.actions().any(|action| is_like(action.as_bytes(), pattern.as_bytes()))
    }

    fn lines(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.text.lines().filter(|line| !line.starts_with('='));
        lines.map(|line| line.split_once(' ').unwrap_or((line, "")))
    }
}

/// Goes back to the last asterisk only, so that it takes no longer than both lengths multiplied.
pub(crate) fn is_like(text: &[u8], pattern: &[u8]) -> bool {
    let (mut at, mut of) = (0, 0);
    let mut asterisk: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(of) {
            Some(b'*') => {
                asterisk = Some((of, at));
                of += 1;
            }
            Some(byte) if *byte == b'?' || *byte == text[at] => {
                at += 1;
                of += 1;
            }
            _ => {
                let Some((star, from)) = asterisk else { return false };
                asterisk = Some((star, from + 1));
                at = from + 1;
                of = star + 1;
            }
        }
    }
    pattern[of..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_services_actions_and_arns() {
        let s3 = Service::of("s3").expect("a service");
        assert!(s3.kinds("getobject").is_some_and(|mut kinds| kinds.any(|kind| kind == "object")));
        assert!(s3.kinds("getobjct").is_none());
        assert!(s3.form("object").is_some_and(|form| form.starts_with("arn:")));
        assert!(s3.has_like("get*") && !s3.has_like("fetch*") && s3.has_like("getobjec?"));
        assert!(Service::of("").is_none() && prefixes().count() > 400);
    }

    #[test]
    fn every_action_is_found() {
        for prefix in prefixes() {
            let service = Service::of(prefix).expect("a service");
            for (action, kinds) in service.lines() {
                assert_eq!(service.line(action), Some(kinds), "{prefix}:{action}");
            }
        }
    }

    #[test]
    fn patterns_fit() {
        for (text, pattern, fits) in [
            ("abc", "*", true),
            ("abc", "a*c", true),
            ("abc", "a?", false),
            ("aab", "*ab", true),
            ("", "?", false),
        ] {
            assert_eq!(is_like(text.as_bytes(), pattern.as_bytes()), fits, "{text} {pattern}");
        }
    }
}
