//! Keywords that combine schemas: a schema is tried, and its verdict counts.

use formwork_schemas::{Keyword, Schema, SchemaId};
use formwork_template::{Assumption, Value};

use super::{Fault, Place, Validator, Verdict, Violation};

/// What came of trying several forms on one value.
struct Tried<'a> {
    fitting: Vec<Schema<'a>>,
    /// What each of the forms that do not fit finds wrong.
    failed: Vec<Vec<Violation<'a>>>,
    /// Whether every form either fits or does not.
    is_decided: bool,
}

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
                let tried = self.try_each(ids, schema, value, place, when);
                if tried.fitting.is_empty() && tried.is_decided {
                    self.report(Fault::NoForm { forms: tried.failed }, place, Some(value), when);
                } else if tried.fitting.is_empty() {
                    self.unknown = true;
                }
            }
            Keyword::OneOf(ids) => {
                let tried = self.try_each(ids, schema, value, place, when);
                match tried.fitting.as_slice() {
                    [_, _, ..] => {
                        let names = |form: &Schema<'a>| form.required().map(|name| name.as_str()).collect();
                        let fitting = tried.fitting.iter().map(names).collect();
                        self.report(Fault::SeveralForms { fitting }, place, Some(value), when);
                    }
                    _ if !tried.is_decided => self.unknown = true,
                    [_] => {}
                    [] => self.report(Fault::NotOneForm { forms: tried.failed }, place, Some(value), when),
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

    /// Tries each of several forms.
    fn try_each(
        &mut self,
        forms: &[SchemaId],
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> Tried<'a> {
        let mut tried = Tried { fitting: Vec::new(), failed: Vec::new(), is_decided: true };
        for form in forms.iter().map(|id| schema.at(*id)) {
            match self.attempt(form, value, place, when) {
                (Verdict::Valid, _) => tried.fitting.push(form),
                (Verdict::Invalid, found) => tried.failed.push(found),
                (Verdict::Unknown, _) => tried.is_decided = false,
            }
        }
        tried
    }

    /// Tries a schema on a value, and forgets what it finds.
    pub(super) fn verdict(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> Verdict {
        self.attempt(schema, value, place, when).0
    }

    /// Tries a schema on a value and takes back what it finds.
    fn attempt(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> (Verdict, Vec<Violation<'a>>) {
        let outer = (self.composite, self.unknown);
        let before = self.found.len();
        (self.composite, self.unknown) = (Some(when.literals().len()), false);
        self.value(schema, value, place, when);
        let found = self.found.split_off(before);
        let verdict = match (self.unknown || self.budget == 0, found.is_empty()) {
            (true, _) => Verdict::Unknown,
            (false, false) => Verdict::Invalid,
            (false, true) => Verdict::Valid,
        };
        (self.composite, self.unknown) = outer;
        (verdict, found)
    }
}
