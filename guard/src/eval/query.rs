//! Following a query through a document, part by part, as cfn-guard 3.2.1 does:
//! what can't be followed further is a result too, with the place it got to.

use super::scope::Scope;
use super::{Detail, Evaluator, Fault, Outcome, Role};
use crate::ast::{Clause, Conjunctions, Key, LiteralData, Name, Operand, Operator, Part, PartKind};
use crate::casing::{Casing, Variants};
use crate::record::{Found, Level, Reason, Site, Status, Unresolved};
use crate::value::{Data, Entry, Map, Step, Value};

impl<'a> Evaluator<'_, 'a> {
    /// Follows `query` from its part `index` on, from `current`, and adds what it leads to.
    /// `casing` is the spelling in which a key before was found.
    pub(super) fn retrieve(
        &self,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        self.budget.following(|| self.follow(index, query, current, scope, casing, found))
    }

    fn follow(
        &self,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let Some(part) = query.get(index) else {
            found.push(Found::Resolved(current));
            return Ok(());
        };
        let rest = &query[index..];
        match &part.kind {
            PartKind::This => self.retrieve(index + 1, query, current, scope, casing, found),
            PartKind::Variable(name) if index == 0 => self.of_variable(name, query, scope, casing, found),
            PartKind::Variable(name) => self.by_variable(name, index, query, current, scope, casing, found),
            PartKind::Key(key) => match key.index {
                // Here, unlike below, the whole query counts as what is left of it.
                Some(number) => self.by_index(number, query, index, query, current, scope, casing, found),
                None => self.by_key(key, index, query, current, scope, casing, found),
            },
            PartKind::Index(number) => {
                let left = if current.is_list() { query } else { rest };
                self.by_index(*number, left, index, query, current, scope, casing, found)
            }
            PartKind::AllIndices(capture) => match current.data {
                Data::List(items) => self.each_item(items, index, query, current, scope, casing, found),
                Data::Map(map) if capture.is_some() => {
                    self.each_entry(map, capture.as_ref(), index, query, current, scope, casing, found)
                }
                _ => self.retrieve(index + 1, query, current, scope, casing, found),
            },
            PartKind::AllValues(capture) => match current.data {
                Data::List(items) => self.each_item(items, index, query, current, scope, casing, found),
                Data::Map(map) => {
                    self.each_entry(map, capture.as_ref(), index, query, current, scope, casing, found)
                }
                _ => self.retrieve(index + 1, query, current, scope, casing, found),
            },
            PartKind::Filter { capture, clauses } => {
                self.filtered(capture.as_ref(), clauses, index, query, current, scope, casing, found)
            }
            PartKind::KeyFilter { comparator, operand, .. } => match current.data {
                Data::Map(map) => {
                    let values = self.by_key_filter(*comparator, operand, map, current, scope, casing)?;
                    for value in values {
                        self.retrieve(index + 1, query, value, scope, casing, found)?;
                    }
                    Ok(())
                }
                _ => unresolved(current, rest, Reason::NoMapForKeys, found),
            },
        }
    }

    fn of_variable(
        &self,
        name: &'a str,
        query: &'a [Part],
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let next = match query.get(1).map(|part| &part.kind) {
            Some(PartKind::AllIndices(_)) => 2,
            _ => 1,
        };
        let values = self.variable(name, scope)?;
        self.budget.steps(values.len())?;
        for each in values.iter() {
            match each.value() {
                Some(value) if next < query.len() => {
                    self.retrieve(next, query, value, &scope.value(value), casing, found)?;
                }
                _ => found.push(*each),
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn by_variable(
        &self,
        name: &'a str,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let rest = &query[index..];
        let Data::Map(map) = current.data else {
            return unresolved(current, rest, Reason::NoMap(name), found);
        };
        let keys = self.variable(name, scope)?;
        let (keys, next) = match query.get(index + 1).map(|part| &part.kind) {
            None | Some(PartKind::AllIndices(_) | PartKind::Key(_) | PartKind::Variable(_)) => {
                (&keys[..], index + 1)
            }
            Some(PartKind::Index(number)) => match offset(*number, keys.len()) {
                Some(at) => (&keys[at..=at], index + 2),
                None => {
                    return unresolved(current, rest, Reason::NoSuchValueOfVariable(name, *number), found);
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
        for key in keys {
            self.budget.steps(1)?;
            match key {
                Found::Unresolved(unresolved) => {
                    let reason = Reason::UnresolvedVariable(name, self.store.keep(*unresolved));
                    found.push(Found::Unresolved(Unresolved { at: current, rest, reason }));
                }
                Found::Literal(value) | Found::Resolved(value) => match value.data {
                    Data::String(key) => match map.get(key) {
                        Some(value) => self.retrieve(next, query, value, scope, casing, found)?,
                        None => unresolved(current, rest, Reason::NoKeyOfVariable(key), found)?,
                    },
                    Data::List(items) => {
                        self.budget.steps(items.len())?;
                        for item in items {
                            let key = item.as_str().ok_or_else(|| no_key(item))?;
                            match map.get(key) {
                                Some(value) => self.retrieve(next, query, value, scope, casing, found)?,
                                None => unresolved(current, rest, Reason::NoKeyOfVariable(key), found)?,
                            }
                        }
                    }
                    _ => return Err(no_key(value)),
                },
            }
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn by_key(
        &self,
        key: &'a Key,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let rest = &query[index..];
        let Data::Map(map) = current.data else {
            return unresolved(current, rest, Reason::NoMap(&key.text), found);
        };
        let (value, casing) = match (map.get(&key.text), casing) {
            (Some(value), _) => (Some(value), casing),
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
            Some(value) => self.retrieve(index + 1, query, value, scope, casing, found),
            None => unresolved(current, rest, Reason::NoKey(&key.text), found),
        }
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn by_index(
        &self,
        number: i64,
        left: &'a [Part],
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let Data::List(items) = current.data else {
            return unresolved(current, left, Reason::NoList(number), found);
        };
        match offset(number, items.len()) {
            Some(at) => self.retrieve(index + 1, query, &items[at], scope, casing, found),
            None => unresolved(current, left, Reason::OutOfBounds(number), found),
        }
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn each_item(
        &self,
        items: &'a [Value<'a>],
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        if items.is_empty() {
            return unresolved(current, &query[index..], Reason::NoEntries, found);
        }
        for item in items {
            self.retrieve(index + 1, query, item, scope, casing, found)?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn each_entry(
        &self,
        map: &'a Map<'a>,
        capture: Option<&'a Name>,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        if map.entries().is_empty() {
            return unresolved(current, &query[index..], Reason::NoEntries, found);
        }
        if let (None, Some(types)) = (capture, self.selected_types(query.get(index + 1), current)) {
            self.recorder.borrow_mut().step();
            for number in self.document.of_types(&types) {
                let value = &map.entries()[number as usize].value;
                self.retrieve(index + 1, query, value, &scope.value(value), casing, found)?;
            }
            return Ok(());
        }
        for entry in map.entries() {
            if let Some(capture) = capture {
                self.file.capture(&capture.text, self.key_value(entry, current));
            }
            let value = &entry.value;
            self.retrieve(index + 1, query, value, &scope.value(value), casing, found)?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)] // the state of `retrieve`
    fn filtered(
        &self,
        capture: Option<&'a Name>,
        clauses: &'a Conjunctions,
        index: usize,
        query: &'a [Part],
        current: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        casing: Option<Casing>,
        found: &mut Vec<Found<'a>>,
    ) -> Outcome<()> {
        let before = index.checked_sub(1).map(|before| &query[before].kind);
        match current.data {
            Data::Map(map) if matches!(before, Some(PartKind::Key(_) | PartKind::Variable(_))) => {
                for entry in map.entries() {
                    let value = &entry.value;
                    let scope = scope.value(value);
                    if self.passes(clauses, Site::MapFilter(clauses.len()), &scope)? {
                        if let Some(capture) = capture {
                            self.file.capture(&capture.text, self.key_value(entry, current));
                        }
                        self.retrieve(index + 1, query, value, &scope, casing, found)?;
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
                    self.retrieve(index + 1, query, current, scope, casing, found)?;
                }
                Ok(())
            }
            Data::List(items) => {
                for item in items {
                    if self.passes(clauses, Site::ListFilter(clauses.len()), &scope.value(item))? {
                        self.retrieve(index + 1, query, item, scope, casing, found)?;
                    }
                }
                Ok(())
            }
            _ if matches!(before, Some(PartKind::AllIndices(_))) => {
                let own = scope.value(current);
                let status = self.gated(|| self.conjunctions(clauses, &own, Role::Gate, Level::Block))?;
                if status == Status::Pass {
                    self.retrieve(index + 1, query, current, scope, casing, found)?;
                }
                Ok(())
            }
            _ => unresolved(current, &query[index..], Reason::NotFilterable, found),
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

    /// The types to which a filter on all resources restricts them, where the index may answer for
    /// the others: none of its clauses can fault or leave a trace.
    fn selected_types(&self, filter: Option<&'a Part>, current: &'a Value<'a>) -> Option<Vec<&'a str>> {
        if self.options.detail == Detail::Everything {
            return None;
        }
        let PartKind::Filter { capture: None, clauses } = &filter?.kind else { return None };
        let resources = self.document.resources()?;
        if !std::ptr::eq(resources, current) || !clauses.iter().flatten().all(is_quiet) {
            return None;
        }
        clauses.iter().find_map(|alternatives| match alternatives.as_slice() {
            [only] => types(only),
            _ => None,
        })
    }
}

/// The types that `Type == 'X'` and `Type in ['X', 'Y']` allow.
fn types(clause: &Clause) -> Option<Vec<&str>> {
    let Clause::Access(clause) = clause else { return None };
    let [Part { kind: PartKind::Key(key), .. }] = clause.query.parts.as_slice() else { return None };
    if key.text != "Type" || clause.negated || clause.not {
        return None;
    }
    let Some(Operand::Literal(literal)) = &clause.operand else { return None };
    match (&literal.data, clause.operator) {
        (LiteralData::String(name), Operator::Equal) => Some(vec![name]),
        (LiteralData::List(names), Operator::In) => names
            .iter()
            .map(|name| match &name.data {
                LiteralData::String(name) => Some(name.as_str()),
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

/// Whether a clause does nothing but hold or not, on any value whatever.
fn is_quiet(clause: &Clause) -> bool {
    let Clause::Access(clause) = clause else { return false };
    let plain = |part: &Part| {
        matches!(
            part.kind,
            PartKind::This
                | PartKind::Key(_)
                | PartKind::Index(_)
                | PartKind::AllValues(None)
                | PartKind::AllIndices(None)
        )
    };
    let operand = match &clause.operand {
        None | Some(Operand::Literal(_)) => true,
        Some(Operand::Query(query)) => query.parts.iter().all(plain),
        Some(Operand::Call(_)) => false,
    };
    operand && clause.operator != Operator::Empty && clause.query.parts.iter().all(plain)
}

/// The place of an index in a list of `len` items; negative ones count from the end.
fn offset(index: i64, len: usize) -> Option<usize> {
    let magnitude = usize::try_from(index.unsigned_abs()).ok()?;
    let at = if index < 0 { len.checked_sub(magnitude)? } else { magnitude };
    (at < len).then_some(at)
}

#[allow(clippy::unnecessary_wraps)] // ends the arms of `retrieve`
fn unresolved<'a>(
    at: &'a Value<'a>,
    rest: &'a [Part],
    reason: Reason<'a>,
    found: &mut Vec<Found<'a>>,
) -> Outcome<()> {
    found.push(Found::Unresolved(Unresolved { at, rest, reason }));
    Ok(())
}
