//! Takes rules out of rules files, each with everything that it needs, and puts
//! them into one file of their own. Text is cut and names in it are replaced;
//! nothing is printed from the syntax tree, so that verdicts and comments stay.

mod item;
mod rename;
mod targets;
#[cfg(test)]
mod tests;
mod uses;
mod visit;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use self::item::{Item, Kind};
use self::rename::Names;
pub use self::targets::{Targets, targets};
use self::uses::Use;
use crate::ast::{Name, Rule, RulesFile};

/// The rules of a file that are wanted.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    pub source: &'a str,
    pub file: &'a RulesFile,
    pub wants: &'a dyn Fn(&Rule) -> bool,
}

/// A file of rules that stands on its own.
#[derive(Debug, Default)]
pub struct Slice {
    pub text: String,
    /// The named rules in it, in order, as they are called there.
    pub rules: Vec<SmolStr>,
    /// Those that nobody wanted but others refer to.
    pub pulled: Vec<SmolStr>,
    /// Names that stood for something else in an earlier file: old and new.
    pub renamed: Vec<(SmolStr, SmolStr)>,
}

/// A name that nothing in its file defines: cfn-guard ends the whole run on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined {
    /// The selection, by number.
    pub selection: usize,
    /// Without `%`.
    pub name: SmolStr,
    pub span: formwork_template::Span,
    pub is_variable: bool,
}

/// Puts the wanted rules of all selections into one file, in the order of the selections and their sources.
pub fn slice(selections: &[Selection<'_>]) -> Result<Slice, Undefined> {
    let mut reached = Vec::with_capacity(selections.len());
    for (number, selection) in selections.iter().enumerate() {
        reached.push(reach(selection, number)?);
    }
    let mut names = Names::of(selections);
    let mut slice = Slice::default();
    for (selection, items) in selections.iter().zip(&reached) {
        add(selection, items, &mut names, &mut slice);
    }
    slice.text = slice.text.replace("\r\n", "\n");
    Ok(slice)
}

fn add<'a>(selection: &Selection<'a>, items: &[Item<'a>], names: &mut Names<'a>, slice: &mut Slice) {
    let Some(last) = items.last() else { return };
    let renaming = names.settle(selection, items);
    let text = &mut slice.text;
    if let Some(header) = header(selection.source, last.range(selection.source).end) {
        push_paragraph(text, header);
    }
    let mut before: Option<usize> = None;
    for item in items.iter().filter(|item| !renaming.is_shared(item)) {
        let range = item.range(selection.source);
        // What stood together stays together.
        let between = before.and_then(|end| selection.source.get(end..range.start));
        match between.filter(|between| between.trim().is_empty() && !between.is_empty()) {
            Some(between) => {
                text.truncate(text.trim_end().len());
                text.push_str(between);
                text.push_str(&renaming.apply(selection.source, range.clone(), item));
                text.push('\n');
            }
            None => push_paragraph(text, &renaming.apply(selection.source, range.clone(), item)),
        }
        before = Some(range.end);
        if let Kind::Rule(rule) | Kind::Loose(rule, _) = item.kind {
            let name = renaming.of_rule(&rule.name.text);
            if slice.rules.last() != Some(&name) {
                slice.rules.push(name.clone());
                if !(selection.wants)(rule) {
                    slice.pulled.push(name);
                }
            }
        }
    }
    slice.renamed.extend(renaming.into_list());
}

fn push_paragraph(text: &mut String, paragraph: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(paragraph.trim_end());
    text.push('\n');
}

/// The comment at the top of a source that belongs to no item, as licences do.
fn header(source: &str, end: usize) -> Option<&str> {
    let text = source.get(..end)?.trim_start_matches('\u{feff}').trim_start();
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            // Without an empty line behind it, it is the first item's.
            return (length > 0 && line.trim().is_empty()).then(|| &text[..length]);
        }
        length += line.len();
    }
    None
}

/// The items that the wanted rules need, themselves among them, in source order.
fn reach<'a>(selection: &Selection<'a>, number: usize) -> Result<Vec<Item<'a>>, Undefined> {
    let items = item::all(selection.file);
    let uses: Vec<Vec<Use<'a>>> = items.iter().map(Item::uses).collect();
    let mut open: Vec<usize> = Vec::new();
    let mut kept = vec![false; items.len()];
    let locals: FxHashSet<&str> = uses
        .iter()
        .zip(&items)
        .flat_map(|(uses, item)| uses.iter().map(move |one| (one, item)))
        .filter_map(|(one, item)| match one {
            Use::Local(name) if !item.is_let() => Some(name.text.as_str()),
            _ => None,
        })
        .collect();
    for (index, item) in items.iter().enumerate() {
        if let Kind::Rule(rule) | Kind::Loose(rule, _) = item.kind
            && (selection.wants)(rule)
        {
            kept[index] = true;
            open.push(index);
        }
    }
    while let Some(index) = open.pop() {
        for one in &uses[index] {
            let (name, span, is_variable) = match one {
                Use::Variable(name, span) => (*name, *span, true),
                Use::Rule(Name { text, span }) => (text.as_str(), *span, false),
                Use::Local(_) | Use::Capture(_) => continue,
            };
            let defines = |at: &usize| {
                let captures = |one: &Use<'_>| matches!(one, Use::Capture(known) if known.text == name);
                let is_named = items[*at].name().is_some_and(|known| known.text == name);
                is_named && items[*at].is_let() == is_variable
                    || is_variable && uses[*at].iter().any(captures)
            };
            let mut found = false;
            for at in (0..items.len()).filter(defines) {
                found = true;
                if !std::mem::replace(&mut kept[at], true) {
                    open.push(at);
                }
            }
            let is_local = is_variable && locals.contains(name);
            if !found && !is_local {
                return Err(Undefined { selection: number, name: name.into(), span, is_variable });
            }
        }
    }
    Ok(items.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(item, _)| item).collect())
}
