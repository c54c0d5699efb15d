//! The rule convention: documentation, examples, code and tests of a rule in
//! one file, and one line that registers it.

use crate::{Context, Severity};

/// All that is known of a rule without running it. `explain`, SARIF and the
/// server's hover read this one text.
#[derive(Debug, Clone, Copy)]
pub struct Meta {
    /// `E3002`, `TAG001`: what people write in configuration and suppressions.
    pub code: &'static str,
    /// The bad pattern in kebab case, reading well after "allow".
    pub name: &'static str,
    pub severity: Severity,
    /// Version of Formwork that first had it.
    pub since: &'static str,
    /// Other codes that mean this rule, for suppressions and the drop-in front ends.
    pub aliases: &'static [&'static str],
    pub phase: Phase,
    /// Markdown, one line per doc comment line, each with its leading space.
    pub docs: &'static str,
}

/// When a rule runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Over the template.
    Template,
    /// Over the template, where Formwork stands in for cfn-lint: it says by cfn-lint's code and
    /// at its place what another rule says better.
    StandIn,
    /// After all others: sees which suppressions covered nothing and whether a budget ran out.
    Afterwards,
    /// On reading the configuration; never over a template.
    Configuration,
}

impl Meta {
    /// The first sentence of the documentation.
    pub fn summary(&self) -> &'static str {
        self.docs.lines().next().unwrap_or_default().trim().trim_end_matches('.')
    }

    /// Whether it judges the template as it will be deployed, and not the organisation's
    /// wishes: the codes that are cfn-lint's, but for unreadable text.
    pub(crate) fn judges_validity(&self) -> bool {
        let (letter, number) = self.code.split_at(1);
        matches!(letter, "E" | "W" | "I") && number.len() == 4 && self.code != "E0000"
    }

    /// All that the rule is called: code, name and aliases.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.code, self.name].into_iter().chain(self.aliases.iter().copied())
    }

    /// Whether `text` names this rule: by code, name or alias.
    pub fn is_called(&self, text: &str) -> bool {
        self.code == text || self.name == text || self.aliases.contains(&text)
    }
}

/// A rule's own description; made by `rule!`.
pub(crate) trait Described {
    const META: Meta;
}

/// A rule. It reports one thing and never looks at its own severity,
/// suppression, configuration file or output format.
pub(crate) trait Rule: Described {
    fn check(cx: &mut Context<'_>);
}

/// A rule with its type erased: what the registry holds.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) meta: Meta,
    pub(crate) check: fn(&mut Context<'_>),
}

/// Declares a rule: its doc comment is its documentation, with examples that are tests.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident {
            code: $code:literal,
            name: $kebab:literal,
            severity: $severity:ident,
            since: $since:literal,
            $(aliases: [$($alias:literal),* $(,)?],)?
            $(phase: $phase:ident,)?
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub(crate) struct $name;

        impl $crate::rule::Described for $name {
            const META: $crate::rule::Meta = $crate::rule::Meta {
                code: $code,
                name: $kebab,
                severity: $crate::Severity::$severity,
                since: $since,
                aliases: &[$($($alias),*)?],
                phase: $crate::rule::phase!($($phase)?),
                docs: concat!($($doc, "\n"),+),
            };
        }
    };
}

macro_rules! phase {
    () => {
        $crate::rule::Phase::Template
    };
    ($phase:ident) => {
        $crate::rule::Phase::$phase
    };
}

/// Declares the modules and the registry in one list, one line a rule, and a
/// test a rule that runs its examples.
macro_rules! rules {
    ($($family:ident { $($module:ident::$name:ident),+ $(,)? })+) => {
        $(pub(crate) mod $family { $(pub(crate) mod $module;)+ })+

        /// Every built-in rule.
        pub(crate) static ALL: &[$crate::rule::Entry] = &[$($($crate::rule::Entry {
            meta: <$family::$module::$name as $crate::rule::Described>::META,
            check: <$family::$module::$name as $crate::rule::Rule>::check,
        }),+),+];

        #[cfg(test)]
        mod examples {
            $(mod $family {
                $(#[test]
                fn $module() {
                    $crate::testing::check_examples(
                        &<super::super::$family::$module::$name as $crate::rule::Described>::META,
                    );
                })+
            })+
        }
    };
}

pub(crate) use {phase, rule, rules};
