//! Following a query through a document, part by part, as cfn-guard 3.2.1 does:
//! what can't be followed further is a result too, with the place it got to.

use super::scope::Scope;
use super::way::Way;
use super::{Evaluator, Fault, Outcome, Role};
use crate::ast::{Conjunctions, Key, Name, Part, PartKind};
use crate::casing::{Casing, Variants};
use crate::record::{Found, Level, Reason, Site, Status, Unresolved};
use crate::value::{Data, Entry, Map, Step, Value};

type Results<'a> = Vec<Found<'a>>;

impl<'a> Evaluator<'_, 'a> {
    /// Follows a query on, and adds what it leads to.
    pub(super) fn retrieve(&self, way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        self.budget.following(|| self.follow(way, found))
    }

    fn follow(&self, way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        let Some(part) = way.query.get(way.index) else {
            found.push(Found::Resolved(way.current));
            return Ok(());
        };
        match &part.kind {
            PartKind::This => self.retrieve(way.on(way.current), found),
            PartKind::Variable(name) if way.index == 0 => self.of_variable(name, way, found),
            PartKind::Variable(name) => self.by_variable(name, way, found),
            PartKind::Key(key) => match key.index {
                // Here, unlike below, the whole query counts as what is left of it.
                Some(number) => self.by_index(number, way.query, way, found),
                None => self.by_key(key, way, found),
            },
            PartKind::Index(number) => {
                let left = if way.current.is_list() { way.query } else { way.rest() };
                self.by_index(*number, left, way, found)
            }
            PartKind::AllIndices(capture) => match way.current.data {
                Data::List(items) => self.each_item(items, way, found),
                Data::Map(map) if capture.is_some() => self.each_entry(map, capture.as_ref(), way, found),
                _ => self.retrieve(way.on(way.current), found),
            },
            PartKind::AllValues(capture) => match way.current.data {
                Data::List(items) => self.each_item(items, way, found),
                Data::Map(map) => self.each_entry(map, capture.as_ref(), way, found),
                _ => self.retrieve(way.on(way.current), found),
            },
            PartKind::Filter { capture, clauses } => self.filtered(capture.as_ref(), clauses, way, found),
            PartKind::KeyFilter { comparator, operand, .. } => match way.current.data {
                Data::Map(map) => {
                    for value in self.by_key_filter(*comparator, operand, map, way)? {
                        self.retrieve(way.on(value), found)?;
                    }
                    Ok(())
                }
                _ => unresolved(way, way.rest(), Reason::NoMapForKeys, found),
            },
        }
    }

    fn of_variable(&self, name: &'a str, way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        let next = match way.query.get(1).map(|part| &part.kind) {
            Some(PartKind::AllIndices(_)) => 2,
            _ => 1,
        };
        let values = self.variable(name, way.scope)?;
        self.budget.steps(values.len())?;
        for each in values.iter() {
            match each.value() {
                Some(value) if next < way.query.len() => {
                    let scope = way.scope.value(value);
                    self.retrieve(way.at(next, value).within(&scope), found)?;
                }
                _ => found.push(*each),
            }
        }
        Ok(())
    }

    fn by_variable(&self, name: &'a str, way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        let Data::Map(map) = way.current.data else {
            return unresolved(way, way.rest(), Reason::NoMap(name), found);
        };
        let keys = self.variable(name, way.scope)?;
        let (keys, next) = match way.query.get(way.index + 1).map(|part| &part.kind) {
            None | Some(PartKind::AllIndices(_) | PartKind::Key(_) | PartKind::Variable(_)) => {
                (&keys[..], way.index + 1)
            }
            Some(PartKind::Index(number)) => match offset(*number, keys.len()) {
                Some(at) => (&keys[at..=at], way.index + 2),
                None => {
                    return unresolved(way, way.rest(), Reason::NoSuchValueOfVariable(name, *number), found);
                }
            },
            Some(_) => {
                let fact = format!("`%{name}` within a query can be followed by keys and indices only");
                return Err(Fault::Unevaluatable(fact));
            }
        };
        let no_key = |value: &Value<'_>| {
            Fault::Query(format!(
                "`%{name}` names keys, but one of its values is of the kind {}",
                value.kind()
            ))
        };
        let named = |key: &'a str, found: &mut Results<'a>| match map.get(key) {
            Some(value) => self.retrieve(way.at(next, value), found),
            None => unresolved(way, way.rest(), Reason::NoKeyOfVariable(key), found),
        };
        for key in keys {
            self.budget.steps(1)?;
            let value = match key {
                Found::Unresolved(stopped) => {
                    let reason = Reason::UnresolvedVariable(name, self.store.keep(*stopped));
                    unresolved(way, way.rest(), reason, found)?;
                    continue;
                }
                Found::Literal(value) | Found::Resolved(value) => value,
            };
            match value.data {
                Data::String(key) => named(key, found)?,
                Data::List(items) => {
                    self.budget.steps(items.len())?;
                    for item in items {
                        named(item.as_str().ok_or_else(|| no_key(item))?, found)?;
                    }
                }
                _ => return Err(no_key(value)),
            }
        }
        Ok(())
    }

    fn by_key(&self, key: &'a Key, way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        let Data::Map(map) = way.current.data else {
            return unresolved(way, way.rest(), Reason::NoMap(&key.text), found);
        };
        let (value, casing) = match (map.get(&key.text), way.casing) {
            (Some(value), casing) => (Some(value), casing),
            (None, Some(casing)) => {
                self.budget.text(key.text.len().saturating_mul(8))?;
                (map.get(&casing.of(&key.text)), Some(casing))
            }
            (None, None) => match self.in_other_spelling(key, map)? {
                Some((value, casing)) => (Some(value), Some(casing)),
                None => (None, None),
            },
        };
        match value {
            Some(value) => self.retrieve(Way { casing, ..way.on(value) }, found),
            None => unresolved(way, way.rest(), Reason::NoKey(&key.text), found),
        }
    }

    /// `left` is what counts as left of the query where it ends here.
    fn by_index(
        &self,
        number: i64,
        left: &'a [Part],
        way: Way<'_, 'a>,
        found: &mut Results<'a>,
    ) -> Outcome<()> {
        let Data::List(items) = way.current.data else {
            return unresolved(way, left, Reason::NoList(number), found);
        };
        match offset(number, items.len()) {
            Some(at) => self.retrieve(way.on(&items[at]), found),
            None => unresolved(way, left, Reason::OutOfBounds(number), found),
        }
    }

    fn each_item(&self, items: &'a [Value<'a>], way: Way<'_, 'a>, found: &mut Results<'a>) -> Outcome<()> {
        if items.is_empty() {
            return unresolved(way, way.rest(), Reason::NoEntries, found);
        }
        for item in items {
            self.retrieve(way.on(item), found)?;
        }
        Ok(())
    }

    fn each_entry(
        &self,
        map: &'a Map<'a>,
        capture: Option<&'a Name>,
        way: Way<'_, 'a>,
        found: &mut Results<'a>,
    ) -> Outcome<()> {
        if map.entries().is_empty() {
            return unresolved(way, way.rest(), Reason::NoEntries, found);
        }
        let next = way.query.get(way.index + 1);
        if let (None, Some(types)) = (capture, self.selected_types(next, way.current)) {
            self.recorder.borrow_mut().step();
            for number in self.document.of_types(&types) {
                let value = &map.entries()[number as usize].value;
                self.retrieve(way.on(value).within(&way.scope.value(value)), found)?;
            }
            return Ok(());
        }
        for entry in map.entries() {
            if let Some(capture) = capture {
                self.file.capture(&capture.text, self.key_value(entry, way.current));
            }
            let value = &entry.value;
            self.retrieve(way.on(value).within(&way.scope.value(value)), found)?;
        }
        Ok(())
    }

    fn filtered(
        &self,
        capture: Option<&'a Name>,
        clauses: &'a Conjunctions,
        way: Way<'_, 'a>,
        found: &mut Results<'a>,
    ) -> Outcome<()> {
        let Way { current, scope, .. } = way;
        let before = way.index.checked_sub(1).map(|before| &way.query[before].kind);
        match current.data {
            Data::Map(map) if matches!(before, Some(PartKind::Key(_) | PartKind::Variable(_))) => {
                for entry in map.entries() {
                    let value = &entry.value;
                    let scope = scope.value(value);
                    if self.passes(clauses, Site::MapFilter(clauses.len()), &scope)? {
                        if let Some(capture) = capture {
                            self.file.capture(&capture.text, self.key_value(entry, current));
                        }
                        self.retrieve(way.on(value).within(&scope), found)?;
                    }
                }
                Ok(())
            }
            Data::Map(_) => {
                // cfn-guard has no answer but for `*` and `[*]`, whose clauses see the scope as it is.
                let own = scope.value(current);
                let all = matches!(before, Some(PartKind::AllValues(_) | PartKind::AllIndices(_)));
                let scope = if all { scope } else { &own };
                if self.passes(clauses, Site::MapFilter(clauses.len()), scope)? {
                    self.retrieve(way.on(current).within(scope), found)?;
                }
                Ok(())
            }
            Data::List(items) => {
                for item in items {
                    if self.passes(clauses, Site::ListFilter(clauses.len()), &scope.value(item))? {
                        self.retrieve(way.on(item), found)?;
                    }
                }
                Ok(())
            }
            _ if matches!(before, Some(PartKind::AllIndices(_))) => {
                let own = scope.value(current);
                let status = self.gated(|| self.conjunctions(clauses, &own, Role::Gate, Level::Block))?;
                if status == Status::Pass {
                    self.retrieve(way.on(current), found)?;
                }
                Ok(())
            }
            _ => unresolved(way, way.rest(), Reason::NotFilterable, found),
        }
    }

    /// Whether the clauses of a filter hold.
    fn passes(&self, clauses: &'a Conjunctions, site: Site<'a>, scope: &Scope<'_, 'a>) -> Outcome<bool> {
        self.recorder.borrow_mut().start();
        let status =
            self.budget.deeper(|| self.gated(|| self.conjunctions(clauses, scope, Role::Gate, Level::Block)));
        let recorded = *status.as_ref().unwrap_or(&Status::Fail);
        self.recorder.borrow_mut().end(site, recorded, None);
        Ok(status? == Status::Pass)
    }

    /// A key of `map` as a value.
    pub(super) fn key_value(&self, entry: &Entry<'a>, map: &'a Value<'a>) -> &'a Value<'a> {
        let key_span = self.store.place(entry.value.place).key_span;
        let place = self.store.add_place(map.place, Step::KeyItself, key_span, key_span);
        self.store.value(Value { data: Data::String(entry.key), place })
    }

    /// The value of `key` in the first other spelling that `map` has it in.
    fn in_other_spelling(&self, key: &'a Key, map: &'a Map<'a>) -> Outcome<Option<(&'a Value<'a>, Casing)>> {
        self.budget.text(key.text.len())?;
        let variants = key.variants.get_or_init(|| Box::new(Variants::of(&key.text)));
        if let Some(value) = map.get(&variants.camel) {
            return Ok(Some((value, Casing::Camel)));
        }
        self.budget.comparisons(map.entries().len())?;
        if map.entries().iter().any(|entry| variants.class_may_be(entry.key))
            && let Some(value) = map.get(&Casing::Class.of(&key.text))
        {
            return Ok(Some((value, Casing::Class)));
        }
        let mut others = variants.others.iter();
        Ok(others.find_map(|(casing, text)| map.get(text).map(|value| (value, *casing))))
    }
}

/// The place of an index in a list of `len` items; negative ones count from the end.
fn offset(index: i64, len: usize) -> Option<usize> {
    let magnitude = usize::try_from(index.unsigned_abs()).ok()?;
    let at = if index < 0 { len.checked_sub(magnitude)? } else { magnitude };
    (at < len).then_some(at)
}

#[allow(clippy::unnecessary_wraps)] // ends the arms of `follow`
fn unresolved<'a>(
    way: Way<'_, 'a>,
    rest: &'a [Part],
    reason: Reason<'a>,
    found: &mut Results<'a>,
) -> Outcome<()> {
    found.push(Found::Unresolved(Unresolved { at: way.current, rest, reason }));
    Ok(())
}
