//! What a rule finds in a resource, in its own words.

use formwork_schemas::{TypeLookup, lookup};
use formwork_template::{Assumption, Resource, Span, Template, Value};
use rustc_hash::{FxHashMap, FxHashSet};

use super::comparison::{Comparison, Operator, Other, Test as Compared};
use super::message::Placeholder;
use super::rule::{Rule, Test};
use crate::known_text::{self, KnownText};
use crate::validate::{Fault, Judge, Violation, cases, wording};
use crate::words::{self, shortened};
use crate::{Diagnostic, RuleCode, Severity, properties};

/// A finding, and what only examples ask of it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) finding: Diagnostic,
    /// The logical ID.
    pub(super) resource: String,
    /// What is missing below the place.
    pub(super) missing: Option<String>,
}

/// Something that a rule objects to, before it is put into the rule's words.
struct Objection<'a> {
    span: Span,
    /// The name of the property that it is about.
    property: &'a str,
    /// What is missing below the place.
    missing: Option<&'a str>,
    value: Option<Value<'a>>,
    /// In the validator's words, or those of the comparison.
    fact: String,
    help: Option<String>,
    expected: String,
    when: String,
    /// Where the value is written, if that is elsewhere.
    origin: Option<Span>,
}

impl Rule {
    /// What it finds in a resource of one of its types.
    pub(super) fn judge<'a>(
        &'a self,
        judge: &mut Judge<'a>,
        resource: Resource<'a>,
        severity: Severity,
    ) -> Vec<Found> {
        let cases = judge.cases(resource, self.filter.as_ref().map(|filter| filter.root()));
        if cases.is_empty() {
            return Vec::new();
        }
        let objections = match &self.test {
            Test::Assertion(assertion) => {
                let found = judge.violations(self.meta.code, resource, assertion.root(), &cases);
                by_schema(found, expected, |_| None)
            }
            Test::Comparison(comparison) => comparison.judge(self.meta.code, judge, resource, &cases),
        };
        let wanted = objections.into_iter().filter(|objection| can_have(resource, objection));
        wanted.map(|objection| self.found(resource, severity, objection)).collect()
    }

    fn found(&self, resource: Resource<'_>, severity: Severity, objection: Objection<'_>) -> Found {
        let word = |placeholder: Placeholder| match placeholder {
            Placeholder::Id => resource.id().text.to_owned(),
            Placeholder::Type => resource.type_name().map_or("", |name| name.text).to_owned(),
            Placeholder::Property => objection.missing.unwrap_or(objection.property).to_owned(),
            Placeholder::Value => match objection.missing {
                Some(_) => "nothing".to_owned(),
                None => shown(objection.value),
            },
            Placeholder::Expected => objection.expected.clone(),
            Placeholder::Fact => objection.fact.clone(),
        };
        let message = self.message.as_ref().map_or_else(|| objection.fact.clone(), |it| it.fill(word));
        let code = RuleCode::from_static(self.meta.code);
        let mut finding = Diagnostic::new(code, severity, objection.span, message);
        finding.help = self.help.as_ref().map(|help| help.fill(word)).or(objection.help);
        finding.when(objection.when);
        finding.fix = self.fix.as_ref().and_then(|fix| fix.fix(resource, objection.value));
        if let Some(origin) = objection.origin {
            finding.related(origin, "the value is here");
        }
        let missing = objection.missing.map(str::to_owned);
        Found { finding, resource: resource.id().text.to_owned(), missing }
    }
}

impl Comparison {
    fn judge<'a>(
        &'a self,
        code: &'static str,
        judge: &mut Judge<'a>,
        resource: Resource<'a>,
        cases: &[Assumption<'a>],
    ) -> Vec<Objection<'a>> {
        let mut objections = Vec::new();
        for test in &self.tests {
            let found = judge.violations(code, resource, test.schema.root(), cases);
            let own_words = |violation: &Violation<'_>| match violation.fault {
                Fault::Missing { .. } | Fault::ItemCount { .. } => None,
                _ => Some(test.fact(self.property.last(), &shown(violation.value), &test.expected)),
            };
            objections.extend(by_schema(found, |_| test.expected.clone(), own_words));
            if let Some(other) = &test.other {
                for case in cases {
                    objections.extend(self.against(test, other, judge, resource, case));
                }
            }
        }
        objections
    }

    /// Compares with another value of the template. What is not known of either is not held against it.
    fn against<'a>(
        &'a self,
        test: &'a Compared,
        other: &Other,
        judge: &Judge<'a>,
        resource: Resource<'a>,
        case: &Assumption<'a>,
    ) -> Vec<Objection<'a>> {
        let template = judge.template();
        let others: Vec<(Value<'a>, Assumption<'a>)> = match other {
            Other::Property(path) => properties::at(resource, &path.steps())
                .into_iter()
                .filter_map(|found| Some((found.value?, found.when)))
                .collect(),
            Other::Parameter(name) => {
                let reference = serde_json::json!({ "Ref": name.as_str() }).to_string();
                vec![(judge.made(&reference), Assumption::default())]
            }
        };
        let base = resource.condition().and_then(|name| Assumption::default().and(name.text, true));
        let base = base.unwrap_or_default();
        let mut objections = Vec::new();
        for left in properties::at(resource, &self.property.steps()) {
            let Some(value) = left.value else { continue };
            let differing = others.iter().find_map(|(right, when)| {
                let when = left.when.and_all(when)?.and_all(case)?;
                // Whatever it is, it is the same.
                if value.canonical() == right.canonical() && test.operator.holds("1", "1") == Some(true) {
                    return None;
                }
                let rights = known_text::texts(*right, template, &when);
                known_text::texts(value, template, &when).into_iter().find_map(|left| {
                    rights.iter().find_map(|right| test.refutes(&left, right, template, &base))
                })
            });
            let Some((text, other, when)) = differing else { continue };
            let expected = format!("{} (`{}`)", test.expected, shortened(&other));
            objections.push(Objection {
                span: if value.scalar().is_some() { value.span() } else { left.place.span() },
                property: self.property.last(),
                missing: None,
                value: Some(value),
                fact: test.fact(self.property.last(), &shortened(&text), &expected),
                help: None,
                expected,
                when,
                origin: None,
            });
        }
        objections
    }
}

impl Compared {
    fn fact(&self, property: &str, value: &str, expected: &str) -> String {
        match self.operator {
            Operator::Absent => format!("`{property}` is there, which is not allowed"),
            Operator::NotEquals | Operator::NoneOf | Operator::NotMatches if self.other.is_none() => {
                format!("`{property}` is `{value}`, which is not allowed")
            }
            _ => format!("`{property}` is `{value}`, not {expected}"),
        }
    }

    /// The two texts and the case, if they can be so and do not stand as they are to.
    fn refutes<'t>(
        &self,
        left: &KnownText<'t>,
        right: &KnownText<'t>,
        template: &'t Template,
        base: &Assumption<'t>,
    ) -> Option<(String, String, String)> {
        let (text, other) = (left.exact()?, right.exact()?);
        if self.operator.holds(&text, &other)? {
            return None;
        }
        let case = left.case.and(&right.case).filter(|case| case.can_hold(template))?;
        Some((text.into_owned(), other.into_owned(), case.beyond(base)))
    }
}

/// Whether what is missing can be there: of the types that a rule names by a pattern not every one has
/// all that the rule asks for.
fn can_have(resource: Resource<'_>, objection: &Objection<'_>) -> bool {
    let (Some(name), "Properties") = (objection.missing, objection.property) else { return true };
    let Some(TypeLookup::Known(known)) = resource.type_name().map(|name| lookup(name.text)) else {
        return true;
    };
    known.property_at(&[name]).is_some() || known.properties().properties().is_empty()
}

/// Violations as objections: what is the same at one place in several cases is said once.
fn by_schema<'a>(
    found: Vec<Violation<'a>>,
    expected: impl Fn(&Violation<'a>) -> String,
    own_words: impl Fn(&Violation<'a>) -> Option<String>,
) -> Vec<Objection<'a>> {
    let mut objections: Vec<Objection<'a>> = Vec::new();
    let mut told: FxHashMap<(Span, String), (usize, Vec<Assumption<'a>>)> = FxHashMap::default();
    let mut places: FxHashSet<Span> = FxHashSet::default();
    for violation in found {
        let (fact, help) = wording::words_of(&violation);
        let fact = own_words(&violation).unwrap_or(fact);
        let via = violation.via.as_ref();
        let used = via.and_then(|via| via.used);
        let span = used.or_else(|| literal(&violation)).unwrap_or(violation.place);
        // What a function gives is one finding, whatever number of its values is at fault.
        let is_first = places.insert(span);
        if (via.is_some() || violation.round.is_some()) && !is_first {
            continue;
        }
        let (number, cases) =
            told.entry((span, fact.clone())).or_insert_with(|| (objections.len(), Vec::new()));
        cases.push(violation.when.clone());
        if cases.len() > 1 {
            let case = cases::together(cases);
            objections[*number].when = if case.is_always() { String::new() } else { case.to_string() };
            continue;
        }
        objections.push(Objection {
            span,
            property: violation.property,
            missing: missing(&violation.fault),
            value: violation.value,
            fact,
            help,
            expected: expected(&violation),
            when: violation.case(),
            origin: used.map(|_| violation.place),
        });
    }
    objections
}

/// Where the literal at fault is written; the validator tells of its key.
fn literal(violation: &Violation<'_>) -> Option<Span> {
    let is_apart = violation.is_made || violation.via.is_some();
    violation.value.filter(|value| !is_apart && value.scalar().is_some()).map(Value::span)
}

fn missing<'a>(fault: &Fault<'a>) -> Option<&'a str> {
    match fault {
        Fault::Missing { name } | Fault::RequiredBy { name, .. } => Some(name),
        _ => None,
    }
}

/// What a schema wants, in a few words.
fn expected(violation: &Violation<'_>) -> String {
    match &violation.fault {
        Fault::Missing { name } | Fault::RequiredBy { name, .. } => format!("`{name}`"),
        Fault::NotAllowed { allowed, .. } => {
            let names: Vec<String> = allowed.iter().map(words::literal).collect();
            words::or_quoted(&names)
        }
        Fault::PatternMismatch { pattern } => format!("a match of `{}`", pattern.as_str()),
        Fault::WrongType { expected } => {
            let names: Vec<&str> = expected.names().map(words::of_type).collect();
            words::or(&names)
        }
        Fault::Length { limit, .. } => limit.counted("character"),
        Fault::ItemCount { limit, .. } => limit.counted("item"),
        Fault::PropertyCount { limit, .. } => limit.counted("key"),
        Fault::Range { limit, exclusive: false } => limit.words(),
        Fault::NoneOf { names } | Fault::NotExactlyOne { names, .. } => words::or_quoted(names),
        Fault::NotMultiple { of } => format!("a multiple of {of}"),
        _ => "something else".to_owned(),
    }
}

/// A value as it is written, in short.
fn shown(value: Option<Value<'_>>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.text().map_or_else(|| value.to_json(), str::to_owned);
    shortened(&text).into_owned()
}
