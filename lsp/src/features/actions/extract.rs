//! A literal becomes a parameter, at one place or at all.

use std::collections::BTreeSet;

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_schemas::Types;
use formwork_template::{FunctionName, ScalarKind, Section, Span, Template, Value};
use smol_str::SmolStr;

use super::{Action, ActionKind};
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let Some((steps, value)) = literal(template, span) else { return };
    let Some(name) = name(template, &steps) else { return };
    let shape = type_of_holder(template, &steps).and_then(|name| Shape::at(&steps, name));
    let Some(parameter) = Parameter::of(shape.as_ref(), value) else { return };
    let definition = vec![(name.clone(), parameter.definition())];
    let Some(added) = editing::add_members(template, Section::Parameters, &definition) else { return };
    let Some(here) = referring(value, &name) else { return };
    let title = format!("Extract to parameter `{name}`");
    actions.push(Action::new(title, ActionKind::Extract, vec![added.clone(), here]));
    let alike = alike(template, &parameter, value);
    if alike.len() > 1 {
        let title = format!("Extract all {} occurrences to parameter `{name}`", alike.len());
        let uses: Option<Vec<Edit>> = alike.iter().map(|value| referring(*value, &name)).collect();
        let edits = uses.map(|uses| std::iter::once(added).chain(uses).collect());
        actions.extend(edits.map(|edits| Action::new(title, ActionKind::Extract, edits)));
    }
}

/// The literal at a place and the steps to it: a scalar, or the list whose key it is.
fn literal(template: &Template, span: Span) -> Option<(Vec<Step>, Value<'_>)> {
    let tree = template.tree();
    let mut trail = Trail::to(tree, span.start);
    if !is_free(&trail) {
        return None;
    }
    match trail.part {
        Part::Value => {
            let value = trail.value(tree);
            Some((trail.steps, value))
        }
        Part::Key { key, value } => {
            let value = Value::new(tree, value);
            trail.steps.push(Step::Key(SmolStr::new(tree.text(key)?)));
            value.is_list().then_some((trail.steps, value))
        }
        Part::Tag => None,
    }
}

/// Whether a function would take a reference in the place: not where it asks for a name.
fn is_free(trail: &Trail) -> bool {
    match trail.function() {
        Some((FunctionName::If, _, below)) => !matches!(below, [] | [Step::Item(0)]),
        // What joins is no matter of a reference.
        Some((FunctionName::Join, _, below)) => below.len() > 1,
        Some((FunctionName::Select | FunctionName::Cidr, _, below)) => !below.is_empty(),
        None | Some((FunctionName::Base64 | FunctionName::ImportValue, ..)) => true,
        Some(_) => false,
    }
}

/// How long a name is made, with room for a number.
const LONGEST_NAME: usize = 250;

/// A name for the parameter, made of the resource's and the property's, where the place is one of
/// `Properties` or an output's value.
fn name(template: &Template, steps: &[Step]) -> Option<String> {
    let (section, member, depth) = trail::member(steps)?;
    let last = match (section, &steps[depth..]) {
        ("Resources", [Step::Key(properties), rest @ ..]) if properties == "Properties" => {
            rest.iter().rev().find_map(Step::key)?
        }
        ("Outputs", [Step::Key(key)]) if key == "Value" => "Value",
        _ => return None,
    };
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let mut base = format!("{}{}", plain(member), plain(last));
    // A name has at most 255 characters; these are ASCII.
    base.truncate(LONGEST_NAME);
    let is_taken = |name: &str| {
        let index = template.index();
        index.definition(Section::Parameters, name).is_some()
            || index.definition(Section::Resources, name).is_some()
    };
    let numbered = (2..).map(|number| format!("{base}{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|name| !is_taken(name))
}

fn type_of_holder<'t>(template: &'t Template, steps: &[Step]) -> Option<&'t str> {
    let (section, member, _) = trail::member(steps)?;
    (section == "Resources").then(|| template.resource(member)?.type_name().map(|name| name.text))?
}

/// What a parameter is like that takes the place of a literal: its type by the schema there, its default by the literal.
#[derive(PartialEq)]
struct Parameter {
    kind: String,
    default: New,
    is_boolean: bool,
}

impl Parameter {
    fn of(shape: Option<&Shape>, value: Value<'_>) -> Option<Self> {
        if value.is_list() {
            return Self::of_list(shape?, value);
        }
        let text = value.text().filter(|text| is_writable(text))?;
        let types = shape.map_or(Types::NONE, Shape::types);
        let is = |kind: Types| types.contains(kind);
        let of_aws = shape.and_then(|shape| of_format(shape, false));
        let is_number = match (is(Types::STRING), is(Types::INTEGER) || is(Types::NUMBER)) {
            (false, true) => true,
            (false, false) if types == Types::NONE => {
                matches!(value.scalar()?.kind, ScalarKind::Integer(_) | ScalarKind::Float(_))
            }
            _ => false,
        };
        // A default has to be one of the allowed values, and those are the usual spellings.
        let is_boolean = is(Types::BOOLEAN) && !is(Types::STRING) && value.boolean().is_some();
        let is_usable = is(Types::STRING) || is_number || is_boolean || types == Types::NONE;
        if !is_usable || is_number && !is_plain_number(text) {
            return None;
        }
        let kind = of_aws.unwrap_or_else(|| if is_number { "Number" } else { "String" }.to_owned());
        let default = match value.boolean().filter(|_| is_boolean) {
            Some(value) => New::Text(value.to_string()),
            None => single(text, is_number),
        };
        Some(Self { kind, default, is_boolean })
    }

    fn of_list(shape: &Shape, value: Value<'_>) -> Option<Self> {
        let item = shape.step("*").filter(|_| shape.types().contains(Types::ARRAY))?;
        let types = item.types();
        let is_number = types.contains(Types::INTEGER) || types.contains(Types::NUMBER);
        let is_text = types.contains(Types::STRING);
        let texts: Vec<&str> = value.items().map(Value::text).collect::<Option<_>>()?;
        // An empty text is an empty list, and commas part items.
        let is_item = |text: &&str| !text.is_empty() && !text.contains(',') && text.trim() == *text;
        let default = texts.join(",");
        if !texts.iter().all(is_item) || !is_writable(&default) || !(is_text || is_number) {
            return None;
        }
        if !is_text && !texts.iter().all(|text| is_plain_number(text)) {
            return None;
        }
        let plain = if is_text { "CommaDelimitedList" } else { "List<Number>" };
        let kind =
            of_format(&item, true).map_or_else(|| plain.to_owned(), |of_aws| format!("List<{of_aws}>"));
        Some(Self { kind, default: New::Text(default), is_boolean: false })
    }

    fn definition(&self) -> New {
        let mut entries = vec![
            ("Type".to_owned(), New::Text(self.kind.clone())),
            ("Default".to_owned(), self.default.clone()),
        ];
        if self.is_boolean {
            let both = ["true", "false"].map(|text| New::Text(text.to_owned()));
            entries.push(("AllowedValues".to_owned(), New::List(both.to_vec())));
        }
        New::Map(entries)
    }
}

/// Whether a parameter can have it as its value: what is looked up or put together elsewhere is no default, nor is a
/// document.
fn is_writable(text: &str) -> bool {
    /// The longest value of a parameter in bytes.
    const LONGEST: usize = 4096;
    text.len() <= LONGEST
        && !text.is_empty()
        && !text.contains(['\n', '\r'])
        && !text.contains("${")
        && !text.contains("{{")
}

fn single(text: &str, is_number: bool) -> New {
    if is_number { New::Source(text.to_owned()) } else { New::Text(text.to_owned()) }
}

/// Whether YAML and JSON read it as the number that it is written as.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && are_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// The parameter type of AWS that stands for a format: `AWS::EC2::VPC::Id` for `AWS::EC2::VPC.Id`.
pub(super) fn of_format(shape: &Shape, is_listed: bool) -> Option<String> {
    let formats = shape.schema.views().into_iter().filter_map(formwork_schemas::Schema::format);
    let mut names = formats.map(|format| format.replace('.', "::"));
    let is_known = |name: &str| {
        formwork_rules::parameter_types::TYPES.contains(&name)
            && !(is_listed && formwork_rules::parameter_types::UNLISTED.contains(&name))
    };
    names.find(|name| is_known(name))
}

/// Puts a reference to a parameter in the place of a literal.
fn referring(value: Value<'_>, name: &str) -> Option<Edit> {
    let reference = New::Ref(name.to_owned());
    if !value.is_list() {
        return editing::replacement(value, &reference);
    }
    let tree = value.tree();
    let (source, span) = (tree.source(), value.span());
    let text = editing::flow(&reference, tree.syntax());
    if tree.comments_in(span).next().is_some() {
        return None;
    }
    if source[span.range()].starts_with('[') {
        return Some(Edit { span, text });
    }
    // Lines of items begin behind the colon of the key.
    let before = source[..span.start as usize].trim_end();
    let end = source[..span.end as usize].trim_end().len();
    before.ends_with(':').then(|| Edit { span: Span::of(before.len()..end), text: format!(" {text}") })
}

/// The literals in properties that the same parameter would do for, in the order of the text.
fn alike<'t>(template: &'t Template, parameter: &Parameter, value: Value<'t>) -> Vec<Value<'t>> {
    let mut alike = Alike { parameter, like: value, found: Vec::new(), places: BTreeSet::new() };
    for resource in template.resources().filter(|resource| !resource.0.looped) {
        if let Some(properties) = resource.properties() {
            let shape = resource.type_name().and_then(|name| Shape::of_type(name.text));
            alike.collect(properties, shape.as_ref());
        }
    }
    alike.found
}

/// Whether two lists have the same texts.
fn are_alike(one: Value<'_>, other: Value<'_>) -> bool {
    one.items().len() == other.items().len()
        && one
            .items()
            .zip(other.items())
            .all(|(one, other)| one.text().is_some() && one.text() == other.text())
}

struct Alike<'t, 'p> {
    parameter: &'p Parameter,
    like: Value<'t>,
    found: Vec<Value<'t>>,
    places: BTreeSet<Span>,
}

impl<'t> Alike<'t, '_> {
    fn collect(&mut self, at: Value<'t>, shape: Option<&Shape>) {
        let is_like = match (at.text(), self.like.text()) {
            (Some(text), Some(like)) => text == like,
            (None, None) => at.is_list() && self.like.is_list() && are_alike(at, self.like),
            _ => false,
        };
        if is_like && Parameter::of(shape, at).as_ref() == Some(self.parameter) {
            // Aliases lead to one place by several ways.
            if self.places.insert(at.span()) {
                self.found.push(at);
            }
            return;
        }
        match at.function() {
            Some(function) if function.name == FunctionName::If => {
                function.argument.items().skip(1).for_each(|branch| self.collect(branch, shape));
            }
            Some(function) if function.name == FunctionName::Join => {
                let parts = function.argument.items().nth(1).into_iter().flat_map(Value::items);
                parts.for_each(|part| self.collect(part, None));
            }
            Some(_) => {}
            None => {
                let below = |step: &str| shape.and_then(|shape| shape.step(step));
                for (key, inner) in at.entries() {
                    self.collect(inner, below(key.text).as_ref());
                }
                let item = below("*").filter(|_| at.is_list());
                at.items().for_each(|inner| self.collect(inner, item.as_ref()));
            }
        }
    }
}
