//! Intrinsic functions of YAML in their short form or in their long one. Only what has to differ is edited; a result
//! that would not mean the same is none.

use std::collections::BTreeMap;
use std::sync::Arc;

use formwork_rules::Edit;
use formwork_rules::editing::quoted;
use formwork_template::{Form, Function, FunctionName, Span, Style, Syntax, Template, Tree, Value, parse};

/// How much deeper what a function takes is than the function.
const STEP: usize = 2;

/// The edits that give a function another form.
pub(super) fn one(template: &Template, function: Value<'_>, to: Form) -> Option<Vec<Edit>> {
    let mut forms = Forms::new(template, to);
    forms.change(function)?;
    forms.checked(template)
}

/// The edits that give every function a form, as far as that is possible. None where no function changes.
pub(super) fn all(template: &Template, to: Form) -> Option<Vec<Edit>> {
    let mut forms = Forms::new(template, to);
    forms.walk(template.root(), false);
    forms.checked(template)
}

struct Forms<'t> {
    tree: &'t Tree,
    source: &'t str,
    to: Form,
    edits: Vec<Edit>,
    /// How much deeper lines get, by where they begin.
    deeper: BTreeMap<usize, isize>,
}

impl<'t> Forms<'t> {
    fn new(template: &'t Template, to: Form) -> Self {
        let tree = template.tree();
        Self { tree, source: tree.source(), to, edits: Vec::new(), deeper: BTreeMap::new() }
    }

    fn walk(&mut self, value: Value<'t>, is_behind_tag: bool) {
        let Some(function) = value.function() else {
            value.entries().for_each(|(_, inner)| self.walk(inner, false));
            return value.items().for_each(|inner| self.walk(inner, false));
        };
        // No short form takes another right behind it.
        if self.to == Form::Long || !is_behind_tag {
            self.change(value);
        }
        self.walk(function.argument, function.form == Form::Short);
    }

    /// Changes one function; nothing where it has the form already, or cannot have it.
    fn change(&mut self, whole: Value<'t>) -> Option<()> {
        let function = whole.function().filter(|function| function.form != self.to)?;
        let argument = function.argument;
        let is_there = !argument.is_null() && !self.tree.span(argument.node()).is_empty();
        if !is_there || function.name == FunctionName::Condition {
            return None;
        }
        match self.to {
            Form::Long => self.lengthen(whole, function),
            Form::Short if argument.function().is_some() => None,
            Form::Short => self.shorten(whole, function),
        }
    }

    fn lengthen(&mut self, whole: Value<'t>, function: Function<'t>) -> Option<()> {
        let tag = self.tree.tag(whole.node())?.span;
        let argument = self.tree.span(whole.node());
        let (from, to) = (tag.end as usize, argument.start as usize);
        let key = function.name.key();
        if !self.is_block(function.argument) {
            if !self.source.get(from..to)?.trim().is_empty() {
                return None;
            }
            let closed = closed(function, argument)?;
            self.edits.push(Edit { span: Span::new(tag.start, argument.start), text: format!("{{ {key}: ") });
            self.edits.push(closed);
            return Some(());
        }
        let line = self.line_start(tag.start as usize);
        let head = self.source.get(line..tag.start as usize)?.trim_end();
        let last = self.source[..argument.end as usize].trim_end().len();
        if head.is_empty() || head.ends_with('-') {
            self.edits.push(Edit { span: tag, text: format!("{key}:") });
        } else {
            let name = head.strip_suffix(':')?;
            let above = column(name) as isize + self.deeper.get(&line).copied().unwrap_or_default();
            let indent = usize::try_from(above).ok()? + STEP;
            let span = Span::new((line + head.len()) as u32, tag.end);
            self.edits.push(Edit { span, text: format!("\n{:indent$}{key}:", "") });
        }
        self.shift(from, last, STEP as isize);
        Some(())
    }

    fn shorten(&mut self, whole: Value<'t>, function: Function<'t>) -> Option<()> {
        let (own, argument) = (self.tree.span(whole.node()), self.tree.span(function.argument.node()));
        let tag = format!("!{}", function.name.tag());
        let text = self.behind_tag(function);
        let is_flow = self.source[own.range()].starts_with('{');
        let key = function.name_span;
        // No comment and no anchor goes.
        if self.source.get(key.end as usize..argument.start as usize)?.trim() != ":" {
            return None;
        }
        if is_flow {
            let rest = self.source.get(argument.end as usize..own.end as usize)?;
            if !rest.chars().all(|char| char.is_whitespace() || matches!(char, ',' | '}')) {
                return None;
            }
            self.edits.push(Edit { span: Span::new(own.start, argument.start), text: format!("{tag} ") });
            self.edits.push(Edit {
                span: Span::new(if text.is_some() { argument.start } else { argument.end }, own.end),
                text: text.unwrap_or_default(),
            });
            return Some(());
        }
        let line = self.line_start(own.start as usize);
        let before = self.source[..own.start as usize].trim_end();
        let is_item = before.len() > line && before.ends_with('-');
        let is_value = before.len() <= line && before.ends_with(':');
        if !is_item && !is_value {
            return None;
        }
        let start = if is_item { own.start } else { before.len() as u32 };
        let blank = if is_item { "" } else { " " };
        // Lines of the argument begin behind the key.
        let behind = key.end as usize + self.source.get(key.end as usize..)?.find(':')? + 1;
        let is_lines = self.is_block(function.argument) && function.argument.scalar().is_none();
        let end = if is_lines { behind } else { argument.start as usize };
        let gap = if is_lines { "" } else { " " };
        self.edits.push(Edit { span: Span::new(start, end as u32), text: format!("{blank}{tag}{gap}") });
        if let Some(text) = text {
            self.edits.push(Edit { span: argument, text });
        }
        if is_value {
            let above = self.line_start(before.len() - 1);
            let key = column(before[above..].strip_suffix(':')?);
            let less = (own.start as usize - line).checked_sub(key)?;
            let last = self.source[..argument.end as usize].trim_end().len();
            let is_deep =
                !is_lines || column_at(self.source, argument.start as usize) > own.start as usize - line;
            if is_deep {
                self.shift(end, last, -(less as isize));
            }
        }
        Some(())
    }

    /// The argument as it is written behind a tag; nothing where it is written so already.
    fn behind_tag(&self, function: Function<'t>) -> Option<String> {
        match function.name {
            FunctionName::Ref => Some(quoted(function.reference()?.text, Syntax::Yaml)),
            FunctionName::GetAtt => {
                let target = function.get_att()?;
                let [id, attribute] = [target.resource.text, target.attribute?.text];
                let is_spelt = !self.is_block(function.argument) && !id.contains('.');
                is_spelt.then(|| quoted(&format!("{id}.{attribute}"), Syntax::Yaml))
            }
            _ => None,
        }
    }

    /// Whether it is written in lines: a text with `|` or `>`, or what is not in brackets.
    fn is_block(&self, value: Value<'_>) -> bool {
        match self.tree.data(value.node()) {
            formwork_template::Data::Scalar(scalar) => {
                matches!(scalar.style, Style::Literal | Style::Folded)
            }
            _ => !self.source[self.tree.span(value.node()).range()].starts_with(['[', '{']),
        }
    }

    /// Moves the lines that begin between two places.
    fn shift(&mut self, from: usize, to: usize, by: isize) {
        let mut at = from;
        while let Some(end) = self.source[at..to.max(at)].find('\n') {
            at += end + 1;
            *self.deeper.entry(at).or_default() += by;
        }
    }

    fn line_start(&self, offset: usize) -> usize {
        self.source[..offset].rfind('\n').map_or(0, |at| at + 1)
    }

    /// All edits, where what they make means the same.
    fn checked(mut self, template: &Template) -> Option<Vec<Edit>> {
        self.edits.sort_by_key(|edit| edit.span);
        let mut indents = Vec::new();
        for (line, by) in &self.deeper {
            let at = *line as u32;
            let blanks = self.source[*line..].bytes().take_while(|byte| *byte == b' ').count();
            let is_blank = self.source[*line + blanks..].starts_with(['\n', '\r']);
            // What is taken away with its line break needs no blanks.
            let next = self.edits.partition_point(|edit| edit.span.start <= at);
            let is_gone = next.checked_sub(1).is_some_and(|edit| self.edits[edit].span.end > at);
            if is_blank || is_gone || *by == 0 {
                continue;
            }
            let size = by.unsigned_abs();
            indents.push(if *by > 0 {
                Edit { span: Span::at(at), text: " ".repeat(size) }
            } else {
                Edit { span: Span::of(*line..line + size.min(blanks)), text: String::new() }
            });
        }
        self.edits.extend(indents);
        self.edits.sort_by_key(|edit| edit.span);
        let after = applied(self.source, &self.edits)?;
        let after = Template::new(parse(Arc::from(after), Syntax::Yaml));
        let is_same = after.errors().len() == template.errors().len()
            && after.root().canonical() == template.root().canonical();
        (is_same && !self.edits.is_empty()).then_some(self.edits)
    }
}

/// Closes the braces around a function and its argument, which is written anew where it cannot stand within them.
fn closed(function: Function<'_>, place: Span) -> Option<Edit> {
    let argument = function.argument;
    let anew = |text: &str| Some(Edit { span: place, text: format!("{text} }}") });
    if function.name == FunctionName::GetAtt && argument.scalar().is_some() {
        let target = function.get_att()?;
        let [id, attribute] =
            [target.resource.text, target.attribute?.text].map(|text| quoted(text, Syntax::Yaml));
        return anew(&format!("[{id}, {attribute}]"));
    }
    let is_special = |text: &str| text.contains(['{', '}', '[', ']', ',', '#', '"', '\'', '\n']);
    match argument.text().filter(|text| is_special(text)) {
        Some(text) if argument.scalar()?.style == Style::Plain => anew(&quoted(text, Syntax::Yaml)),
        _ => Some(Edit { span: Span::at(place.end), text: " }".to_owned() }),
    }
}

/// A text with edits that are in order; nothing where they overlap.
fn applied(text: &str, edits: &[Edit]) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start as usize)?);
        new.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

/// Where a key begins on its line, behind the dashes of items.
fn column(name: &str) -> usize {
    name.len() - name.trim_start_matches([' ', '-']).len()
}

fn column_at(source: &str, offset: usize) -> usize {
    offset - source[..offset].rfind('\n').map_or(0, |at| at + 1)
}
