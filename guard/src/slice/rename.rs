//! Names that mean different things in the files that are put together: the
//! later one gets another. A name is replaced wherever it stands in its file,
//! locals too, so that scopes stay as they are.

use std::ops::Range;

use formwork_template::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::Selection;
use super::item::{self, Item, Kind};
use super::uses::Use;
use crate::ast::{Assignment, Operand};

/// The names of all files so far.
pub(super) struct Names<'a> {
    /// Every name that any of the files has.
    taken: FxHashSet<SmolStr>,
    /// The variables that the whole file sees; with their value where an equal one can stand in for it.
    variables: FxHashMap<SmolStr, Option<&'a str>>,
    rules: FxHashSet<SmolStr>,
}

/// What the names of one file become.
#[derive(Default)]
pub(super) struct Renaming {
    variables: FxHashMap<SmolStr, SmolStr>,
    rules: FxHashMap<SmolStr, SmolStr>,
    /// Variables that an earlier file has defined with the same value.
    shared: FxHashSet<SmolStr>,
}

impl<'a> Names<'a> {
    pub(super) fn of(selections: &[Selection<'a>]) -> Self {
        let mut taken = FxHashSet::default();
        for item in selections.iter().flat_map(|selection| item::all(selection.file)) {
            taken.extend(item.name().map(|name| name.text.clone()));
            taken.extend(item.uses().iter().map(|one| match one {
                Use::Variable(name, _) => SmolStr::new(name),
                Use::Local(name) | Use::Capture(name) | Use::Rule(name) => name.text.clone(),
            }));
        }
        Self { taken, variables: FxHashMap::default(), rules: FxHashSet::default() }
    }

    /// Decides what becomes of the names of a file's items, and remembers them.
    pub(super) fn settle(&mut self, selection: &Selection<'a>, items: &[Item<'a>]) -> Renaming {
        let mut renaming = Renaming::default();
        let mut own: Vec<(SmolStr, Option<&'a str>)> = Vec::new();
        let mut rules: Vec<SmolStr> = Vec::new();
        for item in items {
            match item.kind {
                Kind::Let(assignment) => {
                    let value = shareable(selection.source, assignment, item);
                    match own.iter_mut().find(|(name, _)| *name == assignment.name.text) {
                        // Which of two counts is the file's own affair.
                        Some((_, known)) => *known = None,
                        None => own.push((assignment.name.text.clone(), value)),
                    }
                }
                Kind::Rule(_) | Kind::Parameterized(_) => {
                    rules.extend(item.name().map(|name| name.text.clone()));
                }
                Kind::Loose(..) => {}
            }
        }
        for capture in items.iter().flat_map(Item::uses) {
            let Use::Capture(name) = capture else { continue };
            match own.iter_mut().find(|(known, _)| *known == name.text) {
                Some((_, known)) => *known = None,
                None => own.push((name.text.clone(), None)),
            }
        }
        for (name, value) in own {
            match self.variables.get(&name) {
                Some(known) if value.is_some() && *known == value => {
                    renaming.shared.insert(name);
                }
                Some(_) => {
                    let new = self.fresh(&name);
                    self.variables.insert(new.clone(), None);
                    renaming.variables.insert(name, new);
                }
                None => {
                    self.variables.insert(name, value);
                }
            }
        }
        rules.sort_unstable();
        rules.dedup();
        for name in rules {
            if !self.rules.insert(name.clone()) {
                let new = self.fresh(&name);
                self.rules.insert(new.clone());
                renaming.rules.insert(name, new);
            }
        }
        renaming
    }

    fn fresh(&mut self, name: &str) -> SmolStr {
        let mut number = 2_u32;
        loop {
            let new = SmolStr::new(format!("{name}_{number}"));
            if self.taken.insert(new.clone()) {
                return new;
            }
            number += 1;
        }
    }
}

/// The text of a value that is the same in any file.
fn shareable<'a>(source: &'a str, assignment: &'a Assignment, item: &Item<'a>) -> Option<&'a str> {
    let is_closed = match &assignment.value {
        Operand::Literal(_) => true,
        Operand::Call(_) => false,
        Operand::Query(_) => item.uses().len() == 1,
    };
    source.get(assignment.value.span().range()).filter(|_| is_closed)
}

impl Renaming {
    pub(super) fn is_shared(&self, item: &Item<'_>) -> bool {
        item.is_let() && item.name().is_some_and(|name| self.shared.contains(&name.text))
    }

    pub(super) fn of_rule(&self, name: &SmolStr) -> SmolStr {
        self.rules.get(name).unwrap_or(name).clone()
    }

    /// The text of an item with its names replaced.
    pub(super) fn apply(&self, source: &str, range: Range<usize>, item: &Item<'_>) -> String {
        let mut edits: Vec<(Range<usize>, &str)> = Vec::new();
        if let Some(name) = item.name().filter(|_| !item.is_let())
            && let Some(new) = self.rules.get(&name.text)
        {
            edits.push((name.span.range(), new));
        }
        for one in item.uses() {
            match one {
                Use::Variable(name, span) => {
                    if let Some(new) = self.variables.get(name) {
                        edits.extend(variable(source, span, name).map(|range| (range, new.as_str())));
                    }
                }
                Use::Local(name) | Use::Capture(name) => {
                    let new = self.variables.get(&name.text);
                    edits.extend(new.map(|new| (name.span.range(), new.as_str())));
                }
                Use::Rule(name) => {
                    let new = self.rules.get(&name.text);
                    edits.extend(new.map(|new| (name.span.range(), new.as_str())));
                }
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::new();
        let mut done = range.start;
        for (place, new) in edits {
            text.push_str(&source[done..place.start]);
            text.push_str(new);
            done = place.end;
        }
        text.push_str(&source[done..range.end]);
        text
    }

    pub(super) fn into_list(self) -> Vec<(SmolStr, SmolStr)> {
        let mut list: Vec<_> = self.variables.into_iter().chain(self.rules).collect();
        list.sort_unstable();
        list
    }
}

/// Where in the part of a query the variable's name stands, without `%`.
fn variable(source: &str, span: Span, name: &str) -> Option<Range<usize>> {
    let sign = source.get(span.range())?.find('%')?;
    let start = span.start as usize + sign + 1;
    Some(start..start + name.len())
}
