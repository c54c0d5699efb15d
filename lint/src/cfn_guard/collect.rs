//! From the records of an evaluation to a report: what failed, without what held.

use formwork_guard::{
    CheckKind, Evaluation, Found, PlaceId, Record, Site, Status, Unresolved, Value, Verdict,
};
use formwork_template::Span;

use super::report::{BlockItem, Check, ClauseItem, Comparison, FileReport, Item, Messages, Region, RuleItem};
use super::values::Source;
use super::wording;
use super::words::{self, Facts, Words, custom_message};

/// The status of a rules file by those of its rules.
pub(super) fn overall(verdicts: &[Verdict<'_>]) -> Status {
    let any = |status| verdicts.iter().any(|verdict| verdict.status == status);
    if any(Status::Fail) {
        Status::Fail
    } else if any(Status::Pass) {
        Status::Pass
    } else {
        Status::Skip
    }
}

impl<'a> Words<'_, 'a> {
    pub(super) fn report(&self, name: &'a str, evaluation: &Evaluation<'a>) -> FileReport<'a> {
        let mut report = FileReport::new(name);
        report.status = overall(&evaluation.verdicts);
        for verdict in &evaluation.verdicts {
            let name = self.rule(verdict.rule);
            match verdict.status {
                Status::Pass => {
                    report.compliant.insert(name);
                }
                Status::Skip => {
                    if let Some(reason) = verdict.record.as_ref().and_then(|record| self.skip_reason(record))
                    {
                        report.reasons.insert(name.clone(), reason);
                    }
                    report.not_applicable.insert(name);
                }
                Status::Fail => report.not_compliant.push(self.failed_rule(name, verdict)),
            }
        }
        report
    }

    fn failed_rule(&self, name: String, verdict: &Verdict<'a>) -> RuleItem<'a> {
        if let Some(fault) = &verdict.fault {
            let message = Some(format!("The rule could not be decided: {fault}"));
            return RuleItem { name, message, checks: Vec::new() };
        }
        let record = verdict.record.as_ref();
        let checks = record.map(|record| self.items(&record.children)).unwrap_or_default();
        RuleItem { name, message: record.and_then(|record| self.message(record)), checks }
    }

    fn items(&self, records: &[Record<'a>]) -> Vec<Item<'a>> {
        let mut items = Vec::new();
        for record in records {
            self.add(record, &mut items);
        }
        items
    }

    fn add(&self, record: &Record<'a>, items: &mut Vec<Item<'a>>) {
        if let Site::Check(check) = &record.site {
            return items.extend(self.check(record, &check.kind, check.context.place));
        }
        if record.status != Status::Fail {
            return;
        }
        match &record.site {
            Site::Rule(rule, _) => items.push(Item::Rule(RuleItem {
                name: self.rule(rule),
                message: self.message(record),
                checks: self.items(&record.children),
            })),
            Site::Block(_) if !record.steps => {
                let error = self.message(record);
                let error = error.unwrap_or("query for block clause did not retrieve any value".to_owned());
                items.push(self.block(record, error));
            }
            Site::Block(_) | Site::TypeValue(..) => items.extend(self.items(&record.children)),
            Site::Disjunction(_) | Site::Access(_) | Site::Type(_) | Site::When(..) => {
                let nested = self.items(&record.children);
                match self.message(record) {
                    Some(error) if nested.is_empty() => items.push(self.block(record, error)),
                    _ if nested.is_empty() => {}
                    _ if matches!(record.site, Site::Disjunction(_)) => items.push(Item::Any(nested)),
                    _ => items.extend(nested),
                }
            }
            _ => {}
        }
    }

    fn block(&self, record: &Record<'a>, error: String) -> Item<'a> {
        let messages = Messages { error: Some(error), ..Messages::default() };
        Item::Block(BlockItem { context: self.context(record), messages, unresolved: None })
    }

    fn check(&self, record: &Record<'a>, check: &CheckKind<'a>, place: PlaceId) -> Option<Item<'a>> {
        let context = self.context(record);
        let undecided = self.undecided(record, check).map(|why| format!("Error = [{why}]"));
        let own = |custom: Option<&str>| Some(custom.unwrap_or_default().to_owned());
        let (check, custom, error, region) = match words::facts(check) {
            Facts::Success => return None,
            Facts::Nothing(clause) => {
                let error =
                    format!("Check was not compliant as variable in context [{context}] was not empty");
                let custom = custom_message(clause).unwrap_or_default().replace('\n', ";");
                (Check::Context(context.clone()), Some(custom), error, self.around(place))
            }
            Facts::Reference(reference) => {
                let rule = reference.name.text.to_string();
                let error = format!(
                    "Check was not compliant as dependent rule [{rule}] did not PASS. Context [{context}]"
                );
                let custom = own(reference.message.as_ref().map(|message| &*message.text));
                (Check::Context(rule), custom, error, self.around(place))
            }
            Facts::MissingBlock(from) => {
                let Found::Unresolved(missing) = from else { return None };
                let error = format!("Check was not compliant as {}", self.missing(&missing, ""));
                let region = self.around(missing.at.place);
                let messages = Messages { custom: own(None), error: Some(error), region };
                return Some(Item::Block(BlockItem { context, messages, unresolved: Some(missing) }));
            }
            Facts::Unary { from, by, custom } => {
                let (check, error, region) = self.unary(by, from, &undecided.unwrap_or_default());
                (check, own(custom), error, region)
            }
            Facts::Binary { from, to, by, custom } => {
                let undecided = undecided.map(|why| format!(" {why}")).unwrap_or_default();
                let (check, error, region) = self.binary(by, from, to, &undecided)?;
                (check, own(custom), error, region)
            }
            Facts::In { from, to, by, custom } => {
                let error = format!(
                    "Check was not compliant as property [{}] was not present in [{}]",
                    self.values.path_and_location(from.nearest()),
                    self.values.all_found(&to)
                );
                let to = to.iter().filter_map(|found| found.value()).collect();
                let check = Check::In { from: from.nearest(), to, comparison: by };
                (check, custom.map(str::to_owned), error, self.exactly(from.nearest()))
            }
        };
        let messages = Messages { custom, error: Some(error), region };
        Some(Item::Clause(ClauseItem { context, messages, check }))
    }

    fn unary(&self, by: Comparison, from: Found<'a>, undecided: &str) -> (Check<'a>, String, Option<Region>) {
        match from {
            Found::Literal(value) | Found::Resolved(value) => {
                let error = format!(
                    "Check was not compliant as property [{}] {}.{undecided}",
                    self.values.path_and_location(value),
                    wording::unary_verdict(by.0, by.1)
                );
                (Check::Unary(value, by), error, self.exactly(value))
            }
            Found::Unresolved(missing) => {
                let error = format!("Check was not compliant as {}.{undecided}", self.missing(&missing, ""));
                (Check::UnaryUnresolved(missing, by), error, self.around(missing.at.place))
            }
        }
    }

    fn binary(
        &self,
        by: Comparison,
        from: Found<'a>,
        to: Option<Found<'a>>,
        undecided: &str,
    ) -> Option<(Check<'a>, String, Option<Region>)> {
        let unresolved = |missing: Unresolved<'a>, role: &str| {
            let error = format!("Check was not compliant as {}.{undecided}", self.missing(&missing, role));
            (Check::BinaryUnresolved(missing, by), error, self.around(missing.at.place))
        };
        let from = match from {
            Found::Literal(value) | Found::Resolved(value) => value,
            Found::Unresolved(missing) => return Some(unresolved(missing, " to compare from")),
        };
        Some(match to? {
            Found::Unresolved(missing) => unresolved(missing, " to compare to"),
            Found::Literal(to) | Found::Resolved(to) => {
                let error = format!(
                    "Check was not compliant as property value [{}] {} value [{}].{undecided}",
                    self.values.described(from),
                    wording::binary_verdict(by.0, by.1),
                    self.values.described(to)
                );
                (Check::Binary { from, to, comparison: by }, error, self.exactly(from))
            }
        })
    }

    /// What is missing, in a role, and where.
    fn missing(&self, missing: &Unresolved<'a>, role: &str) -> String {
        format!(
            "property [{}]{role} is missing. Value traversed to [{}]",
            wording::query(missing.rest),
            self.values.described(missing.at)
        )
    }

    /// Where a value stands.
    fn exactly(&self, value: &Value<'a>) -> Option<Region> {
        self.values.place(value).map(region)
    }

    /// The key under which something is missing.
    fn around(&self, place: PlaceId) -> Option<Region> {
        self.values.key_place(place).map(region)
    }
}

fn region((source, span): (&Source<'_>, Span)) -> Region {
    let (start, end) = source.lines.range(span);
    Region { start, end }
}
