use std::sync::LazyLock;

use formwork_template::Section;
use regex::Regex;

use crate::Context;
use crate::dynamic_reference::references;
use crate::rule::{Rule, rule};

rule! {
    /// A dynamic reference has blanks behind its braces, and is taken as it stands.
    ///
    /// CloudFormation knows `{{resolve:` and nothing that only looks like it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{ resolve:ssm:name }}'
    /// #     ^^^^^^^^^^ `{{ resolve:ssm:` has blanks in it, so CloudFormation does not replace it
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{resolve:ssm:name}}'
    /// ```
    pub struct SpacedDynamicReference {
        code: "W1053",
        name: "spaced-dynamic-reference",
        severity: Warning,
        since: "0.1",
    }
}

static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{\s+resolve\s*:\s*(?:ssm-secure|ssm|secretsmanager)\s*:").expect("the pattern is one")
});

impl Rule for SpacedDynamicReference {
    fn check(cx: &mut Context<'_>) {
        for text in cx.marked_texts().iter().filter(|text| text.known && text.section != Section::Metadata) {
            if references(text.text).next().is_some() {
                continue;
            }
            if let Some(found) = SPACED.find(text.text) {
                let message =
                    format!("`{}` has blanks in it, so CloudFormation does not replace it", found.as_str());
                cx.report::<Self>(text.place.span(), message).help("Remove the blanks");
            }
        }
    }
}
