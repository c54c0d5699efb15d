//! The texts that a value can have: exact where the template says so, with
//! unknown stretches where a deployment decides. Each comes with the case in
//! which it holds. Nothing here judges a text; `language` compares them.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use formwork_template::{
    Assumption, Function, FunctionName, Kind, Parameter, Section, SubPiece, Template, Value,
};

use crate::Stack;

mod case;

pub(crate) use case::Case;

/// Most texts of one value; beyond, the value counts as unknown.
const MAX_TEXTS: usize = 32;

/// Most pieces of a text that is put together, and its greatest length; likewise.
const MAX_PIECES: usize = 64;
const MAX_LENGTH: usize = 4_096;

/// Values that may be looked at to work one out: variables that hold variables
/// can make much of little.
const MAX_STEPS: u32 = 1_000;

/// Deepest nesting of functions and mappings that is followed.
const MAX_DEPTH: u8 = 12;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Exact(Cow<'t, str>),
    /// `AWS::Region`: the name of some region.
    Region,
    /// `AWS::AccountId`: twelve digits.
    Account,
    /// Anything; how it reads in a message: `${Name}`.
    Unknown(Cow<'t, str>),
}

/// A text that a value can have.
#[derive(Debug, Clone)]
pub(crate) struct KnownText<'t> {
    pub(crate) pieces: Vec<Piece<'t>>,
    /// The branch of `Fn::If` that gives it, or the whole value.
    pub(crate) value: Value<'t>,
    pub(crate) case: Case<'t>,
}

type Texts<'t> = Vec<(Vec<Piece<'t>>, Case<'t>)>;

/// The texts that `value` can have where `when` holds. There is none for `AWS::NoValue`.
pub(crate) fn texts<'t>(
    value: Value<'t>,
    template: &'t Template,
    when: &Assumption<'t>,
) -> Vec<KnownText<'t>> {
    texts_in(value, template, when, None)
}

/// As [`texts`], in one stack: with the values that it gives parameters and defaults for the rest, and only
/// those conditions that can hold with them.
pub(crate) fn texts_in<'t>(
    value: Value<'t>,
    template: &'t Template,
    when: &Assumption<'t>,
    stack: Option<&'t Stack>,
) -> Vec<KnownText<'t>> {
    let reader = Reader { template, stack, steps: Cell::new(MAX_STEPS) };
    let mut found = Vec::new();
    for possibility in value.possibilities_when(when) {
        let Some(leaf) = possibility.value else { continue };
        let case = Case::when(possibility.when);
        for (pieces, case) in reader.leaf(leaf, &case, 0) {
            let is_settled = stack.is_some() || case.is_settled(template);
            let pieces = if is_settled { pieces } else { vec![unknown(leaf)] };
            found.push(KnownText { pieces, value: leaf, case });
        }
    }
    found.retain(|text| match stack {
        Some(stack) => stack.can_hold(template, &text.case.when),
        None => text.case.can_hold(template),
    });
    if found.len() > MAX_TEXTS { Vec::new() } else { found }
}

impl KnownText<'_> {
    /// The text, where all of it is known.
    pub(crate) fn exact(&self) -> Option<Cow<'_, str>> {
        match self.pieces.as_slice() {
            [] => Some(Cow::Borrowed("")),
            [Piece::Exact(text)] => Some(Cow::Borrowed(text)),
            _ => None,
        }
    }

    /// Whether the value is written out, so that schemas judge it as well.
    pub(crate) fn is_literal(&self) -> bool {
        self.value.scalar().is_some()
    }
}

impl fmt::Display for KnownText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| piece.fmt(f))
    }
}

impl fmt::Display for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(text) | Self::Unknown(text) => f.write_str(text),
            Self::Region => f.write_str("${AWS::Region}"),
            Self::Account => f.write_str("${AWS::AccountId}"),
        }
    }
}

/// A stretch that only a deployment decides.
fn unknown(value: Value<'_>) -> Piece<'_> {
    Piece::Unknown(match value.function() {
        Some(function) => match (function.reference(), function.get_att()) {
            (Some(name), _) => Cow::Owned(format!("${{{name}}}")),
            (_, Some(target)) => match target.attribute {
                Some(attribute) => Cow::Owned(format!("${{{}.{attribute}}}", target.resource)),
                None => Cow::Owned(format!("${{{}}}", target.resource)),
            },
            _ => Cow::Owned(format!("${{{}}}", function.name.tag())),
        },
        None => Cow::Borrowed("${...}"),
    })
}

struct Reader<'t> {
    template: &'t Template,
    /// The stack that it is about, if it is about one.
    stack: Option<&'t Stack>,
    /// How many values may still be looked at.
    steps: Cell<u32>,
}

impl<'t> Reader<'t> {
    fn texts(&self, value: Value<'t>, case: &Case<'t>, depth: u8) -> Texts<'t> {
        let mut texts = Vec::new();
        for possibility in value.possibilities_when(&case.when) {
            let case = Case { when: possibility.when, ..case.clone() };
            match possibility.value {
                Some(leaf) => texts.extend(self.leaf(leaf, &case, depth)),
                None => texts.push((vec![Piece::Unknown(Cow::Borrowed("${AWS::NoValue}"))], case)),
            }
        }
        bounded(texts, value, case)
    }

    /// A value that is no `Fn::If`.
    fn leaf(&self, value: Value<'t>, case: &Case<'t>, depth: u8) -> Texts<'t> {
        let left = self.steps.get();
        self.steps.set(left.saturating_sub(1));
        let found = match value.kind() {
            _ if depth > MAX_DEPTH || left == 0 => None,
            Kind::Scalar(_) => value.text().map(|text| self.literal(text, case)),
            Kind::Function(function) => self.function(function, case, depth + 1),
            Kind::List | Kind::Map | Kind::Tagged | Kind::Error => None,
        };
        match found {
            Some(texts) => bounded(texts, value, case),
            None => vec![(vec![unknown(value)], case.clone())],
        }
    }

    /// Dynamic references and, with language extensions, the variables of loops are not known.
    fn literal(&self, text: &'t str, case: &Case<'t>) -> Texts<'t> {
        let is_open = text.contains("{{resolve:")
            || (self.template.has_language_extensions() && (text.contains("${") || text.contains("&{")));
        let piece = if is_open { Piece::Unknown(text.into()) } else { Piece::Exact(text.into()) };
        vec![(vec![piece], case.clone())]
    }

    fn function(&self, function: Function<'t>, case: &Case<'t>, depth: u8) -> Option<Texts<'t>> {
        match function.name {
            FunctionName::Ref => Some(self.variable(function.reference()?.text, case)),
            FunctionName::Sub => self.sub(function, case, depth),
            FunctionName::Join => self.join(function, case, depth),
            FunctionName::FindInMap => self.mapped(function, case, depth),
            FunctionName::Select => {
                let mut arguments = function.argument.items();
                let index: usize = arguments.next()?.text()?.parse().ok()?;
                let list = arguments.next().filter(|list| list.is_list())?;
                let is_shifted =
                    list.items().any(|item| item.function().is_some_and(|f| f.choice().is_some()));
                Some(self.texts(list.items().nth(index).filter(|_| !is_shifted)?, case, depth))
            }
            _ => None,
        }
    }

    /// What `Ref` or `${...}` gives.
    fn variable(&self, name: &'t str, case: &Case<'t>) -> Texts<'t> {
        if let Some(given) = self.given(name) {
            let case = Case { stack: self.stack, ..case.clone() };
            return vec![(vec![Piece::Exact(given.into())], case)];
        }
        let piece = match name {
            "AWS::Region" => Piece::Region,
            "AWS::AccountId" => Piece::Account,
            _ => match self.parameter(name) {
                Some(values) => {
                    let given = |value| Case::given_by(name, value);
                    let values =
                        values.into_iter().filter_map(|value| Some((value, case.and(&given(value))?)));
                    return values.map(|(value, case)| (vec![Piece::Exact(value.into())], case)).collect();
                }
                None => Piece::Unknown(format!("${{{name}}}").into()),
            },
        };
        vec![(vec![piece], case.clone())]
    }

    /// The value that the stack gives a parameter.
    fn given(&self, name: &str) -> Option<&'t str> {
        let given = self.stack?.parameter(name)?;
        self.readable(name).map(|_| given)
    }

    /// A parameter that stands for its value.
    fn readable(&self, name: &str) -> Option<Parameter<'t>> {
        let parameter = self.template.parameter(name)?;
        let is_secret = parameter.0.value.get("NoEcho").is_some_and(|value| value.boolean() != Some(false));
        (!parameter.is_ssm() && !parameter.is_list() && !is_secret).then_some(parameter)
    }

    /// The values of a parameter: those allowed, or the default; in a stack the default alone. An empty
    /// default stands for one that has to be given.
    fn parameter(&self, name: &str) -> Option<Vec<&'t str>> {
        let parameter = self.readable(name)?;
        let default = parameter.default().and_then(Value::text);
        let values: Vec<&str> = match parameter.allowed_values() {
            _ if self.stack.is_some() && default.is_some() => default.into_iter().collect(),
            Some(values) => values.items().map(Value::text).collect::<Option<_>>()?,
            None => vec![default?],
        };
        let is_usable =
            !values.is_empty() && values.len() <= MAX_TEXTS && values.iter().all(|v| !v.is_empty());
        is_usable.then_some(values)
    }

    fn sub(&self, function: Function<'t>, case: &Case<'t>, depth: u8) -> Option<Texts<'t>> {
        let sub = function.sub()?;
        let parts = sub.pieces.iter().map(|piece| match piece {
            SubPiece::Text(text) => self.literal(text, case),
            SubPiece::Escaped(text) => {
                vec![(vec![Piece::Exact(format!("${{{text}}}").into())], case.clone())]
            }
            SubPiece::Variable(name) => match sub.own(name.text) {
                Some(value) => self.texts(value, case, depth),
                None => self.variable(name.text, case),
            },
        });
        joined(parts, case)
    }

    fn join(&self, function: Function<'t>, case: &Case<'t>, depth: u8) -> Option<Texts<'t>> {
        let mut arguments = function.argument.items();
        let delimiter = arguments.next()?.text()?;
        let list = arguments.next().filter(|list| list.is_list())?;
        let mut parts = Vec::new();
        for (index, item) in list.items().enumerate() {
            if index > 0 {
                parts.push(vec![(vec![Piece::Exact(delimiter.into())], case.clone())]);
            }
            parts.push(self.texts(item, case, depth));
        }
        joined(parts.into_iter(), case)
    }

    fn mapped(&self, function: Function<'t>, case: &Case<'t>, depth: u8) -> Option<Texts<'t>> {
        let find = function.find_in_map()?;
        let keys = [find.map, find.top, find.second].map(|key| self.texts(key, case, depth));
        let mut ways = vec![(Vec::new(), case.clone())];
        for key in keys {
            ways = ways.iter().flat_map(|way| key.iter().filter_map(|key| one_more(way, key))).collect();
            if ways.len() > MAX_TEXTS {
                return None;
            }
        }
        let mut texts = Vec::new();
        for (pieces, case) in ways {
            let [Piece::Exact(map), Piece::Exact(top), Piece::Exact(second)] = pieces.as_slice() else {
                return None;
            };
            let mapping = self.template.member(Section::Mappings, map)?;
            let found = mapping.value.at(&[top, second]).or(find.default)?;
            texts.extend(self.texts(found, &case, depth));
        }
        Some(texts)
    }
}

/// Every way in which the texts of parts go together.
fn joined<'t>(parts: impl Iterator<Item = Texts<'t>>, case: &Case<'t>) -> Option<Texts<'t>> {
    let mut ways = vec![(Vec::new(), case.clone())];
    for part in parts {
        ways = ways.iter().flat_map(|way| part.iter().filter_map(|text| one_more(way, text))).collect();
        if ways.len() > MAX_TEXTS || ways.iter().any(|(pieces, _)| is_long(pieces)) {
            return None;
        }
    }
    for (pieces, _) in &mut ways {
        merge(pieces);
    }
    Some(ways)
}

fn one_more<'t>(
    (pieces, case): &(Vec<Piece<'t>>, Case<'t>),
    (more, other): &(Vec<Piece<'t>>, Case<'t>),
) -> Option<(Vec<Piece<'t>>, Case<'t>)> {
    Some(([pieces.as_slice(), more].concat(), case.and(other)?))
}

fn is_long(pieces: &[Piece<'_>]) -> bool {
    let length = |piece: &Piece<'_>| match piece {
        Piece::Exact(text) | Piece::Unknown(text) => text.len(),
        Piece::Region | Piece::Account => 0,
    };
    pieces.len() > MAX_PIECES || pieces.iter().map(length).sum::<usize>() > MAX_LENGTH
}

/// Makes exact neighbours one.
fn merge(pieces: &mut Vec<Piece<'_>>) {
    let mut merged: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    for piece in pieces.drain(..) {
        match (merged.last_mut(), piece) {
            (Some(Piece::Exact(text)), Piece::Exact(more)) => text.to_mut().push_str(&more),
            (_, piece) => merged.push(piece),
        }
    }
    *pieces = merged;
}

fn bounded<'t>(texts: Texts<'t>, value: Value<'t>, case: &Case<'t>) -> Texts<'t> {
    if texts.len() > MAX_TEXTS { vec![(vec![unknown(value)], case.clone())] } else { texts }
}
