use std::sync::LazyLock;

use formwork_template::{Section, Span, Value};
use regex::Regex;

use crate::dynamic_reference::references;
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Edit, Fix};

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
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: '{{resolve:ssm:name}}'
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
                let reported = cx.report::<Self>(text.place.span(), message);
                reported.help("Remove the blanks");
                reported.fix = fix(text.value);
            }
        }
    }
}

/// Takes the blanks out of the beginnings of references, and from before their ends.
fn fix(value: Value<'_>) -> Option<Fix> {
    let span = value.span();
    let written = value.tree().source().get(span.range())?;
    let mut edits = Vec::new();
    for found in SPACED.find_iter(written) {
        let end = found.end() + written[found.end()..].find("}}")?;
        let name = written[found.end()..end].trim_end();
        let head: String = found.as_str().split_whitespace().collect();
        let span = Span::of(span.start as usize + found.start()..span.start as usize + end);
        edits.push(Edit { span, text: head + name });
    }
    (!edits.is_empty()).then(|| Fix::new("Remove the blanks", Applicability::Unsafe, edits))
}
