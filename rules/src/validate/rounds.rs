//! Bodies of `Fn::ForEach`: what they say once is so in each round, with another
//! text in the place of the loop's variable. Each text that depends on it is
//! judged with the values of the rounds; a finding stands in the body, once.

use formwork_schemas::Schema;
use formwork_template::{Assumption, Loop, Name, Resource, Section, Value};

use super::gather::Moved;
use super::made::Given;
use super::resolve::Resolver;
use super::{Place, Validator};

/// Rounds of one loop, and texts made of several loops, that are looked at.
const MOST: usize = 32;

/// A variable of a loop with its values; none where they are not known.
#[derive(Debug, Clone)]
pub(crate) struct Rounds<'a> {
    pub(crate) variable: &'a str,
    pub(crate) values: Vec<Value<'a>>,
}

impl<'a> Validator<'a> {
    /// The loops around a resource, with the values of their rounds.
    pub(super) fn enter_loops(&mut self, resource: Resource<'a>) {
        self.rounds.clear();
        for found in self.template.loops_around(Section::Resources, resource.0) {
            let rounds = self.rounds_of(found);
            self.rounds.push(rounds);
        }
    }

    pub(super) fn rounds_of(&self, found: Loop<'a>) -> Rounds<'a> {
        let mut values = Vec::new();
        let given = Given::default();
        for (list, _) in self.resolver().values(found.collection, &given) {
            for item in list.items() {
                values.extend(self.resolver().values(item, &given).into_iter().map(|(value, _)| value));
            }
        }
        values.retain(|value| value.text().is_some());
        values.truncate(MOST);
        Rounds { variable: found.variable.text, values }
    }

    pub(super) fn resolver(&self) -> Resolver<'a, '_> {
        Resolver { template: self.template, regions: self.regions, made: self.made, rounds: &self.rounds }
    }

    /// Judges a text in which variables of loops stand, with the values of each round; says whether it is one.
    pub(super) fn text_of_rounds(
        &mut self,
        schema: Schema<'a>,
        text: &'a str,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) -> bool {
        if self.rounds.is_empty() || !(text.contains("${") || text.contains("&{")) {
            return false;
        }
        let Some(texts) = self.texts(text) else { return false };
        for (text, case) in texts {
            let made = self.made.text(&text);
            self.judge_round(schema, made, place, &case, when);
        }
        true
    }

    /// Judges a value as it is in some rounds; `case` says in which.
    pub(super) fn judge_round(
        &mut self,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        case: &str,
        when: &Assumption<'a>,
    ) {
        let start = self.found.len();
        let outer = (self.moved.replace(Moved::to(place.span)), std::mem::take(&mut self.rounds));
        self.value(schema, value, place, when);
        (self.moved, self.rounds) = outer;
        for violation in &mut self.found[start..] {
            violation.round.get_or_insert_with(|| case.to_owned());
        }
    }

    /// A text with the variables of loops replaced, in each round, and the round in words. `None` where it has none.
    fn texts(&self, text: &str) -> Option<Vec<(String, String)>> {
        let mut texts = vec![(text.to_owned(), String::new())];
        let mut any = false;
        for rounds in &self.rounds {
            let marks = [format!("${{{}}}", rounds.variable), format!("&{{{}}}", rounds.variable)];
            if !marks.iter().any(|mark| text.contains(mark.as_str())) {
                continue;
            }
            any = true;
            let each = texts.iter().flat_map(|(text, case)| {
                let [whole, plain] = &marks;
                rounds.values.iter().filter_map(move |value| {
                    let value = value.text()?;
                    let letters: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
                    let joint = if case.is_empty() { "" } else { " and " };
                    let case = format!("{case}{joint}`{}` is `{value}`", rounds.variable);
                    Some((text.replace(whole.as_str(), value).replace(plain.as_str(), &letters), case))
                })
            });
            texts = each.take(MOST).collect();
        }
        any.then_some(texts)
    }

    /// The entries of a map, those that loops in it make included, each with the rounds that make it.
    pub(super) fn entries(&self, map: Value<'a>) -> Vec<(Name<'a>, Value<'a>, Vec<Rounds<'a>>)> {
        let mut entries = Vec::new();
        self.collect(map, &mut Vec::new(), &mut entries);
        entries
    }

    fn collect(
        &self,
        map: Value<'a>,
        around: &mut Vec<Rounds<'a>>,
        entries: &mut Vec<(Name<'a>, Value<'a>, Vec<Rounds<'a>>)>,
    ) {
        for (key, value) in map.entries() {
            if let Some(found) = Loop::of(key, value).filter(|_| self.template.has_language_extensions()) {
                for value in self.rounds_of(found).values {
                    if entries.len() >= MOST * MOST || !self.made.step() {
                        return;
                    }
                    around.push(Rounds { variable: found.variable.text, values: vec![value] });
                    self.collect(found.body, around, entries);
                    around.pop();
                }
                continue;
            }
            let mut text = key.text.to_owned();
            for rounds in around.iter().chain(&self.rounds) {
                if let [value] = rounds.values.as_slice() {
                    let value = value.text().unwrap_or_default();
                    text = text.replace(&format!("${{{}}}", rounds.variable), value);
                }
            }
            let text =
                if text == key.text { key.text } else { self.made.text(&text).text().unwrap_or(key.text) };
            entries.push((Name { text, span: key.span }, value, around.clone()));
        }
    }
}
