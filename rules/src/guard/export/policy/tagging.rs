//! TAG001 and TAG002: which tags there are. Each form in which types take tags
//! has rules of its own.

use std::collections::BTreeMap;

use formwork_schemas::{TagShape, resource_type, resource_type_names};

use super::{Policy, switched_on, text};
use crate::config::{Allowed, TagRule, Tagging};
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

const TYPES: &str = "let @NAME@ = [
@TYPES@]
";

const RULE: &str = "let @NAME@ = Resources.*[
  Type in %@LIST@
  'Fn::Transform' not exists
  Properties not exists or
  Properties.'Fn::Transform' not exists
@UNSUPPRESSED@]

@COMMENT@rule @RULE@ when %@NAME@ !empty {
  %@NAME@ {
@CLAUSES@  }
}
";

/// One hook, or one for each form where that would be more than `bytes`.
pub(super) fn policies(settings: &Settings, bytes: usize, left_out: &mut Vec<LeftOut>) -> Vec<Policy> {
    let Some(tagging) = settings.tagging() else {
        left_out.push(LeftOut {
            rule: "TAG001, TAG002".to_owned(),
            part: "all of them",
            reason: "the configuration has no `tagging`",
        });
        return Vec::new();
    };
    let missing = switched_on("TAG001", settings, left_out);
    let unknown = switched_on("TAG002", settings, left_out);
    let keys = unknown.and_then(|meta| known_keys(meta, tagging, left_out));
    let mut by_form: BTreeMap<&str, Policy> = BTreeMap::new();
    for ((form, property), types) in forms() {
        let list = format!("types_with_{}_{}", snake(&property), form.word());
        let policy = by_form.entry(form.word()).or_insert_with(|| Policy::new(form.hook(), ABOUT));
        policy.add(&types, &type_list(&list, &types));
        if let Some(meta) = missing {
            let clauses = required((form, &property, &types), settings, left_out);
            let title = "A resource lacks a tag, or a tag has a value that is not allowed";
            add(policy, meta, title, form, &property, &list, &clauses);
        }
        if let Some((meta, keys)) = unknown.zip(keys.as_ref()) {
            let clauses = unknown_clause(form, &property, keys);
            add(policy, meta, "A tag is neither required nor optional", form, &property, &list, &clauses);
        }
    }
    let mut policies: Vec<Policy> =
        by_form.into_values().filter(|policy| policy.text.contains("\nrule ")).collect();
    if policies.is_empty() {
        return policies;
    }
    left_out.push(LeftOut {
        rule: "TAG001, TAG002".to_owned(),
        part: "types of SAM, such as `AWS::Serverless::Function`",
        reason: "the hook sees what the transform has made of them, with types of their own",
    });
    if !settings.environments().deployments.is_empty() {
        left_out.push(LeftOut {
            rule: "TAG001".to_owned(),
            part: "tags that a stack gives its resources",
            reason: "the hook sees the tags of the resource alone, and asks for them there",
        });
    }
    if !tagging.propagate.is_empty() {
        left_out.push(LeftOut {
            rule: "TAG003".to_owned(),
            part: "all of it",
            reason: "what tags are passed on to has other properties in each type",
        });
    }
    // What can't be said is found again for each form.
    let mut seen: Vec<LeftOut> = Vec::new();
    left_out.retain(|one| {
        !seen.contains(one) && {
            seen.push(one.clone());
            true
        }
    });
    let size: usize = policies.iter().map(|policy| policy.text.len()).sum();
    if size + 1_000 <= bytes {
        let mut whole = Policy::new("policy-tagging", ABOUT);
        for policy in policies {
            whole.text.push_str(if whole.text.is_empty() { "" } else { "\n" });
            whole.text.push_str(&policy.text);
            whole.types.extend(policy.types);
        }
        policies = vec![whole];
    }
    policies
}

const ABOUT: &str = "which tags resources have, by `tagging` in `formwork.yaml`";

/// The pattern of the keys that nobody knows, as a literal.
fn known_keys(meta: &Meta, tagging: &Tagging, left_out: &mut Vec<LeftOut>) -> Option<String> {
    let known: Vec<String> = tagging.known().map(|(key, _)| text::quoted(key)).collect();
    let keys = text::regex(&unknown(&known));
    if keys.is_none() {
        left_out.push(LeftOut {
            rule: meta.code.to_owned(),
            part: "all of it",
            reason: "the keys of the known tags can't be written in Guard",
        });
    }
    keys
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

fn type_list(name: &str, types: &[&str]) -> String {
    let types: Vec<String> = types.iter().map(|name| format!("  '{name}'")).collect();
    TYPES.replace("@NAME@", name).replace("@TYPES@", &(types.join(",\n") + "\n"))
}

fn add(policy: &mut Policy, meta: &Meta, title: &str, form: Form, property: &str, list: &str, clauses: &str) {
    if clauses.is_empty() {
        return;
    }
    let suffix = format!("{}_{}", snake(property), form.word());
    let name = format!("{}_{}_{}", meta.code, screaming(meta.name), suffix.to_uppercase());
    let rule = RULE
        .replace("@RULE@", &name)
        .replace("@NAME@", &format!("{}_{suffix}", meta.code.to_lowercase()))
        .replace("@LIST@", list)
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace("@COMMENT@", &text::comment(meta, title))
        .replace("@CLAUSES@", clauses);
    policy.add(&[], &rule);
}

impl Form {
    /// The hook of this form, where it has one of its own.
    fn hook(self) -> &'static str {
        match self {
            Self::List(..) => "policy-tagging-list",
            Self::Map => "policy-tagging-map",
            Self::Specifications => "policy-tagging-specifications",
            Self::Items => "policy-tagging-items",
        }
    }

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

fn required(
    (form, property, types): (Form, &str, &[&'static str]),
    settings: &Settings,
    left_out: &mut Vec<LeftOut>,
) -> String {
    let Some(tagging) = settings.tagging() else { return String::new() };
    let mut clauses = String::new();
    let mut leave = |key: &str, part, reason| {
        let rule = format!("TAG001, tag `{}`", key.replace('|', "\\|"));
        left_out.push(LeftOut { rule, part, reason });
    };
    for (key, rule) in &tagging.required {
        let Some(literal) = text::string(key) else {
            leave(key, "the tag", UNWRITABLE);
            continue;
        };
        let remedy = format!("add it ({rule})");
        let mut clause = form.unknown(property);
        clause.push_str(&form.has(property, &literal));
        clause.push_str(&text::message(4, &format!("the tag `{key}` is missing"), &remedy));
        clauses.push_str(&for_types(types, rule, clause));
    }
    for (key, rule) in tagging.known() {
        let Some(literal) = text::string(key) else { continue };
        if !rule.references.is_empty() {
            leave(key, "out of which parameter its value comes", "the hook sees the value alone");
        }
        if rule.equals.is_some() {
            leave(
                key,
                "what its value equals",
                "Guard doesn't take names apart, nor compare tags with one another",
            );
        }
        if !rule.environments.is_empty() {
            leave(key, "its values", "they depend on the environment, which a hook doesn't know");
            continue;
        }
        let allowed = rule.text(settings.naming());
        let Some(is_allowed) = allowed_clause(allowed) else {
            leave(key, "its values", UNWRITABLE);
            continue;
        };
        let clause = value_clause((form, property), (key, &literal), &is_allowed, allowed);
        clauses.push_str(&for_types(types, rule, clause));
    }
    clauses
}

const UNWRITABLE: &str = "it can't be written in Guard";

/// A clause for those of the types that a tag is about.
fn for_types(types: &[&str], rule: &TagRule, clause: String) -> String {
    let about: Vec<&str> = types.iter().copied().filter(|name| rule.is_about(name)).collect();
    if about.len() == types.len() {
        return clause;
    }
    match text::list(about.iter().copied()).filter(|_| !about.is_empty()) {
        Some(about) => format!("    when Type in {about} {{\n{clause}    }}\n"),
        None => String::new(),
    }
}

/// That `%text` is allowed, as a clause.
fn allowed_clause(allowed: &Allowed) -> Option<String> {
    match allowed {
        Allowed::Any => Some("        %text != \"\"\n".to_owned()),
        Allowed::Pattern(pattern) => text::regex(pattern.as_str())
            .map(|pattern| format!("        %text == /\\{{\\{{resolve:/ or\n        %text == {pattern}\n")),
        Allowed::OneOf(values) => text::list(values.iter().map(smol_str::SmolStr::as_str))
            .map(|values| format!("        %text == /\\{{\\{{resolve:/ or\n        %text in {values}\n")),
    }
}

/// That the values of a tag are allowed.
fn value_clause(
    (form, property): (Form, &str),
    (key, literal): (&str, &str),
    is_allowed: &str,
    allowed: &Allowed,
) -> String {
    let (tags, name, value) = form.tags(property);
    let of_key = format!("{tags}[ {name} == {literal} ]");
    let settled = format!("{value} exists {value} !is_struct {value} !is_list {value} !is_null");
    let (settled, is_allowed) = match form {
        Form::Map => (of_key, format!("        this is_struct or\n{is_allowed}")),
        _ => (format!("{tags}[ {name} == {literal} {settled} ]"), is_allowed.to_owned()),
    };
    let fact = format!("the tag `{key}` has a value that is not allowed");
    let message = text::message(8, &fact, &format!("make it {allowed}"));
    format!(
        "    when {settled} !empty {{\n      {settled} {{\n        let text = parse_string({value})\n{is_allowed}{message}      }}\n    }}\n"
    )
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
