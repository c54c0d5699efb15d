//! A stack as files tell it: a template that is deployed with certain parameters and
//! tags, to an environment. Which file belongs to which template is found out where
//! files are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use formwork_template::{Answer, Assumption, Parameter, Span, Syntax, Template, Value, parse};
use smol_str::SmolStr;

use crate::{Elsewhere, Related};

/// One deployment of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// The file that tells it, as it is reported.
    pub file: SmolStr,
    /// What the spans point into.
    pub text: Arc<str>,
    /// The environment that it is deployed to, where the file's path says so.
    pub environment: Option<SmolStr>,
    /// The path of the template, where the file says so.
    pub template: Option<SmolStr>,
    pub parameters: BTreeMap<SmolStr, Given>,
    /// The tags of the stack, which CloudFormation gives all its resources that can have tags.
    pub tags: BTreeMap<SmolStr, Given>,
}

/// A value that a file gives, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The items of a list have a comma between them.
    pub value: SmolStr,
    /// Of the key.
    pub key: Span,
}

impl Stack {
    /// What a file tells: a deployment file of Git sync, a template configuration of CodePipeline, a list of
    /// `ParameterKey` and `ParameterValue`, or a list of `Key` and `Value`. `None` where it is
    /// none of them.
    ///
    /// Source: "Git sync deployment file" and "CloudFormation template configuration files" in the user
    /// guides of CloudFormation and CodePipeline; `aws cloudformation create-stack --parameters`.
    pub fn read(file: &str, text: &Arc<str>, environment: Option<SmolStr>) -> Option<Self> {
        let parsed = parse(Arc::clone(text), Syntax::guess(Some(file), text));
        let document = Template::new(parsed);
        let root = document.root();
        let mut stack = Self {
            file: file.into(),
            text: Arc::clone(text),
            environment,
            template: None,
            parameters: BTreeMap::new(),
            tags: BTreeMap::new(),
        };
        if root.is_list() {
            stack.parameters = pairs(root, ["ParameterKey", "ParameterValue"]);
            stack.tags = pairs(root, ["Key", "Value"]);
        } else {
            let part = |names: [&str; 2]| names.iter().find_map(|name| root.get(name));
            stack.template = root.get("template-file-path").and_then(Value::text).map(SmolStr::new);
            stack.parameters = part(["parameters", "Parameters"]).map(entries).unwrap_or_default();
            stack.tags = part(["tags", "Tags"]).map(entries).unwrap_or_default();
        }
        let tells = stack.template.is_some() || !stack.parameters.is_empty() || !stack.tags.is_empty();
        tells.then_some(stack)
    }

    /// A place in its file, beside a finding in the template.
    pub(crate) fn related(&self, span: Span, label: impl Into<String>) -> Related {
        let file = Elsewhere { name: self.file.clone(), text: Arc::clone(&self.text) };
        Related { span, label: label.into(), file: Some(file) }
    }

    /// The value that it gives a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(|given| &*given.value)
    }

    /// Whether conditions of its template hold in it, with defaults where it says nothing.
    pub(crate) fn can_hold(&self, template: &Template, when: &Assumption<'_>) -> bool {
        if when.is_always() {
            return true;
        }
        template.conditions().satisfiable_given(when.literals(), &self.given(template)) == Answer::Yes
    }

    /// The values of its template's parameters, by name: those of the file, or defaults. Of a parameter
    /// of SSM only the key is known, which is no value.
    pub(crate) fn given<'a>(&'a self, template: &'a Template) -> Vec<(&'a str, &'a str)> {
        let value = |parameter: Parameter<'a>| {
            let id = parameter.id().text;
            Some((id, self.parameter(id).or_else(|| parameter.default()?.text())?))
        };
        template.parameters().filter(|parameter| !parameter.is_ssm()).filter_map(value).collect()
    }
}

/// The entries of a map, or the pairs of a list.
fn entries(value: Value<'_>) -> BTreeMap<SmolStr, Given> {
    if value.is_list() {
        let parameters = pairs(value, ["ParameterKey", "ParameterValue"]);
        return if parameters.is_empty() { pairs(value, ["Key", "Value"]) } else { parameters };
    }
    let entry = |(key, value): (formwork_template::Name<'_>, Value<'_>)| {
        Some((SmolStr::new(key.text), Given { value: text(value)?, key: key.span }))
    };
    value.entries().filter_map(entry).collect()
}

fn pairs(list: Value<'_>, [key, value]: [&str; 2]) -> BTreeMap<SmolStr, Given> {
    let pair = |item: Value<'_>| {
        let name = item.get(key)?.name()?;
        Some((SmolStr::new(name.text), Given { value: text(item.get(value)?)?, key: name.span }))
    };
    list.items().filter_map(pair).collect()
}

/// A value as text; that of a list with commas.
fn text(value: Value<'_>) -> Option<SmolStr> {
    if value.is_list() {
        let items: Option<Vec<&str>> = value.items().map(Value::text).collect();
        return items.map(|items| items.join(",").into());
    }
    value.text().map(SmolStr::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_ssm_is_no_value() {
        let text = "\
Parameters:
  Env: { Type: 'AWS::SSM::Parameter::Value<String>' }
  Size: { Type: String }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsLarge: !Equals [!Ref Size, large]
";
        let template = Template::new(parse(text.into(), Syntax::Yaml));
        let stack = "parameters: { Env: /stage, Size: small }\n".into();
        let stack = Stack::read("x.yaml", &stack, None).expect("a stack");
        let can_hold = |condition| {
            let when = Assumption::default().and(condition, true).expect("a condition");
            stack.can_hold(&template, &when)
        };
        assert!(can_hold("IsProd") && !can_hold("IsLarge"));
    }

    #[test]
    fn reads_the_files_that_deployments_are_told_in() {
        let shown = |text: &str| {
            let stack = Stack::read("x.yaml", &text.into(), Some("prod".into()))?;
            let all = |map: &BTreeMap<SmolStr, Given>| {
                map.iter().map(|(key, given)| format!("{key}={} ", given.value)).collect::<String>()
            };
            let template = stack.template.as_deref().unwrap_or("-");
            Some(format!("{template} | {}| {}", all(&stack.parameters), all(&stack.tags)))
        };
        for (text, expected) in [
            (
                "template-file-path: a.yaml\nparameters: { Env: prod, Count: 2 }\ntags: { team: web }\n",
                Some("a.yaml | Count=2 Env=prod | team=web "),
            ),
            (r#"{"Parameters": {"Env": "dev"}, "Tags": {"a": "b"}}"#, Some("- | Env=dev | a=b ")),
            (r#"[{"ParameterKey": "Env", "ParameterValue": "dev"}]"#, Some("- | Env=dev | ")),
            (r#"[{"Key": "team", "Value": "web"}]"#, Some("- | | team=web ")),
            ("parameters: { Subnets: [a, b] }\n", Some("- | Subnets=a,b | ")),
            ("Resources: {}\n", None),
            ("just text\n", None),
            ("[1, {a: b}, [\n", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }
}
