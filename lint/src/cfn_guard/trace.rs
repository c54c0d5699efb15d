//! How rules were evaluated, step by step, as a tree of lines for `--verbose`.

use std::fmt::Write as _;

use formwork_guard::{CheckKind, Record, Site, Status};

use super::colours::coloured;
use super::wording;
use super::words::{self, Facts, Words};

/// The rules of one file on one document.
#[derive(Debug)]
pub(super) struct Trace<'w, 'a> {
    pub(super) words: Words<'w, 'a>,
    /// What the document is called.
    pub(super) data: &'w str,
    pub(super) status: Status,
    /// How many rules the file has.
    pub(super) rules: usize,
    pub(super) records: Vec<&'w Record<'a>>,
}

impl<'a> Trace<'_, 'a> {
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let _ = writeln!(
            out,
            "`- File({}, Status={})[Context=File(rules={})]",
            self.data,
            coloured(self.status),
            self.rules
        );
        self.branches(self.records.iter().copied(), "   ", &mut out);
        out
    }

    fn branches<'r>(
        &self,
        records: impl ExactSizeIterator<Item = &'r Record<'a>>,
        prefix: &str,
        out: &mut String,
    ) where
        'a: 'r,
    {
        let last = records.len().saturating_sub(1);
        for (number, record) in records.enumerate() {
            let (branch, below) = if number == last { ("`- ", "   ") } else { ("|- ", "|  ") };
            let context = self.words.context(record);
            let _ = writeln!(out, "{prefix}{branch}{}[Context={context}]", self.line(record));
            self.branches(record.children.iter(), &format!("{prefix}{below}"), out);
        }
    }

    fn line(&self, record: &Record<'a>) -> String {
        let status = coloured(record.status);
        match &record.site {
            Site::Rule(rule, _) => format!("Rule({}, Status={status})", self.words.rule(rule)),
            Site::RuleWhen(_) => format!("Rule/When(Status={status})"),
            Site::Type(block) => format!("Type({}, Status={status})", block.type_name.text),
            Site::TypeValue(..) => format!("TypeBlock/Block Status={status})"),
            Site::TypeWhen(..) => format!("TypeBlock/When Status={status})"),
            Site::ListFilter(_) | Site::MapFilter(_) => format!("Filter/ConjunctionsBlock(Status={status})"),
            Site::When(..) => format!("WhenConditionalBlock(Status = {status})"),
            Site::WhenConditions(..) => format!("WhenCondition(Status = {status})"),
            Site::Disjunction(_) => format!("Disjunction(Status = {status})"),
            Site::Block(_) => format!("GuardValueBlockCheck(Status = {status})"),
            Site::Access(_) | Site::Reference(_) => format!("GuardClauseBlock(Status = {status})"),
            Site::Check(check) => self.check(record, &check.kind),
        }
    }

    fn check(&self, record: &Record<'a>, check: &CheckKind<'a>) -> String {
        let values = self.words.values;
        let failed = coloured(Status::Fail);
        let operator =
            |(operator, not)| format!("{} {}", if not { "not" } else { "" }, wording::operator(operator));
        match words::facts(check) {
            Facts::Success => format!("GuardClauseValueCheck(Status={})", coloured(Status::Pass)),
            Facts::Nothing(clause) => format!(
                "GuardClause(Status={failed}, Empty, {})",
                words::custom_message(clause).unwrap_or_default()
            ),
            Facts::MissingBlock(from) => format!(
                "GuardBlockValueMissing(Status={failed}, Reason={}, {})",
                self.words.undecided(record, check).unwrap_or_default(),
                values.path(from.nearest())
            ),
            Facts::Reference(reference) => {
                format!("GuardClauseDependentRule(Rule={}, Status={failed})", reference.name.text)
            }
            Facts::Unary { from, by, .. } => format!(
                "GuardClauseUnaryCheck(Status={failed}, Comparison={}, Value-At={})",
                operator(by),
                values.found(&from)
            ),
            Facts::Binary { from, to, by, .. } => format!(
                "GuardClauseBinaryCheck(Status={failed}, Comparison={}, from={}, to={})",
                operator(by),
                values.found(&from),
                to.map(|to| values.found(&to)).unwrap_or_default()
            ),
            Facts::In { from, to, by, .. } => format!(
                "GuardClauseInBinaryCheck(Status={failed}, Comparison={}, from={}, to={})",
                operator(by),
                values.found(&from),
                values.all_found(&to)
            ),
        }
    }
}
