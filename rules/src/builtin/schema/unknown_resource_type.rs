use formwork_schemas::{Region, TypeLookup, lookup, regions_of, resource_type_names};
use formwork_template::{Answer, Name};
use rustc_hash::FxHashMap;

use crate::nearest::Suggestions;
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, words};

rule! {
    /// A resource type that does not exist, or not in a region that the template is for.
    ///
    /// The regions are those of `regions` in `formwork.yaml` or `--region`; without either it
    /// is `us-east-1`. A resource whose condition rules a region out is not for that region.
    /// `Custom::*` and `*::MODULE` are always there.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Buckets
    /// #   ^^^^ There is no resource type `AWS::S3::Buckets`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Setup:
    ///     Type: Custom::Setup
    ///     Properties: { ServiceToken: "arn:aws:lambda:us-east-1:123456789012:function:setup" }
    /// ```
    pub struct UnknownResourceType {
        code: "E3006",
        name: "unknown-resource-type",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownResourceType {
    fn check(cx: &mut Context<'_>) {
        let regions = cx.settings().regions();
        let (mut suggestions, mut nearest) = (Suggestions::default(), FxHashMap::default());
        for resource in cx.template().resources() {
            let (Some((key, _)), Some(name)) = (resource.value().entry("Type"), resource.type_name()) else {
                continue;
            };
            match lookup(name.text) {
                TypeLookup::Custom(_) | TypeLookup::Module => {}
                TypeLookup::Unknown => {
                    // The same type is often wrong many times, and there are many to compare it with.
                    let near = nearest.entry(name.text);
                    let near = near.or_insert_with(|| suggestions.nearest(name.text, resource_type_names));
                    unknown(cx, key, name, *near);
                }
                TypeLookup::Known(_) => {
                    let supported = regions_of(name.text);
                    let wanted = |region: &&Region| match resource.condition() {
                        Some(condition) => {
                            let holds = [(condition.text, true)];
                            cx.conditions().satisfiable_in(&holds, region.name()) != Answer::No
                        }
                        None => true,
                    };
                    let missing: Vec<&str> = regions
                        .iter()
                        .filter(|region| !supported.contains(**region))
                        .filter(wanted)
                        .map(|region| region.name())
                        .collect();
                    if !missing.is_empty() {
                        let message = format!("`{name}` does not exist in {}", words::or_quoted(&missing));
                        let available: Vec<&str> = supported.iter().map(Region::name).collect();
                        cx.report::<Self>(key.span, message)
                            .help(format!("It exists in {}", words::list(&available)));
                    }
                }
            }
        }
    }
}

fn unknown(cx: &mut Context<'_>, key: Name<'_>, name: Name<'_>, near: Option<&str>) {
    let message = format!("There is no resource type `{name}`");
    cx.report::<UnknownResourceType>(key.span, message).suggest(name, near, Applicability::Unsafe);
}
