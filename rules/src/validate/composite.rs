//! Keywords that combine schemas: a schema is tried, and its verdict counts.

use formwork_schemas::{Keyword, Schema};
use formwork_template::{Assumption, Value};

use super::{Fault, Place, Validator, Verdict};

impl<'a> Validator<'a> {
    /// Judges a keyword that combines schemas; says whether it was one.
    pub(super) fn composite_keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> bool {
        match keyword {
            Keyword::AllOf(ids) => {
                for id in ids {
                    self.literal(schema.at(*id), value, place, when);
                }
            }
            Keyword::AnyOf(ids) => {
                let verdicts = ids.iter().map(|id| self.verdict(schema.at(*id), value, place, when));
                let verdicts: Vec<Verdict> = verdicts.collect();
                if verdicts.contains(&Verdict::Valid) {
                } else if verdicts.contains(&Verdict::Unknown) {
                    self.unknown = true;
                } else {
                    self.report(Fault::NoAlternative, place, Some(value), when);
                }
            }
            Keyword::OneOf(ids) => {
                let verdicts = ids.iter().map(|id| self.verdict(schema.at(*id), value, place, when));
                let verdicts: Vec<Verdict> = verdicts.collect();
                let matching = verdicts.iter().filter(|verdict| **verdict == Verdict::Valid).count();
                if verdicts.contains(&Verdict::Unknown) {
                    self.unknown = true;
                } else if matching != 1 {
                    self.report(Fault::NotOne { matching }, place, Some(value), when);
                }
            }
            Keyword::Not(id) => match self.verdict(schema.at(*id), value, place, when) {
                Verdict::Valid => self.report(Fault::Excluded, place, Some(value), when),
                Verdict::Invalid => {}
                Verdict::Unknown => self.unknown = true,
            },
            Keyword::IfThenElse { condition, then, otherwise } => {
                let branch = match self.verdict(schema.at(*condition), value, place, when) {
                    Verdict::Valid => *then,
                    Verdict::Invalid => *otherwise,
                    Verdict::Unknown => {
                        self.unknown = true;
                        None
                    }
                };
                if let Some(id) = branch {
                    self.literal(schema.at(id), value, place, when);
                }
            }
            _ => return false,
        }
        true
    }

    /// Tries a schema on a value and takes back what it finds.
    pub(super) fn verdict(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> Verdict {
        let outer = (self.composite, self.unknown);
        let found = self.found.len();
        (self.composite, self.unknown) = (Some(when.literals().len()), false);
        self.value(schema, value, place, when);
        let verdict = match (self.unknown || self.budget == 0, self.found.len() > found) {
            (true, _) => Verdict::Unknown,
            (false, true) => Verdict::Invalid,
            (false, false) => Verdict::Valid,
        };
        self.found.truncate(found);
        (self.composite, self.unknown) = outer;
        verdict
    }
}
