use formwork_schemas::resource_type;
use formwork_template::{Name, Span, Value};
use rustc_hash::FxHashSet;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// A tag has a key or a value that AWS refuses, or a key that another tag has.
    ///
    /// Keys have 1 to 128 characters and do not begin with `aws:`, values have 256 at most.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       Tags:
    ///         - Key: aws:team
    /// #         ^^^ The key of a tag does not begin with `aws:`, which AWS keeps for itself
    ///           Value: web
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       Tags:
    ///         - Key: team
    ///           Value: web
    /// ```
    pub struct InvalidTag {
        code: "E3024",
        name: "invalid-tag",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidTag {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for resource in cx.template().resources() {
            let is_taggable = |name: Name<'_>| resource_type(name.text).and_then(formwork_schemas::ResourceType::tagging);
            if !resource.type_name().and_then(is_taggable).is_some_and(|tagging| tagging.declared) {
                continue;
            }
            for tags in walk.properties(resource).iter().flat_map(|properties| properties.found("Tags")) {
                let Some(value) = tags.value.filter(|value| value.function().is_none()) else { continue };
                if value.is_list() {
                    list(cx, &tags);
                } else if value.is_map() {
                    map(cx, &tags);
                } else if value.scalar().is_some() {
                    cx.report::<Self>(tags.span(), "Tags are a list or a map").when(tags.when.to_string());
                }
            }
        }
    }
}

/// Source: tag naming limits and requirements in the guide to tagging AWS resources.
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

fn list(cx: &mut Context<'_>, tags: &Site<'_, '_>) {
    let mut seen = FxHashSet::default();
    let keys = tags.value.into_iter().flat_map(formwork_template::Value::items).filter_map(|item| item.get("Key"));
    let again = keys.filter(|key| !seen.insert(Value::canonical(*key))).last();
    if let Some(again) = again {
        let name = again.text().map_or_else(|| "The same key".to_owned(), |key| format!("The key `{key}`"));
        report(cx, tags, tags.span(), &format!("{name} is there twice"));
    }
    for tag in tags.found("*") {
        let Some(value) = tag.value.filter(|value| value.function().is_none() && !value.is_error()) else { continue };
        if !value.is_map() {
            report(cx, &tag, tag.span(), "A tag is a map of `Key` and `Value`");
            continue;
        }
        for key in tag.at("Key") {
            match key.value {
                None => report(cx, &key, tag.span(), "The tag has no `Key`"),
                Some(_) => key_text(cx, &key, key.span(), key.string()),
            }
        }
        for value in tag.found("Value") {
            value_text(cx, &value);
        }
    }
}

fn map(cx: &mut Context<'_>, tags: &Site<'_, '_>) {
    for (key, _) in tags.value.into_iter().flat_map(Value::entries) {
        if key.text.starts_with("aws:") || key.text.is_empty() {
            key_text(cx, tags, key.span, Some(key.text));
        }
        for value in tags.written(key.text).iter().flat_map(|value| value.found("")) {
            value_text(cx, &value);
        }
    }
}

fn key_text(cx: &mut Context<'_>, site: &Site<'_, '_>, span: Span, key: Option<&str>) {
    let length = key.map_or(1, |key| key.chars().count());
    if key.is_some_and(|key| key.starts_with("aws:")) {
        report(cx, site, span, "The key of a tag does not begin with `aws:`, which AWS keeps for itself");
    } else if length == 0 {
        report(cx, site, span, "The key of a tag is empty");
    } else if length > LONGEST_KEY {
        let message = format!("The key of the tag has {length} characters, and may have {LONGEST_KEY}");
        report(cx, site, span, &message);
    }
}

fn value_text(cx: &mut Context<'_>, value: &Site<'_, '_>) {
    let length = value.string().map_or(0, |text| text.chars().count());
    if length > LONGEST_VALUE {
        let message = format!("The value of the tag has {length} characters, and may have {LONGEST_VALUE}");
        report(cx, value, value.span(), &message);
    }
}

fn report(cx: &mut Context<'_>, site: &Site<'_, '_>, span: Span, message: &str) {
    cx.report::<InvalidTag>(span, message).when(site.when.to_string());
}
