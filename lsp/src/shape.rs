//! What CloudFormation expects at a place below the properties of a resource.

use formwork_schemas::{Keyword, ResourceType, Schema, Types};
use formwork_template::FunctionName;
use smol_str::SmolStr;

use crate::trail::{self, Step};

/// A place below `Properties` of a resource type.
#[derive(Clone)]
pub struct Shape {
    pub resource_type: &'static ResourceType,
    /// From `Properties`; items are `*`.
    pub path: Vec<SmolStr>,
    pub schema: Schema<'static>,
}

/// What a value of a shape is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Map,
    List,
    Scalar,
}

impl Shape {
    /// The shape of `Properties` itself.
    pub fn of_type(name: &str) -> Option<Self> {
        let resource_type = formwork_schemas::resource_type(name)?;
        Some(Self { resource_type, path: Vec::new(), schema: resource_type.properties() })
    }

    /// The shape that steps from the top of a template lead to; the resource on the way is of the type
    /// `type_name`. `Fn::If` is what its branches are; any other function takes arguments of its own.
    pub fn at(steps: &[Step], type_name: &str) -> Option<Self> {
        let (section, _, depth) = trail::member(steps)?;
        let [Step::Key(properties), rest @ ..] = &steps[depth..] else { return None };
        if section != "Resources" || properties != "Properties" {
            return None;
        }
        Self::of_type(type_name)?.below(rest)
    }

    /// The shape further down.
    pub fn below(mut self, steps: &[Step]) -> Option<Self> {
        let mut steps = steps;
        loop {
            match steps {
                [] => return Some(self),
                [Step::Argument(FunctionName::If), Step::Item(1 | 2), rest @ ..] => steps = rest,
                [Step::Key(key), Step::Item(2), rest @ ..] if key.starts_with("Fn::ForEach::") => {
                    steps = rest;
                }
                [Step::Key(key), rest @ ..] => {
                    self = self.step(key)?;
                    steps = rest;
                }
                [Step::Item(_), rest @ ..] => {
                    self = self.step("*")?;
                    steps = rest;
                }
                [Step::Argument(_), ..] => return None,
            }
        }
    }

    /// The shape of a property, or of items for `*`.
    pub fn step(&self, segment: &str) -> Option<Self> {
        let schema = self.schema.step(segment)?;
        let mut path = self.path.clone();
        path.push(SmolStr::new(segment));
        Some(Self { resource_type: self.resource_type, path, schema })
    }

    /// What it is written as. Of several forms, the one with the least to write.
    pub fn form(&self) -> Form {
        form(self.schema)
    }

    /// What it may be, in any of its forms; none where the schema does not say.
    pub fn types(&self) -> Types {
        self.schema.views().into_iter().map(types_of).fold(Types::NONE, Types::union)
    }

    /// The properties of a map that a template can set, by name.
    pub fn properties(&self) -> Vec<(SmolStr, Self)> {
        let properties = self.schema.properties().into_iter();
        let shapes = properties.map(|(name, schema)| {
            let mut path = self.path.clone();
            path.push(name.clone());
            (name.clone(), Self { resource_type: self.resource_type, path, schema })
        });
        shapes.filter(|(_, shape)| !self.resource_type.is_read_only(&shape.path)).collect()
    }

    /// The names of the properties that a map of this shape has to have, in the order of the schema.
    pub fn required(&self) -> Vec<SmolStr> {
        let mut required: Vec<SmolStr> = self.schema.required().cloned().collect();
        required.dedup();
        required
    }

    /// Whether a property is not to be used any more.
    pub fn is_deprecated(&self) -> bool {
        self.resource_type.is_deprecated(&self.path)
    }
}

/// What a value that follows a schema is written as.
pub fn form(schema: Schema<'_>) -> Form {
    let types = schema.views().into_iter().map(types_of).fold(Types::NONE, Types::union);
    if types.contains(Types::STRING)
        || types.contains(Types::NUMBER)
        || types.contains(Types::INTEGER)
        || types.contains(Types::BOOLEAN)
    {
        Form::Scalar
    } else if types.contains(Types::ARRAY) {
        Form::List
    } else if types.contains(Types::OBJECT) || !schema.properties().is_empty() {
        Form::Map
    } else {
        Form::Scalar
    }
}

/// The types that one schema names; none where it names none.
fn types_of(schema: Schema<'_>) -> Types {
    let named = schema.keywords().iter().find_map(|keyword| match keyword {
        Keyword::Type(types) => Some(*types),
        _ => None,
    });
    named.unwrap_or(Types::NONE)
}
