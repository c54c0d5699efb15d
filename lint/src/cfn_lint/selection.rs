//! Which of cfn-lint's rules are on, by the first letters of their codes. Rules
//! run all the same; what is off is only not reported.

/// The rules that are only on where experimental ones are asked for.
const EXPERIMENTAL: [&str; 3] = ["I4010", "W4011", "W4012"];

#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    pub(super) ignore: Vec<String>,
    /// Besides errors and warnings, which are always in.
    pub(super) include: Vec<String>,
    pub(super) mandatory: Vec<String>,
    pub(super) experimental: bool,
}

impl Selection {
    pub(super) fn is_on(&self, code: &str) -> bool {
        let among = |prefixes: &[String]| prefixes.iter().any(|prefix| code.starts_with(prefix.as_str()));
        let is_included = code.starts_with(['E', 'W']) || among(&self.include);
        let is_shown = self.experimental || !EXPERIMENTAL.contains(&code);
        is_included && is_shown && (among(&self.mandatory) || !self.ignores(code))
    }

    fn ignores(&self, code: &str) -> bool {
        self.ignore.iter().any(|prefix| !prefix.is_empty() && code.starts_with(prefix.as_str()))
    }
}
