//! Operators that stand alone: `exists`, `empty` and the tests of kind.

use super::scope::Scope;
use super::{Evaluator, Fault, Outcome, Role};
use crate::ast::{AccessClause, Operator, PartKind};
use crate::record::{CheckKind, Clue, Found, Remark, Status};
use crate::value::Data;

use super::clause::Result;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn unary(
        &self,
        clause: &'a AccessClause,
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Outcome<Result<'a>> {
        let values = self.query(&clause.query, scope)?;
        let by_value = is_lone_variable(clause);
        let selects = matches!(
            clause.query.parts.last().map(|part| &part.kind),
            Some(PartKind::Filter { .. } | PartKind::KeyFilter { .. })
        );
        let about_selection = clause.operator == Operator::Empty && (selects || by_value);
        let wanted = clause.not == clause.negated;
        if values.is_empty() {
            if !about_selection {
                return Ok(Result::Nothing(Status::Skip, None));
            }
            let status = if wanted { Status::Pass } else { Status::Fail };
            self.recorder.borrow_mut().start();
            let kind =
                if wanted { CheckKind::Success(Clue::Access(clause)) } else { CheckKind::Nothing(clause) };
            self.end_check(kind, status, None, scope);
            return Ok(Result::Nothing(status, None));
        }
        let (mut passes, mut fails) = (0, 0);
        for from in values {
            self.recorder.borrow_mut().start();
            let holds = match clause.operator {
                // The question is what the selection has, not what the selected is.
                Operator::Empty if about_selection && !by_value => {
                    Ok(from.value().is_none_or(|value| matches!(value.data, Data::Null)))
                }
                operator => holds(self, operator, from),
            };
            match holds {
                Ok(holds) if holds == wanted => {
                    passes += 1;
                    self.end_check(CheckKind::Success(Clue::Access(clause)), Status::Pass, None, scope);
                }
                Ok(_) => {
                    fails += 1;
                    self.end_check(CheckKind::Unary { clause, from }, Status::Fail, None, scope);
                }
                Err(fault) => {
                    let remark = Some(Remark::Fault(fault.clone()));
                    self.end_check(CheckKind::Unary { clause, from }, Status::Fail, remark, scope);
                    if role == Role::Gate || !fault.is_unevaluatable() {
                        return Err(fault);
                    }
                    fails += 1;
                }
            }
        }
        Ok(Result::Values { passes, fails })
    }
}

/// Whether the query of a clause is one variable and nothing more.
pub(super) fn is_lone_variable(clause: &AccessClause) -> bool {
    matches!(clause.query.parts.as_slice(), [part] if matches!(part.kind, PartKind::Variable(_)))
}

fn holds(evaluator: &Evaluator<'_, '_>, operator: Operator, found: Found<'_>) -> Outcome<bool> {
    let Some(value) = found.value() else { return Ok(operator == Operator::Empty) };
    Ok(match (operator, value.data) {
        (Operator::Empty, Data::List(items)) => items.is_empty(),
        (Operator::Empty, Data::Map(map)) => map.entries().is_empty(),
        (Operator::Empty, Data::String(text)) => text.is_empty(),
        (Operator::Empty, _) => {
            let path = evaluator.store.path(value.place);
            return Err(Fault::Unevaluatable(format!(
                "`empty` asks about the {} at `{path}`, which is never empty",
                value.kind()
            )));
        }
        (Operator::Exists, _)
        | (Operator::IsString, Data::String(_))
        | (Operator::IsList, Data::List(_))
        | (Operator::IsStruct, Data::Map(_))
        | (Operator::IsBool, Data::Bool(_))
        | (Operator::IsInt, Data::Int(_))
        | (Operator::IsFloat, Data::Float(_))
        | (Operator::IsNull, Data::Null) => true,
        _ => false,
    })
}
