use formwork_template::{FunctionName, Name, Place, Value};
use rustc_hash::FxHashSet;

use crate::Context;
use crate::loops::{self, Bindings, Parts};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::ForEach` can't be written out.
    ///
    /// It takes an identifier, a list of values or a function that gives one, and a map that is
    /// repeated for each value. No name may come out twice.
    ///
    /// ```yaml bad
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Topics:
    ///     - Name
    ///     - [orders, orders]
    ///     - Topic${Name}:
    /// #     ^^^^^^^^^^^^ The loop makes `Topicorders` twice
    ///         Type: AWS::SNS::Topic
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Topics:
    ///     - Name
    ///     - [orders, returns]
    ///     - Topic${Name}:
    ///         Type: AWS::SNS::Topic
    /// ```
    pub struct InvalidLoop {
        code: "E0001",
        name: "invalid-loop",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidLoop {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        if template.has_language_extensions() {
            walk(cx, template.root(), &Bindings::default(), false);
        }
    }
}

/// `in_loop`: a loop makes the entries of this map, and its names have been looked at.
fn walk<'t>(cx: &mut Context<'t>, value: Value<'t>, bindings: &Bindings<'t>, in_loop: bool) {
    let mut names: FxHashSet<String> =
        value.entries().map(|(key, _)| key.text.to_owned()).filter(|key| !loops::is_loop(key)).collect();
    for (key, inner) in value.entries() {
        if !loops::is_loop(key.text) {
            walk(cx, inner, bindings, false);
            continue;
        }
        let Some(parts) = parts(cx, key, inner) else { continue };
        let inside = bindings.with(cx.template(), parts);
        let made = if in_loop { Vec::new() } else { loops::names(cx.template(), parts.body, &inside) };
        for (name, span) in made {
            if names.contains(&name) {
                cx.report::<InvalidLoop>(span, format!("The loop makes `{name}` twice"));
                break;
            }
            names.insert(name);
        }
        walk(cx, parts.body, &inside, true);
    }
    for item in value.items() {
        walk(cx, item, bindings, false);
    }
}

/// The parts of a loop, unless they are not what they have to be.
fn parts<'t>(cx: &mut Context<'t>, key: Name<'t>, value: Value<'t>) -> Option<Parts<'t>> {
    let Some(parts) = loops::parts(value) else {
        if !value.is_error() {
            cx.report::<InvalidLoop>(key.span, "A loop is a list of an identifier, a collection and a body");
        }
        return None;
    };
    let wrong = wrong_part(parts);
    if let Some((value, message)) = wrong.filter(|(value, _)| !value.is_error()) {
        cx.report::<InvalidLoop>(Place::key(key.span).item(value).span(), message);
    }
    wrong.is_none().then_some(parts)
}

/// The part of a loop that is not what it has to be, and why.
fn wrong_part(parts: Parts<'_>) -> Option<(Value<'_>, &'static str)> {
    let Parts { identifier, collection, body } = parts;
    if !is_known(identifier) {
        return Some((identifier, "The identifier of the loop is not a text"));
    }
    if collection.is_list() {
        if collection.items().len() == 0 {
            return Some((collection, "The collection of the loop is empty"));
        }
        if let Some(item) = collection.items().find(|item| !is_known(*item)) {
            return Some((item, "The value of a loop is not a text"));
        }
    } else if collection.text().is_some() || !is_known(collection) {
        return Some((collection, "The collection of the loop is neither a list nor a function"));
    }
    let is_body = body.is_map() && body.function().is_none();
    (!is_body).then_some((body, "The body of the loop is not a map"))
}

/// Whether a value is a literal, or one of the functions that are worked out before the loop is.
fn is_known(value: Value<'_>) -> bool {
    match value.function() {
        Some(function) => {
            matches!(function.name, FunctionName::Ref | FunctionName::FindInMap | FunctionName::If)
        }
        None => value.text().is_some(),
    }
}
