//! From the text of `formwork.yaml` to a [`Config`]: walks our own tree, so that
//! every problem has its exact place. What is wrong is reported and left out,
//! and the rest is read on. Other files of ours are read by the same [`Reader`].

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use formwork_template::{Data, NodeId, Parsed, Scalar, ScalarKind, Span, Syntax, Tree, parse};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::Config;
use super::select::selectable;
use crate::builtin::configuration::duplicate_config_entry::DuplicateConfigEntry;
use crate::builtin::configuration::unknown_config_key::UnknownConfigKey;
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::builtin::configuration::unreadable_config::UnreadableConfig;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::nearest::nearest;
use crate::rule::Described;
use crate::words::shortened;
use crate::{Diagnostic, Fix, Meta, Path, RuleCode, Segment};

/// Reads the text of `formwork.yaml`. What comes with diagnostics is what could
/// be read in spite of them; a run with such a configuration is refused.
pub fn read(text: &Arc<str>) -> (Config, Vec<Diagnostic>) {
    read_among(selectable(), text)
}

/// As [`read`], where the user's `own` rules can be named as well.
pub fn read_with(text: &Arc<str>, own: impl IntoIterator<Item = &'static Meta>) -> (Config, Vec<Diagnostic>) {
    read_among(selectable().into_iter().chain(own).collect(), text)
}

/// As [`read`], with `rules` for the rules that there are.
pub(super) fn read_among(rules: Vec<&'static Meta>, text: &Arc<str>) -> (Config, Vec<Diagnostic>) {
    let parsed = parse(Arc::clone(text), Syntax::Yaml);
    let mut reader = Reader::new(&parsed, &CONFIGURATION, rules);
    let root = parsed.tree.root();
    let config = if is_null(&parsed.tree, root) { None } else { Config::decode(&mut reader, root) };
    (config.unwrap_or_default(), reader.into_diagnostics())
}

/// A kind of file, and the rules that mistakes in one break.
#[derive(Debug)]
pub(crate) struct Subject {
    /// How messages name the file.
    pub(crate) name: &'static str,
    /// Rules about the configuration by their codes, each with the one that says the same of such a file.
    pub(crate) rules: &'static [(&'static str, &'static Meta)],
}

static CONFIGURATION: Subject = Subject { name: "formwork.yaml", rules: &[] };

/// A value that is written in the configuration.
pub(crate) trait Decode: Sized {
    /// Reports what is wrong, and gives nothing where no value comes of it.
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self>;
}

/// A value that is one of a few names.
pub(crate) trait Named: Copy + 'static {
    /// What a name of them is called, with its article.
    const KIND: &str;
    const NAMES: &[(&'static str, Self)];
}

/// How `value` is written.
pub(crate) fn name_of<T: Named + PartialEq>(value: T) -> &'static str {
    T::NAMES.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}

/// The state of reading: where it is, and what it has found wrong.
pub(crate) struct Reader<'a> {
    tree: &'a Tree,
    subject: &'static Subject,
    rules: Vec<&'static Meta>,
    path: Path,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Begins to read a file, and reports what is no YAML in it.
    pub(crate) fn new(parsed: &'a Parsed, subject: &'static Subject, rules: Vec<&'static Meta>) -> Self {
        let (path, diagnostics) = (Path::default(), Vec::new());
        let mut reader = Self { tree: &parsed.tree, subject, rules, path, diagnostics };
        for error in &parsed.errors {
            let diagnostic = reader.report::<UnreadableConfig>(error.span, error.message.clone());
            diagnostic.help.clone_from(&error.help);
            if let Some((span, label)) = &error.related {
                diagnostic.related(*span, label.clone());
            }
        }
        reader
    }

    /// What was found wrong, in source order.
    pub(crate) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        self.diagnostics
    }

    /// How much was found wrong so far.
    pub(crate) fn problems(&self) -> usize {
        self.diagnostics.len()
    }

    /// Forgets what was found wrong after the first `kept` problems.
    pub(crate) fn forget(&mut self, kept: usize) {
        self.diagnostics.truncate(kept);
    }

    pub(crate) fn tree(&self) -> &'a Tree {
        self.tree
    }

    /// The rules that there are.
    pub(crate) fn rules(&self) -> &[&'static Meta] {
        &self.rules
    }

    /// Reports that the entry at `node` says again what the one at `first` says.
    pub(crate) fn duplicate(&mut self, node: NodeId, first: NodeId, message: String) {
        let (span, first) = (self.tree.span(node), self.tree.span(first));
        self.report::<DuplicateConfigEntry>(span, message)
            .help("Keep one of them")
            .related(first, "the first is here");
    }

    pub(crate) fn report<R: Described>(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let other = self.subject.rules.iter().find(|(code, _)| *code == R::META.code);
        let (code, severity) =
            other.map_or((R::META.code, R::META.severity), |(_, meta)| (meta.code, meta.severity));
        self.diagnostics.push(Diagnostic {
            path: self.path.clone(),
            ..Diagnostic::new(RuleCode::from_static(code), severity, span, message.into())
        });
        self.diagnostics.last_mut().expect("it was pushed just now")
    }

    /// Where a node is.
    pub(crate) fn span_of(&self, node: NodeId) -> Span {
        self.tree.span(node)
    }

    /// Checks that `node` is a mapping with none but `known` keys.
    pub(crate) fn keys(&mut self, node: NodeId, known: &[&str]) -> Option<()> {
        let Some(Data::Mapping(_)) = self.data(node) else { return self.wrong_kind(node, "a mapping") };
        for entry in self.tree.entries(node) {
            let key = self.tree.text(entry.key).unwrap_or_default();
            if !known.contains(&key) && !matches!(self.tree.data(entry.key), Data::Error) {
                let message = format!("`{}` is not a key of {}", shortened(key), self.place());
                self.unknown::<UnknownConfigKey>(entry.key, message, known);
            }
        }
        Some(())
    }

    /// What a node is; nothing where it has a tag, for tags have no meaning here.
    pub(crate) fn data(&self, node: NodeId) -> Option<&'a Data> {
        self.tree.tag(node).is_none().then(|| self.tree.data(node))
    }

    /// The value of a key that [`Self::keys`] has let through.
    pub(crate) fn field<T: Decode>(&mut self, node: NodeId, key: &str) -> Option<T> {
        self.field_by(node, key, T::decode)
    }

    /// As [`Self::field`], read by `decode`.
    pub(crate) fn field_by<T>(
        &mut self,
        node: NodeId,
        key: &str,
        decode: impl FnOnce(&mut Self, NodeId) -> Option<T>,
    ) -> Option<T> {
        let value = self.tree.get(node, key)?;
        self.inside_key(key, |reader| decode(reader, value))
    }

    /// A scalar's text. Numbers and booleans are text where text is asked for.
    pub(crate) fn text(&mut self, node: NodeId, kind: &str) -> Option<&'a str> {
        match self.tree.text(node) {
            Some(text) if self.data(node).is_some() && !is_null(self.tree, node) => Some(text),
            _ => self.wrong_kind(node, kind),
        }
    }

    /// A whole number out of `range`.
    pub(crate) fn integer<T>(&mut self, node: NodeId, range: RangeInclusive<T>) -> Option<T>
    where
        T: TryFrom<i64> + PartialOrd + Display,
    {
        if let Some(Data::Scalar(Scalar { kind: ScalarKind::Integer(value), .. })) = self.data(node)
            && let Ok(value) = T::try_from(*value)
            && range.contains(&value)
        {
            return Some(value);
        }
        self.wrong_kind(node, &format!("a whole number from {} to {}", range.start(), range.end()))
    }

    /// A list with at least one item.
    pub(crate) fn non_empty<T: Decode>(&mut self, node: NodeId) -> Option<Vec<T>> {
        if matches!(self.data(node), Some(Data::Sequence(items)) if items.is_empty()) {
            let message = format!("{} is an empty list", self.place());
            self.report::<WrongConfigKind>(self.tree.span(node), message)
                .help("Put something in it, or leave out the key");
            return None;
        }
        Vec::decode(self, node)
    }

    /// One value, or a list of some.
    pub(super) fn one_or_more<T: Decode>(&mut self, node: NodeId) -> Option<Vec<T>> {
        match self.data(node) {
            Some(Data::Sequence(_)) => self.non_empty(node),
            _ => T::decode(self, node).map(|one| vec![one]),
        }
    }

    /// What is read inside a key.
    pub(super) fn inside_key<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.inside(Segment::Key(key.into()), read)
    }

    /// What is read inside a key or an item.
    pub(crate) fn inside<T>(&mut self, step: Segment, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.0.push(step);
        let value = read(self);
        self.path.0.pop();
        value
    }

    /// The number of the item being read in its list.
    pub(super) fn index(&self) -> usize {
        let index = self.path.0.iter().rev().find_map(|step| match step {
            Segment::Index(index) => Some(*index as usize),
            Segment::Key(_) => None,
        });
        index.unwrap_or_default()
    }

    /// The value being read, as a message names it.
    pub(crate) fn place(&self) -> String {
        match self.path.0.as_slice() {
            [] => format!("`{}`", self.subject.name),
            [.., Segment::Key(key), Segment::Index(index)] => format!("Item {} of `{key}`", index + 1),
            [.., last] => format!("`{}`", Path(vec![last.clone()])),
        }
    }

    /// Reports that a value is not of the kind asked for; gives nothing, for the caller to pass on.
    pub(crate) fn wrong_kind<T>(&mut self, node: NodeId, kind: &str) -> Option<T> {
        let found = match (self.tree.tag(node), self.tree.data(node)) {
            (_, Data::Error) => return None, // reported by the parser
            (Some(tag), _) => format!("tagged `!{}`", shortened(&tag.name)),
            (None, Data::Mapping(_)) => "a mapping".to_owned(),
            (None, Data::Sequence(_)) => "a list".to_owned(),
            (None, Data::Scalar(Scalar { kind: ScalarKind::Null, .. })) => "empty".to_owned(),
            (None, Data::Scalar(scalar)) => format!("`{}`", shortened(self.tree.scalar_text(*scalar))),
        };
        let message = format!("{} is {found}, not {kind}", self.place());
        self.report::<WrongConfigKind>(self.tree.span_with_tag(node), message);
        None
    }

    /// Reports a name that is none of `names`, with the nearest of them and, where they are few, all.
    pub(crate) fn unknown<R: Described>(&mut self, node: NodeId, message: String, names: &[&str]) {
        /// More names than this are no help.
        const FEW: usize = 9;
        /// Nobody reads the nearest name of more problems than this.
        const HELPED: usize = 100;
        let span = self.tree.span(node);
        let written = self.tree.text(node).unwrap_or_default();
        let helped = self.diagnostics.len() < HELPED;
        let diagnostic = self.report::<R>(span, message);
        if !helped {
            return;
        }
        let mut help = Vec::new();
        if let Some(nearest) = nearest(written, names.iter().copied()) {
            help.push(format!("Change it to `{nearest}`"));
            diagnostic.fix(Fix::confirm(format!("Change to `{nearest}`"), span, nearest));
        }
        if names.len() <= FEW {
            help.push(format!("There are `{}`", names.join("`, `")));
        }
        diagnostic.help = Some(help.join(". ")).filter(|help| !help.is_empty());
    }

    /// The place of `range` in a scalar's text; the whole scalar where its text is escaped or folded.
    pub(crate) fn inside_text(&self, node: NodeId, range: Range<usize>) -> Span {
        match self.tree.text_span(node) {
            Some(text) => Span::new(text.start + range.start as u32, text.start + range.end as u32),
            None => self.tree.span(node),
        }
    }
}

impl<T: Named> Decode for T {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, T::KIND)?;
        let value = T::NAMES.iter().find(|(name, _)| *name == text);
        if value.is_none() {
            let names: Vec<&str> = T::NAMES.iter().map(|(name, _)| *name).collect();
            let message = format!("`{}` is not {}", shortened(text), T::KIND);
            reader.unknown::<UnknownConfigName>(node, message, &names);
        }
        value.map(|(_, value)| *value)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let Some(Data::Sequence(items)) = reader.data(node) else { return reader.wrong_kind(node, "a list") };
        let mut first = FxHashMap::default();
        let mut values = Self::with_capacity(items.len());
        for (index, &item) in items.iter().enumerate() {
            if let Some(text) = reader.tree.text(item)
                && let Some(first) = first.insert(text, item)
            {
                reader.duplicate(item, first, format!("`{}` is in the list twice", shortened(text)));
                continue;
            }
            values.extend(reader.inside(Segment::Index(index as u32), |reader| T::decode(reader, item)));
        }
        Some(values)
    }
}

impl<K: Decode + Ord, V: Decode> Decode for BTreeMap<K, V> {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let Some(Data::Mapping(_)) = reader.data(node) else { return reader.wrong_kind(node, "a mapping") };
        let mut map = Self::new();
        for entry in reader.tree.entries(node) {
            let step = Segment::Key(reader.tree.text(entry.key).unwrap_or_default().into());
            reader.inside(step, |reader| {
                if let (Some(key), Some(value)) =
                    (K::decode(reader, entry.key), V::decode(reader, entry.value))
                {
                    map.insert(key, value);
                }
            });
        }
        Some(map)
    }
}

impl Decode for SmolStr {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.text(node, "text").map(Self::new)
    }
}

impl Decode for bool {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        match reader.data(node) {
            Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(value), .. })) => Some(*value),
            _ => reader.wrong_kind(node, "`true` or `false`"),
        }
    }
}

fn is_null(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.data(node), Data::Scalar(Scalar { kind: ScalarKind::Null, .. }))
}
