use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The text is not YAML or JSON that CloudFormation can read.
    ///
    /// Broken syntax, keys that stand twice, and keys without a name stop a
    /// deployment before anything else is looked at. Each broken piece is reported
    /// once; the rest of the template is still checked.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// #   ^^^^ `Type` is a key more than once in the same mapping
    ///     Type: AWS::S3::Bucket
    /// #   ^^^^ `Type` is a key more than once in the same mapping
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct Unreadable {
        code: "E0000",
        name: "unreadable-template",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for Unreadable {
    fn check(cx: &mut Context<'_>) {
        let root = cx.template().root();
        if cx.template().errors().is_empty() && !root.is_map() && !root.is_null() && !root.is_error() {
            cx.report::<Self>(root.span(), "The template is not a map of sections");
        }
        for error in cx.template().errors() {
            let found = cx.report::<Self>(error.span, error.message.clone());
            if let Some(help) = &error.help {
                found.help(help.clone());
            }
            if let Some((span, label)) = &error.related {
                found.related(*span, label.clone());
            }
        }
    }
}
