//! What a record of an evaluation says, in cfn-guard's words: the name of its
//! context, and why it came out as it did.

use formwork_guard::ast::{AccessClause, Operator, Rule, RuleReference};
use formwork_guard::{
    CheckKind, Clue, Fault, Found, KeyCheck, Level, Mismatch, Record, Remark, Site, Status, TypeRemark, Value,
};

use super::report::Comparison;
use super::values::Values;
use super::wording::{self, RulesText};

/// The rules and the values that the records of an evaluation are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'w, 'a> {
    pub(super) rules: &'w RulesText<'a>,
    pub(super) values: &'w Values<'a>,
}

/// What a value check is about, with comparisons of clauses and of key filters alike.
#[derive(Debug)]
pub(super) enum Facts<'a> {
    Success,
    Nothing(&'a AccessClause),
    Reference(&'a RuleReference),
    MissingBlock(Found<'a>),
    Unary { from: Found<'a>, by: Comparison, custom: Option<&'a str> },
    Binary { from: Found<'a>, to: Option<Found<'a>>, by: Comparison, custom: Option<&'a str> },
    In { from: Found<'a>, to: Vec<Found<'a>>, by: Comparison, custom: Option<&'a str> },
}

pub(super) fn facts<'a>(check: &CheckKind<'a>) -> Facts<'a> {
    let resolved = |found: &Found<'a>| found.value().map_or(*found, Found::Resolved);
    match check {
        CheckKind::Success(_) => Facts::Success,
        CheckKind::Nothing(clause) => Facts::Nothing(clause),
        CheckKind::Reference(reference) => Facts::Reference(reference),
        CheckKind::MissingBlock { from, .. } => Facts::MissingBlock(*from),
        CheckKind::Unary { clause, from } => {
            Facts::Unary { from: *from, by: comparison(clause), custom: custom_message(clause) }
        }
        CheckKind::Comparison { clause, from, to, .. } => {
            Facts::Binary { from: *from, to: *to, by: comparison(clause), custom: custom_message(clause) }
        }
        CheckKind::In { clause, from, to } => {
            Facts::In { from: *from, to: to.to_vec(), by: comparison(clause), custom: custom_message(clause) }
        }
        CheckKind::KeyFilter(KeyCheck { key, to, among: true, not }) => Facts::In {
            from: Found::Resolved(key),
            to: to.iter().map(resolved).collect(),
            by: (Operator::In, *not),
            custom: None,
        },
        CheckKind::KeyFilter(KeyCheck { key, to, among: false, not }) => Facts::Binary {
            from: Found::Resolved(key),
            to: to.first().map(resolved),
            by: (Operator::Equal, *not),
            custom: None,
        },
    }
}

/// The operator of a comparison and whether it is negated, by itself or by its clause.
fn comparison(clause: &AccessClause) -> Comparison {
    let not = if clause.operator.is_unary() { clause.not } else { clause.not != clause.negated };
    (clause.operator, not)
}

pub(super) fn custom_message(clause: &AccessClause) -> Option<&str> {
    clause.message.as_ref().map(|message| &*message.text)
}

/// The name that a rule is reported under: the clauses outside of rules are named after their file.
pub(super) fn rule_name(rules: &RulesText<'_>, rule: &Rule) -> String {
    if rule.name.span.start == rule.name.span.end && !rules.name.trim().is_empty() {
        return format!("{}/{}", rules.name, rule.name.text);
    }
    rule.name.text.to_string()
}

impl<'a> Words<'_, 'a> {
    pub(super) fn rule(&self, rule: &Rule) -> String {
        rule_name(self.rules, rule)
    }

    /// The clause or block that a record is about.
    pub(super) fn context(&self, record: &Record<'a>) -> String {
        match &record.site {
            Site::Rule(rule, _) => self.rule(rule),
            Site::RuleWhen(rule) => format!("Rule#{}/When", self.rule(rule)),
            Site::Type(block) => format!("TypeBlock#{}", block.type_name.text),
            Site::TypeValue(block, number) => format!("TypeBlock#{}/{number}", block.type_name.text),
            Site::TypeWhen(block, number) => format!("TypeBlock#{}/{number}/When", block.type_name.text),
            Site::ListFilter(clauses) => format!("Filter/List#{clauses}"),
            Site::MapFilter(clauses) => format!("Filter/Map#{clauses}"),
            Site::When(_, level) => when(*level).to_owned(),
            Site::WhenConditions(_, level) => format!("{}/When", when(*level)),
            Site::Disjunction(level) => {
                format!("cfn_guard::rules::exprs::{}#disjunction", clause_kind(*level))
            }
            Site::Block(block) => self.rules.block(block),
            Site::Access(clause) => wording::clause_block(clause),
            Site::Reference(reference) => self.rules.reference(reference),
            Site::Check(check) => self.check_context(&check.kind),
        }
    }

    fn check_context(&self, check: &CheckKind<'a>) -> String {
        match check {
            CheckKind::Success(Clue::Access(clause))
            | CheckKind::Unary { clause, .. }
            | CheckKind::Comparison { clause, .. }
            | CheckKind::In { clause, .. }
            | CheckKind::Nothing(clause) => wording::clause(clause),
            CheckKind::Success(Clue::Reference(reference)) | CheckKind::Reference(reference) => {
                self.rules.reference(reference)
            }
            CheckKind::Success(Clue::KeyFilter) | CheckKind::KeyFilter(_) => String::new(),
            CheckKind::MissingBlock { block, .. } => self.rules.missing_block(block),
        }
    }

    /// Why a block, a clause or a rule came out as it did. For a call of a rule it is what its author says there.
    pub(super) fn message(&self, record: &Record<'a>) -> Option<String> {
        if let Site::Rule(_, Some(call)) = &record.site {
            return call.message.as_ref().map(|message| message.text.to_string());
        }
        if let Site::Rule(..) = &record.site {
            return undecided_condition(record);
        }
        let fault = |fault: &Fault| match &record.site {
            Site::When(..) => {
                format!(
                    "The condition could not be evaluated, so the block it guards is not checked: {fault}"
                )
            }
            Site::Disjunction(_) => format!("Disjunction failed due to error {fault}, bailing"),
            Site::Block(_) => format!("Error {fault} when handling block clause, bailing"),
            Site::Type(_) => format!("Error {fault} during type block evaluation, bailing"),
            _ => format!("Error {fault} when handling clause, bailing"),
        };
        Some(match (record.remark.as_ref()?, &record.site) {
            (Remark::NoOperand { negated }, _) => format!(
                "The {} could not be performed: the reference on the right-hand side resolved to no values. If an \
                 empty reference is expected here, guard the clause with `when <reference> !empty {{ ... }}` so it \
                 is skipped rather than failed.",
                if *negated { "negated comparison" } else { "comparison" }
            ),
            (Remark::NoValues, _) => "The comparison could not be performed: the variable on the left-hand side \
                resolved to no values, so there was nothing to compare. If an empty selection is expected here, \
                guard the clause with `when <variable> !empty { ... }` so it is skipped rather than failed."
                .to_owned(),
            (Remark::ReferenceDidNotApply, Site::Reference(reference)) => format!(
                "the rule did not apply because a condition referenced rule [{}], which did not apply to this input",
                reference.name.text
            ),
            (Remark::Type(remark), Site::Type(block)) => self.type_remark(remark, &block.type_name.text),
            (Remark::ReferenceDidNotApply | Remark::Type(_), _) => return None,
            (Remark::Fault(problem), _) => fault(problem),
        })
    }

    fn type_remark(&self, remark: &TypeRemark<'a>, name: &str) -> String {
        match remark {
            TypeRemark::NoResource => {
                format!("no {name} in the input, so the type block had nothing to check")
            }
            TypeRemark::Unselected(Some(unresolved)) => {
                format!("no {name} could be selected from the input: {}", self.values.reason(unresolved))
            }
            TypeRemark::Unselected(None) => {
                format!("no {name} could be selected from the input, so the type block had nothing to check")
            }
            TypeRemark::Exempted => format!(
                "every {name} in the input was exempted by the type block's `when` condition, so none was checked"
            ),
            TypeRemark::NotApplicable => {
                format!(
                    "no {name} in the input was checked: no clause in the type block applied to any of them"
                )
            }
            TypeRemark::Mixed => format!(
                "no {name} in the input was checked: every one was either exempted by the type block's `when` \
                 condition or had no clause that applied to it"
            ),
        }
    }

    /// Why a value check could not be decided; none where it was decided against the value.
    pub(super) fn undecided(&self, record: &Record<'a>, check: &CheckKind<'a>) -> Option<String> {
        match (check, &record.remark) {
            (CheckKind::Unary { clause, from }, Some(Remark::Fault(fault))) => {
                let value = from.nearest();
                if clause.operator != Operator::Empty {
                    return Some(fault.to_string());
                }
                Some(format!(
                    "Types or variable assignments are incompatible `Attempting EMPTY operation on type {} that does \
                     not support it at {}`",
                    value.kind(),
                    self.values.path_and_location(value)
                ))
            }
            (_, Some(Remark::Fault(fault))) => Some(fault.to_string()),
            (CheckKind::Comparison { from, to: Some(to), mismatch: Some(mismatch), .. }, _) => {
                Some(self.mismatch(*mismatch, from.nearest(), to.nearest()))
            }
            (CheckKind::MissingBlock { block, from: Found::Unresolved(unresolved) }, _) => Some(format!(
                "Query {} did not resolve to correct value, reason {}",
                wording::query(&block.query.parts),
                self.values.reason(unresolved)
            )),
            _ => None,
        }
    }

    fn mismatch(&self, mismatch: Mismatch, left: &Value<'a>, right: &Value<'a>) -> String {
        let described = |value| self.values.described(value);
        match mismatch {
            Mismatch::Kinds => {
                format!("PathAwareValues are not comparable {}, {}", left.kind(), right.kind())
            }
            Mismatch::NotText => format!("Type not comparable, {}, {}", described(left), described(right)),
            Mismatch::NotList => format!("Can not compare type {}, {}", described(left), described(right)),
        }
    }

    /// Why a rule did not apply, where its record tells. What stands deeper says more.
    pub(super) fn skip_reason(&self, record: &Record<'a>) -> Option<String> {
        record.children.iter().find_map(|child| self.skip_reason(child)).or_else(|| match &record.site {
            Site::Type(_)
            | Site::Access(_)
            | Site::Reference(_)
            | Site::When(..)
            | Site::Block(_)
            | Site::Disjunction(_)
                if record.status == Status::Skip =>
            {
                self.message(record)
            }
            Site::Check(check) if matches!(check.kind, CheckKind::Comparison { .. }) => {
                let why = self.undecided(record, &check.kind)?;
                Some(format!(
                    "the rule did not apply because one of its conditions could not be decided: {why}"
                ))
            }
            _ => None,
        })
    }
}

/// What a rule is told of whose condition could not be decided.
fn undecided_condition(rule: &Record<'_>) -> Option<String> {
    let condition = rule.children.iter().find(|child| matches!(child.site, Site::RuleWhen(_)))?;
    let Some(Remark::Fault(fault)) = &condition.remark else { return None };
    Some(format!(
        "The rule's condition could not be evaluated, so the rule fails rather than being treated as not \
         applicable: {fault}"
    ))
}

fn when(level: Level) -> &'static str {
    match level {
        Level::Rule => "RuleClause",
        Level::Block | Level::Condition => "GuardConditionClause",
    }
}

fn clause_kind(level: Level) -> &'static str {
    match level {
        Level::Rule => "RuleClause",
        Level::Block => "GuardClause",
        Level::Condition => "WhenGuardClause",
    }
}
