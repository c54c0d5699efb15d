//! `environments`: what they are called, which parameters name them, and the files
//! that say how templates are deployed to them.

use formwork_template::NodeId;
use regex::Regex;
use smol_str::SmolStr;

use super::reader::{Decode, Reader};
use crate::builtin::configuration::invalid_config_glob::InvalidConfigGlob;
use crate::words::shortened;

/// The environments that templates are deployed to.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Environments {
    /// What they are called. Default: whatever the parameters and files call them.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub names: Vec<SmolStr>,

    /// The parameters of templates whose value is an environment's name. Default: `Environment`,
    /// `EnvironmentName`, `Env`, `EnvSuffix` and `Stage`.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub parameters: Vec<SmolStr>,

    /// The files that say how templates are deployed, with parameters and tags: Git sync's deployment files,
    /// CodePipeline's template configurations and lists of parameters, as paths with `*`, `**`, `{environment}` and
    /// `{template}`, seen from the folder of this file.
    #[cfg_attr(test, schemars(with = "Vec<String>", extend("uniqueItems" = true)))]
    pub deployments: Vec<DeploymentFiles>,
}

/// Names that such parameters commonly have.
const PARAMETERS: [&str; 5] = ["Environment", "EnvironmentName", "Env", "EnvSuffix", "Stage"];

impl Default for Environments {
    fn default() -> Self {
        let parameters = PARAMETERS.map(SmolStr::new_static).to_vec();
        Self { names: Vec::new(), parameters, deployments: Vec::new() }
    }
}

impl Environments {
    /// The environment that the value of a parameter names.
    pub fn named_by<'v>(&self, parameter: &str, value: &'v str) -> Option<&'v str> {
        let is_name = self.names.is_empty() || self.names.iter().any(|name| name == value);
        (is_name && self.parameters.iter().any(|name| name == parameter)).then_some(value)
    }
}

impl Decode for Environments {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["names", "parameters", "deployments"])?;
        Some(Self {
            names: reader.field(node, "names").unwrap_or_default(),
            parameters: reader.field(node, "parameters").unwrap_or(Self::default().parameters),
            deployments: reader.field(node, "deployments").unwrap_or_default(),
        })
    }
}

/// Paths of files that say how a template is deployed.
#[derive(Debug, Clone)]
pub struct DeploymentFiles {
    text: SmolStr,
    regex: Regex,
}

/// What the path of such a file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeploymentPath {
    /// The environment that is deployed to.
    pub environment: Option<SmolStr>,
    /// The name of the template's file, without its extension.
    pub template: Option<SmolStr>,
}

impl DeploymentFiles {
    /// The folder in which they all are.
    pub fn root(&self) -> &str {
        let fixed = self.text.find(['*', '?', '{']).map_or(&*self.text, |at| &self.text[..at]);
        fixed.rfind('/').map_or("", |end| &fixed[..end])
    }

    /// What a path with forward slashes says, where it is one of theirs.
    pub fn read(&self, path: &str) -> Option<DeploymentPath> {
        let found = self.regex.captures(path)?;
        let part = |name| found.name(name).map(|part: regex::Match<'_>| part.as_str().into());
        Some(DeploymentPath { environment: part("environment"), template: part("template") })
    }

    fn new(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix("./").unwrap_or(text);
        let mut regex = String::from("^");
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let (taken, meaning) = if rest.starts_with("**/") {
                (3, "(?:.*/)?".to_owned())
            } else if rest.starts_with('*') {
                (rest.len() - rest.trim_start_matches('*').len(), "[^/]*".to_owned())
            } else if next == '?' {
                (1, "[^/]".to_owned())
            } else if next == '{' {
                let end = rest.find('}').ok_or("`{` is not closed")?;
                let name = &rest[1..end];
                if !matches!(name, "environment" | "template") {
                    return Err(format!("`{{{name}}}` is neither `{{environment}}` nor `{{template}}`"));
                }
                if regex.contains(&format!("<{name}>")) {
                    return Err(format!("`{{{name}}}` is in it twice"));
                }
                (end + 1, format!("(?P<{name}>[^/]+?)"))
            } else {
                (next.len_utf8(), regex::escape(&next.to_string()))
            };
            regex.push_str(&meaning);
            rest = &rest[taken..];
        }
        regex.push('$');
        let regex = Regex::new(&regex).map_err(|_| "it is too long".to_owned())?;
        Ok(Self { text: text.into(), regex })
    }
}

impl Decode for DeploymentFiles {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a path of deployment files")?;
        Self::new(text)
            .map_err(|problem| {
                let span = reader.span_of(node);
                let message = format!("`{}` is not a path of deployment files: {problem}", shortened(text));
                reader.report::<InvalidConfigGlob>(span, message);
            })
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_where_and_what_is_deployed() {
        let read = |pattern: &str, path: &str| {
            let files = DeploymentFiles::new(pattern).expect("a pattern");
            files.read(path).map(|found| {
                let part = |part: Option<SmolStr>| part.unwrap_or_else(|| "-".into());
                format!("{} {} in {:?}", part(found.environment), part(found.template), files.root())
            })
        };
        let shown = |text: &str| Some(text.to_owned());
        assert_eq!(
            read("./environments/{environment}/**/*.json", "environments/prod/a/b.json"),
            shown("prod - in \"environments\"")
        );
        assert_eq!(
            read("parameters/{template}.{environment}.json", "parameters/net.work.prod.json"),
            shown("work.prod net in \"parameters\""),
            "the shortest is taken first"
        );
        assert_eq!(read("{template}.params.json", "a/net.params.json"), None);
        assert_eq!(read("x?/deploy.yaml", "xy/deploy.yaml"), shown("- - in \"\""));
        assert!(DeploymentFiles::new("{env}/x").is_err() && DeploymentFiles::new("{env").is_err());
        assert!(DeploymentFiles::new("{template}/{template}").is_err());
    }
}
