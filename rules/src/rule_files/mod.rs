//! Rules that an organisation writes as YAML: `*.rule.yaml`. Reading a file with every
//! problem at its place, running its rule over templates, running its examples. Finding
//! the files is the caller's.

mod assertion;
mod comparison;
mod docs;
mod example;
mod excerpt;
mod first;
mod fix;
mod judge;
mod message;
mod names;
mod plan;
mod rule;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod tests;
mod type_schema;

use std::collections::BTreeMap;
use std::sync::Arc;

use formwork_template::{Data, ScalarKind, Span, Syntax, Template, parse};

pub use self::example::{Expected, Outcome};
pub use self::first::{FirstRule, first_rule};
pub(crate) use self::plan::Plan;
use self::rule::Rule;
pub use self::type_schema::read_type;
use crate::builtin::rule_files as family;
use crate::builtin::rule_files::clashing_rule_id::ClashingRuleId;
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::reader::{Reader, Subject};
use crate::lasting::lasting;
use crate::rule::Described;
use crate::validate::{Judge, Made};
use crate::{Diagnostic, Elsewhere, Meta, Related, RuleCode, Settings};

/// The JSON Schema of rule files, as published for editors.
pub const JSON_SCHEMA: &str = include_str!("../../../rule.schema.json");

/// How the names of rule files end.
pub const ENDINGS: [&str; 2] = [".rule.yaml", ".rule.yml"];

static SUBJECT: Subject = Subject {
    name: ".rule.yaml",
    rules: &[
        ("CFG001", &family::unreadable_rule_file::UnreadableRuleFile::META),
        ("CFG002", &family::unknown_rule_key::UnknownRuleKey::META),
        ("CFG003", &family::wrong_rule_kind::WrongRuleKind::META),
        ("CFG004", &family::unknown_rule_word::UnknownRuleWord::META),
        ("CFG005", &family::duplicate_rule_entry::DuplicateRuleEntry::META),
        ("CFG006", &family::invalid_rule_regex::InvalidRuleRegex::META),
    ],
};

/// A rule file.
#[derive(Debug)]
pub struct RuleFile {
    /// As it is reported.
    pub name: &'static str,
    pub text: Arc<str>,
    meta: Option<&'static Meta>,
    id: Span,
    /// None where something is wrong with it: it gives no verdict then.
    rule: Option<Rule>,
    problems: Vec<Diagnostic>,
}

impl RuleFile {
    /// Reads a file. Private resource types are those that are known on this thread.
    pub fn new(name: &str, text: Arc<str>) -> Self {
        let name = lasting(name);
        let parsed = parse(Arc::clone(&text), Syntax::Yaml);
        let mut reader = Reader::new(&parsed, &SUBJECT, Vec::new());
        let broken = reader.problems();
        let is_sound = broken == 0;
        let root = parsed.tree.root();
        let is_empty =
            matches!(parsed.tree.data(root), Data::Scalar(scalar) if scalar.kind == ScalarKind::Null);
        let (meta, rule) = if is_empty && is_sound {
            reader
                .report::<WrongRuleKind>(Span::at(0), "`.rule.yaml` is empty, not a rule")
                .help("`formwork new rule NAME` writes a first one");
            (None, None)
        } else {
            Rule::read(&mut reader, root, name)
        };
        if !is_sound {
            // What seems to be missing may be in the part that can't be read.
            reader.forget(broken);
        }
        let id = parsed.tree.get(root, "id").map(|id| parsed.tree.span(id)).unwrap_or_default();
        let rule = rule.filter(|_| is_sound);
        Self { name, text, meta, id, rule, problems: reader.into_diagnostics() }
    }

    /// What is known of the rule, where it has an id.
    pub fn meta(&self) -> Option<&'static Meta> {
        self.meta
    }

    /// Where its id is.
    pub fn id_span(&self) -> Span {
        self.id
    }

    pub(crate) fn rule(&self) -> Option<&Rule> {
        self.rule.as_ref()
    }

    /// What is wrong with the file.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Runs the examples; none where the rule can't be read.
    pub fn run_examples(&self) -> Vec<Outcome> {
        let examples = self.rule.iter().flat_map(|rule| rule.examples.iter().enumerate());
        examples.filter_map(|(number, example)| example.run(number, self)).collect()
    }
}

/// Ids that several files of one configuration have: for each file but the first, what is wrong.
/// `others` are rules that come from elsewhere.
pub fn clashes(
    files: &[Arc<RuleFile>],
    others: impl Iterator<Item = &'static Meta>,
) -> Vec<(&RuleFile, Diagnostic)> {
    let mut first: BTreeMap<&str, Option<&RuleFile>> = others.map(|meta| (meta.code, None)).collect();
    let mut found = Vec::new();
    for file in files {
        let Some(meta) = file.meta else { continue };
        let Some(known) = first.get(meta.code) else {
            first.insert(meta.code, Some(file));
            continue;
        };
        let what = if known.is_some() { "Another rule" } else { "A Guard rule" };
        let rule = RuleCode::from_static(ClashingRuleId::META.code);
        let message = format!("{what} is called `{}`, too", meta.code);
        let mut clash = Diagnostic::new(rule, ClashingRuleId::META.severity, file.id, message);
        clash.help("Give it an id of its own");
        if let Some(known) = known {
            let elsewhere = Elsewhere { name: known.name.into(), text: Arc::clone(&known.text) };
            let label = "the other rule".to_owned();
            clash.related.push(Related { span: known.id, label, file: Some(elsewhere) });
        }
        found.push((&**file, clash));
    }
    found
}

/// What rules of rule files find in a template, what is known of each that found something, and
/// whether all could be looked at.
pub(crate) fn check<'a>(
    template: &'a Template,
    settings: &'a Settings,
    made: &'a Made,
) -> (Vec<Diagnostic>, Vec<Meta>, bool) {
    let (mut found, mut metas) = (Vec::new(), Vec::new());
    let wanted = settings.rule_plan().wanted(settings);
    if wanted.is_empty() {
        return (found, metas, true);
    }
    let mut judge = Judge::new(template, settings.regions(), made);
    let mut about: BTreeMap<&str, Vec<&plan::Wanted>> = BTreeMap::new();
    for resource in template.resources() {
        let Some(type_name) = resource.type_name() else { continue };
        let rules = about.entry(type_name.text).or_insert_with(|| {
            wanted.iter().filter(|wanted| wanted.rule().is_about(type_name.text)).collect()
        });
        for wanted in rules.iter() {
            let rule = wanted.rule();
            let own = rule.judge(&mut judge, resource, wanted.severity);
            if !own.is_empty() && metas.iter().all(|meta: &Meta| meta.code != rule.meta.code) {
                metas.push(*rule.meta);
            }
            found.extend(own.into_iter().map(|found| found.finding));
        }
    }
    (found, metas, !judge.is_exhausted())
}
