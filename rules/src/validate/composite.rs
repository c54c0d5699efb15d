//! Keywords that combine schemas: a schema is tried, and its verdict counts.

use formwork_schemas::{Keyword, Schema, SchemaId, Types};
use formwork_template::{Assumption, Value};
use smol_str::SmolStr;

use super::{Fault, Functions, Place, Validator, Verdict, Violation};

/// Cases that are looked at where forms fit in some cases only.
const MAX_CASES: usize = 3;

/// Conditions whose cases are told apart in one map.
const MAX_NAMES: usize = 5;

/// The properties that a schema asks for, and those that it does not want.
fn asked(schema: Schema<'_>) -> Vec<&str> {
    let mut names = Vec::new();
    for keyword in schema.keywords() {
        match keyword {
            Keyword::Properties(properties) => names.extend(properties.iter().map(|(name, _)| name.as_str())),
            Keyword::Required(required) => names.extend(required.iter().map(SmolStr::as_str)),
            Keyword::Not(id) => {
                let unwanted = schema.at(*id).all_keywords();
                names.extend(unwanted.flat_map(|keyword| match keyword {
                    Keyword::Required(required) => required.iter().map(SmolStr::as_str).collect(),
                    _ => Vec::new(),
                }));
            }
            _ => {}
        }
    }
    names
}

/// Whether there is a function in a value of whose parts the schema says nothing.
/// Source: cfn-lint 1.58.0, for which such parts are any JSON, and which knows no function's value here.
pub(super) fn hides_function(schema: Schema<'_>, types: Types, value: Value<'_>) -> bool {
    let says = |wanted: fn(&Keyword) -> bool| schema.keywords().iter().any(wanted);
    let is_open = if value.is_map() {
        types.intersects(Types::OBJECT)
            && !says(|keyword| {
                use Keyword::{AdditionalProperties, PatternProperties, Properties};
                matches!(keyword, Properties(_) | PatternProperties(_) | AdditionalProperties(_))
            })
    } else {
        value.is_list()
            && types.intersects(Types::ARRAY)
            && !says(|keyword| matches!(keyword, Keyword::Items(_)))
    };
    is_open && has_function(value)
}

/// Whether something in a value is a function, but for a choice between values that are none.
fn has_function(value: Value<'_>) -> bool {
    match value.function() {
        Some(function) => function
            .choice()
            .is_none_or(|choice| [choice.then, choice.otherwise].into_iter().any(has_function)),
        None => value.items().any(has_function) || value.entries().any(|(_, value)| has_function(value)),
    }
}

/// A schema that is being tried.
#[derive(Debug, Default)]
pub(super) struct Trial<'a> {
    /// How many conditions were assumed when it began.
    assumed: usize,
    /// Cases, beyond those, in which the schema does not fit.
    cases: Vec<Assumption<'a>>,
    /// How much was found before, if the first fault decides.
    settled_above: Option<usize>,
}

impl<'a> Trial<'a> {
    /// Whether something that is wrong when `case` holds is wrong in one case only; remembers the case.
    pub(super) fn leaves_open(&mut self, case: &Assumption<'a>) -> bool {
        let is_open = case.literals().len() > self.assumed;
        if is_open && self.cases.len() < MAX_CASES {
            self.cases.push(case.clone());
        }
        is_open
    }
}

/// What came of trying several forms on one value.
#[derive(Default)]
struct Tried<'a> {
    fitting: Vec<Schema<'a>>,
    /// What each of the forms that do not fit finds wrong.
    failed: Vec<Vec<Violation<'a>>>,
    /// Whether a form neither fits in all cases nor fails in all.
    is_open: bool,
    /// Cases in which such a form fails.
    cases: Vec<Assumption<'a>>,
}

/// How many of the forms have to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Combination {
    AnyOf,
    OneOf,
}

impl Combination {
    fn outcome(self, tried: Tried<'_>) -> Outcome<'_> {
        match self {
            Self::AnyOf => any_of(tried),
            Self::OneOf => one_of(tried),
        }
    }
}

/// What follows for the value.
enum Outcome<'a> {
    Fits,
    Fails(Fault<'a>),
    Open,
}

fn any_of(tried: Tried<'_>) -> Outcome<'_> {
    match (tried.fitting.is_empty(), tried.is_open) {
        (false, _) => Outcome::Fits,
        (true, true) => Outcome::Open,
        (true, false) => Outcome::Fails(Fault::NoForm { forms: tried.failed }),
    }
}

fn one_of(tried: Tried<'_>) -> Outcome<'_> {
    match tried.fitting.as_slice() {
        [_, _, ..] => {
            let forms = tried.fitting.iter();
            let fitting = forms.map(|form| form.required().map(SmolStr::as_str).collect()).collect();
            Outcome::Fails(Fault::SeveralForms { fitting })
        }
        _ if tried.is_open => Outcome::Open,
        [_] => Outcome::Fits,
        [] => Outcome::Fails(Fault::NotOneForm { forms: tried.failed }),
    }
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
        if self.partial
            && matches!(keyword, Keyword::AnyOf(_) | Keyword::OneOf(_) | Keyword::IfThenElse { .. })
            && value.is_map()
        {
            return true;
        }
        match keyword {
            Keyword::AllOf(ids) => {
                for id in ids {
                    self.literal(schema.at(*id), value, place.for_another_schema().inside(), when);
                }
            }
            Keyword::AnyOf(ids) => self.forms(Combination::AnyOf, ids, schema, value, place, when),
            Keyword::OneOf(ids) => self.forms(Combination::OneOf, ids, schema, value, place, when),
            Keyword::Not(id) => {
                let unwanted = schema.at(*id);
                let cases = if place.has_cases_apart() {
                    self.scenarios(unwanted, value, when)
                } else {
                    vec![when.clone()]
                };
                for case in cases {
                    match self.verdict(unwanted, value, place, &case) {
                        Verdict::Valid => self.report(Fault::Excluded, place, Some(value), &case),
                        Verdict::Invalid => {}
                        Verdict::Unknown => self.unknown = true,
                    }
                }
            }
            Keyword::IfThenElse { condition, then, otherwise } => {
                let condition = schema.at(*condition);
                for case in self.scenarios(condition, value, when) {
                    let branch = match self.verdict(condition, value, place, &case) {
                        Verdict::Valid => *then,
                        Verdict::Invalid => *otherwise,
                        Verdict::Unknown => {
                            self.unknown = true;
                            None
                        }
                    };
                    if let Some(id) = branch {
                        self.literal(schema.at(id), value, place.after_if(value), &case);
                    }
                }
            }
            _ => return false,
        }
        true
    }

    /// The cases that the conditions of a map's properties make, as far as `schema` asks for the properties.
    pub(super) fn scenarios(
        &self,
        schema: Schema<'a>,
        map: Value<'a>,
        when: &Assumption<'a>,
    ) -> Vec<Assumption<'a>> {
        let mut names: Vec<&'a str> = Vec::new();
        for view in schema.views() {
            for (_, value) in asked(view).into_iter().filter_map(|name| map.entry(name)) {
                for possibility in value.possibilities_when(when) {
                    for (name, _) in possibility.when.literals() {
                        if !names.contains(name) && when.and(name, true).is_some_and(|with| with != *when) {
                            names.push(name);
                        }
                    }
                }
            }
        }
        names.retain(|name| !when.literals().iter().any(|(known, _)| known == name));
        names.truncate(MAX_NAMES);
        let mut cases = vec![when.clone()];
        for name in names {
            let both =
                cases.iter().flat_map(|case| [true, false].into_iter().filter_map(|is| case.and(name, is)));
            cases = both.filter(|case| self.possible(case)).collect();
        }
        cases
    }

    /// Says that a function stands where nothing may be, unless it leaves nothing there.
    pub(super) fn unwanted(&mut self, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        let mut cases = value.possibilities_when(when).into_iter();
        if let Some(there) = cases.find(|case| case.value.is_some() && self.possible(&case.when)) {
            self.report(Fault::Excluded, place, Some(value), &there.when);
        }
    }

    /// Judges a value by forms, or else in each of the cases on which it depends.
    fn forms(
        &mut self,
        combination: Combination,
        ids: &[SchemaId],
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let mut tried = self.try_each(combination, ids, schema, value, place, when);
        let cases = std::mem::take(&mut tried.cases);
        match combination.outcome(tried) {
            Outcome::Fits => return,
            Outcome::Fails(fault) => return self.report(fault, place, Some(value), when),
            Outcome::Open => {}
        }
        for case in cases {
            let tried = self.try_each(combination, ids, schema, value, place, &case);
            if let Outcome::Fails(fault) = combination.outcome(tried) {
                return self.report(fault, place, Some(value), &case);
            }
        }
        self.unknown = true;
    }

    fn try_each(
        &mut self,
        combination: Combination,
        ids: &[SchemaId],
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> Tried<'a> {
        let mut tried = Tried::default();
        for form in ids.iter().map(|id| schema.at(*id)) {
            let (verdict, found, cases) = self.attempt(form, value, place, when, false);
            match verdict {
                Verdict::Valid => tried.fitting.push(form),
                Verdict::Invalid if combination == Combination::AnyOf && self.is_excused(&found) => {
                    tried.fitting.push(form);
                }
                Verdict::Invalid => tried.failed.push(found),
                Verdict::Unknown => {
                    tried.is_open = true;
                    tried.cases.extend(cases);
                    tried.cases.truncate(MAX_CASES);
                }
            }
        }
        tried
    }

    /// Whether a parameter's default is at fault in no other way than another value of it can repair.
    /// Source: cfn-lint 1.58.0, where warnings don't count against a form.
    fn is_excused(&self, found: &[Violation<'a>]) -> bool {
        self.from_parameter && found.iter().all(Violation::is_of_a_scalar)
    }

    /// Tries a schema on a value, and forgets what it finds.
    pub(super) fn verdict(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> Verdict {
        self.attempt(schema, value, place, when, self.functions == Functions::Plain).0
    }

    /// Whether a schema is being tried whose verdict nothing can change any more.
    pub(super) fn is_settled(&self) -> bool {
        let above = self.trial.as_ref().and_then(|trial| trial.settled_above);
        above.is_some_and(|above| self.found.len() > above)
    }

    /// Tries a schema on a value. Takes back what it finds, and the cases that leave it open.
    fn attempt(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
        first_decides: bool,
    ) -> (Verdict, Vec<Violation<'a>>, Vec<Assumption<'a>>) {
        let before = self.found.len();
        let settled_above = first_decides.then_some(before);
        let trial = Trial { assumed: when.literals().len(), cases: Vec::new(), settled_above };
        let outer = (self.trial.replace(trial), std::mem::take(&mut self.unknown));
        self.value(schema, value, place.inside(), when);
        let found = self.found.split_off(before);
        let verdict = match (self.unknown || self.budget == 0, found.is_empty()) {
            (true, _) => Verdict::Unknown,
            (false, false) => Verdict::Invalid,
            (false, true) => Verdict::Valid,
        };
        let cases = self.trial.take().unwrap_or_default().cases;
        (self.trial, self.unknown) = outer;
        (verdict, found, cases)
    }
}
