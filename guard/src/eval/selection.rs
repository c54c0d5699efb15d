//! Which filters the index by resource type can answer: `Resources.*[ Type == 'X' ... ]`,
//! with which nearly every rule begins.

use super::{Detail, Evaluator};
use crate::ast::{Clause, LiteralData, Operand, Operator, Part, PartKind};
use crate::value::Value;

impl<'a> Evaluator<'_, 'a> {
    /// The types to which a filter on all resources restricts them, where the index may answer for
    /// the others: none of its clauses can fault or leave a trace.
    pub(super) fn selected_types(
        &self,
        filter: Option<&'a Part>,
        current: &'a Value<'a>,
    ) -> Option<Vec<&'a str>> {
        if self.options.detail == Detail::Everything {
            return None;
        }
        let PartKind::Filter { capture: None, clauses } = &filter?.kind else { return None };
        let resources = self.document.resources()?;
        if !std::ptr::eq(resources, current) || !clauses.iter().flatten().all(is_quiet) {
            return None;
        }
        clauses.iter().find_map(|alternatives| match alternatives.as_slice() {
            [only] => types(only),
            _ => None,
        })
    }
}

/// The types that `Type == 'X'` and `Type in ['X', 'Y']` allow.
fn types(clause: &Clause) -> Option<Vec<&str>> {
    let Clause::Access(clause) = clause else { return None };
    let [Part { kind: PartKind::Key(key), .. }] = clause.query.parts.as_slice() else { return None };
    if key.text != "Type" || clause.negated || clause.not {
        return None;
    }
    let Some(Operand::Literal(literal)) = &clause.operand else { return None };
    match (&literal.data, clause.operator) {
        (LiteralData::String(name), Operator::Equal) => Some(vec![name]),
        (LiteralData::List(names), Operator::In) => names
            .iter()
            .map(|name| match &name.data {
                LiteralData::String(name) => Some(name.as_str()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Whether a clause does nothing but hold or not, on any value whatever.
fn is_quiet(clause: &Clause) -> bool {
    let Clause::Access(clause) = clause else { return false };
    let plain = |part: &Part| {
        matches!(
            part.kind,
            PartKind::This
                | PartKind::Key(_)
                | PartKind::Index(_)
                | PartKind::AllValues(None)
                | PartKind::AllIndices(None)
        )
    };
    let operand = match &clause.operand {
        None | Some(Operand::Literal(_)) => true,
        Some(Operand::Query(query)) => query.parts.iter().all(plain),
        Some(Operand::Call(_)) => false,
    };
    operand && clause.operator != Operator::Empty && clause.query.parts.iter().all(plain)
}
