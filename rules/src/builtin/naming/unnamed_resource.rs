use std::collections::BTreeSet;

use formwork_template::{Assumption, Function, NodeId, Place, Resource, Template, Value};
use rustc_hash::FxHashMap;

use crate::config::SubText;
use crate::insertion::add_property;
use crate::known_text::Case;
use crate::naming::generation::{shape, sub_argument, written};
use crate::naming::standard::Standard;
use crate::naming::verdict::where_words;
use crate::naming::{Nameable, nameable, named_resources};
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Fix, properties};

rule! {
    /// A resource has no name of its own, though the organisation wants one.
    ///
    /// Policies and people can't tell whose `mystack-Orders-1QK2X` is. Which types are named is
    /// said by `naming.required`. A named resource can't be replaced by an update that keeps the
    /// name, so types that are often replaced are better left out.
    ///
    /// The fix makes a name of the pattern: `resourceName` from the logical ID, shortened at words
    /// to what the service takes, the region as `${AWS::Region}`, and every other part as `naming.values`
    /// says, or as the template's own parameters show (one with the part's name, or the one that
    /// names the environment). Without one of the parts there is no fix.
    ///
    /// ```yaml formwork.yaml
    /// naming:
    ///   pattern: "{segregationPrefix}[-{appPrefix}]-{resourceName}[-{region}]-{envSuffix}"
    ///   parts:
    ///     segregationPrefix: "^a[0-9]{6}$"
    ///     appPrefix: "^[a-z0-9]+$"
    ///     envSuffix: [dev, prod]
    ///   region: global-types-only
    ///   values: { segregationPrefix: a123456 }
    ///   required: [AWS::SQS::Queue, AWS::S3::Bucket]
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   OrdersQueue:
    /// # ^^^^^^^^^^^ `OrdersQueue` has no `QueueName`
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       DelaySeconds: 5
    ///   Assets:
    /// # ^^^^^^ `Assets` has no `BucketName`
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   OrdersQueue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       DelaySeconds: 5
    ///       QueueName: !Sub "a123456-orders-queue-${Env}"
    ///   Assets:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub "a123456-assets-${AWS::Region}-${Env}"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties: { QueueName: a123456-orders-prod }
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    /// ```
    pub struct UnnamedResource {
        code: "NAM003",
        name: "unnamed-resource",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnnamedResource {
    fn check(cx: &mut Context<'_>) {
        let Some(mut standard) = Standard::of(cx) else { return };
        let (template, naming) = (cx.template(), standard.naming);
        let mut taken: Option<BTreeSet<String>> = None;
        let mut shared: Option<FxHashMap<NodeId, usize>> = None;
        for of in nameable(template, Some(naming)).filter(|of| naming.requires_name(of.type_name)) {
            let base = properties::given(of.resource);
            let Some(when) = unnamed(template, &of, &base) else { continue };
            let (id, property) = (of.resource.id(), of.property.property);
            // Of two resources whose names would be the same, the first gets it.
            let taken = taken.get_or_insert_with(|| names_of(template, &mut standard));
            let shared = shared.get_or_insert_with(|| uses(template));
            let is_plain = when == base
                && of.resource.property(property).is_none()
                && shared.get(&place(of.resource).node()).is_none_or(|uses| *uses == 1);
            let name = standard.name_for(&of).filter(|name| is_plain && taken.insert(sub_argument(name)));
            let (example, open) = shape(&of, naming, &standard.parts);
            let found = cx.report::<Self>(id.span, format!("`{id}` has no `{property}`"));
            found.help(format!("Add `{property}: {example}`{}", where_words(&open)));
            found.when(Case::when(when).beyond(&base));
            if let Some(fix) = name.and_then(|name| addition(&of, &name)) {
                found.fix(fix);
            }
        }
    }
}

/// Where a property is added.
fn place(resource: Resource<'_>) -> Value<'_> {
    resource.properties().unwrap_or(resource.value())
}

/// How many resources have the same place by way of aliases.
fn uses(template: &Template) -> FxHashMap<NodeId, usize> {
    let mut uses = FxHashMap::default();
    for resource in template.resources() {
        *uses.entry(place(resource).node()).or_default() += 1;
    }
    uses
}

/// The names that there are: as they are written, as they come out, and as they are completed.
fn names_of<'t>(template: &'t Template, standard: &mut Standard<'t>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for named in named_resources(template, Some(standard.naming), &[]) {
        for text in &named.texts {
            names.insert(text.to_string());
            let sub = text.value.function().and_then(Function::sub);
            names.extend(sub.and_then(|sub| sub.text.text()).map(ToOwned::to_owned));
            let verdict = standard.verdict(&named.of, text);
            names.extend(verdict.and_then(|verdict| verdict.completed).as_ref().map(sub_argument));
        }
    }
    names
}

fn addition(of: &Nameable<'_>, name: &SubText) -> Option<Fix> {
    let property = of.property.property;
    let new = written(name);
    let edit = add_property(of.resource, property, new)?;
    Some(Fix::new(format!("Add `{property}`"), Applicability::Unsafe, vec![edit]))
}

/// The first case in which a resource has no name.
fn unnamed<'t>(template: &'t Template, of: &Nameable<'t>, base: &Assumption<'t>) -> Option<Assumption<'t>> {
    let Some((key, value)) = of.resource.value().entry("Properties") else { return Some(base.clone()) };
    let cases = properties::branches(value, Place::key(key.span), base).into_iter();
    let mut cases = cases.flat_map(|case| match case.value {
        None => vec![case.when],
        Some(map) if !map.is_map() || map.entries().any(|(key, _)| key.text.starts_with("Fn::")) => Vec::new(),
        Some(map) => match map.entry(of.property.property) {
            None => vec![case.when],
            Some((key, name)) => {
                let names = properties::branches(name, Place::key(key.span), &case.when).into_iter();
                names.filter(|name| name.value.is_none_or(Value::is_null)).map(|name| name.when).collect()
            }
        },
    });
    cases.find(|when| properties::can_hold(template, when))
}
