//! One thing to choose from.

use std::borrow::Cow;

use formwork_rules::Edit;
use formwork_template::Span;
use smol_str::SmolStr;

/// What a choice is, for its icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    Section,
    ResourceType,
    Resource,
    Parameter,
    Property,
    RequiredProperty,
    Attribute,
    Function,
    Condition,
    Mapping,
    Key,
    Value,
    Variable,
    Rule,
    Snippet,
}

/// The order of groups of choices; within one, that in which they were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Rank {
    /// What has to be there.
    Required,
    /// What fits best.
    Best,
    #[default]
    Usual,
    /// What does not quite fit here.
    Poor,
    /// What is not to be used any more.
    Last,
}

/// What is shown about a choice once it is looked at; worked out then.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Documentation {
    #[default]
    None,
    /// Markdown.
    Text(String),
    /// That of a resource type.
    Type(SmolStr),
    /// That of a property by its path; items are `*`.
    Property(SmolStr, Vec<SmolStr>),
    /// That of an attribute for `Fn::GetAtt`.
    Attribute(SmolStr, SmolStr),
    /// That of a rule, by its code.
    Rule(SmolStr),
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub label: SmolStr,
    pub kind: ItemKind,
    /// A short text beside the label: a type, a default.
    pub detail: Option<Cow<'static, str>>,
    pub documentation: Documentation,
    /// What is replaced; all on the cursor's line.
    pub span: Span,
    pub text: String,
    /// `text` is a snippet in the protocol's syntax: `$1`, `${2:name}`, `$0`.
    pub is_snippet: bool,
    /// What the typed text is compared with, where it is not the label.
    pub filter: Option<String>,
    pub rank: Rank,
    /// Edits elsewhere.
    pub more: Vec<Edit>,
}

impl Item {
    /// A choice that replaces `span` with its label.
    pub fn new(label: impl Into<SmolStr>, kind: ItemKind, span: Span) -> Self {
        let label = label.into();
        Self {
            text: label.to_string(),
            label,
            kind,
            detail: None,
            documentation: Documentation::None,
            span,
            is_snippet: false,
            filter: None,
            rank: Rank::default(),
            more: Vec::new(),
        }
    }

    #[must_use]
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = Some(detail.into()).filter(|detail| !detail.is_empty());
        self
    }

    #[must_use]
    pub fn docs(mut self, documentation: Documentation) -> Self {
        self.documentation = documentation;
        self
    }

    #[must_use]
    pub fn rank(mut self, rank: Rank) -> Self {
        self.rank = rank;
        self
    }

    /// Text in the place of the label.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// A snippet in the place of the label.
    #[must_use]
    pub fn snippet(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self.is_snippet = true;
        self
    }

    #[must_use]
    pub fn filter(mut self, filter: impl Into<String>) -> Self {
        self.filter = Some(filter.into());
        self
    }
}
