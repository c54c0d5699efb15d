//! What a reference gives, compared with what its place wants: the ID of a
//! security group is not the name of one.

use formwork_schemas::{Keyword, Schema, TypeLookup, lookup};
use formwork_template::{Assumption, Function, FunctionName, Resource};

use super::{Fault, Place, Validator};

/// Types whose attributes are whatever their own template or provider makes them.
const OPEN: &[&str] = &[
    "AWS::CloudFormation::Stack",
    "AWS::Serverless::Application",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
];

impl<'a> Validator<'a> {
    /// Reports a reference to a resource that has another format than the place wants.
    pub(super) fn compare_formats(
        &mut self,
        schema: Schema<'a>,
        function: Function<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        let wanted = schema.keywords().iter().find_map(|keyword| match keyword {
            Keyword::Format(format) => Some(alike(format)),
            _ => None,
        });
        let Some(wanted) = wanted else { return };
        let found = match function.name {
            FunctionName::Ref => self.ref_formats(function),
            FunctionName::GetAtt => self.attribute_formats(function),
            _ => None,
        };
        let Some((target, attribute, formats)) = found else { return };
        if formats.contains(&wanted) {
            return;
        }
        let source = match attribute {
            Some(attribute) => format!("`{attribute}` of `{}`", target.id()),
            None => format!("`{}`", target.id()),
        };
        let message = match formats.as_slice() {
            [] => format!("{source} is no `{wanted}`, which `{}` wants", place.property),
            formats => format!(
                "{source} is {}, and `{}` wants `{wanted}`",
                crate::words::or_quoted(formats),
                place.property
            ),
        };
        let code = if attribute.is_some() { "E1040" } else { "E1041" };
        let outer = self.rule.replace(code);
        self.report(Fault::Said { message, help: None }, place, None, when);
        self.rule = outer;
    }

    fn ref_formats(&self, function: Function<'a>) -> Option<Source<'a>> {
        let target = self.template.resource(function.reference()?.text)?;
        let TypeLookup::Known(known) = lookup(target.type_name()?.text) else { return None };
        if target.is("AWS::EC2::SecurityGroup") {
            // In a VPC it has an ID, elsewhere a name.
            let in_vpc = target.property("VpcId").is_some();
            let kind = if in_vpc { "AWS::EC2::SecurityGroup.Id" } else { "AWS::EC2::SecurityGroup.Name" };
            return Some((target, None, vec![kind]));
        }
        Some((target, None, formats_of(known.ref_schema())))
    }

    fn attribute_formats(&self, function: Function<'a>) -> Option<Source<'a>> {
        let reference = function.get_att()?;
        let target = self.template.resource(reference.resource.text)?;
        let attribute = reference.attribute?.text;
        let type_name = target.type_name()?.text;
        let TypeLookup::Known(known) = lookup(type_name) else { return None };
        if OPEN.contains(&type_name) || (type_name == "AWS::SSM::Parameter" && attribute == "Value") {
            return None;
        }
        let schema = known.attribute(attribute)?.schema;
        Some((target, Some(attribute), formats_of(schema)))
    }
}

/// A resource, its attribute if one is asked for, and the formats that it can have.
type Source<'a> = (Resource<'a>, Option<&'a str>, Vec<&'static str>);

fn formats_of(schema: Option<Schema<'static>>) -> Vec<&'static str> {
    let mut formats = Vec::new();
    let Some(schema) = schema else { return formats };
    for keyword in schema.all_keywords() {
        match keyword {
            Keyword::Format(format) => formats.push(alike(format)),
            Keyword::AnyOf(forms) => {
                for keyword in forms.iter().flat_map(|form| schema.at(*form).keywords()) {
                    if let Keyword::Format(format) = keyword {
                        formats.push(alike(format));
                    }
                }
            }
            _ => {}
        }
    }
    formats
}

/// The name by which a format is known today.
fn alike(format: &str) -> &str {
    if format == "AWS::EC2::SecurityGroup.GroupId" { "AWS::EC2::SecurityGroup.Id" } else { format }
}
