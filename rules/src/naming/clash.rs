//! Names of one template that can be the same: of two resources that can be there
//! together, and of one that a loop makes several times.

use std::sync::Arc;

use formwork_template::{Section, Template, Value};
use rustc_hash::FxHashMap;

use crate::builtin::resources::repeated_identifier;
use crate::known_text::{Case, KnownText, Piece};
use crate::loops;
use crate::naming::territory::territory;
use crate::naming::{Named, named_resources};
use crate::{Context, Stack};

/// Most names of one text that each is compared with.
const MAX_COMPARED: usize = 64;

/// Two resources of one name.
#[derive(Debug)]
pub(crate) struct Clash<'t> {
    pub(crate) name: String,
    /// The later of the two.
    pub(crate) id: &'t str,
    pub(crate) value: Value<'t>,
    pub(crate) other: (&'t str, Value<'t>),
    /// What both rest on.
    pub(crate) when: String,
}

/// The resources whose name one before them has, each with the first of those: in the first of the
/// stacks in which it is so, where stacks are known.
pub(crate) fn clashes<'t>(cx: &Context<'t>) -> Vec<Clash<'t>> {
    let stacks = cx.around().stacks;
    if stacks.is_empty() {
        return clashes_in(cx, None);
    }
    let mut found: Vec<Clash<'t>> = Vec::new();
    for stack in stacks {
        for clash in clashes_in(cx, Some(stack)) {
            if found.iter().all(|known| known.id != clash.id) {
                found.push(clash);
            }
        }
    }
    found
}

fn clashes_in<'t>(cx: &Context<'t>, stack: Option<&'t Arc<Stack>>) -> Vec<Clash<'t>> {
    let template = cx.template();
    let stacks = stack.map(std::slice::from_ref).unwrap_or_default();
    let named: Vec<Named<'t>> = named_resources(template, cx.settings().naming(), stacks)
        .filter(|named| !named.of.resource.0.looped)
        .collect();
    let mut by_name: FxHashMap<(String, String), Vec<(&Named<'t>, &KnownText<'t>)>> = FxHashMap::default();
    let mut found = Vec::new();
    for later in &named {
        let Some(space) = space(later) else { continue };
        let mut clash = None;
        for text in &later.texts {
            let Some(key) = identity(template, text) else { continue };
            let known = by_name.entry((space.clone(), key)).or_default();
            let others = known.iter().filter(|(other, _)| other.id != later.id).take(MAX_COMPARED);
            let mut met = others.filter_map(|(other, first)| met(cx, stack, (later, text), (other, first)));
            clash = clash.or_else(|| met.next());
            known.push((later, text));
        }
        found.extend(clash);
    }
    found
}

/// The clash of two names that read the same, if both can be there.
fn met<'t>(
    cx: &Context<'t>,
    stack: Option<&Arc<Stack>>,
    (later, text): (&Named<'t>, &KnownText<'t>),
    (other, first): (&Named<'t>, &KnownText<'t>),
) -> Option<Clash<'t>> {
    let both = text.case.and(&first.case)?;
    let is_sure = match stack {
        Some(stack) => stack.can_hold(cx.template(), &both.when),
        None => holds(cx.template(), &both),
    };
    if !is_sure || is_told_by_identifier(cx, (later, text), (other, first)) {
        return None;
    }
    Some(Clash {
        name: text.to_string(),
        id: later.id.text,
        value: text.value,
        other: (other.id.text, first.value),
        when: both.beyond_in_stack(&later.base),
    })
}

/// Whether the rule about resources with the same identifiers says it.
fn is_told_by_identifier<'t>(
    cx: &Context<'t>,
    (later, text): (&Named<'t>, &KnownText<'t>),
    (other, first): (&Named<'t>, &KnownText<'t>),
) -> bool {
    if later.of.type_name != other.of.type_name {
        return false;
    }
    let identifiers = repeated_identifier::identifiers(cx, later.of.type_name);
    let name = later.of.property.property;
    let same = |property: &&str| {
        if *property == name {
            return text.value.canonical() == first.value.canonical();
        }
        let value = |named: &Named<'t>| named.of.resource.property(property).map(Value::canonical);
        value(later) == value(other)
    };
    !identifiers.is_empty() && identifiers.iter().all(same)
}

/// Among which resources of the template a name is unique.
fn space(named: &Named<'_>) -> Option<String> {
    let territory = territory(named.of.type_name)?;
    let belongs = territory.within.iter().map(|property| named.of.resource.property(property));
    let belongs = belongs.map(|value| value.map(Value::canonical).unwrap_or_default());
    Some(std::iter::once(territory.space.to_owned()).chain(belongs).collect::<Vec<_>>().join("\n"))
}

/// What is the same for two names that are the same whatever a deployment decides; `None` where
/// there is no name.
fn identity(template: &Template, text: &KnownText<'_>) -> Option<String> {
    let is_plain = |piece: &Piece<'_>| match piece {
        Piece::Unknown(shown) => match shown.strip_prefix("${").and_then(|rest| rest.strip_suffix('}')) {
            Some(name) => {
                let base = name.split('.').next().unwrap_or(name);
                name.starts_with("AWS::") && name != "AWS::NoValue"
                    || template.parameter(base).is_some()
                    || template.resource(base).is_some()
            }
            // A dynamic reference as it is written.
            None => true,
        },
        _ => true,
    };
    if text.pieces.is_empty() {
        return None;
    }
    Some(if text.pieces.iter().all(is_plain) { text.to_string() } else { text.value.canonical() })
}

/// A loop that gives each of its resources one name.
#[derive(Debug)]
pub(crate) struct Repetition<'t> {
    pub(crate) name: String,
    pub(crate) value: Value<'t>,
    pub(crate) variable: &'t str,
    pub(crate) rounds: usize,
    pub(crate) when: String,
}

/// The names in loops that do not depend on a variable of the loops around them.
pub(crate) fn repetitions<'t>(cx: &Context<'t>) -> Vec<Repetition<'t>> {
    let template = cx.template();
    if !template.has_language_extensions() {
        return Vec::new();
    }
    let looped = named_resources(template, cx.settings().naming(), &[]);
    let looped = looped.filter(|named| named.of.resource.0.looped);
    looped.filter_map(|named| repetition(template, &named)).collect()
}

fn repetition<'t>(template: &'t Template, named: &Named<'t>) -> Option<Repetition<'t>> {
    let territory = territory(named.of.type_name)?;
    let belongs: Vec<String> = territory
        .within
        .iter()
        .filter_map(|property| Some(named.of.resource.property(property)?.canonical()))
        .collect();
    for around in template.loops_around(Section::Resources, named.of.resource.0) {
        let variable = around.variable.text;
        let Some(values) = loops::values(template, around.collection) else { continue };
        let depends = |text: &str| {
            [format!("${{{variable}}}"), format!("&{{{variable}}}"), format!("Ref(\"{variable}\")")]
                .iter()
                .any(|used| text.contains(used))
        };
        let is_apart = belongs.iter().any(|text| depends(text));
        let same = named.texts.iter().find(|text| {
            !text.pieces.is_empty() && !depends(&text.value.canonical()) && holds(template, &text.case)
        });
        if let Some(text) = same.filter(|_| values.len() > 1 && !is_apart) {
            return Some(Repetition {
                name: text.to_string(),
                value: text.value,
                variable,
                rounds: values.len(),
                when: text.case.beyond_in_stack(&named.base),
            });
        }
    }
    None
}

fn holds(template: &Template, case: &Case<'_>) -> bool {
    case.is_settled(template) && case.can_hold(template)
}
