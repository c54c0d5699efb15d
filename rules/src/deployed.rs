//! The ways in which a template is deployed, as far as files and its own parameters
//! tell: as each of its stacks, or else once for each environment that a parameter of
//! it can name. Known here is which values parameters have in each; what follows from
//! them is the matter of those who ask.

use formwork_template::{Parameter, Template, Value};

use crate::config::Environments;
use crate::{Settings, Stack, Surroundings};

/// One way of deploying a template.
#[derive(Debug, Default)]
pub(crate) struct Deployed<'a> {
    /// The stack, where a file tells of one.
    pub(crate) stack: Option<&'a Stack>,
    /// The environment that is deployed to.
    pub(crate) environment: Option<&'a str>,
    /// Whether the environment is the one that is meant where nobody says anything, or a file says it.
    pub(crate) is_usual: bool,
    /// The parameters that are known to have a value, by name.
    given: Vec<(&'a str, &'a str)>,
}

/// Most stacks or environments that are looked at.
const MOST: usize = 256;

impl<'a> Deployed<'a> {
    /// Every way, at least one.
    pub(crate) fn all(template: &'a Template, settings: &'a Settings, around: Surroundings<'a>) -> Vec<Self> {
        let environments = settings.environments();
        let stacks = around.stacks.iter().take(MOST);
        let mut all: Vec<Self> = stacks.map(|stack| Self::as_stack(template, environments, stack)).collect();
        if all.is_empty() {
            all = Self::in_environments(template, environments);
        }
        if all.is_empty() {
            all.push(Self { is_usual: true, ..Self::default() });
        }
        all
    }

    /// The value that a parameter is known to have.
    pub(crate) fn value(&self, parameter: &str) -> Option<&'a str> {
        self.given.iter().find(|(name, _)| *name == parameter).map(|(_, value)| *value)
    }

    /// All parameters that are known to have a value.
    pub(crate) fn given(&self) -> &[(&'a str, &'a str)] {
        &self.given
    }

    /// In a stack every parameter has a value: that of the file, or its default.
    fn as_stack(template: &'a Template, environments: &'a Environments, stack: &'a Stack) -> Self {
        let given = stack.given(template);
        let named = given.iter().find_map(|(name, value)| environments.named_by(name, value));
        Self {
            stack: Some(stack),
            environment: stack.environment.as_deref().or(named),
            is_usual: true,
            given,
        }
    }

    /// One for each value of the parameter that names the environment.
    fn in_environments(template: &'a Template, environments: &'a Environments) -> Vec<Self> {
        let is_naming = |parameter: &Parameter<'_>| {
            environments.parameters.iter().any(|name| name == parameter.id().text)
        };
        let named = plain(template).find(is_naming);
        let Some(parameter) = named else { return Vec::new() };
        let default = parameter.default().and_then(Value::text);
        let values: Vec<&str> = match parameter.allowed_values() {
            Some(values) => values.items().filter_map(Value::text).collect(),
            None if environments.names.is_empty() => default.into_iter().collect(),
            None => environments.names.iter().map(|name| &**name).collect(),
        };
        let id = parameter.id().text;
        let way = |value: &'a str| Self {
            stack: None,
            environment: environments.named_by(id, value),
            is_usual: default == Some(value),
            given: vec![(id, value)],
        };
        values.into_iter().filter(|value| !value.is_empty()).take(MOST).map(way).collect()
    }
}

/// The parameters whose value is what is given, and no key to it.
fn plain(template: &Template) -> impl Iterator<Item = Parameter<'_>> {
    template.parameters().filter(|parameter| !parameter.is_ssm())
}
