//! Edits that add to a map or a list as its author would have: block or flow,
//! YAML or JSON, at the indentation that is there. Text that is there already is
//! never touched.

use formwork_template::{Resource, Span, Style, Syntax, Value};

use crate::spelling::quoted;
use crate::{Edit, written};

mod member;
#[cfg(test)]
mod tests;

pub use member::add_members;

/// Something to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum New {
    /// A text, which gets quotes where it needs them.
    Text(String),
    /// A value as it stands in a template, on one line.
    Source(String),
    True,
    List(Vec<Self>),
    Map(Vec<(String, Self)>),
    /// `Ref`, to a resource or a parameter.
    Ref(String),
    /// `Fn::GetAtt`, of a resource and an attribute.
    GetAtt(String, String),
    /// Any function, by its name without `Fn::`, and its argument.
    Call(String, Box<Self>),
}

/// Indentation of one step where nothing else shows the author's.
const STEP: usize = 2;

/// Adds entries to a map. `None` where that is no matter of one insertion.
pub fn add_entries(map: Value<'_>, entries: &[(String, New)]) -> Option<Edit> {
    let place = Place::of(map, written::entries(map)?).filter(|_| map.is_map())?;
    let texts = entries.iter().map(|(key, new)| match place.layout {
        Layout::Block { indent, step } => block_entry(key, new, indent, step),
        Layout::Flow(syntax) => format!("{}: {}", quoted(key, syntax), flow(new, syntax)),
    });
    place.insert(texts)
}

/// Gives a resource a property that it does not have.
pub(crate) fn add_property(resource: Resource<'_>, name: &str, new: New) -> Option<Edit> {
    let whole = resource.value();
    let is_own = resource.properties().is_none_or(|properties| whole.span().contains(properties.span()));
    is_own.then(|| set(whole, &["Properties", name], new)).flatten()
}

/// Adds items to a list.
pub fn add_items(sequence: Value<'_>, items: &[New]) -> Option<Edit> {
    let place = Place::of(sequence, written::items(sequence)?).filter(|_| sequence.is_list())?;
    let texts = items.iter().map(|new| match place.layout {
        Layout::Block { indent, step } => block_item(new, indent, step),
        Layout::Flow(syntax) => flow(new, syntax),
    });
    place.insert(texts)
}

/// Gives a scalar another text, in its own quotes.
pub fn rewritten(value: Value<'_>, text: &str) -> Option<Edit> {
    let is_one_line = !text.contains(['\n', '\r']);
    let source = match value.scalar()?.style {
        Style::SingleQuoted if is_one_line => format!("'{}'", text.replace('\'', "''")),
        Style::DoubleQuoted => quoted(text, Syntax::Json),
        Style::Plain | Style::SingleQuoted => quoted(text, value.tree().syntax()),
        Style::Literal | Style::Folded => return None,
    };
    replacement(value, &New::Source(source))
}

/// Gives a value the entry at the end of some keys: adds what is missing on the way, or puts a single
/// value in the place of another. `None` where a whole that holds others stands there.
pub fn set(value: Value<'_>, keys: &[&str], new: New) -> Option<Edit> {
    for present in (0..keys.len()).rev() {
        let (above, below) = keys.split_at(present);
        let Some(map) = (if above.is_empty() { Some(value) } else { value.at(above) }) else { continue };
        let (first, rest) = below.split_first()?;
        if let Some(old) = map.get(first) {
            let is_single = rest.is_empty();
            return if is_single { replacement(old, &new) } else { None };
        }
        let new = rest.iter().rev().fold(new, |new, key| New::Map(vec![((*key).to_owned(), new)]));
        return add_entries(map, &[((*first).to_owned(), new)]);
    }
    None
}

/// Puts something new in the place of a literal.
pub fn replacement(literal: Value<'_>, new: &New) -> Option<Edit> {
    literal.scalar()?;
    let (tree, span) = (literal.tree(), literal.span());
    // A value that is not written stands right behind its colon.
    let blank = if tree.source()[..span.start as usize].ends_with(':') { " " } else { "" };
    Some(Edit { span, text: format!("{blank}{}", flow(new, tree.syntax())) })
}

/// How a collection is written.
#[derive(Clone, Copy)]
enum Layout {
    /// One line an entry, from a column on, and how much further what is below an entry begins.
    Block { indent: usize, step: usize },
    /// In brackets.
    Flow(Syntax),
}

/// Where a collection stands.
struct Place<'t> {
    source: &'t str,
    span: Span,
    layout: Layout,
    /// Its children, in order.
    children: Vec<Span>,
}

impl<'t> Place<'t> {
    fn of(value: Value<'t>, children: Vec<Span>) -> Option<Self> {
        let (source, span) = (value.tree().source(), value.tree().span(value.node()));
        let opening = source.get(span.range())?.bytes().next()?;
        let layout = match opening {
            b'{' | b'[' => Layout::Flow(value.tree().syntax()),
            _ => {
                let indent = column(source, span.start as usize);
                Layout::Block { indent, step: step(value, indent) }
            }
        };
        Some(Self { source, span, layout, children })
    }

    /// Inserts children behind the last one.
    fn insert(&self, children: impl Iterator<Item = String>) -> Option<Edit> {
        let last = self.children.last().map(|last| last.end as usize);
        let (offset, text) = match (self.layout, last) {
            (Layout::Block { indent, .. }, Some(last)) => {
                let end = self.source[..last].trim_end().len();
                let line_end = self.past_comments(end, indent);
                let line_end = line_end - usize::from(self.source[..line_end].ends_with('\r'));
                (line_end, separated(children, &format!("\n{:indent$}", "")))
            }
            (Layout::Block { .. }, None) => return None,
            (Layout::Flow(syntax), Some(last)) => {
                let rest = &self.source[last..self.line_end(last)];
                if syntax == Syntax::Yaml && rest.trim_start().starts_with('#') {
                    // The comment behind the last child stays where it is.
                    let text = format!(",{rest}{}", separated(children, &self.gap(Gap::Line)));
                    let span = Span::of(last..last + rest.len());
                    return Some(Edit { span, text });
                }
                (last, separated(children, &format!(",{}", self.gap(Gap::Like))))
            }
            (Layout::Flow(_), None) => return self.fill(&children.collect::<Vec<_>>().join(", ")),
        };
        Some(Edit { span: Span::at(offset as u32), text })
    }

    /// The end of the line at `from`, and of those comments below it that are indented deeper than `indent`:
    /// they belong to what is above them.
    fn past_comments(&self, from: usize, indent: usize) -> usize {
        let mut lines = self.source[from..].split_inclusive('\n');
        let first = lines.next().unwrap_or_default();
        let is_comment = |line: &&str| {
            let text = line.trim_start_matches(' ');
            text.starts_with('#') && line.len() - text.len() > indent
        };
        let length: usize = lines.take_while(is_comment).map(str::len).sum();
        let end = from + first.len() + length;
        end - usize::from(self.source[..end].ends_with('\n'))
    }

    /// Writes into empty brackets, as a whole: nothing else can be written into them in the same breath.
    fn fill(&self, children: &str) -> Option<Edit> {
        let whole = &self.source[self.span.range()];
        let inside = whole.get(1..whole.len().checked_sub(1)?)?;
        let brackets = (whole.get(..1)?, whole.get(whole.len() - 1..)?);
        let text = format!("{}{}{}", brackets.0, children, brackets.1);
        inside.trim().is_empty().then_some(Edit { span: self.span, text })
    }

    fn line_end(&self, from: usize) -> usize {
        let end = self.source[from..].find('\n').map_or(self.source.len(), |at| from + at);
        end - usize::from(self.source[from..end].ends_with('\r'))
    }

    /// What stands between the children of a flow collection: a blank, or the
    /// line break and the indentation of the last child that begins a line.
    fn gap(&self, like: Gap) -> String {
        let start = self.children.last().map_or(0, |child| child.start as usize);
        let line = self.source[..start].rfind('\n').map_or(0, |at| at + 1);
        let before = &self.source[line..start];
        let begins_line = line > self.span.start as usize && before.trim().is_empty();
        match like {
            _ if begins_line => format!("\n{before}"),
            Gap::Like => " ".to_owned(),
            Gap::Line => {
                let blanks = before.len() - before.trim_start().len();
                format!("\n{}{:STEP$}", &before[..blanks], "")
            }
        }
    }
}

/// Whether children have to stand on lines of their own.
#[derive(Clone, Copy)]
enum Gap {
    Like,
    Line,
}

/// How much further than an entry its author begins what is below it.
fn step(value: Value<'_>, indent: usize) -> usize {
    let tree = value.tree();
    let deeper = value.entries().find_map(|(key, below)| {
        let first = tree.span(below.node()).start as usize;
        let is_block =
            below.is_map() && !tree.source()[first..].starts_with('{') && first > key.span.end as usize;
        is_block.then(|| column(tree.source(), first).checked_sub(indent)).flatten()
    });
    deeper.filter(|step| *step > 0).unwrap_or(STEP)
}

/// Each child behind the separator.
fn separated(children: impl Iterator<Item = String>, separator: &str) -> String {
    children.fold(String::new(), |text, child| text + separator + &child)
}

/// Characters before an offset on its line.
fn column(source: &str, offset: usize) -> usize {
    let line = source[..offset].rfind('\n').map_or(0, |at| at + 1);
    source[line..offset].chars().count()
}

/// `key: new`, its further lines indented below a key at `indent`.
fn block_entry(key: &str, new: &New, indent: usize, step: usize) -> String {
    let key = quoted(key, Syntax::Yaml);
    match new {
        New::List(items) if !items.is_empty() => {
            let inner = indent + step;
            let items = items.iter().map(|item| block_item(item, inner, step));
            format!("{key}:{}", separated(items, &format!("\n{:inner$}", "")))
        }
        New::Map(entries) if !entries.is_empty() => {
            let inner = indent + step;
            let entries = entries.iter().map(|(key, new)| block_entry(key, new, inner, step));
            format!("{key}:{}", separated(entries, &format!("\n{:inner$}", "")))
        }
        new => format!("{key}: {}", flow(new, Syntax::Yaml)),
    }
}

/// `- new`, its further lines indented below a dash at `indent`.
fn block_item(new: &New, indent: usize, step: usize) -> String {
    let New::Map(entries) = new else { return format!("- {}", flow(new, Syntax::Yaml)) };
    if entries.is_empty() {
        return "- {}".to_owned();
    }
    let inner = indent + 2;
    let lines: Vec<String> = entries.iter().map(|(key, new)| block_entry(key, new, inner, step)).collect();
    format!("- {}", lines.join(&format!("\n{:inner$}", "")))
}

/// A value on one line.
pub fn flow(new: &New, syntax: Syntax) -> String {
    match new {
        New::Text(text) => quoted(text, syntax),
        New::Source(source) => source.clone(),
        New::True => "true".to_owned(),
        New::Ref(name) if syntax == Syntax::Yaml => format!("!Ref {name}"),
        New::GetAtt(id, attribute) if syntax == Syntax::Yaml => format!("!GetAtt {id}.{attribute}"),
        New::Ref(name) => format!("{{ \"Ref\": {} }}", quoted(name, syntax)),
        New::GetAtt(id, attribute) => {
            format!("{{ \"Fn::GetAtt\": [{}, {}] }}", quoted(id, syntax), quoted(attribute, syntax))
        }
        // A short form does not take another short form.
        New::Call(name, argument)
            if syntax == Syntax::Yaml
                && !matches!(**argument, New::Call(..) | New::Ref(..) | New::GetAtt(..)) =>
        {
            format!("!{name} {}", flow(argument, syntax))
        }
        New::Call(name, argument) => {
            let key = if matches!(name.as_str(), "Ref" | "Condition") {
                name.clone()
            } else {
                format!("Fn::{name}")
            };
            format!("{{ {}: {} }}", quoted(&key, Syntax::Json), flow(argument, syntax))
        }
        New::List(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, syntax)).collect();
            format!("[{}]", items.join(", "))
        }
        New::Map(entries) if entries.is_empty() => "{}".to_owned(),
        New::Map(entries) => {
            let entry =
                |(key, new): &(String, New)| format!("{}: {}", quoted(key, syntax), flow(new, syntax));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}
