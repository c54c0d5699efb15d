//! A finding as cfn-lint gives it: one code of its own, one place in lines and
//! columns, one message.

use formwork_rules::{Diagnostic, Segment};

use super::level::Level;
use crate::report::position::{Lines, Position};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// The file as it was named; none for standard input.
    pub(super) file: Option<String>,
    pub(super) rule: String,
    pub(super) level: Level,
    pub(super) start: Position,
    pub(super) end: Position,
    /// None where it is about the file and not about a place in a template.
    pub(super) path: Option<Vec<Segment>>,
    pub(super) message: String,
}

impl Finding {
    /// A finding of ours under a code of cfn-lint's, at that code's level; none under any other code.
    pub(super) fn of(file: Option<&str>, lines: &Lines<'_>, found: &Diagnostic) -> Option<Self> {
        let rule = Some(name_of(found.rule.as_str())).filter(|rule| !NEVER_GIVEN.contains(rule))?;
        let (start, end) = lines.range(found.span);
        Some(Self {
            file: file.map(str::to_owned),
            rule: rule.to_owned(),
            level: Level::of(rule)?,
            start,
            end,
            path: Some(found.path.0.clone()).filter(|path| !path.is_empty()),
            message: message(found),
        })
    }

    /// A finding of ours, and behind it the ones that it sums up.
    pub(super) fn all_of(file: Option<&str>, lines: &Lines<'_>, found: &Diagnostic) -> Vec<Self> {
        let parts = found.causes.iter().filter_map(|cause| {
            let part = Diagnostic {
                rule: cause.rule.clone(),
                span: cause.span,
                message: cause.message.clone(),
                ..found.clone()
            };
            Self::of(file, lines, &part)
        });
        Self::of(file, lines, found).into_iter().chain(parts).collect()
    }

    /// A finding about a whole file, at its start.
    pub(super) fn about(file: Option<&str>, rule: &str, message: String) -> Self {
        Self {
            file: file.map(str::to_owned),
            rule: rule.to_owned(),
            level: Level::of(rule).unwrap_or(Level::Error),
            start: Position { line: 1, column: 1 },
            end: Position { line: 1, column: 2 },
            path: None,
            message,
        }
    }

    /// The same without an end of its own, as configuration and its files are reported.
    pub(super) fn about_all(file: Option<&str>, rule: &str, message: String) -> Self {
        let finding = Self::about(file, rule, message);
        Self { end: finding.start, ..finding }
    }

    /// The file's name in the formats that have no other word for standard input.
    pub(super) fn file_name(&self) -> &str {
        self.file.as_deref().unwrap_or("None")
    }

    /// Identifies it as long as neither its place nor its words change: FNV-1a,
    /// 128 bits, in the form of a UUID.
    pub(super) fn id(&self) -> String {
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let Self { rule, message, start, end, .. } = self;
        let text = format!(
            "{rule}\0{}\0{}:{}:{}:{}\0{message}",
            self.file_name(),
            start.line,
            start.column,
            end.line,
            end.column
        );
        let hash = text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
        let hex = format!("{hash:032x}");
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

/// Rules that cfn-lint lists and never reports: whoever has it in scripts has no exceptions for them.
/// Source: runs of cfn-lint 1.58.0 on templates that break each.
const NEVER_GIVEN: &[&str] =
    &["W1019", "E1052", "E2003", "E2010", "I2010", "I2011", "E3011", "E3040", "E6004", "E8002", "E8007"];

/// The code under which cfn-lint gives what we give under another.
fn name_of(code: &str) -> &str {
    match code {
        // It takes a CIDR block that is none, a date that is none for an unknown property.
        "E1103" => "E3002",
        _ => code,
    }
}

/// The fact with the case in which it holds: all that these formats have room for.
fn message(found: &Diagnostic) -> String {
    match &found.when {
        Some(when) => format!("{} when {when}", found.message),
        None => found.message.clone(),
    }
}

/// Brings findings into cfn-lint's order: by file, line and rule; the rest stays as it was found.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |one: &Finding| (one.file.clone(), one.start.line, one.rule.clone());
        key(a).cmp(&key(b))
    });
}
