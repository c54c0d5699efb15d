//! How resources are named: which property is a resource's name (`names`), how
//! far a name follows the organisation's pattern (`fit`), what to say of one
//! that doesn't (`verdict`, `spelling`; of each type by its own `standard`), what
//! the services take (`limits`), how the parts of names are written in a template
//! (`parts`) and the names made of them (`generation`), where a name is taken once
//! it is used (`territory`), which names of a template are the same (`clash`), and which it
//! lays claim to among the templates of a run (`claim`).

use std::sync::Arc;

use formwork_template::{Assumption, Name, Resource, Template};

use crate::Stack;
use crate::config::Naming;
use crate::known_text::{KnownText, texts, texts_in};
use crate::properties;
use names::{NameProperty, name_property};

pub(crate) mod border;
pub(crate) mod claim;
pub(crate) mod clash;
pub(crate) mod fit;
pub(crate) mod generation;
pub(crate) mod limits;
pub(crate) mod names;
pub(crate) mod parts;
pub(crate) mod reading;
pub(crate) mod spelling;
pub(crate) mod standard;
pub(crate) mod territory;
#[cfg(test)]
mod tests;
pub(crate) mod verdict;

/// A resource of a type whose name property is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nameable<'t> {
    pub(crate) resource: Resource<'t>,
    pub(crate) type_name: &'t str,
    pub(crate) property: NameProperty<'t>,
}

/// A resource with a name of its own, and the texts that the name can be.
#[derive(Debug)]
pub(crate) struct Named<'t> {
    pub(crate) id: Name<'t>,
    pub(crate) of: Nameable<'t>,
    /// That the resource is there.
    pub(crate) base: Assumption<'t>,
    pub(crate) texts: Vec<KnownText<'t>>,
}

/// The resources that can be given a name.
pub(crate) fn nameable<'t>(
    template: &'t Template,
    naming: Option<&'t Naming>,
) -> impl Iterator<Item = Nameable<'t>> {
    template.resources().filter_map(move |resource| Nameable::of(resource, naming))
}

impl<'t> Nameable<'t> {
    /// A resource, if the property that names it is known.
    pub(crate) fn of(resource: Resource<'t>, naming: Option<&'t Naming>) -> Option<Self> {
        let type_name = resource.type_name()?.text;
        let property = property_of(type_name, naming)?;
        Some(Self { resource, type_name, property })
    }
}

/// The resources that are given a name: the texts with the parameters of each stack, or with
/// the values that parameters can have where no stack is known.
pub(crate) fn named_resources<'t>(
    template: &'t Template,
    naming: Option<&'t Naming>,
    stacks: &'t [Arc<Stack>],
) -> impl Iterator<Item = Named<'t>> {
    nameable(template, naming).filter_map(move |of| named(template, of, stacks))
}

/// A resource, if it is given a name.
pub(crate) fn named<'t>(
    template: &'t Template,
    of: Nameable<'t>,
    stacks: &'t [Arc<Stack>],
) -> Option<Named<'t>> {
    let value = of.resource.property(of.property.property)?;
    let base = properties::given(of.resource);
    let texts = if stacks.is_empty() {
        texts(value, template, &base)
    } else {
        stacks.iter().flat_map(|stack| texts_in(value, template, &base, Some(stack))).collect()
    };
    Some(Named { id: of.resource.id(), of, base, texts })
}

/// The property that names resources of a type, where it is known or configured.
fn property_of<'n>(type_name: &'n str, naming: Option<&'n Naming>) -> Option<NameProperty<'n>> {
    let known = name_property(type_name);
    let own = naming.and_then(|naming| naming.types.of(type_name)?.property.as_deref());
    match own {
        Some(own) if known.is_none_or(|known| known.property != own) => {
            Some(NameProperty::plain(type_name, own))
        }
        _ => known,
    }
}
