//! Letting the rows have their say about the value of a place, and what checks
//! in Rust need for theirs.

use formwork_schemas::{Document, Region, rule_schema, rule_schema_in};
use formwork_template::{Assumption, Span, Syntax, Template, Value, parse};

use super::gather::Moved;
use super::{Fault, Place, Validator, Violation};
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
            let outer = (self.rule.replace(code), self.opaque, self.unknown);
            match row.judge {
                Judge::Schema(name) => self.by_schema(name, value, place, when),
                Judge::Policy(name) => self.by_policy(name, value, place, when),
                Judge::Regional(name) => self.by_region(name, value, place, when),
                Judge::Code(check) => check(self, value, place.inside(), when),
            }
            (self.rule, self.opaque, self.unknown) = outer;
            if row.one {
                self.keep_best(before);
                self.found[before..].iter_mut().for_each(|best| best.fault.forget_forms());
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

    fn by_document(
        &mut self,
        schema: &'static Document,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let outer = std::mem::replace(&mut self.opaque, true);
        self.value(schema.root(), value, place.inside(), when);
        self.opaque = outer;
    }

    /// Judges a value by the schema of each region.
    pub(crate) fn by_region(
        &mut self,
        name: &str,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        for region in self.regions {
            let Some(schema) = rule_schema_in(name, *region) else { continue };
            let before = self.found.len();
            self.by_document(schema, value, place, when);
            self.keep_best(before);
            for violation in &mut self.found[before..] {
                violation.fault = Fault::NotInRegion { region: *region };
            }
        }
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
        let outer = std::mem::replace(&mut self.plain, true);
        judge(self);
        self.plain = outer;
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
                let read = parse(text.into(), Syntax::Json);
                if !read.errors.is_empty() {
                    return;
                }
                let made = self.made.json(text);
                // What is inside of a text has no place of its own.
                self.somewhere_else(place.key, |validator| {
                    validator.plainly(|validator| validator.by_document(schema, made, place, when));
                });
            }
        }
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

    pub(crate) fn regions(&self) -> &'a [Region] {
        self.regions
    }

    /// The type of the resource that is judged.
    pub(crate) fn resource_type(&self) -> &'a str {
        self.resource_type
    }
}
