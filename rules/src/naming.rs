//! How resources are named: which property is a resource's name (`names`), how
//! far a name follows the organisation's pattern (`fit`), what to say of one
//! that doesn't (`verdict`), what the services take (`limits`), and which names a
//! template lays claim to (`claim`).

use formwork_template::{Assumption, Name, Resource, Template};

use crate::known_text::{KnownText, texts};
use names::NameProperty;

pub(crate) mod claim;
pub(crate) mod fit;
pub(crate) mod limits;
pub(crate) mod names;
pub(crate) mod reading;
#[cfg(test)]
mod tests;
pub(crate) mod verdict;

/// A resource with a name of its own, and the texts that the name can be.
#[derive(Debug)]
pub(crate) struct Named<'t> {
    pub(crate) id: Name<'t>,
    pub(crate) type_name: &'t str,
    pub(crate) property: NameProperty,
    /// That the resource is there.
    pub(crate) base: Assumption<'t>,
    pub(crate) texts: Vec<KnownText<'t>>,
}

/// The resources that are given a name.
pub(crate) fn named_resources(template: &Template) -> impl Iterator<Item = Named<'_>> {
    template.resources().filter_map(|resource| named(template, resource))
}

/// A resource, if it is given a name.
pub(crate) fn named<'t>(template: &'t Template, resource: Resource<'t>) -> Option<Named<'t>> {
    let type_name = resource.type_name()?.text;
    let property = names::name_property(type_name)?;
    let value = resource.property(property.property)?;
    let base = resource.condition().and_then(|condition| Assumption::default().and(condition.text, true));
    let base = base.unwrap_or_default();
    let texts = texts(value, template, &base);
    Some(Named { id: resource.id(), type_name, property, base, texts })
}
