//! Words about what CloudFormation has, as Markdown that reads well in a terminal, too: for hover and
//! for the documentation of completions.

mod address;
mod argument;
mod constraints;
mod function;
mod link;
mod markdown;
mod policy;
mod property;
mod pseudo;
mod resolved;
mod resource_type;
mod rule;
mod vocabulary;

pub(crate) use self::address::{addresses, grouped, size, size_in_short};
pub(crate) use self::argument::argument;
pub(crate) use self::function::{about_function, arguments, function};
pub(crate) use self::markdown::{Markdown, code, listed};
pub(crate) use self::policy::{policy_attribute, policy_element};
pub(crate) use self::property::{properties, property};
pub(crate) use self::pseudo::{PSEUDO_PARAMETERS, pseudo_parameter};
pub(crate) use self::resolved::comes_to;
pub(crate) use self::resource_type::{attribute, resource_type};
pub(crate) use self::rule::rule;
pub(crate) use self::vocabulary::{
    output_attribute, parameter_attribute, resource_attribute, rule_attribute, section,
};

use crate::features::completion::Documentation;
use crate::shape::Shape;

/// What is said about a choice once it is looked at.
pub(crate) fn documentation(of: &Documentation) -> Option<String> {
    match of {
        Documentation::None => None,
        Documentation::Text(text) => Some(text.clone()),
        Documentation::Type(name) => resource_type(name),
        Documentation::Property(name, path) => {
            let shape = Shape::of_type(name)?;
            let shape = path.iter().try_fold(shape, |shape, segment| shape.step(segment))?;
            Some(property(&shape))
        }
        Documentation::Attribute(name, attribute) => self::attribute(name, attribute),
        Documentation::Rule(code) => Some(rule(formwork_rules::find(code)?)),
    }
}
