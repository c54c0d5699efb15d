//! The rule convention: documentation, examples, code and tests of a rule in
//! one file, and one line that registers it.

use crate::placed::Placed;
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
    /// It runs only where it is asked for.
    pub experimental: bool,
    /// Markdown, one line per doc comment line, each with its leading space.
    pub docs: &'static str,
    /// What is known of it as a Guard rule.
    pub control: Option<&'static Control>,
}

/// What a Guard rule says of itself beside its documentation.
#[derive(Debug)]
pub struct Control {
    /// The packs that it is part of; none for a rule of the user's own.
    pub packs: Vec<&'static str>,
    /// The controls of the AWS Well-Architected Framework that it stands for.
    pub controls: Vec<&'static str>,
    /// The rules of cfn_nag that mean the same.
    pub cfn_nag: Vec<&'static str>,
    /// The file that it is in.
    pub file: &'static str,
    /// Whether the file comes with Formwork.
    pub built_in: bool,
    /// Whether it says of an edit that mends what it finds.
    pub has_fix: bool,
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
    /// On reading a file of Guard rules.
    RuleFile,
    /// On reading a rule file of the user's, `*.rule.yaml`.
    RulePolicy,
    /// On reading the schema of a private resource type.
    TypeSchema,
    /// On reading a file of tests of Guard rules.
    RuleTests,
    /// Over a file that tells how a template is deployed, where a front end is given one.
    Deployment,
    /// Where a check itself fails; whoever runs it reports it.
    Internal,
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

    /// Whether it mends what it finds, at least in some cases: a rule shows it in its examples.
    pub fn has_fix(&self) -> bool {
        let is_fixed = |line: &str| matches!(line.trim(), "```yaml fixed" | "```json fixed");
        self.docs.lines().any(is_fixed) || self.control.is_some_and(|control| control.has_fix)
    }

    /// Whether it is a Guard rule that comes with Formwork.
    pub(crate) fn is_packed(&self) -> bool {
        self.control.is_some_and(|control| control.built_in)
    }

    /// Whether it is a Guard rule of the user's own.
    pub(crate) fn is_own(&self) -> bool {
        self.control.is_some_and(|control| !control.built_in)
    }

    /// Whether it is part of a pack of Guard rules.
    pub(crate) fn is_in_pack(&self, pack: &str) -> bool {
        self.control.is_some_and(|control| control.packs.contains(&pack))
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
    pub(crate) check: Check,
}

/// How a rule finds what it finds.
#[derive(Debug)]
pub(crate) enum Check {
    /// It looks at the template itself.
    Whole(fn(&mut Context<'_>)),
    /// The validator asks it about the values at its places.
    Placed(Placed),
    /// The validator finds it by itself, with a keyword or the values of a function.
    Labelled,
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
            $(experimental: $experimental:literal,)?
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
                experimental: false $(|| $experimental)?,
                docs: concat!($($doc, "\n"),+),
                control: None,
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

        /// Every rule that has a file of its own.
        pub(crate) static RULES: &[$crate::rule::Entry] = &[$($($crate::rule::Entry {
            meta: <$family::$module::$name as $crate::rule::Described>::META,
            check: $crate::rule::Check::Whole(<$family::$module::$name as $crate::rule::Rule>::check),
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

/// Declares rules that are a schema of the archive, or a check in Rust, and the places of values
/// that they are about: rows of data, each with its documentation and examples.
macro_rules! rows {
    ($(
        $(#[doc = $doc:literal])+
        $code:literal $kebab:literal $severity:ident since $since:literal {
            at: [$($at:literal),+ $(,)?],
            $judge:ident: $by:expr,
            $(message: $message:literal,)?
            $(help: $help:literal,)?
            $(one: $one:literal,)?
            $(fix: $fix:expr,)?
        }
    )+) => {
        /// The rows of this family.
        pub(crate) static ROWS: &[$crate::rule::Entry] = &[$($crate::rule::Entry {
            meta: $crate::rule::Meta {
                code: $code,
                name: $kebab,
                severity: $crate::Severity::$severity,
                since: $since,
                aliases: &[],
                phase: $crate::rule::Phase::Template,
                experimental: false,
                docs: concat!($($doc, "\n"),+),
                control: None,
            },
            check: $crate::rule::Check::Placed($crate::placed::Placed {
                at: &[$($at),+],
                judge: $crate::rule::judge!($judge, $by),
                message: $crate::rule::option!($($message)?),
                help: $crate::rule::option!($($help)?),
                one: $crate::rule::flag!($($one)?),
                remedy: $crate::rule::option!($($fix)?),
            }),
        }),+];

        #[cfg(test)]
        #[test]
        fn examples() {
            for entry in ROWS {
                $crate::testing::check_examples(&entry.meta);
            }
        }
    };
}

/// Declares rules about what the validator finds by itself and labels with their codes.
macro_rules! labels {
    ($(
        $(#[doc = $doc:literal])+
        $code:literal $kebab:literal $severity:ident since $since:literal
            $(aliases [$($alias:literal),+])?;
    )+) => {
        /// The rows of this family.
        pub(crate) static ROWS: &[$crate::rule::Entry] = &[$($crate::rule::Entry {
            meta: $crate::rule::Meta {
                code: $code,
                name: $kebab,
                severity: $crate::Severity::$severity,
                since: $since,
                aliases: &[$($($alias),+)?],
                phase: $crate::rule::Phase::Template,
                experimental: false,
                docs: concat!($($doc, "\n"),+),
                control: None,
            },
            check: $crate::rule::Check::Labelled,
        }),+];

        #[cfg(test)]
        #[test]
        fn examples() {
            for entry in ROWS {
                $crate::testing::check_examples(&entry.meta);
            }
        }
    };
}

macro_rules! judge {
    (schema, $by:expr) => {
        $crate::placed::Judge::Schema($by)
    };
    (regional, $by:expr) => {
        $crate::placed::Judge::Regional($by)
    };
    (policy, $by:expr) => {
        $crate::placed::Judge::Policy($by)
    };
    (code, $by:expr) => {
        $crate::placed::Judge::Code($by)
    };
}

macro_rules! option {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}

macro_rules! flag {
    () => {
        false
    };
    ($value:literal) => {
        $value
    };
}

pub(crate) use {flag, judge, labels, option, phase, rows, rule, rules};
