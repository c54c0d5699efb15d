//! The other files that a template names: nested stacks. The world comes in by one
//! trait, so that nothing here reads a disk.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use formwork_template::{Syntax, Template, Value, parse};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::Context;

/// Where the text of a file comes from.
pub trait Files: fmt::Debug + Send + Sync {
    /// The text of a file; `None` where there is none, or none that is a text.
    fn read(&self, path: &Path) -> Option<Arc<str>>;

    /// The files that there are.
    #[cfg(test)]
    fn names(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// No files at all.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nothing;

impl Files for Nothing {
    fn read(&self, _: &Path) -> Option<Arc<str>> {
        None
    }
}

/// Files that are only in memory.
#[cfg(test)]
#[derive(Debug, Default)]
pub(crate) struct Memory(pub(crate) Vec<(PathBuf, Arc<str>)>);

#[cfg(test)]
impl Files for Memory {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        let found = self.0.iter().find(|(name, _)| name == path);
        found.map(|(_, text)| Arc::clone(text))
    }

    fn names(&self) -> Vec<PathBuf> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }
}

/// The properties by which a type names the template of a stack of its own.
pub(crate) const NESTED: &[(&str, &str)] =
    &[("AWS::CloudFormation::Stack", "TemplateURL"), ("AWS::Serverless::Application", "Location")];

/// The path of a template that `location` names beside the one at `path`; `None` for a URL and
/// for what is not beside it.
pub(crate) fn beside(path: &Path, location: &str) -> Option<PathBuf> {
    let relative = Path::new(location);
    if location.is_empty() || location.contains("://") || location.contains("{{") || relative.is_absolute() {
        return None;
    }
    let mut target = path.parent().map(Path::to_path_buf).unwrap_or_default();
    for component in relative.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(target.components().next_back(), Some(Component::Normal(_))) => {
                target.pop();
            }
            Component::ParentDir => target.push(".."),
            Component::Normal(name) => target.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(target)
}

/// A template in the text of a file; `None` where the text is broken.
pub(crate) fn template(path: &Path, text: &Arc<str>) -> Option<Template> {
    let name = path.to_string_lossy();
    let parsed = parse(Arc::clone(text), Syntax::guess(Some(name.as_ref()), text));
    let template = Template::new(parsed);
    (template.errors().is_empty() && template.root().is_map()).then_some(template)
}

/// The outputs of the nested stacks whose templates are at hand, by logical ID.
pub(crate) type NestedOutputs = FxHashMap<SmolStr, Vec<SmolStr>>;

/// See [`NestedOutputs`].
pub(crate) fn nested_outputs(cx: &Context<'_>) -> NestedOutputs {
    use formwork_template::Section;

    let mut outputs = NestedOutputs::default();
    for stack in cx.template().resources().filter(|resource| resource.is(NESTED[0].0)) {
        let location = stack.property(NESTED[0].1).and_then(Value::text);
        let Some(nested) = location.and_then(|location| cx.template_beside(location)) else { continue };
        if !nested.index().is_open(Section::Outputs) {
            let names = nested.index().names(Section::Outputs).into_iter().map(SmolStr::new);
            outputs.insert(SmolStr::new(stack.id().text), names.collect());
        }
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_beside_a_template() {
        for (path, location, expected) in [
            ("stacks/main.yaml", "vpc.yaml", Some("stacks/vpc.yaml")),
            ("stacks/main.yaml", "./vpc.yaml", Some("stacks/vpc.yaml")),
            ("stacks/main.yaml", "../vpc.yaml", Some("vpc.yaml")),
            ("main.yaml", "../vpc.yaml", Some("../vpc.yaml")),
            ("main.yaml", "https://example.com/vpc.yaml", None),
            ("main.yaml", "/vpc.yaml", None),
            ("main.yaml", "", None),
        ] {
            assert_eq!(beside(Path::new(path), location), expected.map(PathBuf::from), "{location}");
        }
    }
}
