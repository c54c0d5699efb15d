use formwork_template::Place;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The metadata of a resource is not a map, or has a key without a value.
    ///
    /// CloudFormation refuses `null`, even where it ignores the rest. The metadata for cfn-init is
    /// a map as well.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Metadata:
    ///       Author:
    /// #     ^^^^^^ There is no value here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Metadata:
    ///       Author: web
    /// ```
    pub struct InvalidResourceMetadata {
        code: "E3028",
        name: "invalid-resource-metadata",
        severity: Error,
        since: "0.1",
    }
}

const INIT: &str = "AWS::CloudFormation::Init";

impl Rule for InvalidResourceMetadata {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            let Some((key, metadata)) = resource.value().entry("Metadata") else { continue };
            let is_open = metadata.function().is_some() || metadata.is_error();
            if metadata.is_map() {
                for (key, value) in metadata.entries() {
                    // What is in the metadata for cfn-init has a rule of its own.
                    if key.text != INIT || value.is_null() {
                        members::nulls::<Self>(cx, value, Place::key(key.span));
                    }
                }
            } else if metadata.is_list() {
                members::nulls::<Self>(cx, metadata, Place::key(key.span));
            } else if !is_open {
                cx.report::<Self>(key.span, "`Metadata` is not a map");
            }
            let init = metadata.entry(INIT);
            let wrong = init.filter(|(_, init)| !init.is_map() && init.function().is_none() && !init.is_error());
            if let Some((key, _)) = wrong.filter(|(_, init)| !init.is_null()) {
                cx.report::<Self>(key.span, format!("`{key}` is not a map"));
            }
        }
    }
}
