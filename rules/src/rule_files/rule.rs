//! A rule of a rule file: what may be written in it, and reading it. The descriptions
//! of the keys are in the published JSON Schema, which `schema` makes.

use formwork_template::NodeId;
use smol_str::SmolStr;

use super::assertion::{Assertion, at_path};
use super::comparison::{Comparison, lacks};
use super::docs;
use super::example::{Example, Expected};
use super::fix::Remedy;
use super::message::Message;
use super::names::{Known, PropertyPath, TypePattern, check_path};
use crate::builtin::rule_files::clashing_rule_id::ClashingRuleId;
use crate::builtin::rule_files::untested_rule::UntestedRule;
use crate::builtin::rule_files::wrong_rule_kind::WrongRuleKind;
use crate::config::reader::{Decode, Named, Reader};
use crate::lasting::lasting;
use crate::rule::Control;
use crate::{Meta, Phase, Severity};

/// A rule about resources.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) meta: &'static Meta,
    pub(super) resources: Vec<TypePattern>,
    pub(super) filter: Option<Assertion>,
    pub(super) test: Test,
    pub(super) message: Option<Message>,
    pub(super) help: Option<Message>,
    pub(super) fix: Option<Remedy>,
    pub(super) examples: Vec<Example>,
}

/// What is asked of a resource.
#[derive(Debug)]
pub(super) enum Test {
    Assertion(Assertion),
    Comparison(Comparison),
}

/// The keys of a rule.
const KEYS: [&str; 13] = [
    "id",
    "title",
    "rationale",
    "severity",
    "resources",
    "where",
    "property",
    "assert",
    "compare",
    "message",
    "help",
    "fix",
    "examples",
];

impl Named for Severity {
    const KIND: &str = "a severity";
    const NAMES: &[(&str, Self)] =
        &[("error", Self::Error), ("warning", Self::Warning), ("info", Self::Info)];
}

/// The code of a rule.
struct Id(&'static str);

impl Decode for Id {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        const KIND: &str = "an id of capital letters, digits and `_`, such as `ACME_QUEUE_ENCRYPTED`";
        let text = reader.text(node, KIND)?;
        let is_id = text.len() > 2
            && text.starts_with(|letter: char| letter.is_ascii_uppercase())
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if !is_id {
            return reader.wrong_kind(node, KIND);
        }
        if let Some(known) = crate::find(text) {
            let message = format!("`{text}` is a rule that comes with Formwork: {}", known.summary());
            let span = reader.span_of(node);
            reader
                .report::<ClashingRuleId>(span, message)
                .help("Begin the ids of your rules with a word of your own, such as `ACME_`");
        }
        Some(Self(lasting(text)))
    }
}

impl Rule {
    /// Reads a rule. What it is called is known even where the rest can't be read.
    pub(super) fn read(
        reader: &mut Reader<'_>,
        node: NodeId,
        file: &'static str,
    ) -> (Option<&'static Meta>, Option<Self>) {
        if reader.keys(node, &KEYS).is_none() {
            return (None, None);
        }
        let before = reader.problems();
        for (key, help) in [
            ("id", "Add one: `id: ACME_QUEUE_ENCRYPTED`"),
            ("title", "Say in one sentence what it finds: `title: A queue is not encrypted`"),
            ("resources", "Name the types of resources that it is about: `resources: [AWS::SQS::Queue]`"),
        ] {
            if reader.tree().get(node, key).is_none() {
                lacks(reader, node, &format!("`{key}`"), help);
            }
        }
        let id: Option<Id> = reader.field(node, "id");
        let title: Option<SmolStr> = reader.field(node, "title");
        let rationale: Option<SmolStr> = reader.field(node, "rationale");
        let severity = reader.field(node, "severity").unwrap_or(Severity::Error);
        let resources: Option<Vec<TypePattern>> = reader.field_by(node, "resources", Reader::non_empty);
        let known = resources.as_deref().and_then(Known::of);
        let known = known.as_ref();
        let filter = reader.field_by(node, "where", |reader, node| Assertion::read(reader, node, known));
        let test = Test::read(reader, node, known);
        let message = reader.field(node, "message");
        let help = reader.field(node, "help");
        let fix = reader.field_by(node, "fix", |reader, node| Remedy::read(reader, node, known));
        let examples: Vec<Example> = reader.field(node, "examples").unwrap_or_default();
        let Some(Id(id)) = id else { return (None, None) };
        let is_sound = reader.problems() == before;
        if !examples.iter().any(|example| example.expected == Expected::Fail) {
            let first = reader.tree().entry(node, "examples").map(|entry| entry.key);
            let place = first.or_else(|| reader.tree().get(node, "id")).unwrap_or(node);
            let span = reader.span_of(place);
            reader
                .report::<UntestedRule>(span, format!("`{id}` has no example that fails"))
                .help("Add what it is to find under `examples`: `- fail: { ... }`");
        }
        let docs = docs::of(title.as_deref().unwrap_or(id), rationale.as_deref(), &examples, file);
        let control = Control {
            packs: Vec::new(),
            controls: Vec::new(),
            cfn_nag: Vec::new(),
            file,
            built_in: false,
            has_fix: fix.is_some(),
        };
        let meta: &'static Meta = Box::leak(Box::new(Meta {
            code: id,
            name: id,
            severity,
            since: "0.1",
            aliases: &[],
            phase: Phase::Template,
            experimental: false,
            docs: lasting(&docs),
            control: Some(Box::leak(Box::new(control))),
        }));
        let rule = match (resources, test) {
            (Some(resources), Some(test)) if is_sound => {
                Some(Self { meta, resources, filter, test, message, help, fix, examples })
            }
            _ => None,
        };
        (Some(meta), rule)
    }

    /// Whether it is about resources of a type.
    pub(crate) fn is_about(&self, type_name: &str) -> bool {
        self.resources.iter().any(|pattern| pattern.names(type_name))
    }

    /// The type of the resources in examples that give none.
    pub(super) fn example_type(&self) -> &str {
        self.resources.first().map_or("", TypePattern::first)
    }
}

impl Test {
    fn read(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) -> Option<Self> {
        let tree = reader.tree();
        let property: Option<PropertyPath> = reader.field(node, "property");
        match (tree.entry(node, "assert"), tree.entry(node, "compare")) {
            (Some(_), None) => {
                if let Some(path) = &property {
                    check_path(reader, path, known);
                }
                let steps = property.as_ref().map(PropertyPath::steps).unwrap_or_default();
                let below = |known: Known, step: &&str| known.step(step).ok().flatten();
                let at = known.and_then(|known| steps.iter().try_fold(known.clone(), below));
                reader
                    .field_by(node, "assert", |reader, node| {
                        Assertion::read_inside(reader, node, at.as_ref(), |schema| {
                            at_path(&steps, false, schema)
                        })
                    })
                    .map(Self::Assertion)
            }
            (None, Some(_)) => {
                if let Some(entry) = tree.entry(node, "property") {
                    let message = "`property` stands beside `compare`, which has its own".to_owned();
                    reader
                        .report::<WrongRuleKind>(tree.span(entry.key), message)
                        .help("Move it into `compare`");
                }
                reader
                    .field_by(node, "compare", |reader, node| Comparison::read(reader, node, known))
                    .map(Self::Comparison)
            }
            (None, None) => {
                let help = "Write what holds of the properties under `assert`, as JSON Schema, or compare one property with values under `compare`";
                lacks(reader, node, "assertion", help);
                None
            }
            (Some(assert), Some(compare)) => {
                let message = "The rule has both `assert` and `compare`".to_owned();
                let first = tree.span(assert.key);
                reader
                    .report::<WrongRuleKind>(tree.span(compare.key), message)
                    .help("Make two rules of it, which have their own messages")
                    .related(first, "the assertion");
                None
            }
        }
    }
}
