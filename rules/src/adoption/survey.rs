//! What the templates of a repository have in common: gathered template by
//! template, in any number.

use std::collections::{BTreeMap, BTreeSet};

use formwork_schemas::Region;
use formwork_template::{Template, Value};
use ipnet::IpNet;

use crate::config::Environments;
use crate::known_text::{KnownText, texts};
use crate::naming::named_resources;
use crate::naming::names::{Form, is_given_by_aws};
use crate::tagging::tags::{Key, TaggedResource, tagged_resources};

/// Most names, and values of one tag, that are kept; a pattern shows in fewer.
const ENOUGH: usize = 10_000;

/// The templates seen so far.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub(super) templates: usize,
    pub(super) resources: usize,
    /// Resources that have tags, and none with a key that only a deployment decides.
    pub(super) tagged: usize,
    pub(super) tags: BTreeMap<String, TagUse>,
    /// The names that are known, each once.
    pub(super) names: BTreeSet<String>,
    /// How often a region is written out.
    pub(super) regions: BTreeMap<Region, usize>,
    /// The values of parameters that name an environment.
    pub(super) environments: BTreeSet<String>,
    /// The blocks of the VPCs.
    pub(super) networks: BTreeSet<IpNet>,
    /// Whether an API is among the resources.
    pub(super) has_apis: bool,
}

/// How a tag is used.
#[derive(Debug, Clone, Default)]
pub(super) struct TagUse {
    pub(super) resources: usize,
    /// How often it has each value.
    pub(super) values: BTreeMap<String, usize>,
    /// How often only a deployment decides it.
    pub(super) open: usize,
}

impl Survey {
    /// Looks at a template.
    pub fn add(&mut self, template: &Template) {
        self.templates += 1;
        for resource in template.resources() {
            self.resources += 1;
            let type_name = resource.type_name().map_or("", |name| name.text);
            self.has_apis |= type_name.starts_with("AWS::ApiGateway") || type_name == "AWS::Serverless::Api";
            let block = || resource.properties()?.get("CidrBlock")?.text()?.parse::<IpNet>().ok();
            if type_name == "AWS::EC2::VPC" {
                // Others are no block that a VPC can have.
                let block = block().filter(|block| (16..=28).contains(&block.prefix_len()));
                self.networks.extend(block.map(|block| block.trunc()));
            }
            self.count_regions(resource.value());
        }
        let environments = Environments::default();
        for parameter in template.parameters() {
            let is_named = environments.parameters.iter().any(|name| name == parameter.0.id.text);
            if is_named && self.environments.len() < ENOUGH {
                let values = parameter.0.value.get("AllowedValues").into_iter().flat_map(Value::items);
                let values = values.filter_map(Value::text).filter(|value| !value.is_empty());
                self.environments.extend(values.map(str::to_owned));
            }
            if let Some(default) = parameter.0.value.get("Default") {
                self.count_regions(default);
            }
        }
        // What stands around the name of a path or an alias is not the organisation's.
        let is_whole = |form: Form| matches!(form, Form::Plain | Form::Fifo);
        for named in named_resources(template, None, &[]).filter(|named| is_whole(named.of.property.form)) {
            let exact = named.texts.iter().filter_map(KnownText::exact);
            let exact =
                exact.filter(|name| !name.is_empty() && !name.contains("${") && !is_given_by_aws(name));
            for name in exact.take(ENOUGH.saturating_sub(self.names.len())) {
                self.names.insert(name.trim_end_matches(".fifo").to_owned());
            }
        }
        for tagged in tagged_resources(template) {
            self.add_tags(template, &tagged);
        }
    }

    /// How many templates there were.
    pub fn templates(&self) -> usize {
        self.templates
    }

    /// How many resources they have.
    pub fn resources(&self) -> usize {
        self.resources
    }

    fn add_tags(&mut self, template: &Template, tagged: &TaggedResource<'_>) {
        let is_decided = tagged.tags.iter().all(|tag| matches!(tag.key, Key::Literal(_)));
        if tagged.tags.is_empty() || !is_decided {
            return;
        }
        self.tagged += 1;
        let mut seen = BTreeSet::new();
        for tag in &tagged.tags {
            let Key::Literal(key) = tag.key else { continue };
            let used = self.tags.entry(key.text.to_owned()).or_default();
            used.resources += usize::from(seen.insert(key.text));
            let known = tag.value.map(|value| texts(value, template, &tag.when)).unwrap_or_default();
            used.open += usize::from(known.is_empty());
            for text in known {
                match text.exact() {
                    Some(text) if used.values.len() < ENOUGH => {
                        *used.values.entry(text.into_owned()).or_default() += 1;
                    }
                    _ => used.open += 1,
                }
            }
        }
    }

    /// Counts the values that are a region or a zone of one.
    fn count_regions(&mut self, value: Value<'_>) {
        if let Some(text) = value.text() {
            // A zone has a letter behind its region: `eu-west-1a`.
            let zone = text.strip_suffix(|char: char| char.is_ascii_lowercase());
            if let Some(region) = Region::parse(text).or_else(|| Region::parse(zone?)) {
                *self.regions.entry(region).or_default() += 1;
            }
        }
        for (_, value) in value.entries() {
            self.count_regions(value);
        }
        for item in value.items() {
            self.count_regions(item);
        }
    }
}
