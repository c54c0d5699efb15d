//! A parameter becomes its default value wherever it is used.

use std::collections::BTreeSet;

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_template::{Function, FunctionName, Parameter, Section, Span, Style, SubPiece, Template, Value};

use super::{Action, ActionKind};
use crate::features::name::{self, Symbol};
use crate::snapshot::Snapshot;
use crate::trail::{Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let Some((Symbol::Member(Section::Parameters, parameter), _)) = name::at(snapshot, span.start) else {
        return;
    };
    if let Some(edits) = edits(snapshot, &parameter) {
        let title = format!("Inline parameter `{parameter}` with its default");
        actions.push(Action::new(title, ActionKind::Inline, edits));
    }
}

/// None where a use cannot be a literal, or where a stack gives a value of its own.
fn edits(snapshot: &Snapshot, name: &str) -> Option<Vec<Edit>> {
    let template = snapshot.template();
    let parameter = template.parameter(name)?;
    let default = parameter.default()?.text()?;
    let is_secret = parameter.0.value.get("NoEcho").is_some();
    // A stack that still gave the parameter could not be deployed, whatever it gives.
    let is_given = snapshot.around.stacks.iter().any(|stack| stack.parameter(name).is_some());
    if parameter.is_ssm() || is_secret || is_given || template.index().is_partial(Section::Parameters) {
        return None;
    }
    let inlined = Inlined { template, name, default, literal: literal(parameter, default) };
    let mut edits = vec![removal(template, name)?];
    let mut rewritten: BTreeSet<Span> = BTreeSet::new();
    for occurrence in name::occurrences(snapshot, &Symbol::Member(Section::Parameters, name.into())) {
        if occurrence.is_definition {
            continue;
        }
        let edit = inlined.at(occurrence.span)?;
        // A text with the parameter in it twice is rewritten as a whole once.
        if rewritten.insert(edit.span) {
            edits.push(edit);
        }
    }
    Some(edits)
}

/// Takes out the parameter, and the section with the last one.
fn removal(template: &Template, name: &str) -> Option<Edit> {
    let section = template.section(Section::Parameters)?.1;
    if section.entries().count() == 1 {
        return editing::remove_entry(template.root(), Section::Parameters.key());
    }
    editing::remove_entry(section, name)
}

fn literal(parameter: Parameter<'_>, default: &str) -> New {
    let is_number = parameter.type_name().is_some_and(|kind| kind.text == "Number");
    if parameter.is_list() {
        let items = default.split(',').map(str::trim).filter(|item| !item.is_empty());
        New::List(items.map(|item| New::Text(item.to_owned())).collect())
    } else if is_number && default.parse::<f64>().is_ok() {
        New::Source(default.to_owned())
    } else {
        New::Text(default.to_owned())
    }
}

struct Inlined<'t> {
    template: &'t Template,
    name: &'t str,
    default: &'t str,
    literal: New,
}

impl Inlined<'_> {
    /// The edit of the use whose name stands at a place.
    fn at(&self, place: Span) -> Option<Edit> {
        let tree = self.template.tree();
        let trail = Trail::to(tree, place.start);
        let Some(at) = trail.steps.iter().rposition(|step| matches!(step, Step::Argument(_))) else {
            // The console's groups and labels.
            return match trail.part {
                Part::Key { key, .. } => editing::remove_entry_at(tree, tree.span(key)),
                _ => editing::remove_item_at(tree, trail.value(tree).span()),
            };
        };
        let whole = Value::new(tree, trail.nodes[at]);
        let function = whole.function()?;
        match function.name {
            FunctionName::Ref => {
                Some(Edit { span: whole.span(), text: editing::flow(&self.literal, tree.syntax()) })
            }
            FunctionName::Sub => {
                let style = function.sub()?.text.scalar()?.style;
                self.plain_text(whole, function).or_else(|| self.in_text(place, style))
            }
            _ => None,
        }
    }

    /// A `Fn::Sub` that has no other variables, as the text that it comes to.
    fn plain_text(&self, whole: Value<'_>, function: Function<'_>) -> Option<Edit> {
        let sub = function.sub().filter(|sub| sub.variables.is_none())?;
        if matches!(sub.text.scalar()?.style, Style::Literal | Style::Folded) {
            return None;
        }
        let part = |piece: &SubPiece<'_>| match piece {
            SubPiece::Text(text) => Some((*text).to_owned()),
            SubPiece::Escaped(text) => Some(format!("${{{text}}}")),
            SubPiece::Variable(variable) => (variable.text == self.name).then(|| self.default.to_owned()),
        };
        let text: String = sub.pieces.iter().map(part).collect::<Option<_>>()?;
        let text = editing::flow(&New::Text(text), self.template.tree().syntax());
        Some(Edit { span: whole.span(), text })
    }

    /// `${Name}` with the default in its place. What is special in the text's own quotes is not put there.
    fn in_text(&self, place: Span, style: Style) -> Option<Edit> {
        let is_special = |char: char| match style {
            _ if char.is_control() || char == '$' => true,
            Style::DoubleQuoted => matches!(char, '"' | '\\'),
            Style::SingleQuoted => char == '\'',
            Style::Literal | Style::Folded => false,
            Style::Plain => !(char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.' | '/')),
        };
        if self.default.contains(is_special) {
            return None;
        }
        let span = Span::new(place.start.checked_sub(2)?, place.end + 1);
        let source = self.template.source().get(span.range())?;
        (source == format!("${{{}}}", self.name)).then(|| Edit { span, text: self.default.to_owned() })
    }
}
