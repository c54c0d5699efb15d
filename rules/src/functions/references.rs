//! `Ref` and `Fn::GetAtt`: whether what they name exists, and whether it fits its place.

use formwork_schemas::{Keyword, Schema, TypeLookup, Types, lookup};
use formwork_template::{Function, FunctionName, Index, Name, Section, Value};

use super::arguments;
use super::calls::{Scope, Walk, suggest};
use super::target::Target;
use crate::nearest::nearest;

/// Source: pseudo parameters reference of the CloudFormation user guide.
pub(crate) const PSEUDO: &[&str] = &[
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
];

/// What a name in `Ref` or `Fn::Sub` gives.
enum Referent {
    List,
    Scalar,
    /// Anything, or not known.
    Open,
    /// A parameter of a type that there is not.
    Nothing,
}

impl<'t> Walk<'t> {
    pub(super) fn reference(
        &mut self,
        value: Value<'t>,
        function: Function<'t>,
        target: Target<'_>,
        scope: Scope,
    ) {
        let Some(name) = function.reference() else { return };
        let code = scope.owner.of(FunctionName::Ref);
        let inside = scope.argument(function);
        let Some(referent) = self.referent(name, scope) else {
            self.missing(name, code, inside);
            return;
        };
        let fits = match referent {
            Referent::List | Referent::Nothing => target.takes_lists(),
            Referent::Scalar => target.takes_scalars(),
            Referent::Open => true,
        };
        if !fits && value.function().is_some() {
            let message = format!("`{name}` is not {}", target.words());
            self.problem(code, scope.place.span(), message);
        } else {
            self.unmasked(name, inside);
        }
    }

    /// A name in the text of an `Fn::Sub`, which takes single values only.
    pub(super) fn substituted(&mut self, name: Name<'t>, code: &'static str, scope: Scope) {
        match self.referent(name, scope) {
            None => self.missing(name, code, scope),
            Some(Referent::List) => {
                self.problem(
                    code,
                    scope.place.span(),
                    format!("`{name}` is a list, and text can't hold one"),
                );
            }
            Some(_) => self.unmasked(name, scope),
        }
    }

    fn missing(&mut self, name: Name<'t>, code: &'static str, scope: Scope) {
        if self.is_out_of_reach(name, scope) {
            let message = format!("`{name}` is a resource, and there is none yet where this is worked out");
            self.problem(code, scope.place.span(), message);
            return;
        }
        let near = self.suggestions.nearest(name.text, || names(self.index, scope));
        let what = if scope.resources { "no parameter or resource" } else { "no parameter" };
        let message = format!("The template has {what} `{name}`");
        suggest(self.problem(code, scope.place.span(), message), name, near);
    }

    /// Whether a name is a resource's where only parameters are known.
    fn is_out_of_reach(&self, name: Name<'t>, scope: Scope) -> bool {
        !scope.resources && self.index.definition(Section::Resources, name.text).is_some()
    }

    fn referent(&self, name: Name<'t>, scope: Scope) -> Option<Referent> {
        if PSEUDO.contains(&name.text) {
            return Some(match name.text {
                "AWS::NoValue" => Referent::Open,
                "AWS::NotificationARNs" => Referent::List,
                _ => Referent::Scalar,
            });
        }
        if let Some(parameter) = self.template.parameter(name.text)
            && let Some(type_name) = parameter.type_name()
        {
            return Some(match type_name.text {
                _ if parameter.is_list() => Referent::List,
                "String" | "Number" => Referent::Scalar,
                text if text.starts_with("AWS::") => Referent::Scalar,
                _ => Referent::Nothing,
            });
        }
        if scope.resources && self.resource_type(name.text).is_some() {
            return Some(Referent::Scalar);
        }
        let open = self.index.is_open(Section::Parameters)
            || (scope.resources && self.index.is_open(Section::Resources))
            || self.is_dynamic(name.text)
            || self.index.may_be_of_module(name.text);
        open.then_some(Referent::Open)
    }

    /// The type of a resource, where it says one.
    fn resource_type(&self, id: &str) -> Option<&'t str> {
        let definition = self.index.definition(Section::Resources, id);
        let written = definition.and_then(|definition| {
            let value = Value::new(self.template.tree(), definition.node);
            Some(value.get("Type")?.name()?.text)
        });
        written.or_else(|| self.index.generated_type(id))
    }

    pub(super) fn attribute_shape(&mut self, function: Function<'t>, scope: Scope) {
        let argument = function.argument;
        if argument.is_list() {
            self.count(function, 2, 2, scope);
            for (item, part) in argument.items().zip([&arguments::RESOURCE, &arguments::ATTRIBUTE]) {
                self.part(item, part, scope.item(item), None);
            }
        } else if argument.text().is_none() {
            self.mismatch(argument, Target::of_types(&[Types::STRING, Types::ARRAY]), scope);
        } else if function
            .get_att()
            .is_none_or(|target| target.attribute.is_none_or(|name| name.text.is_empty()))
        {
            let text = argument.text().unwrap_or_default();
            let message = format!("`{text}` is not a logical ID and an attribute with a dot between");
            self.problem(scope.owner.of(FunctionName::GetAtt), scope.place.span(), message);
        }
    }

    pub(super) fn get_att(&mut self, function: Function<'t>, target: Target<'_>, scope: Scope) {
        let Some(found) = function.get_att() else { return };
        let inside = scope.argument(function);
        let mut items = function.argument.items();
        let (at_resource, at_attribute) = match (items.next(), items.next()) {
            (Some(resource), Some(attribute)) => (inside.item(resource), inside.item(attribute)),
            _ => (inside, inside),
        };
        let code = scope.owner.of(FunctionName::GetAtt);
        let scopes = (at_resource, at_attribute, inside);
        self.attribute(found.resource, found.attribute, target, code, scopes);
        let given = function.argument.items().nth(1).filter(|_| found.attribute.is_none());
        if let Some(parameter) = given.and_then(|given| given.function()?.reference()) {
            self.attributes_of_parameter(found.resource, parameter, code, at_attribute);
        }
    }

    /// The values of a parameter that names an attribute: those allowed, or else its default.
    fn attributes_of_parameter(&mut self, id: Name<'t>, name: Name<'t>, code: &'static str, scope: Scope) {
        let parameter = self.template.parameter(name.text).filter(|parameter| !parameter.is_ssm());
        let Some(parameter) = parameter.filter(|parameter| !parameter.is_list()) else { return };
        let Some(TypeLookup::Known(known)) = self.resource_type(id.text).map(lookup) else { return };
        let values: Vec<&str> = match parameter.allowed_values() {
            Some(allowed) => allowed.items().filter_map(Value::text).collect(),
            None => parameter.default().and_then(Value::text).into_iter().collect(),
        };
        for value in values.into_iter().filter(|value| known.attribute(value).is_none()) {
            let message = format!("`{}` has no attribute `{value}`, which `{name}` can be", known.name());
            self.problem(code, scope.place.span(), message);
        }
    }

    /// A resource's attribute; the scopes are those of the ID, the attribute and the whole.
    pub(super) fn attribute(
        &mut self,
        resource: Name<'t>,
        attribute: Option<Name<'t>>,
        target: Target<'_>,
        code: &'static str,
        (at_resource, at_attribute, whole): (Scope, Scope, Scope),
    ) {
        if self.is_dynamic(resource.text) || self.index.may_be_of_module(resource.text) {
            return;
        }
        let (id, attribute_text) = self.longest_id(resource.text, attribute.map(|name| name.text));
        let Some(type_name) = self.resource_type(&id).filter(|_| whole.resources) else {
            if self.is_out_of_reach(resource, whole) {
                let message =
                    format!("`{resource}` is a resource, and there is none yet where this is worked out");
                self.problem(code, at_resource.place.span(), message);
            } else if !self.index.is_open(Section::Resources) {
                let index = self.index;
                let near = self.suggestions.nearest(resource.text, || index.names(Section::Resources));
                let message = format!("The template has no resource `{resource}`");
                suggest(self.problem(code, at_resource.place.span(), message), resource, near);
            }
            return;
        };
        let (Some(name), Some(attribute_text)) = (attribute, attribute_text) else { return };
        let known = match lookup(type_name) {
            TypeLookup::Known(known) | TypeLookup::Custom(known) => known,
            TypeLookup::Module | TypeLookup::Unknown => return,
        };
        if self.is_dynamic(&attribute_text) {
            return;
        }
        if let Some(output) = self.missing_output(&id, &attribute_text) {
            let message = format!("The template of `{id}` has no output `{output}`");
            self.problem(code, at_attribute.place.span(), message);
            return;
        }
        let Some(found) = known.attribute(&attribute_text) else {
            let message = format!("`{type_name}` has no attribute `{attribute_text}`");
            let names: Vec<_> = known.attributes().map(|attribute| attribute.name).collect();
            let near = nearest(&attribute_text, names.iter().map(smol_str::SmolStr::as_str));
            let problem = self.problem(code, at_attribute.place.span(), message);
            if near.is_some() {
                suggest(problem, name, near);
            } else if names.len() <= 12 && !names.is_empty() {
                problem.help(format!("It has `{}`", names.join("`, `")));
            }
            return;
        };
        if found.schema.is_some_and(|schema| !fits(type_name, &attribute_text, schema, target)) {
            let message = format!("`{attribute_text}` of `{type_name}` is not {}", target.words());
            self.problem(code, whole.place.span(), message);
        }
    }

    /// The output that an attribute of a nested stack names, where its template has none such.
    fn missing_output<'n>(&self, id: &str, attribute: &'n str) -> Option<&'n str> {
        let outputs = self.nested.get(id)?;
        let output = attribute.strip_prefix("Outputs.")?;
        (!outputs.iter().any(|known| known == output)).then_some(output)
    }

    /// SAM gives some resources a dot in their logical ID: `Handler.Version`.
    fn longest_id(&self, id: &str, attribute: Option<&str>) -> (String, Option<String>) {
        let Some(attribute) = attribute else { return (id.to_owned(), None) };
        if let Some((first, rest)) = attribute.split_once('.') {
            let longer = format!("{id}.{first}");
            if self.index.generated_type(&longer).is_some() {
                return (longer, Some(rest.to_owned()));
            }
        }
        (id.to_owned(), Some(attribute.to_owned()))
    }
}

/// What can be referred to at a place.
fn names(index: &Index, scope: Scope) -> Vec<&str> {
    let mut names = index.names(Section::Parameters);
    if scope.resources {
        names.extend(index.names(Section::Resources));
    }
    names.extend(PSEUDO);
    names
}

/// Whether an attribute is of a type that its place takes. It is not converted.
fn fits(type_name: &str, attribute: &str, schema: Schema<'_>, target: Target<'_>) -> bool {
    // Its schema says an integer and its value is a string.
    if type_name == "AWS::DocDB::DBCluster" && attribute == "Port" {
        return target.types.intersects(Types::STRING);
    }
    let typed = schema.all_keywords().any(|keyword| matches!(keyword, Keyword::Type(_)));
    let loose = [Types::INTEGER, Types::BOOLEAN].iter().any(|types| target.types.intersects(*types));
    !typed || loose || target.types.intersects(schema.types())
}
