//! Judging what a function gives: each value that can be known, as if it stood
//! in the function's place. A value that is written out and fits acquits it.

use formwork_schemas::{Additional, Keyword, Schema, Types};
use formwork_template::{Assumption, Form, Function, FunctionName, Span};

use super::gather::Moved;
use super::made::{DependsOn, Given};
use super::{Fault, Functions, Listing, Place, Validator, Via, Violation};

/// Levels of a schema that are searched for something that limits a value.
const MAX_LEVELS: u32 = 8;

/// Rules that want a function written otherwise: what it gives is judged all the same.
const ADVICE: &[&str] = &["I1022", "W1019"];

/// As those, of `Fn::Sub`; in another function it counts.
const NO_VARIABLES: &str = "W1020";

/// The rule about the values of a function.
fn code_of(name: FunctionName) -> Option<&'static str> {
    Some(match name {
        FunctionName::Ref => "W1030",
        FunctionName::Sub => "W1031",
        FunctionName::Join => "W1032",
        FunctionName::Split => "W1033",
        FunctionName::FindInMap => "W1034",
        FunctionName::Select => "W1035",
        FunctionName::GetAZs => "W1036",
        FunctionName::ToJsonString => "W1040",
        _ => return None,
    })
}

impl<'a> Validator<'a> {
    /// Whether the rules about functions have something to say of it, which comes first.
    fn is_faulty(&self, function: Function<'a>, at: Span) -> bool {
        // What is said of a reference is about its place; its values are judged all the same.
        if function.name == FunctionName::Ref {
            return false;
        }
        let whole = Span::new(function.name_span.start, function.argument.span().end);
        self.faulty.iter().any(|(code, span)| {
            let is_its_own = *span == at || (whole.start <= span.start && span.end <= whole.end);
            is_its_own
                && !ADVICE.contains(code)
                && (*code != NO_VARIABLES || function.name != FunctionName::Sub)
        })
    }

    /// Judges the values that a function gives, unless the verdict is to be unknown.
    pub(super) fn given(
        &mut self,
        schema: Schema<'a>,
        function: Function<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        self.unknown = true;
        if self.trial.is_some() {
            return;
        }
        let at = if function.form == Form::Long { function.name_span } else { place.key };
        if self.is_faulty(function, at) {
            return;
        }
        // Whoever asks nothing of values asks for the format of an attribute nevertheless.
        if self.functions == Functions::Judged || function.name == FunctionName::GetAtt {
            self.compare_formats(schema, function, place, when);
        }
        if self.functions != Functions::Judged {
            return;
        }
        let Some(code) = code_of(function.name) else { return };
        if !schema.types().intersects(types_of(function.name)) || !is_limiting(schema, MAX_LEVELS) {
            return;
        }
        let before = self.found.len();
        let outer = (self.moved.replace(Moved::to(at)), self.unknown);
        let mut acquitted = false;
        let outcomes = self.resolver().function_values(function, &Given::when(when));
        for (value, given) in outcomes {
            let Some(rest) = self.budget.checked_sub(1) else { break };
            self.budget = rest;
            let start = self.found.len();
            let outside = std::mem::replace(&mut self.from_parameter, given.origin.is_some());
            self.value(schema, value, place, &given.when);
            self.from_parameter = outside;
            acquitted = self.found.len() == start && !given.parameter;
            if acquitted {
                break;
            }
            // What it is not says more than the pattern that it does not match.
            self.found[start..].sort_by_key(|found| !matches!(found.fault, Fault::Format { .. }));
            if is_replaced(function, given.on) {
                for violation in &mut self.found[start..] {
                    violation.round.get_or_insert_with(|| given.words());
                }
                continue;
            }
            for violation in &mut self.found[start..] {
                let text = value.text().map(str::to_owned);
                let inner = violation.value.is_some_and(|found| found.node() != value.node());
                let mut used = None;
                if let Some(origin) = given.origin.filter(|_| violation.is_of_a_scalar()) {
                    violation.place = origin;
                    used = Some(at);
                }
                violation.via =
                    Some(Via { function: function.name, given: given.words(), text, inner, used });
                violation.rule = Some(code);
                violation.row = None;
            }
        }
        (self.moved, self.unknown) = outer;
        if acquitted {
            self.found.truncate(before);
        }
        self.tell_once(before);
    }

    /// Of several values that fail the same test in the function's own place, the first is told.
    /// Source: cfn-lint 1.58.0, which names the function and not its value there.
    fn tell_once(&mut self, since: usize) {
        let mut told: Vec<(Span, &str)> = Vec::new();
        let found = self.found.split_off(since);
        self.found.extend(found.into_iter().filter(|violation| {
            let whole = violation.via.as_ref().is_some_and(|via| !via.inner);
            let Some(test) = violation.test().filter(|_| whole) else { return true };
            let is_new = !told.contains(&(violation.place, test));
            told.push((violation.place, test));
            is_new
        }));
    }
}

impl<'a> Violation<'a> {
    /// What a text or a number failed, where that can be told from other tests.
    fn test(&self) -> Option<&'a str> {
        match self.fault {
            Fault::Format { format, .. } => Some(format),
            Fault::PatternMismatch { pattern } => Some(pattern.as_str()),
            Fault::NotAllowed { .. } => Some("enum"),
            _ => None,
        }
    }

    /// Whether a keyword about a text or a number found it outside of any alternatives: it is
    /// then told where the value is written.
    pub(super) fn is_of_a_scalar(&self) -> bool {
        match self.fault {
            Fault::NotAllowed { by, .. } => by != Listing::Const,
            Fault::PatternMismatch { .. } | Fault::Range { .. } | Fault::NotInRegion { .. } => true,
            _ => false,
        }
    }
}

/// Whether `AWS::LanguageExtensions` puts a text in the function's place, for which it is as if it were written out.
fn is_replaced(function: Function<'_>, on: DependsOn) -> bool {
    on == DependsOn::Rounds && matches!(function.name, FunctionName::Ref | FunctionName::Sub)
}

/// The types of what a function can give; CloudFormation converts scalars into one another.
fn types_of(name: FunctionName) -> Types {
    let scalar = Types::STRING.union(Types::NUMBER).union(Types::INTEGER).union(Types::BOOLEAN);
    match name {
        FunctionName::Sub | FunctionName::Join | FunctionName::ToJsonString => scalar,
        FunctionName::Split | FunctionName::GetAZs => Types::ARRAY,
        FunctionName::FindInMap => scalar.union(Types::ARRAY),
        _ => Types::ALL,
    }
}

/// Whether a schema says more of a value than its type.
/// Source: the keywords for which cfn-lint 1.58.0 works out values.
fn is_limiting(schema: Schema<'_>, levels: u32) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    schema.keywords().iter().any(|keyword| match keyword {
        Keyword::Ref(_)
        | Keyword::Enum(_)
        | Keyword::Const(_)
        | Keyword::Pattern(_)
        | Keyword::MinLength(_)
        | Keyword::MaxLength(_)
        | Keyword::Minimum(_)
        | Keyword::Maximum(_)
        | Keyword::ExclusiveMinimum(_)
        | Keyword::ExclusiveMaximum(_)
        | Keyword::MultipleOf(_)
        | Keyword::Format(_)
        | Keyword::AllOf(_)
        | Keyword::AnyOf(_)
        | Keyword::OneOf(_)
        | Keyword::Not(_)
        | Keyword::IfThenElse { .. } => true,
        Keyword::Items(id) | Keyword::AdditionalProperties(Additional::Schema(id)) => {
            is_limiting(schema.at(*id), levels)
        }
        Keyword::Properties(properties) => {
            properties.iter().any(|(_, id)| is_limiting(schema.at(id), levels))
        }
        Keyword::PatternProperties(patterns) => {
            patterns.iter().any(|(_, id)| is_limiting(schema.at(*id), levels))
        }
        _ => false,
    })
}
