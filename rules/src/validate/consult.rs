//! Letting the rows have their say about the value of a place, and what checks
//! in Rust need for theirs.

use formwork_schemas::{Document, Literal, Region, rule_schema, rule_schema_in};
use formwork_template::{Assumption, FunctionName, Span, Syntax, Template, Value};

use super::gather::Moved;
use super::outside::Reading;
use super::{Fault, Functions, Place, Validator, Violation};
use crate::nearest::{is_slip, nearest};
use crate::placed::{Judge, Spot};

impl<'a> Validator<'a> {
    /// Judges a value by each row about its place.
    pub(super) fn consult(
        &mut self,
        spot: &'static Spot,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if self.trial.is_some() {
            return;
        }
        for (entry, row) in spot.rows() {
            let before = self.found.len();
            let code = entry.meta.code;
            let outer = (self.rule.replace(code), self.functions, self.unknown);
            match row.judge {
                Judge::Schema(name) => self.by_schema(name, value, place, when),
                Judge::Policy(name) => self.by_policy(name, value, place, when),
                Judge::Regional(name) => self.by_region(name, value, place, when),
                Judge::Code(check) => check(self, value, place.inside(), when),
            }
            (self.rule, self.functions, self.unknown) = outer;
            if row.one {
                self.keep_best(before);
                for best in &mut self.found[before..] {
                    best.rule = Some(code);
                    best.fault.forget_forms();
                }
            }
            for violation in self.found[before..].iter_mut().filter(|found| found.rule == Some(code)) {
                violation.row = Some(row);
            }
        }
    }

    /// Judges a value by a schema of the archive, leaving the values of functions alone.
    pub(crate) fn by_schema(
        &mut self,
        name: &str,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if let Some(schema) = rule_schema(name) {
            self.by_document(schema, value, place, when);
        }
    }

    /// Judges a value by a schema, leaving the values of functions alone.
    pub(crate) fn by_document(
        &mut self,
        schema: &'static Document,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let outer = self.functions;
        if outer == Functions::Judged {
            self.functions = Functions::Opaque;
        }
        self.value(schema.root(), value, place.inside(), when);
        self.functions = outer;
    }

    /// Judges a value by the schema of each region.
    pub(crate) fn by_region(
        &mut self,
        name: &str,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let mut offered = None;
        for region in self.regions {
            let Some(schema) = rule_schema_in(name, *region) else { continue };
            let before = self.found.len();
            self.by_document(schema, value, place, when);
            self.keep_best(before);
            let mut found = self.found.split_off(before);
            for violation in &mut found {
                let near = match (&violation.fault, violation.value.and_then(Value::text)) {
                    // What other regions offer is no slip of the pen.
                    (Fault::NotAllowed { allowed, .. }, Some(text))
                        if !*offered.get_or_insert_with(|| self.is_offered(name, value, place, when)) =>
                    {
                        meant(text, allowed).map(str::to_owned)
                    }
                    _ => None,
                };
                violation.fault = Fault::NotInRegion { region: *region, near };
            }
            self.found.append(&mut found);
        }
    }

    /// Whether the schema of any region accepts a value.
    fn is_offered(&mut self, name: &str, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) -> bool {
        let before = self.found.len();
        Region::all().filter_map(|region| rule_schema_in(name, region)).any(|schema| {
            self.by_document(schema, value, place, when);
            let is_accepted = self.found.len() == before;
            self.found.truncate(before);
            is_accepted
        })
    }

    /// Judges a value by a schema of the archive, and what functions give as well.
    pub(crate) fn by_schema_with_values(
        &mut self,
        name: &str,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if let Some(schema) = rule_schema(name) {
            self.value(schema.root(), value, place.inside(), when);
        }
    }

    /// Judges, and keeps of what is found what `keep` says, which may change it.
    pub(crate) fn sifted(
        &mut self,
        judge: impl FnOnce(&mut Self),
        mut keep: impl FnMut(&mut Violation<'a>) -> bool,
    ) {
        let before = self.found.len();
        judge(self);
        let mut found = self.found.split_off(before);
        found.retain_mut(|violation| keep(violation));
        self.found.append(&mut found);
    }

    /// Judges with functions as what is written, not as what they give.
    pub(crate) fn plainly(&mut self, judge: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.functions, Functions::Plain);
        judge(self);
        self.functions = outer;
    }

    /// Judges with the text of one property in small letters.
    pub(crate) fn folding(&mut self, property: &'static str, judge: impl FnOnce(&mut Self)) {
        let outer = self.folded.replace(property);
        judge(self);
        self.folded = outer;
    }

    /// Judges a policy document, which may be written as JSON in a text.
    pub(crate) fn by_policy(
        &mut self,
        name: &str,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let Some(schema) = rule_schema(name) else { return };
        match value.text() {
            None => self.value(schema.root(), value, place.inside(), when),
            Some(text) => {
                let Some(made) = self.written_in(text, Syntax::Json) else { return };
                // What is inside of a text has no place of its own.
                self.somewhere_else(place.key, |validator| {
                    validator.plainly(|validator| validator.by_document(schema, made, place, when));
                });
            }
        }
    }

    /// Judges a value, and what functions give in it, by a schema. What `Ref` gives is told as if it were written.
    pub(crate) fn by_values(
        &mut self,
        schema: &'static Document,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let before = self.found.len();
        self.value(schema.root(), value, place.inside(), when);
        let is_of_ref =
            |found: &&mut Violation<'_>| matches!(&found.via, Some(via) if via.function == FunctionName::Ref);
        for violation in self.found[before..].iter_mut().filter(is_of_ref) {
            violation.rule = self.rule;
        }
    }

    /// What a text holds, if it can be read without errors.
    pub(crate) fn written_in(&self, text: &str, syntax: Syntax) -> Option<Value<'a>> {
        self.made.read(text, syntax)
    }

    /// Judges with numbers, booleans and texts told apart.
    pub(crate) fn as_written(&mut self, judge: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.reading, Reading::Written);
        judge(self);
        self.reading = outer;
    }

    /// Judges, and forgets what is wrong with values that are exempt.
    pub(crate) fn exempting(&mut self, is_exempt: impl Fn(Value<'a>) -> bool, judge: impl FnOnce(&mut Self)) {
        self.sifted(judge, |found| !found.value.is_some_and(&is_exempt));
    }

    /// Judges a made value: all that is found stands at `span`.
    pub(crate) fn somewhere_else(&mut self, span: Span, judge: impl FnOnce(&mut Self)) {
        let outer = self.moved.replace(Moved::to(span));
        judge(self);
        self.moved = outer;
    }

    /// Of the faults since `before`, keeps the one that says most: the outermost, and of one
    /// that tried several forms the innermost that is alone at its depth.
    /// Source: which of several errors cfn-lint 1.58.0 gives.
    pub(super) fn keep_best(&mut self, before: usize) {
        let found = self.found.split_off(before);
        let weak = |violation: &Violation<'_>| !violation.fault.forms().is_empty();
        // The first of equals.
        let Some(mut best) = found.into_iter().min_by_key(|found| (found.depth, weak(found))) else { return };
        loop {
            let mut inner: Vec<&Violation<'a>> = best.fault.forms().iter().flatten().collect();
            inner.sort_by_key(|found| std::cmp::Reverse((found.depth, weak(found))));
            best = match inner.as_slice() {
                [] => break,
                [first, second, ..] if first.depth == second.depth && weak(first) == weak(second) => break,
                [first, ..] => (*first).clone(),
            };
        }
        self.found.push(best);
    }

    /// Adds what a check in Rust has found.
    pub(crate) fn say(
        &mut self,
        place: Place<'a>,
        when: &Assumption<'a>,
        message: impl Into<String>,
        help: Option<String>,
    ) {
        self.report(Fault::Said { message: message.into(), help }, place, None, when);
    }

    pub(crate) fn template(&self) -> &'a Template {
        self.template
    }

    /// The type of the resource that is judged.
    pub(crate) fn resource_type(&self) -> &'a str {
        self.resource_type
    }
}

/// The class or type of instances that was probably meant: one without the service's own word before
/// or behind it, or misspelt. Another generation or size is another machine.
fn meant<'l>(text: &str, allowed: &'l [Literal]) -> Option<&'l str> {
    let names = || allowed.iter().filter_map(Literal::as_str);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let is_whole = |name: &&str| {
        let behind = name.strip_prefix(text).and_then(|rest| rest.strip_prefix('.'));
        name.strip_suffix(text).is_some_and(|prefix| prefix.ends_with('.'))
            || behind.is_some_and(|word| text.contains('.') && !word.contains('.'))
    };
    names().find(is_whole).or_else(|| {
        let near = nearest(text, names());
        near.filter(|near| digits(near) == digits(text) && is_slip(text, near))
    })
}
