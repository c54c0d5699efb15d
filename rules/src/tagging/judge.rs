//! The values of tags held against what the organisation says of them: out of what
//! they come, what they may be in each environment and stack, and what they equal.
//! Each comes with words and, where one edit is the remedy, with a fix.

use std::sync::Arc;

use formwork_template::{Function, FunctionName, Kind, Span, SubPiece, Syntax, Template, Value};
use smol_str::SmolStr;

use crate::config::{Allowed, Equal};
use crate::insertion::{New, flow, replacement, rewritten};
use crate::known_text::{KnownText, texts, texts_in};
use crate::nearest::nearest;
use crate::tagging::plan::{Known, TagPlan};
use crate::tagging::tags::{Tag, TaggedResource};
use crate::words::{self, shortened};
use crate::{Applicability, Fix, Related, Stack};

/// What the tags of a template are held against.
#[derive(Debug)]
pub(crate) struct Judge<'p, 'c, 't> {
    pub(crate) plan: &'p TagPlan<'c>,
    pub(crate) template: &'t Template,
    /// The stacks that the template is deployed as.
    pub(crate) stacks: &'t [Arc<Stack>],
}

/// A value that is not right.
#[derive(Debug)]
pub(crate) struct Wrong<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) when: String,
    pub(crate) fix: Option<Fix>,
    pub(crate) related: Option<Related>,
}

impl<'t> Judge<'_, '_, 't> {
    /// What is wrong with the value of a tag, whatever a deployment decides: one for each place,
    /// for its first such case.
    pub(crate) fn wrong(&self, tagged: &TaggedResource<'t>, tag: &Tag<'t>) -> Vec<Wrong<'t>> {
        let known = self.plan.find(&tag.key, tagged.type_name());
        known.map(|known| self.wrong_as(known, tagged, tag)).unwrap_or_default()
    }

    /// Whether the value of a tag is right for another key, or can be made so.
    pub(crate) fn may_be(&self, key: &str, tagged: &TaggedResource<'t>, tag: &Tag<'t>) -> bool {
        let known = self.plan.known(key).filter(|known| known.rule.is_about(tagged.type_name()));
        known.is_none_or(|known| self.wrong_as(known, tagged, tag).iter().all(|wrong| wrong.fix.is_some()))
    }

    fn wrong_as(&self, known: &Known<'_>, tagged: &TaggedResource<'t>, tag: &Tag<'t>) -> Vec<Wrong<'t>> {
        let Some(value) = tag.value else { return Vec::new() };
        let mut found: Vec<Wrong<'t>> = Vec::new();
        for text in texts(value, self.template, &tag.when) {
            if found.iter().all(|wrong| wrong.value.node() != text.value.node()) {
                let when = text.case.beyond(&tagged.base);
                let wrong = self
                    .unreferenced(known, tagged, &text)
                    .or_else(|| self.refused(known, &text, self.plan.environment(&text)))
                    .or_else(|| self.unequal(known, tagged, &text));
                found.extend(wrong.map(|wrong| Wrong { when, ..wrong }));
            }
        }
        // What is written out is the same in all stacks.
        if value.scalar().is_none() || known.depends_on_environment() {
            for stack in self.stacks {
                self.in_stack(known, (tagged, tag, value), stack, &mut found);
            }
        }
        found
    }

    fn in_stack(
        &self,
        known: &Known<'_>,
        (tagged, tag, value): (&TaggedResource<'t>, &Tag<'t>, Value<'t>),
        stack: &'t Stack,
        found: &mut Vec<Wrong<'t>>,
    ) {
        for text in texts_in(value, self.template, &tag.when, Some(stack)) {
            if found.iter().any(|wrong| wrong.value.node() == text.value.node()) {
                continue;
            }
            let environment = stack.environment.as_deref().or_else(|| self.plan.environment(&text));
            let Some(wrong) = self.refused(known, &text, environment) else { continue };
            let cases = [text.case.beyond(&tagged.base), format!("deployed with `{}`", stack.file)];
            let when = cases.into_iter().filter(|case| !case.is_empty()).collect::<Vec<_>>().join(" and ");
            let related = given_in(stack, text.value);
            let is_given = related.span != Span::at(0);
            // Another text would be as wrong in another stack.
            let help = if is_given {
                format!("Correct it in `{}`, where it is given", stack.file)
            } else {
                "Let the environment decide: by a parameter, a mapping or `Fn::If`".to_owned()
            };
            found.push(Wrong { when, help: Some(help), related: Some(related), fix: None, ..wrong });
        }
    }

    /// A value that is to come out of a parameter and does not.
    fn unreferenced(
        &self,
        known: &Known<'_>,
        tagged: &TaggedResource<'t>,
        text: &KnownText<'t>,
    ) -> Option<Wrong<'t>> {
        let names = &known.rule.references;
        if names.is_empty() || refers(text.value, names, 0) != Some(false) {
            return None;
        }
        // The variables of loops stand in plain text.
        if tagged.resource.0.looped && text.exact().is_none() {
            return None;
        }
        let whole = words::or_quoted(names);
        let (key, value) = (known.key, text.to_string());
        let message = if text.is_literal() {
            format!("The tag `{key}` is `{}`, not a reference to {whole}", shortened(&value))
        } else {
            format!("The tag `{key}` does not come from {whole}")
        };
        let (source, is_there) = self.reference(names)?;
        let help = if is_there {
            format!("Write `{source}`")
        } else {
            format!("Declare {whole} and refer to it: `{source}`")
        };
        let edit =
            replacement(text.value, &New::Source(source.clone())).filter(|_| is_there && text.is_literal());
        let fix = edit.map(|edit| Fix::new("Refer to the parameter", Applicability::Unsafe, vec![edit]));
        Some(Wrong { fix, ..wrong(text, message, Some(help)) })
    }

    /// A value that is not allowed.
    fn refused(
        &self,
        known: &Known<'_>,
        text: &KnownText<'t>,
        environment: Option<&str>,
    ) -> Option<Wrong<'t>> {
        let allowed = self.plan.refused(known, &text.pieces, environment)?;
        let key = known.key;
        let exact = text.exact();
        let message = match exact.as_deref() {
            Some("") => format!("The tag `{key}` is empty, not {allowed}"),
            _ => format!("The tag `{key}` is `{}`, not {allowed}", shortened(&text.to_string())),
        };
        let near = match allowed {
            Allowed::OneOf(values) => exact
                .and_then(|text| nearest(&text, values.iter().map(SmolStr::as_str)))
                .or(values.first().filter(|_| values.len() == 1).map(SmolStr::as_str)),
            _ => None,
        };
        let meant = near.or(known.rule.fix.as_deref().filter(|fix| allowed.accepts(fix)));
        Some(with_text(wrong(text, message, None), text, meant))
    }

    /// A value that is not what it is to equal.
    fn unequal(
        &self,
        known: &Known<'_>,
        tagged: &TaggedResource<'t>,
        text: &KnownText<'t>,
    ) -> Option<Wrong<'t>> {
        let exact = text.exact()?;
        let key = known.key;
        let (span, other, label, what) = match known.rule.equals.as_ref()? {
            Equal::Part(part) => {
                let names = self.plan.names()?;
                let named = names.of(tagged, self.template)?;
                let (name, read) = self
                    .meeting(&named.texts, text)
                    .find_map(|name| Some((name, names.contradicts(&named, name, (part, &exact))?)))?;
                let what = format!("the part `{part}` of the name `{}`", shortened(&name.to_string()));
                (name.value.span(), read, format!("`{part}` is part of this name"), what)
            }
            Equal::Tag(tag) => {
                let (span, other) = self.other_tag(tagged, tag, text)?;
                (span, other, format!("The tag `{tag}` has this value"), format!("that of the tag `{tag}`"))
            }
        };
        let message =
            format!("The tag `{key}` is `{}`, not `{}`, {what}", shortened(&exact), shortened(&other));
        let wrong = with_text(
            wrong(text, message, None),
            text,
            Some(&other).filter(|it| !it.contains("${")).map(String::as_str),
        );
        Some(Wrong { related: Some(Related { span, label, file: None }), ..wrong })
    }

    /// Another text that a tag of the same resource has in the same case.
    fn other_tag(
        &self,
        tagged: &TaggedResource<'t>,
        key: &str,
        text: &KnownText<'t>,
    ) -> Option<(Span, String)> {
        let exact = text.exact()?;
        let others = tagged.tags.iter().filter(|tag| tag.key.is(key));
        let others: Vec<_> =
            others.filter_map(|tag| Some(texts(tag.value?, self.template, &tag.when))).flatten().collect();
        let mut met = self.meeting(&others, text);
        met.find_map(|other| {
            let value = other.exact().filter(|value| *value != exact)?;
            Some((other.value.span(), value.into_owned()))
        })
    }

    /// The texts that can be there together with another.
    fn meeting<'x>(
        &'x self,
        texts: &'x [KnownText<'t>],
        text: &'x KnownText<'t>,
    ) -> impl Iterator<Item = &'x KnownText<'t>> {
        texts.iter().filter(|other| other.case.stands_with(&text.case, self.template))
    }

    /// A reference to the first of the names that there is, as it is written, and whether there is one.
    pub(crate) fn reference(&self, names: &[SmolStr]) -> Option<(String, bool)> {
        let is_there = |name: &&SmolStr| name.starts_with("AWS::") || self.template.parameter(name).is_some();
        let found = names.iter().find(is_there);
        Some((reference(found.or(names.first())?, self.template.tree().syntax()), found.is_some()))
    }
}

/// A `Ref` as it is written.
pub(crate) fn reference(name: &str, syntax: Syntax) -> String {
    flow(&New::Ref(name.to_owned()), syntax)
}

/// The remedy is another text, if it is known.
fn with_text<'t>(wrong: Wrong<'t>, text: &KnownText<'t>, meant: Option<&str>) -> Wrong<'t> {
    let Some(meant) = meant else { return wrong };
    let edit = rewritten(text.value, meant).filter(|_| text.is_literal());
    let title = format!("Change to `{}`", shortened(meant));
    let fix = edit.map(|edit| Fix::new(title, Applicability::Unsafe, vec![edit]));
    Wrong { help: Some(format!("Change it to `{}`", shortened(meant))), fix, ..wrong }
}

fn wrong<'t>(text: &KnownText<'t>, message: String, help: Option<String>) -> Wrong<'t> {
    let (value, when) = (text.value, String::new());
    Wrong { value, message, help, when, fix: None, related: None }
}

/// Where a stack gives the parameter that a value is made of.
fn given_in(stack: &Stack, value: Value<'_>) -> Related {
    let names = value.function().map(names_in).unwrap_or_default();
    let given = names.iter().find_map(|name| Some((name, stack.parameters.get(*name)?)));
    let (span, label) = match given {
        Some((name, given)) => (given.key, format!("`{name}` is given here")),
        None => (Span::at(0), "The stack is told here".to_owned()),
    };
    stack.related(span, label)
}

/// The names that a function itself refers to.
fn names_in(function: Function<'_>) -> Vec<&str> {
    let variables = function.sub().map(|sub| sub.references().map(|(name, _)| name.text).collect());
    let variables: Vec<&str> = variables.unwrap_or_default();
    function.reference().map(|name| name.text).into_iter().chain(variables).collect()
}

/// Whether a value is made of one of the parameters or mappings; nothing where that can't be known.
fn refers(value: Value<'_>, names: &[SmolStr], depth: u8) -> Option<bool> {
    /// Deeper nesting is not followed.
    const DEEPEST: u8 = 12;
    let is_one = |name: &str| names.iter().any(|known| known == name);
    if depth > DEEPEST {
        return None;
    }
    match value.kind() {
        Kind::Scalar(_) => Some(false),
        Kind::Function(function) if function.name == FunctionName::Transform => None,
        Kind::Function(function) => {
            let find = function.find_in_map().and_then(|find| find.map.text());
            let own = find.into_iter().chain(names_in(function)).any(is_one);
            let parts = function.argument.items().chain(function.argument.entries().map(|(_, value)| value));
            let is_text = function.sub().is_some_and(|sub| {
                sub.variables.is_none() && sub.pieces.iter().all(|piece| matches!(piece, SubPiece::Text(_)))
            });
            if own || is_text { Some(own) } else { any(parts, names, depth) }
        }
        Kind::List => any(value.items(), names, depth),
        Kind::Map => any(value.entries().map(|(_, value)| value), names, depth),
        Kind::Tagged | Kind::Error => None,
    }
}

fn any<'t>(values: impl Iterator<Item = Value<'t>>, names: &[SmolStr], depth: u8) -> Option<bool> {
    let mut found = Some(false);
    for value in values {
        match refers(value, names, depth + 1) {
            Some(true) => return Some(true),
            None => found = None,
            Some(false) => {}
        }
    }
    found
}

/// The text of a stack's tag held against the plan.
pub(crate) fn stack_tag<'c>(plan: &TagPlan<'c>, stack: &Stack, key: &str, text: &str) -> Option<&'c Allowed> {
    let pieces: &[_] = &[crate::known_text::Piece::Exact(text.into())];
    let pieces = if text.is_empty() { &[] } else { pieces };
    plan.refused(plan.known(key)?, pieces, stack.environment.as_deref())
}
