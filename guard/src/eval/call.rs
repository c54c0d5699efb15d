//! The functions of the language. A value of a kind that a function is not for
//! gives nothing; one that it can't convert is a fault.

use std::cell::Cell;

use chrono::DateTime;
use formwork_template::{Syntax, parse};

use super::expression::attempt;
use super::scope::Scope;
use super::{Evaluator, Fault, Outcome};
use crate::ast::{Function, FunctionCall, Operand, Pattern};
use crate::document::{Reader, Scalars};
use crate::record::Found;
use crate::value::{Data, PlaceId, Value};

/// What a byte of JSON costs to read, in steps: it can be a value.
const JSON: usize = 2;

impl<'a> Evaluator<'_, 'a> {
    /// What a function gives for its arguments.
    pub(super) fn call(&self, call: &'a FunctionCall, scope: &Scope<'_, 'a>) -> Outcome<Vec<Found<'a>>> {
        self.budget.steps(1)?;
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for argument in &call.arguments {
            arguments.push(match argument {
                Operand::Literal(literal) => vec![Found::Literal(self.literal(literal))],
                Operand::Query(query) => self.query(query, scope)?,
                Operand::Call(call) => self.budget.deeper(|| self.call(call, scope))?,
            });
        }
        let [first, rest @ ..] = arguments.as_slice() else { return Ok(self.now()) };
        match call.function {
            Function::Count => Ok(self.count(first)),
            Function::Join => self.join(first, &self.given_text(call, rest.first())?),
            Function::RegexReplace => {
                let (pattern, template) = (self.text(call, rest.first())?, self.text(call, rest.get(1))?);
                // Compiled for text only: on all else a wrong expression does no harm.
                let regex = Pattern::new(pattern.into());
                self.each(first, |value| self.replaced(&regex, template, value))
            }
            Function::Substring => {
                let (from, to) = (bound(call, rest.first())?, bound(call, rest.get(1))?);
                self.each(first, |value| Ok(substring(value, from, to).map(Made::Text)))
            }
            function => self.each(first, |value| convert(function, value)),
        }
    }

    fn now(&self) -> Vec<Found<'a>> {
        vec![self.made(Data::Int(self.options.now), self.store.add_root(None))]
    }

    fn made(&self, data: Data<'a>, place: PlaceId) -> Found<'a> {
        Found::Resolved(self.store.value(Value { data, place }))
    }

    /// One result for each value that gives one, at the value's place.
    fn each(
        &self,
        values: &[Found<'a>],
        work: impl Fn(&Value<'a>) -> Outcome<Option<Made<'a>>>,
    ) -> Outcome<Vec<Found<'a>>> {
        let mut found = Vec::with_capacity(values.len());
        for value in values.iter().filter_map(|found| found.value()) {
            self.budget.steps(1)?;
            self.budget.text(value.as_str().map_or(0, str::len))?;
            let data = match work(value)? {
                None => continue,
                Some(Made::Data(data)) => data,
                Some(Made::Text(text)) => {
                    self.budget.text(text.len())?;
                    Data::String(self.store.text(&text))
                }
                Some(Made::Json(text)) => self.json(&text, value.place)?,
            };
            found.push(self.made(data, value.place));
        }
        Ok(found)
    }

    /// Text as data, at the place of the text.
    fn json(&self, text: &str, place: PlaceId) -> Outcome<Data<'a>> {
        self.budget.steps(text.len().saturating_mul(JSON))?;
        let parsed = parse(text.into(), Syntax::Yaml);
        if let Some(error) = parsed.errors.first() {
            return Err(Fault::Function { function: Function::JsonParse, error: error.message.clone() });
        }
        let keep = |text: &str| self.store.text(text);
        let (scalars, refused) = (Scalars::Tests, Cell::new(false));
        let reader = Reader { store: self.store, tree: &parsed.tree, scalars, keep: &keep, refused };
        // Two levels down nothing is a section or a resource.
        let before = self.store.len();
        let data = reader.value(parsed.tree.root(), place, 2).data;
        self.budget.made(self.store.len() - before);
        if reader.refused.get() {
            let error =
                "a scalar is not what its tag says, too long a number, or a key that is no text".to_owned();
            return Err(Fault::Function { function: Function::JsonParse, error });
        }
        Ok(data)
    }

    /// The matches of an expression, each as the template has it; what lies between them is dropped.
    fn replaced(&self, pattern: &Pattern, template: &str, value: &Value<'_>) -> Outcome<Option<Made<'a>>> {
        let Some(text) = value.as_str() else { return Ok(None) };
        let groups = template.matches('$').count();
        let replaced = attempt(pattern, text, &self.budget, |regex| {
            let mut replaced = String::new();
            for captures in regex.captures_iter(text) {
                let captures = captures?;
                let longest = captures.iter().flatten().map(|group| group.as_str().len()).max().unwrap_or(0);
                let most = longest.saturating_mul(groups).saturating_add(template.len());
                if let Err(fault) = self.budget.text(most) {
                    return Ok(Err(fault));
                }
                captures.expand(template, &mut replaced);
            }
            Ok(Ok(replaced))
        })?;
        Ok(Some(Made::Text(replaced?)))
    }

    fn count(&self, values: &[Found<'a>]) -> Vec<Found<'a>> {
        let count = values.iter().filter(|found| found.value().is_some()).count();
        let place = values.first().map_or_else(|| self.store.add_root(None), |found| found.nearest().place);
        vec![self.made(Data::Int(count as i64), place)]
    }

    fn join(&self, values: &[Found<'a>], delimiter: &str) -> Outcome<Vec<Found<'a>>> {
        let mut texts = Vec::with_capacity(values.len());
        for found in values {
            match found.value().map(|value| value.data) {
                Some(Data::String(text)) => {
                    self.budget.text(text.len().saturating_add(delimiter.len()))?;
                    texts.push(text);
                }
                _ => {
                    return Err(Fault::Unevaluatable(
                        "`join` takes text, and was given something else".to_owned(),
                    ));
                }
            }
        }
        let place = values.first().map_or_else(|| self.store.add_root(None), |found| found.nearest().place);
        Ok(vec![self.made(Data::String(self.store.text(&texts.join(delimiter))), place)])
    }

    /// A delimiter: text or a character.
    fn given_text(&self, call: &FunctionCall, argument: Option<&Vec<Found<'a>>>) -> Outcome<String> {
        match argument
            .and_then(|values| values.first())
            .and_then(|found| found.value())
            .map(|value| value.data)
        {
            Some(Data::Char(character)) => Ok(character.to_string()),
            _ => self.text(call, argument).map(str::to_owned),
        }
    }

    #[allow(clippy::unused_self)] // a step of `call`
    fn text(&self, call: &FunctionCall, argument: Option<&Vec<Found<'a>>>) -> Outcome<&'a str> {
        argument
            .and_then(|values| values.first())
            .and_then(|found| found.value())
            .and_then(Value::as_str)
            .ok_or_else(|| fault(call, "takes text behind the first argument"))
    }
}

/// A result before it lies in the store.
enum Made<'a> {
    Data(Data<'a>),
    Text(String),
    /// Text that is to be read as data.
    Json(String),
}

fn fault(call: &FunctionCall, error: &str) -> Fault {
    Fault::Function { function: call.function, error: error.to_owned() }
}

/// An offset into text. Fractions are cut off; negative numbers are none.
fn bound(call: &FunctionCall, argument: Option<&Vec<Found<'_>>>) -> Outcome<usize> {
    let value = argument.and_then(|values| values.first()).and_then(|found| found.value());
    let number = match value.map(|value| value.data) {
        Some(Data::Int(number)) => Some(number),
        Some(Data::Float(number)) if number.is_finite() => Some(number as i64),
        _ => None,
    };
    number
        .and_then(|number| usize::try_from(number).ok())
        .ok_or_else(|| fault(call, "takes offsets into the text behind the first argument"))
}

fn substring(value: &Value<'_>, from: usize, to: usize) -> Option<String> {
    let text = value.as_str().filter(|text| !text.is_empty())?;
    (from < to && to <= text.chars().count()).then(|| text.chars().skip(from).take(to - from).collect())
}

/// The functions of one argument.
fn convert<'a>(function: Function, value: &Value<'a>) -> Outcome<Option<Made<'a>>> {
    let no = |kind: &str| Err(Fault::Unevaluatable(format!("`{}` can't make {kind} of it", function.name())));
    let digit = |character: char| character.to_digit(10).map(i64::from);
    let made = match (function, value.data) {
        (Function::ToLower, Data::String(text)) => Made::Text(text.to_lowercase()),
        (Function::ToUpper, Data::String(text)) => Made::Text(text.to_uppercase()),
        (Function::UrlDecode, Data::String(text)) => {
            match percent_encoding::percent_decode_str(text).decode_utf8() {
                Ok(text) => Made::Text(text.into_owned()),
                Err(_) => return Ok(None),
            }
        }
        (Function::JsonParse, Data::String(text)) => Made::Json(text.to_owned()),
        (Function::ParseString, Data::String(text)) => Made::Data(Data::String(text)),
        (Function::ParseString, Data::Int(number)) => Made::Text(number.to_string()),
        (Function::ParseString, Data::Float(number)) => Made::Text(number.to_string()),
        (Function::ParseString, Data::Bool(truth)) => Made::Text(truth.to_string()),
        (Function::ParseString | Function::ParseChar, Data::Char(character)) => {
            Made::Text(character.to_string())
        }
        (Function::ParseInt, Data::Int(number)) => Made::Data(Data::Int(number)),
        (Function::ParseInt, Data::Float(number)) => Made::Data(Data::Int(number as i64)),
        (Function::ParseInt, Data::String(text)) => match text.parse() {
            Ok(number) => Made::Data(Data::Int(number)),
            Err(_) => return no("an integer"),
        },
        (Function::ParseInt, Data::Char(character)) => match digit(character) {
            Some(number) => Made::Data(Data::Int(number)),
            None => return no("an integer"),
        },
        (Function::ParseFloat, Data::Float(number)) => Made::Data(Data::Float(number)),
        (Function::ParseFloat, Data::Int(number)) => Made::Data(Data::Float(number as f64)),
        (Function::ParseFloat, Data::String(text)) => match text.parse() {
            Ok(number) => Made::Data(Data::Float(number)),
            Err(_) => return no("a number"),
        },
        (Function::ParseFloat, Data::Char(character)) => match digit(character) {
            Some(number) => Made::Data(Data::Float(number as f64)),
            None => return no("a number"),
        },
        (Function::ParseBoolean, Data::Bool(truth)) => Made::Data(Data::Bool(truth)),
        (Function::ParseBoolean, Data::String(text)) => match text.to_lowercase().as_str() {
            "true" => Made::Data(Data::Bool(true)),
            "false" => Made::Data(Data::Bool(false)),
            _ => return no("a boolean"),
        },
        (Function::ParseChar, Data::Int(number)) => {
            match u32::try_from(number).ok().and_then(|number| char::from_digit(number, 10)) {
                Some(character) => Made::Data(Data::Char(character)),
                None => return no("a character"),
            }
        }
        (Function::ParseChar, Data::String(text)) => match text.as_bytes() {
            [] => return Ok(None),
            [only] if only.is_ascii() => Made::Data(Data::Char(char::from(*only))),
            _ => return no("a character"),
        },
        (Function::ParseEpoch, Data::String(text)) => match DateTime::parse_from_rfc3339(text) {
            Ok(time) => Made::Data(Data::Int(time.timestamp())),
            Err(_) => return no("a point in time"),
        },
        _ => return Ok(None),
    };
    Ok(Some(made))
}
