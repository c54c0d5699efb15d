use formwork_template::{Place, Section};

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The section `Metadata` is not a map, or has a key without a value.
    ///
    /// CloudFormation refuses a template with `null` in it, even where it ignores the rest.
    ///
    /// ```yaml bad
    /// Metadata:
    ///   Author:
    /// # ^^^^^^ There is no value here
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Metadata:
    ///   Author: web
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidMetadata {
        code: "E4002",
        name: "invalid-metadata",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidMetadata {
    fn check(cx: &mut Context<'_>) {
        let Some((key, metadata)) = cx.template().section(Section::Metadata) else { return };
        if metadata.is_map() || metadata.function().is_some() {
            members::nulls::<Self>(cx, metadata, Place::key(key.span));
        } else if !metadata.is_error() {
            cx.report::<Self>(key.span, "The section `Metadata` is not a map");
        }
    }
}
