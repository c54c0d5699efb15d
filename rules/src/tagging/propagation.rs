//! Where resources pass their tags on to what they make: instances, volumes, network
//! interfaces, tasks. What is switched on by one property is a row of a table; launch
//! templates and groups of instances list tags of their own.

use formwork_template::{Assumption, Name, Resource, Section, Span, Template, Value};

use crate::config::Heir;
use crate::insertion::{New, add_entries, replacement, rewritten};
use crate::known_text::Case;
use crate::sites::{Site, Walk};
use crate::tagging::addition::{SPECIFICATIONS, SettledValues, copied, specified_addition};
use crate::tagging::judge::Judge;
use crate::tagging::tags::{TaggedResource, specified};
use crate::{Applicability, Edit, Fix, properties, words};

/// Tags that stay where they are.
#[derive(Debug)]
pub(crate) struct Unpassed {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: String,
    pub(crate) when: String,
    pub(crate) fix: Option<Fix>,
}

/// A property that says whether the tags of a resource are passed on.
struct Switch {
    heir: Heir,
    type_name: &'static str,
    /// The path to the map that has the property; empty for the properties themselves.
    holder: &'static str,
    property: &'static str,
    on: On,
    /// A property of the resource that may see to it as well.
    instead: Option<&'static str>,
}

/// The values that pass tags on; a fix writes the first.
enum On {
    True,
    OneOf(&'static [&'static str]),
}

const BY_TASK: On = On::OneOf(&["TASK_DEFINITION"]);

/// Source: the properties of each type in the CloudFormation template reference.
const SWITCHES: &[Switch] = &[
    switch(Heir::Volume, "AWS::EC2::Instance", "", "PropagateTagsToVolumeOnCreation", On::True),
    switch(Heir::Task, "AWS::ECS::Service", "", PROPAGATE, On::OneOf(&["SERVICE", "TASK_DEFINITION"])),
    switch(Heir::Task, "AWS::Events::Rule", "Targets/*/EcsParameters", PROPAGATE, BY_TASK),
    switch(Heir::Task, "AWS::Pipes::Pipe", "TargetParameters/EcsTaskParameters", PROPAGATE, BY_TASK),
    switch(Heir::Task, "AWS::Scheduler::Schedule", "Target/EcsParameters", PROPAGATE, BY_TASK),
];

const PROPAGATE: &str = "PropagateTags";

const fn switch(
    heir: Heir,
    type_name: &'static str,
    holder: &'static str,
    property: &'static str,
    on: On,
) -> Switch {
    let instead = if matches!(on, On::True) { Some("LaunchTemplate") } else { None };
    Switch { heir, type_name, holder, property, on, instead }
}

/// The resources whose switch is off.
pub(crate) fn switched_off(walk: &Walk<'_>, heirs: &[Heir]) -> Vec<Unpassed> {
    let mut found = Vec::new();
    for switch in SWITCHES.iter().filter(|switch| heirs.contains(&switch.heir)) {
        for (resource, properties) in walk.resources(switch.type_name) {
            let instead = switch.instead.and_then(|property| properties.entry(property));
            let is_open = properties.entry("Fn::Transform").is_some();
            if instead.is_some() || is_open {
                continue;
            }
            for holder in properties.found(switch.holder) {
                if holder.value.is_some_and(Value::is_map) {
                    let places = holder.at(switch.property).into_iter();
                    found.extend(places.filter_map(|place| switch.judge(resource, &holder, &place)));
                }
            }
        }
    }
    found
}

impl Switch {
    fn judge(&self, resource: Resource<'_>, holder: &Site<'_, '_>, place: &Site<'_, '_>) -> Option<Unpassed> {
        let first = self.on.first();
        let (span, edit) = match place.value {
            Some(value) if self.on.is_off(value) => {
                let edit = if matches!(self.on, On::True) {
                    replacement(value, &New::True)
                } else {
                    rewritten(value, first)
                };
                (value.span(), edit)
            }
            Some(_) => return None,
            None => {
                let span = if self.holder.is_empty() { resource.id().span } else { holder.span() };
                (span, self.addition(resource, holder))
            }
        };
        Some(Unpassed {
            span,
            message: format!("`{}` does not pass its tags on to its {}", resource.id(), words_for(self.heir)),
            help: format!("Set `{}: {first}`", self.property),
            when: beyond(resource, &place.when),
            fix: edit.and_then(|edit| fix(resource, format!("Set `{}`", self.property), edit)),
        })
    }

    /// The edit that adds the property, where it is missing in every case.
    fn addition(&self, resource: Resource<'_>, holder: &Site<'_, '_>) -> Option<Edit> {
        let new = match self.on {
            On::True => New::True,
            On::OneOf(_) => New::Text(self.on.first().to_owned()),
        };
        let entry = (self.property.to_owned(), new);
        let map = holder.value?;
        if map.entry(self.property).is_some() {
            return None;
        }
        match resource.properties() {
            None => add_entries(resource.value(), &[("Properties".to_owned(), New::Map(vec![entry]))]),
            Some(_) => add_entries(map, &[entry]),
        }
    }
}

impl On {
    fn first(&self) -> &'static str {
        match self {
            Self::True => "true",
            Self::OneOf(values) => values.first().copied().unwrap_or_default(),
        }
    }

    /// Whether a value passes nothing on, for certain.
    fn is_off(&self, value: Value<'_>) -> bool {
        match self {
            Self::True => value.boolean() == Some(false),
            Self::OneOf(values) => value.string().is_some_and(|text| !values.contains(&text.text)),
        }
    }
}

/// The required tags of groups of instances that the instances do not get.
pub(crate) fn kept_back(judge: &Judge<'_, '_, '_>, resources: &[TaggedResource<'_>]) -> Vec<Unpassed> {
    let mut found = Vec::new();
    for tagged in resources.iter().filter(|tagged| tagged.resource.is(GROUP)) {
        let required: Vec<&str> = judge.plan.required(GROUP).collect();
        for tag in &tagged.tags {
            let Some(key) = required.iter().find(|key| tag.key.is(key)) else { continue };
            let Some(switch) = tag.item.and_then(|item| item.get(AT_LAUNCH)) else { continue };
            for possibility in switch.possibilities_when(&tag.when) {
                let Some(value) = possibility.value.filter(|value| value.boolean() == Some(false)) else {
                    continue;
                };
                let edit = replacement(value, &New::True);
                found.push(Unpassed {
                    span: value.span(),
                    message: format!(
                        "`{}` does not pass its tag `{key}` on to its instances",
                        tagged.resource.id()
                    ),
                    help: format!("Set `{AT_LAUNCH}: true`"),
                    when: tagged.beyond(&possibility.when),
                    fix: edit.and_then(|edit| fix(tagged.resource, format!("Set `{AT_LAUNCH}`"), edit)),
                });
            }
        }
    }
    found
}

const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const AT_LAUNCH: &str = "PropagateAtLaunch";

/// What launch templates make, as their lists of tags call it, and its type.
const LAUNCHED: &[(Heir, &str, &str)] = &[
    (Heir::Instance, "instance", "AWS::EC2::Instance"),
    (Heir::Volume, "volume", "AWS::EC2::Volume"),
    (Heir::NetworkInterface, "network-interface", "AWS::EC2::NetworkInterface"),
];

/// The required tags that launch templates do not give what they make. The instances of a group get its own.
pub(crate) fn not_launched<'t>(
    walk: &Walk<'t>,
    heirs: &[Heir],
    settled: &SettledValues<'_, '_, '_, 't>,
    resources: &[TaggedResource<'t>],
) -> Vec<Unpassed> {
    let judge = settled.judge();
    let mut found = Vec::new();
    for tagged in resources.iter().filter(|tagged| tagged.resource.is("AWS::EC2::LaunchTemplate")) {
        let is_of_group = is_used_by_group(judge.template, tagged.resource);
        for (heir, kind, type_name) in LAUNCHED.iter().filter(|(heir, ..)| heirs.contains(heir)) {
            if *heir == Heir::Instance && is_of_group {
                continue;
            }
            for properties in walk.properties(tagged.resource) {
                for data in properties.found("LaunchTemplateData") {
                    let specification = Specification { tagged, data: &data, heir: *heir, kind, type_name };
                    found.extend(specification.judge(settled));
                }
            }
        }
    }
    found
}

/// What a launch template gives resources of one kind.
struct Specification<'x, 'w, 't> {
    tagged: &'x TaggedResource<'t>,
    data: &'x Site<'w, 't>,
    heir: Heir,
    kind: &'static str,
    type_name: &'static str,
}

impl<'t> Specification<'_, '_, 't> {
    fn judge(&self, settled: &SettledValues<'_, '_, '_, 't>) -> Option<Unpassed> {
        let judge = settled.judge();
        let data = self.data.value.filter(|data| data.is_map() && data.get("Fn::Transform").is_none())?;
        let list: Option<(Name<'t>, Value<'t>)> = data.entry(SPECIFICATIONS);
        let tags = list.map(|(_, list)| specified(judge.template, list, self.kind, &self.data.when));
        let own = TaggedResource {
            resource: self.tagged.resource,
            tagging: self.tagged.tagging.clone(),
            base: self.data.when.clone(),
            property: list,
            tags: tags.unwrap_or_default(),
        };
        let keys = judge.plan.required(self.type_name);
        let keys: Vec<(&str, Assumption<'_>)> =
            keys.filter_map(|key| Some((key, own.lacks(key, judge.template)?))).collect();
        let (_, case) = keys.first()?;
        let names: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
        let plural = if names.len() > 1 { "s" } else { "" };
        let is_always = keys.iter().all(|(_, case)| *case == self.data.when);
        let edit = || {
            let tags = names.iter().map(|key| Some(((*key).to_owned(), self.value(key, settled)?)));
            specified_addition(data, self.kind, &tags.collect::<Option<_>>()?)
        };
        let edit = if is_always { edit() } else { None };
        Some(Unpassed {
            span: list.map_or(self.data.span(), |(name, _)| name.span),
            message: format!(
                "`{}` does not give its {} the tag{plural} {}",
                self.tagged.resource.id(),
                words_for(self.heir),
                words::list(&names)
            ),
            help: format!("Add them to `{SPECIFICATIONS}` for `ResourceType: {}`", self.kind),
            when: beyond(self.tagged.resource, case),
            fix: edit.and_then(|edit| fix(self.tagged.resource, format!("Add the tag{plural}"), edit)),
        })
    }

    /// The value that the template has itself, or one that is settled.
    fn value(&self, key: &str, settled: &SettledValues<'_, '_, '_, 't>) -> Option<New> {
        let tagged = self.tagged;
        let own = tagged.tags.iter().find(|tag| tag.key.is(key) && tag.when == tagged.base);
        let is_right = |tag: &&crate::tagging::tags::Tag<'t>| settled.judge().wrong(tagged, tag).is_empty();
        own.filter(is_right).and_then(|tag| copied(tag.value?)).or_else(|| settled.of(key, tagged))
    }
}

/// Whether a group of instances starts them by the launch template.
fn is_used_by_group(template: &Template, launch_template: Resource<'_>) -> bool {
    let id = launch_template.id().text;
    template.index().references_to(id).any(|used| {
        used.section == Section::Resources
            && template.resource(&used.member).is_some_and(|resource| resource.is(GROUP))
    })
}

fn words_for(heir: Heir) -> &'static str {
    match heir {
        Heir::Instance => "instances",
        Heir::Volume => "volumes",
        Heir::NetworkInterface => "network interfaces",
        Heir::Task => "tasks",
    }
}

/// A case as it reads beside a finding about a resource.
fn beyond<'t>(resource: Resource<'t>, case: &Assumption<'t>) -> String {
    Case::when(case.clone()).beyond(&properties::given(resource))
}

/// A fix inside the resource; what an alias brings stands elsewhere.
fn fix(resource: Resource<'_>, title: String, edit: Edit) -> Option<Fix> {
    let is_inside = resource.value().span().contains(edit.span);
    is_inside.then(|| Fix::new(title, Applicability::Unsafe, vec![edit]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switches_are_in_the_schemas() {
        for switch in SWITCHES {
            let known = formwork_schemas::resource_type(switch.type_name).expect(switch.type_name);
            let steps = switch.holder.split('/').filter(|step| !step.is_empty());
            let path: Vec<&str> = steps.chain([switch.property]).collect();
            assert!(known.property_at(&path).is_some(), "{} has no {path:?}", switch.type_name);
        }
    }
}
