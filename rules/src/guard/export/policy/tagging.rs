//! TAG001 and TAG002: which tags there are. Each form in which types take tags
//! has rules of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use formwork_schemas::{TagShape, resource_type, resource_type_names};

use super::{Policy, switched_on, text};
use crate::config::{Allowed, Tagging};
use crate::guard::export::LeftOut;
use crate::{Meta, Settings};

/// A way in which types take tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// `[{ Key, Value }]`, by the names of the two.
    List(&'static str, &'static str),
    Map,
    Specifications,
    Items,
}

const RULE: &str = "let @NAME@ = Resources.*[
  Type in [
@TYPES@  ]
  'Fn::Transform' not exists
  Properties not exists or
  Properties.'Fn::Transform' not exists
@UNSUPPRESSED@]

@COMMENT@rule @RULE@ when %@NAME@ !empty {
  %@NAME@ {
@CLAUSES@  }
}
";

pub(super) fn policy(settings: &Settings, left_out: &mut Vec<LeftOut>) -> Policy {
    let mut policy =
        Policy::new("policy-tagging", "which tags resources have, by `tagging` in `formwork.yaml`");
    let Some(tagging) = settings.tagging() else {
        left_out.push(LeftOut {
            rule: "TAG001, TAG002".to_owned(),
            part: "all of them",
            reason: "the configuration has no `tagging`",
        });
        return policy;
    };
    let known = tagging.required.keys().chain(tagging.optional.keys());
    let known: Option<Vec<String>> = known.map(|key| text::string(key).map(|_| text::quoted(key))).collect();
    let forms = forms();
    if let Some(meta) = switched_on("TAG001", settings, left_out) {
        let clauses = |form: Form, property: &str| required(form, property, tagging, left_out);
        add(
            &mut policy,
            meta,
            "A resource lacks a tag, or a tag has a value that is not allowed",
            &forms,
            clauses,
        );
    }
    if let Some(meta) = switched_on("TAG002", settings, left_out) {
        match known.and_then(|known| text::regex(&unknown(&known))) {
            Some(keys) => {
                let clauses = |form: Form, property: &str| unknown_clause(form, property, &keys);
                add(&mut policy, meta, "A tag is neither required nor optional", &forms, clauses);
            }
            None => left_out.push(LeftOut {
                rule: meta.code.to_owned(),
                part: "all of it",
                reason: "the key of a known tag can't be written in Guard",
            }),
        }
    }
    if !policy.text.is_empty() {
        left_out.push(LeftOut {
            rule: "TAG001, TAG002".to_owned(),
            part: "types of SAM, such as `AWS::Serverless::Function`",
            reason: "the hook sees what the transform has made of them, with types of their own",
        });
        left_out.sort_unstable_by(|a, b| (&a.rule, a.part).cmp(&(&b.rule, b.part)));
        left_out.dedup();
    }
    policy
}

/// The types that can be tagged, by the form and the property.
fn forms() -> BTreeMap<(Form, String), Vec<&'static str>> {
    let mut forms: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for name in resource_type_names().filter(|name| !name.starts_with("AWS::Serverless::")) {
        let Some(tagging) = resource_type(name).and_then(formwork_schemas::ResourceType::tagging) else {
            continue;
        };
        let form = match tagging.shape {
            TagShape::List | TagShape::PropagatingList => Form::List("Key", "Value"),
            TagShape::TagKeyList => Form::List("TagKey", "TagValue"),
            TagShape::Map => Form::Map,
            TagShape::Specifications => Form::Specifications,
            TagShape::Items => Form::Items,
        };
        forms.entry((form, tagging.property.to_string())).or_default().push(name);
    }
    forms
}

fn add(
    policy: &mut Policy,
    meta: &Meta,
    title: &str,
    forms: &BTreeMap<(Form, String), Vec<&'static str>>,
    mut clauses: impl FnMut(Form, &str) -> String,
) {
    for ((form, property), types) in forms {
        let clauses = clauses(*form, property);
        if clauses.is_empty() {
            continue;
        }
        let suffix = format!("{}_{}", snake(property), form.word());
        let listed = types.iter().fold(String::new(), |mut listed, name| {
            let _ = writeln!(listed, "    '{name}',");
            listed
        });
        let listed = listed.trim_end().trim_end_matches(',').to_owned() + "\n";
        let rule = RULE
            .replace("@RULE@", &format!("{}_{}_{}", meta.code, screaming(meta.name), suffix.to_uppercase()))
            .replace("@NAME@", &format!("{}_{suffix}", meta.code.to_lowercase()))
            .replace("@TYPES@", &listed)
            .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
            .replace("@COMMENT@", &text::comment(meta, title))
            .replace("@CLAUSES@", &clauses);
        policy.add(types, &rule);
    }
}

impl Form {
    fn word(self) -> &'static str {
        match self {
            Self::List(..) => "list",
            Self::Map => "map",
            Self::Specifications => "specifications",
            Self::Items => "items",
        }
    }

    /// Alternatives that hold where a function may make any tag.
    fn unknown(self, property: &str) -> String {
        let p = format!("Properties.{property}");
        match self {
            Self::List(key, _) => {
                format!("    {p} is_struct or\n    {p}[ {key} not exists or {key} is_struct ] !empty or\n")
            }
            Self::Map => format!("    {p}[ keys == /^(Ref$|Fn::)|\\$\\{{/ ] !empty or\n"),
            Self::Specifications => format!(
                "    {p} is_struct or\n    {p}[ 'Fn::If' exists or Tags is_struct ] !empty or\n    \
                 some {p}[*].Tags[ Key not exists or Key is_struct ] !empty or\n"
            ),
            Self::Items => format!(
                "    {p}[ keys == /^(Ref$|Fn::)/ ] !empty or\n    {p}.Items is_struct or\n    \
                 {p}.Items[ Key not exists or Key is_struct ] !empty or\n"
            ),
        }
    }

    /// That a tag has the key, as a clause.
    fn has(self, property: &str, key: &str) -> String {
        let p = format!("Properties.{property}");
        match self {
            Self::List(name, _) => format!("    {p}[ {name} == {key} ] !empty\n"),
            Self::Map => format!("    {p}[ keys == {key} ] !empty\n"),
            Self::Specifications => format!("    some {p}[*].Tags[ Key == {key} ] !empty\n"),
            Self::Items => format!("    {p}.Items[ Key == {key} ] !empty\n"),
        }
    }

    /// The query to the tags below the resource, and to the value of one.
    fn tags(self, property: &str) -> (String, &'static str, &'static str) {
        match self {
            Self::List(key, value) => (format!("Properties.{property}"), key, value),
            Self::Map => (format!("Properties.{property}"), "keys", "this"),
            Self::Specifications => (format!("Properties.{property}[ Tags is_list ].Tags"), "Key", "Value"),
            Self::Items => (format!("Properties.{property}.Items"), "Key", "Value"),
        }
    }
}

fn required(form: Form, property: &str, tagging: &Tagging, left_out: &mut Vec<LeftOut>) -> String {
    let mut clauses = String::new();
    let mut leave = |key: &str, part| {
        left_out.push(LeftOut {
            rule: format!("TAG001, tag `{}`", key.replace('|', "\\|")),
            part,
            reason: "it can't be written in Guard",
        });
    };
    for (key, allowed) in &tagging.required {
        let Some(literal) = text::string(key) else {
            leave(key, "the tag");
            continue;
        };
        clauses.push_str(&form.unknown(property));
        clauses.push_str(&form.has(property, &literal));
        let remedy = format!("add it ({allowed})");
        clauses.push_str(&text::message(4, &format!("the tag `{key}` is missing"), &remedy));
    }
    for (key, allowed) in tagging.required.iter().chain(&tagging.optional) {
        let Some(literal) = text::string(key) else { continue };
        let is_allowed = match allowed {
            Allowed::Any => Some("        %text != \"\"\n".to_owned()),
            Allowed::Pattern(pattern) => text::regex(pattern.as_str()).map(|pattern| {
                format!("        %text == /\\{{\\{{resolve:/ or\n        %text == {pattern}\n")
            }),
            Allowed::OneOf(values) => text::list(values.iter().map(smol_str::SmolStr::as_str))
                .map(|values| format!("        %text == /\\{{\\{{resolve:/ or\n        %text in {values}\n")),
        };
        let Some(is_allowed) = is_allowed else {
            leave(key, "its values");
            continue;
        };
        let (tags, name, value) = form.tags(property);
        let of_key = format!("{tags}[ {name} == {literal} ]");
        let settled = format!("{value} exists {value} !is_struct {value} !is_list {value} !is_null");
        let (settled, is_allowed) = match form {
            Form::Map => (of_key, format!("        this is_struct or\n{is_allowed}")),
            _ => (format!("{tags}[ {name} == {literal} {settled} ]"), is_allowed),
        };
        let _ = write!(
            clauses,
            "    when {settled} !empty {{\n      {settled} {{\n        let text = parse_string({value})\n{is_allowed}{}      }}\n    }}\n",
            text::message(
                8,
                &format!("the tag `{key}` has a value that is not allowed"),
                &format!("make it {allowed}")
            )
        );
    }
    clauses
}

/// A pattern of the keys that nobody knows. Those that begin with `aws:` are AWS's own, and functions are none.
fn unknown(known: &[String]) -> String {
    let known = if known.is_empty() { String::new() } else { format!("(?!({})$)", known.join("|")) };
    format!("^{known}(?!(?i:aws:))(?!Ref$|Fn::)(?!.*\\$\\{{)")
}

fn unknown_clause(form: Form, property: &str, keys: &str) -> String {
    let (tags, name, _) = form.tags(property);
    format!(
        "    when {tags} !empty {{\n      {tags}[ {name} == {keys} ] empty\n{}    }}\n",
        text::message(
            6,
            "a tag is neither required nor optional",
            "remove it, correct its key, or add it to `tagging.optional` in `formwork.yaml`"
        )
    )
}

/// `BackupPlanTags` as `backup_plan_tags`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

fn screaming(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}
