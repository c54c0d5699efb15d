//! One rules file evaluated on one document, and what is said about it.

use std::time::{SystemTime, UNIX_EPOCH};

use formwork_guard::ast::RulesFile;
use formwork_guard::{Detail, Document, Evaluation, Notice, Options, Store, Verdict, evaluate};

use super::wording;
use super::words::Words;

/// Evaluates with as many records as a report needs.
pub(super) fn of<'a>(
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    detail: Detail,
) -> Evaluation<'a> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    evaluate(store, document, file, Options { detail, now })
}

/// What holds today and won't in a later release of cfn-guard's.
pub(super) fn notices(evaluation: &Evaluation<'_>) -> Vec<String> {
    let text = |notice: &Notice<'_>| match notice {
        Notice::ComparedNothing(clause) => format!(
            "DEPRECATION: {} passed without comparing anything, because the query selected an empty collection. \
             cfn-guard announces that this fails in its next release. Guard the clause with `when <query> !empty \
             {{ ... }}` where the collection may be empty.",
            wording::clause_block(clause)
        ),
        Notice::Incomparable(clause) => format!(
            "DEPRECATION: {} passed because the value could not be compared with any element of the list. \
             cfn-guard announces that this fails in a later release. Compare values of the same kind, or use `!=`.",
            wording::clause(clause)
        ),
    };
    evaluation.notices.iter().map(text).collect()
}

/// The rules that could not be decided, a line each.
pub(super) fn faults(words: Words<'_, '_>, data: &str, verdicts: &[Verdict<'_>]) -> Vec<String> {
    let line = |verdict: &Verdict<'_>| {
        let fault = verdict.fault.as_ref()?;
        let at = words.rules.lines.position(verdict.rule.name.span.start);
        let name = words.rule(verdict.rule);
        Some(format!(
            "{}:{}:{}: the rule `{name}` could not be decided for {data}: {fault}",
            words.rules.name, at.line, at.column
        ))
    };
    verdicts.iter().filter_map(line).collect()
}
