//! How well a name fits the place that it is for.

use formwork_schemas::{Schema, Types};
use formwork_template::{Parameter, Section};
use smol_str::SmolStr;

use super::Asked;
use super::item::Rank;
use crate::shape::{Form, Shape, form};
use crate::trail;

/// Where a function's value goes.
pub(super) struct Place {
    pub(super) section: Option<Section>,
    /// The member that the cursor is in.
    pub(super) member: Option<SmolStr>,
    schema: Option<Schema<'static>>,
}

impl Place {
    /// The place of the function whose argument the first `depth` steps lead to.
    pub(super) fn at(asked: &Asked<'_>, depth: usize) -> Self {
        let steps = &asked.cursor.trail.steps;
        let outside = &steps[..depth.saturating_sub(1).min(steps.len())];
        let member = trail::member(steps);
        let shape = asked.cursor.resource_type().and_then(|name| Shape::at(outside, name));
        Self {
            section: member.and_then(|(section, _, _)| Section::from_key(section)),
            member: member.map(|(_, name, _)| SmolStr::new(name)),
            schema: shape.map(|shape| shape.schema),
        }
    }

    fn wants_list(&self) -> Option<bool> {
        self.schema.map(|schema| form(schema) == Form::List)
    }

    /// The format that the place has: `AWS::EC2::VPC.Id`.
    fn format(&self) -> Option<&'static str> {
        self.schema?.views().into_iter().find_map(Schema::format).filter(|format| format.contains("::"))
    }

    pub(super) fn of_parameter(&self, parameter: Parameter<'_>) -> Rank {
        let type_name = parameter.type_name().map_or("String", |name| name.text);
        if let Some(wants_list) = self.wants_list()
            && wants_list != parameter.is_list()
        {
            return Rank::Poor;
        }
        let inner = type_name.trim_start_matches("AWS::SSM::Parameter::Value<").trim_end_matches('>');
        match self.format() {
            Some(format) if same(inner, format) => Rank::Best,
            Some(_) if inner.contains("::") => Rank::Poor,
            None if self.wants_number() && type_name == "Number" => Rank::Best,
            _ => Rank::Usual,
        }
    }

    fn wants_number(&self) -> bool {
        self.schema.is_some_and(|schema| {
            schema.types() != Types::ALL
                && !schema.types().contains(Types::STRING)
                && schema.types().intersects(Types::NUMBER)
        })
    }

    pub(super) fn of_resource(&self, type_name: &str) -> Rank {
        if self.schema.is_none() {
            return Rank::Usual;
        }
        let gives =
            formwork_schemas::resource_type(type_name).and_then(formwork_schemas::ResourceType::ref_schema);
        match self.of_schema(gives) {
            Rank::Usual if self.wants_list() == Some(true) || self.format().is_some() => Rank::Poor,
            rank => rank,
        }
    }

    /// How well what has a schema fits.
    pub(super) fn of_schema(&self, gives: Option<Schema<'_>>) -> Rank {
        let gives_list = gives.is_some_and(|schema| form(schema) == Form::List);
        if self.wants_list().is_some_and(|wants_list| wants_list != gives_list) {
            return Rank::Poor;
        }
        let given = gives.and_then(|schema| schema.views().into_iter().find_map(Schema::format));
        match (self.format(), given) {
            (Some(wanted), Some(given)) if wanted == given => Rank::Best,
            (Some(_), Some(given)) if given.contains("::") => Rank::Poor,
            _ => Rank::Usual,
        }
    }

    pub(super) fn of_pseudo_parameter(&self, name: &str) -> Rank {
        match (name, self.wants_list()) {
            ("AWS::NoValue", _) => Rank::Usual,
            ("AWS::NotificationARNs", Some(true)) => Rank::Best,
            ("AWS::NotificationARNs", Some(false)) | (_, Some(true)) => Rank::Poor,
            _ if self.format().is_some() => Rank::Poor,
            _ => Rank::Usual,
        }
    }
}

/// Whether a parameter's type is about what a format is: `AWS::EC2::VPC::Id` and `AWS::EC2::VPC.Id`,
/// or a list of it.
fn same(type_name: &str, format: &str) -> bool {
    let plain = type_name.trim_start_matches("List<");
    plain.replace("::", ".") == format.replace("::", ".")
}
