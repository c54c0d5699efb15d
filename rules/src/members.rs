//! The members of a section: their names and attributes. Not a rule.

use formwork_template::{Name, Place, Section, Template, Value};

use crate::nearest::{Suggestions, nearest};
use crate::rule::Rule;
use crate::{Applicability, Context, Diagnostic, Fix, removal};

/// Longest name of a member.
/// Source: quotas in the CloudFormation user guide.
pub(crate) const LONGEST_NAME: usize = 255;

/// The attributes that a resource may have.
/// Source: resource attribute reference of the CloudFormation user guide; the last two are SAM's.
pub(crate) const RESOURCE_ATTRIBUTES: &[&str] = &[
    "Type",
    "Properties",
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "Metadata",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "Version",
    "Connectors",
    "IgnoreGlobals",
];

/// Reports names that are not letters and digits.
pub(crate) fn bad_names<R: Rule>(cx: &mut Context<'_>, section: Section, what: &str) {
    let template = cx.template();
    let Some((_, value)) = template.section(section) else { return };
    let loops = template.has_language_extensions();
    for (id, _) in value.entries() {
        let looped = loops && id.text.starts_with("Fn::ForEach::");
        let plain = !id.text.is_empty() && id.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain || looped || id.text == "Fn::Transform" {
            continue;
        }
        let message = format!("The {what} `{id}` has other characters than letters and digits");
        cx.report::<R>(id.span, message);
    }
}

/// Reports names that are too long.
pub(crate) fn long_names<R: Rule>(cx: &mut Context<'_>, section: Section, what: &str) {
    for member in cx.template().members(section) {
        let length = member.id.text.chars().count();
        if length > LONGEST_NAME {
            let message =
                format!("The name of this {what} has {length} characters, and may have {LONGEST_NAME}");
            cx.report::<R>(member.id.span, message);
        }
    }
}

/// Reports names that are nearly too long.
pub(crate) fn nearly_long_names<R: Rule>(cx: &mut Context<'_>, section: Section, what: &str) {
    for member in cx.template().members(section) {
        let length = member.id.text.chars().count();
        if is_near(length, LONGEST_NAME) {
            let message =
                format!("The name of this {what} has {length} of the {LONGEST_NAME} characters it may have");
            cx.report::<R>(member.id.span, message);
        }
    }
}

/// Reports a section that has nearly as many members as it may have.
pub(crate) fn nearly_too_many<R: Rule>(cx: &mut Context<'_>, section: Section, most: usize, what: &str) {
    let Some((key, value)) = cx.template().section(section) else { return };
    let count = value.entries().count();
    if is_near(count, most) {
        cx.report::<R>(key.span, format!("The template has {count} of the {most} {what} it may have"));
    }
}

/// Whether more than nine tenths of a quota are used up, and no more than there are.
pub(crate) fn is_near(count: usize, most: usize) -> bool {
    count * 10 > most * 9 && count <= most
}

/// Reports a section with more members than it may have.
pub(crate) fn too_many<R: Rule>(cx: &mut Context<'_>, section: Section, most: usize, what: &str) {
    let Some((key, value)) = cx.template().section(section) else { return };
    let count = value.entries().count();
    if count > most {
        cx.report::<R>(key.span, format!("The template has {count} {what}, and may have {most}"));
    }
}

/// Reports keys and items without a value, all the way down.
pub(crate) fn nulls<R: Rule>(cx: &mut Context<'_>, value: Value<'_>, place: Place) {
    if value.is_null() {
        cx.report::<R>(place.span(), "There is no value here");
    }
    for (key, value) in value.entries() {
        nulls::<R>(cx, value, Place::key(key.span));
    }
    for item in value.items() {
        nulls::<R>(cx, item, place.item(item));
    }
}

/// Reports members whose `Condition` is not defined.
pub(crate) fn missing_conditions<R: Rule>(cx: &mut Context<'_>, section: Section) {
    let index = cx.index();
    let mut suggestions = Suggestions::default();
    for member in cx.template().members(section) {
        let Some((key, value)) = member.value.entry("Condition") else { continue };
        let Some(name) = value.string().filter(|name| !name.text.contains("${")) else { continue };
        if !index.may_define(Section::Conditions, name.text) {
            let near = suggestions.nearest(name.text, || index.names(Section::Conditions));
            cx.report::<R>(key.span, format!("The template has no condition `{name}`")).suggest(
                name,
                near,
                Applicability::Unsafe,
            );
        }
    }
}

/// Reports a key of `map` that is none of `known`, and offers the nearest of those.
pub(crate) fn unknown_key<'c, R: Rule>(
    cx: &'c mut Context<'_>,
    map: Value<'_>,
    key: Name<'_>,
    known: &[&str],
    message: String,
) -> &'c mut Diagnostic {
    // A name that is taken is not what was meant.
    let near = nearest(key.text, known.iter().copied()).filter(|near| map.get(near).is_none());
    cx.report::<R>(key.span, message).suggest(key, near, Applicability::Safe)
}

/// Transforms that use no member of a template which its text does not use.
const TELLING: [&str; 3] = ["AWS::Serverless-", "AWS::LanguageExtensions", "AWS::SecretsManager-"];

/// Reports members that nothing uses. The fix takes each out of its section, or the section if nothing
/// in it is used; there is none where a macro or an included text may use them.
pub(crate) fn report_unused<R: Rule>(
    cx: &mut Context<'_>,
    section: Section,
    what: &str,
    unused: &[Name<'_>],
) {
    let fixes = removals_of_unused(cx.template(), section, unused).unwrap_or_default();
    for (number, id) in unused.iter().enumerate() {
        let found = cx.report::<R>(id.span, format!("Nothing uses the {what} `{id}`"));
        found.fix = fixes.get(number).cloned().flatten();
    }
}

/// The fix for each of the members.
fn removals_of_unused(
    template: &Template,
    section: Section,
    unused: &[Name<'_>],
) -> Option<Vec<Option<Fix>>> {
    if unused.is_empty() {
        return None;
    }
    let is_telling = |name: &Name<'_>| TELLING.iter().any(|known| name.text.starts_with(known));
    let has_others = ["Fn::Transform", "!Transform"].iter().any(|call| template.source().contains(call));
    if has_others || !template.transforms().iter().all(is_telling) {
        return None;
    }
    let (key, members) = template.section(section)?;
    if members.entries().count() == unused.len() {
        let what = format!("`{key}`, of which nothing is used");
        let whole = Fix::remove(&what, removal::entry(template.root(), key.text), Applicability::Unsafe);
        return Some(vec![whole; unused.len()]);
    }
    let edits = removal::documented_entries(members, unused.iter().map(|id| id.span))?;
    let fix = |(id, edit): (&Name<'_>, _)| Fix::remove(&format!("`{id}`"), edit, Applicability::Unsafe);
    Some(unused.iter().zip(edits).map(fix).collect())
}
