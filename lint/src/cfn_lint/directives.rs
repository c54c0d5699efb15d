//! What resources let go in their `Metadata.cfn-lint.config.ignore_checks`: rules
//! by their exact codes, and only where the resource itself is found wrong.

use std::collections::BTreeMap;

use formwork_rules::Segment;
use formwork_template::{Span, Template, Value};

use super::finding::Finding;
use super::selection::Selection;

const LIST: [&str; 3] = ["cfn-lint", "config", "ignore_checks"];

#[derive(Debug, Default)]
pub(super) struct Directives {
    /// By rule: the logical IDs of the resources that let it go.
    resources: BTreeMap<String, Vec<String>>,
}

impl Directives {
    pub(super) fn of(template: &Template) -> Self {
        let mut directives = Self::default();
        for resource in template.resources() {
            let list = resource.metadata().and_then(|metadata| metadata.at(&LIST));
            for rule in list.into_iter().flat_map(Value::items).filter_map(Value::text) {
                let resources = directives.resources.entry(rule.to_owned()).or_default();
                resources.push(resource.id().text.to_owned());
            }
        }
        directives
    }

    /// Where cfn-lint's lists stand in the template: its own and those of its resources.
    pub(super) fn lists(template: &Template) -> Vec<Span> {
        let own = template.root().get("Metadata");
        let of_resources = template.resources().filter_map(formwork_template::Resource::metadata);
        let lists = own.into_iter().chain(of_resources).filter_map(|metadata| metadata.at(&LIST));
        lists.map(Value::span).collect()
    }

    /// Whether the finding is let go. One without a place goes with any resource's word.
    pub(super) fn cover(&self, finding: &Finding, selection: &Selection) -> bool {
        let Some(resources) = self.resources.get(&finding.rule) else { return false };
        if selection.is_mandatory(&finding.rule) {
            return false;
        }
        match finding.path.as_deref() {
            None | Some([]) => true,
            Some([Segment::Key(section), Segment::Key(id), ..]) if section == "Resources" => {
                resources.iter().any(|resource| resource == id.as_str())
            }
            Some(_) => false,
        }
    }
}
