//! What a check finds: a value with spans. Lines and columns, colours and
//! formats belong to the reporters.

use std::fmt;
use std::sync::Arc;

use formwork_template::{Name, Span, Tree, Value};
use smol_str::SmolStr;

use crate::nearest::is_slip;
use crate::spelling;
use crate::suppress::{Date, Exception, Use};

/// How much a finding matters. Ordered: an error is greater than an info.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The code of a rule: `E3002`, `TAG001`, `SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleCode(SmolStr);

impl RuleCode {
    /// The code of a built-in rule; no allocation.
    pub const fn from_static(code: &'static str) -> Self {
        Self(SmolStr::new_static(code))
    }

    pub fn new(code: &str) -> Self {
        Self(SmolStr::new(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: RuleCode,
    pub severity: Severity,
    /// The primary place.
    pub span: Span,
    /// Where the place is in the template: logical ID and property path.
    pub path: Path,
    /// The fact, in one sentence without a full stop, names in backticks.
    pub message: String,
    /// The remedy.
    pub help: Option<String>,
    /// Other places that explain this one, in reading order.
    pub related: Vec<Related>,
    pub fix: Option<Fix>,
    /// The condition assignment or parameter value that makes it true, where it
    /// holds only in some case: ``` `IsProd` is true ```.
    pub when: Option<String>,
    /// What this finding sums up: the faults of each form that a value could have, or
    /// those of further values that a function gives.
    pub causes: Vec<Cause>,
    /// What a suppression may call its rule beside the rule's own names.
    pub also: Vec<SmolStr>,
}

/// A fault that is part of another finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The rule that would report it by itself.
    pub rule: RuleCode,
    pub span: Span,
    pub message: String,
}

impl Diagnostic {
    /// A finding with nothing but its fact.
    pub fn new(rule: RuleCode, severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity,
            span,
            path: Path::default(),
            message: message.into(),
            help: None,
            related: Vec::new(),
            fix: None,
            when: None,
            causes: Vec::new(),
            also: Vec::new(),
        }
    }

    /// Adds the remedy.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place and what is there.
    pub fn related(&mut self, span: Span, label: impl Into<String>) -> &mut Self {
        self.related.push(Related { span, label: label.into(), file: None });
        self
    }

    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Offers the name that was probably meant, if there is one.
    pub(crate) fn suggest(
        &mut self,
        name: Name<'_>,
        near: Option<&str>,
        applicability: Applicability,
    ) -> &mut Self {
        if let Some(near) = near {
            self.help(format!("Change it to `{near}`"));
            self.fix = Fix::rename(name, near, applicability).filter(|_| is_slip(name.text, near));
        }
        self
    }

    /// Says in which case it holds; an empty text says always.
    pub fn when(&mut self, when: impl Into<String>) -> &mut Self {
        self.when = Some(when.into()).filter(|when| !when.is_empty());
        self
    }
}

/// A secondary place, and what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub span: Span,
    pub label: String,
    /// The file that the place is in, where it is not the template.
    pub file: Option<Elsewhere>,
}

/// Another file than the one that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub name: SmolStr,
    pub text: Arc<str>,
}

/// Whether a fix may be applied without a person looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// Means the same to CloudFormation, or cannot be meant otherwise.
    Safe,
    /// Changes what is deployed.
    Unsafe,
}

/// Edits that make a finding go away. They never overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: ``Change to `BucketName` ``.
    pub title: String,
    pub applicability: Applicability,
    pub edits: Vec<Edit>,
}

/// Replaces the text of a span.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

impl Fix {
    /// One replacement that may be applied unseen.
    pub fn safe(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(title, Applicability::Safe, vec![Edit { span, text: text.into() }])
    }

    /// One replacement that a person confirms.
    pub fn confirm(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self::new(title, Applicability::Unsafe, vec![Edit { span, text: text.into() }])
    }

    /// Another text for a literal, in the literal's own quotes. `None` where the value is no literal
    /// on one line.
    pub(crate) fn literal(value: Value<'_>, text: &str, applicability: Applicability) -> Option<Self> {
        let edit = Edit { span: value.span(), text: spelling::respelled(value, text)? };
        Some(Self::new(format!("Change to `{text}`"), applicability, vec![edit]))
    }

    /// As [`Fix::literal`], for a person to confirm.
    pub fn confirm_literal(title: impl Into<String>, value: Value<'_>, text: &str) -> Option<Self> {
        Some(Self { title: title.into(), ..Self::literal(value, text, Applicability::Unsafe)? })
    }

    /// Takes out what an edit takes out.
    pub(crate) fn remove(what: &str, edit: Option<Edit>, applicability: Applicability) -> Option<Self> {
        Some(Self::new(format!("Remove {what}"), applicability, vec![edit?]))
    }

    /// Leaves it to a person if it takes a comment along that the finding is not `about`: somebody wrote it
    /// for a reason.
    pub(crate) fn mind_comments(&mut self, tree: &Tree, about: Span) {
        let loses = |edit: &Edit| {
            let text = |span: Span| tree.source().get(span.range()).unwrap_or_default();
            tree.comments_in(edit.span)
                .filter(|comment| !comment.span.touches(about.start))
                .any(|comment| !edit.text.contains(text(comment.span)))
        };
        if self.edits.iter().any(loses) {
            self.applicability = Applicability::Unsafe;
        }
    }

    /// Another name in the place of one, inside its quotes; none where it is not written out as it is.
    pub(crate) fn rename(name: Name<'_>, near: &str, applicability: Applicability) -> Option<Self> {
        let span = match (name.span.len() as usize).saturating_sub(name.text.len()) {
            0 => name.span,
            // Text over several lines can be longer by two, too, and has blanks in it.
            2 if !name.text.contains(char::is_whitespace) => {
                Span::new(name.span.start + 1, name.span.end - 1)
            }
            _ => return None,
        };
        let edits = vec![Edit { span, text: near.to_owned() }];
        Some(Self::new(format!("Change to `{near}`"), applicability, edits))
    }

    pub fn new(title: impl Into<String>, applicability: Applicability, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability, edits }
    }
}

/// A place in a template by names: `Resources/Logs/Properties/Tags/0`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path(pub Vec<Segment>);

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    Key(SmolStr),
    Index(u32),
}

impl Path {
    /// The resource that the place belongs to.
    pub fn logical_id(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Segment::Key(section), Segment::Key(id), ..] if section == "Resources" => Some(id),
            _ => None,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            match segment {
                Segment::Key(key) => f.write_str(key)?,
                Segment::Index(index) => write!(f, "{index}")?,
            }
        }
        Ok(())
    }
}

/// What one check of one template gives.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// In source order: by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and let go by a suppression, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// What was found and was there before, in the same order. A check finds nothing of the kind:
    /// whoever compares moves it here.
    pub known: Vec<Known>,
    /// What the baseline has of the file and was not found any more; likewise.
    pub gone: Vec<crate::baseline::Entry>,
    /// A budget ran out: the template's conditions or schemas are too entangled for all
    /// of it to be decided in time. What is reported holds all the same.
    pub incomplete: bool,
    /// The rules behind findings that are not built in.
    pub rules: Vec<crate::Meta>,
    /// The exceptions that the template makes, by place.
    pub exceptions: Vec<Exception>,
    /// What the exceptions of the configuration that reach the template have covered in it.
    pub uses: Vec<Use>,
}

impl Report {
    /// A report of findings that nothing suppresses.
    pub fn of(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::default() }
    }
}

/// A finding that is not new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub diagnostic: Diagnostic,
    pub from: KnownFrom,
}

/// What tells that a finding is not new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownFrom {
    /// The repository's list of the findings that it had.
    Baseline,
    /// The file as it was in an earlier revision.
    Revision,
}

/// A finding that a suppression covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    pub diagnostic: Diagnostic,
    /// Where the suppression stands.
    pub by: Span,
    /// The file that it stands in, where it is not the template.
    pub file: Option<Elsewhere>,
    /// The reason it gives, if any.
    pub reason: Option<SmolStr>,
    /// The last day that it means to hold on.
    pub until: Option<Date>,
    /// Who answers for it, without `@`.
    pub owner: Option<SmolStr>,
}
