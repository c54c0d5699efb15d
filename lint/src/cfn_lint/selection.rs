//! Which of cfn-lint's rules are on, by the first letters of their codes. Rules
//! run all the same; what is off is only not told.

/// The rules that are only on where experimental ones are asked for.
const EXPERIMENTAL: [&str; 3] = ["I4010", "W4011", "W4012"];

#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    pub(super) ignore: Vec<String>,
    /// Besides errors and warnings, which are always in.
    pub(super) include: Vec<String>,
    /// Those that nothing in a template lets go.
    pub(super) mandatory: Vec<String>,
    pub(super) experimental: bool,
}

impl Selection {
    pub(super) fn is_on(&self, code: &str) -> bool {
        let is_included = code.starts_with(['E', 'W']) || begins_with(code, &self.include);
        let is_ignored = begins_with(code, &self.ignore) && !self.is_mandatory(code);
        is_included && !is_ignored && !self.is_hidden(code)
    }

    pub(super) fn is_mandatory(&self, code: &str) -> bool {
        begins_with(code, &self.mandatory)
    }

    /// Whether it is an experimental rule and those are not asked for.
    pub(super) fn is_hidden(&self, code: &str) -> bool {
        !self.experimental && EXPERIMENTAL.contains(&code)
    }
}

fn begins_with(code: &str, prefixes: &[String]) -> bool {
    prefixes.iter().any(|prefix| !prefix.is_empty() && code.starts_with(prefix.as_str()))
}
