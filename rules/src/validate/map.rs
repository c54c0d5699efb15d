//! Keywords about maps. Whether a property is there can depend on conditions:
//! `Fn::If` with `AWS::NoValue`.

use formwork_schemas::{Additional, Dependency, Keyword, Pattern, Schema, SchemaId};
use formwork_template::{Answer, Assumption, FunctionName, Kind, Loop, Name, Value};

use super::{Fault, Limit, Place, Validator};

/// Combinations of absent properties that are looked at for one keyword.
const MAX_CASES: usize = 64;

impl<'a> Validator<'a> {
    pub(super) fn map_keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        map: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        match keyword {
            Keyword::Properties(properties) if self.has_rounds(map) => {
                for (name, value, rounds) in self.entries(map) {
                    if let Some(id) = properties.get(name.text) {
                        let outside = self.rounds.len();
                        self.rounds.extend(rounds);
                        self.value(schema.at(id), value, place.key(name, name.text), when);
                        self.rounds.truncate(outside);
                    }
                }
            }
            Keyword::Properties(properties) => {
                // Which of several faults a rule gives depends on the order of its own schema.
                let declared = properties.iter().filter_map(|(name, _)| map.entry(name));
                let written = map.entries();
                let entries: Vec<_> =
                    if self.rule.is_some() { declared.collect() } else { written.collect() };
                for (name, value) in entries {
                    if self.is_settled() {
                        break;
                    }
                    if let Some(id) = properties.get(name.text)
                        && !place.lacks(value)
                    {
                        self.value(schema.at(id), value, place.key(name, name.text), when);
                    }
                }
            }
            Keyword::PatternProperties(patterns) => {
                for (name, value) in map.entries().filter(|(name, _)| !is_macro(name.text)) {
                    for (_, id) in
                        patterns.iter().filter(|(pattern, _)| pattern.is_match(name.text) == Some(true))
                    {
                        self.value(schema.at(*id), value, place.key(name, "*"), when);
                    }
                }
            }
            Keyword::AdditionalProperties(additional) => {
                self.additional(*additional, schema, map, place, when);
            }
            Keyword::PropertyNames(_) | Keyword::Dependencies(_) => {
                self.names_and_dependencies(keyword, schema, map, place, when);
            }
            _ => self.presence_keyword(keyword, map, place.around(), when),
        }
    }

    fn additional(
        &mut self,
        additional: Additional,
        schema: Schema<'a>,
        map: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if additional == Additional::Allowed {
            return;
        }
        let keywords = schema.keywords();
        let patterns = || keywords.iter().flat_map(declared_patterns).map(|(pattern, _)| pattern);
        let made = if self.has_rounds(map) { self.entries(map) } else { Vec::new() };
        let made =
            made.into_iter().filter(|(.., rounds)| !rounds.is_empty()).map(|(name, value, _)| (name, value));
        for (name, value) in map.entries().filter(|(name, _)| !is_macro(name.text)).chain(made) {
            let declared = keywords.iter().any(|keyword| match keyword {
                Keyword::Properties(properties) => properties.get(name.text).is_some(),
                _ => false,
            }) || patterns().any(|pattern| pattern.is_match(name.text) != Some(false));
            match additional {
                _ if declared || place.lacks(value) => {}
                Additional::Schema(id) => self.value(schema.at(id), value, place.key(name, "*"), when),
                _ => {
                    let known = schema.properties().into_iter().map(|(name, _)| name.as_str()).collect();
                    self.report(
                        Fault::UnknownProperty { name, known, patterns: patterns().collect(), map },
                        place.key(name, ""),
                        Some(value),
                        when,
                    );
                }
            }
        }
    }

    fn names_and_dependencies(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        map: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        match keyword {
            Keyword::Dependencies(dependencies) => {
                for (name, dependency) in dependencies {
                    let Some((key, _)) = map.entry(name) else { continue };
                    match dependency {
                        Dependency::Properties(needed) => self.needs(map, key, needed, place, when),
                        Dependency::Schema(id) => self.literal(schema.at(*id), map, place, when),
                    }
                }
            }
            Keyword::PropertyNames(id) => {
                for (name, _) in map.entries() {
                    let before = self.found.len();
                    self.literal(schema.at(*id), self.made.text(name.text), place.key(name, ""), when);
                    // It is the key that is at fault, and no value.
                    self.found[before..].iter_mut().for_each(|violation| violation.value = None);
                }
            }
            _ => {}
        }
    }

    fn presence_keyword(
        &mut self,
        keyword: &'a Keyword,
        map: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if is_open(map) || self.partial {
            return;
        }
        match keyword {
            Keyword::Required(names) => {
                for name in names {
                    for case in self.absences(map, name, when) {
                        self.report(Fault::Missing { name }, place, Some(map), &case);
                    }
                }
            }
            Keyword::RequiredOr(names) => {
                if let Some(case) = self.all_absent(map, names, when) {
                    self.report(Fault::NoneOf { names }, place, Some(map), &case);
                }
            }
            Keyword::RequiredXor(names) => self.exactly_one(map, names, place, when),
            Keyword::DependentRequired(dependencies) => {
                for (name, needed) in dependencies {
                    if let Some((key, _)) = map.entry(name) {
                        self.needs(map, key, needed, place, when);
                    }
                }
            }
            Keyword::DependentExcluded(dependencies) => {
                for (name, excluded) in dependencies {
                    let Some((by, _)) = map.entry(name) else { continue };
                    for (name, _) in excluded.iter().filter_map(|name| map.entry(name)) {
                        if let Some(case) = self.both_present(map, by, name, when) {
                            self.report(
                                Fault::ExcludedBy { name, by },
                                place.key(name, ""),
                                Some(map),
                                &case,
                            );
                        }
                    }
                }
            }
            Keyword::MinProperties(min) => {
                let actual = map.entries().count();
                if actual < *min as usize {
                    let fault = Fault::PropertyCount { actual, limit: Limit::Min(*min) };
                    self.report(fault, place, Some(map), when);
                }
            }
            Keyword::MaxProperties(max) => {
                let certain =
                    map.entries().filter(|(name, _)| self.absences(map, name.text, when).is_empty());
                let actual = certain.count();
                if actual > *max as usize {
                    let fault = Fault::PropertyCount { actual, limit: Limit::Max(*max) };
                    self.report(fault, place, Some(map), when);
                }
            }
            _ => {}
        }
    }

    /// `key` is there and one of `needed` is not.
    fn needs(
        &mut self,
        map: Value<'a>,
        key: Name<'a>,
        needed: &'a [smol_str::SmolStr],
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        for present in self.presences(map, key.text, when) {
            for name in needed {
                for case in self.absences(map, name, &present) {
                    self.report(Fault::RequiredBy { name, by: key }, place, Some(map), &case);
                }
            }
        }
    }

    fn exactly_one(
        &mut self,
        map: Value<'a>,
        names: &'a [smol_str::SmolStr],
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if let Some(case) = self.all_absent(map, names, when) {
            self.report(Fault::NotExactlyOne { names, present: Vec::new() }, place, Some(map), &case);
        }
        let written: Vec<Name<'a>> = names.iter().filter_map(|name| Some(map.entry(name)?.0)).collect();
        for (index, second) in written.iter().enumerate() {
            for other in written.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, name)| *name) {
                if let Some(case) = self.both_present(map, other, *second, when) {
                    let fault = Fault::NotExactlyOne { names, present: vec![*second, other] };
                    self.report(fault, place.key(*second, ""), Some(map), &case);
                    break;
                }
            }
        }
    }

    /// Whether loops make entries of a map.
    fn has_rounds(&self, map: Value<'a>) -> bool {
        map.entries().any(|(name, value)| Loop::of(name, value).is_some())
            && self.template.has_language_extensions()
    }

    /// A property, or what the resource gets in its place from `Globals`.
    fn get(&self, map: Value<'a>, name: &str) -> Option<Value<'a>> {
        let inherited = self.inherited.filter(|(properties, _)| *properties == map.node());
        map.get(name).or_else(|| inherited?.1.get(name))
    }

    /// The cases in which a property is not there.
    fn absences(&self, map: Value<'a>, name: &str, when: &Assumption<'a>) -> Vec<Assumption<'a>> {
        match self.get(map, name) {
            None => vec![when.clone()],
            Some(value) if value.is_null() => vec![when.clone()],
            Some(value) => self.cases(value, when, false),
        }
    }

    /// The cases in which a property is there.
    fn presences(&self, map: Value<'a>, name: &str, when: &Assumption<'a>) -> Vec<Assumption<'a>> {
        let value = self.get(map, name).filter(|value| !value.is_null());
        value.map(|value| self.cases(value, when, true)).unwrap_or_default()
    }

    fn cases(&self, value: Value<'a>, when: &Assumption<'a>, present: bool) -> Vec<Assumption<'a>> {
        let possibilities = value.possibilities_when(when).into_iter();
        possibilities
            .filter(|possibility| possibility.value.is_some() == present)
            .map(|possibility| possibility.when)
            .filter(|case| self.possible(case))
            .collect()
    }

    /// A case in which two properties of these names are both there.
    pub(crate) fn both_present_in(
        &self,
        map: Value<'a>,
        first: &str,
        second: &str,
        when: &Assumption<'a>,
    ) -> Option<Assumption<'a>> {
        let (first, _) = map.entry(first)?;
        let (second, _) = map.entry(second)?;
        self.both_present(map, first, second, when)
    }

    /// A case in which two properties are both there.
    fn both_present(
        &self,
        map: Value<'a>,
        first: Name<'a>,
        second: Name<'a>,
        when: &Assumption<'a>,
    ) -> Option<Assumption<'a>> {
        let seconds = self.presences(map, second.text, when);
        let firsts = self.presences(map, first.text, when);
        let mut pairs = firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first, second)));
        pairs.find_map(|(first, second)| first.and_all(second).filter(|case| self.possible(case)))
    }

    /// A case in which none of the properties is there.
    fn all_absent(
        &self,
        map: Value<'a>,
        names: &[smol_str::SmolStr],
        when: &Assumption<'a>,
    ) -> Option<Assumption<'a>> {
        let mut cases = vec![when.clone()];
        for name in names.iter().filter(|name| map.get(name).is_some()) {
            let absent = self.absences(map, name, when);
            cases = cases
                .iter()
                .flat_map(|case| absent.iter().filter_map(|absent| case.and_all(absent)))
                .take(MAX_CASES)
                .collect();
        }
        cases.into_iter().find(|case| self.possible(case))
    }

    pub(super) fn possible(&self, case: &Assumption<'a>) -> bool {
        case.is_always() || self.template.conditions().satisfiable(case.literals()) != Answer::No
    }
}

/// A key that a transform replaces by others.
fn is_macro(key: &str) -> bool {
    key == FunctionName::Transform.key() || key.starts_with("Fn::ForEach::")
}

/// Whether the map can have keys that are not written: a macro adds some, or some are broken.
fn is_open(map: Value<'_>) -> bool {
    map.entries().any(|(name, value)| is_macro(name.text) || matches!(value.kind(), Kind::Error))
}

fn declared_patterns(keyword: &Keyword) -> &[(Pattern, SchemaId)] {
    match keyword {
        Keyword::PatternProperties(patterns) => patterns,
        _ => &[],
    }
}
