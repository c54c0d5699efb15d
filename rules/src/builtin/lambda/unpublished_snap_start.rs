use formwork_template::{Section, Value};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::{Site, Walk};

rule! {
    /// A function turns SnapStart on, but no version of it is published.
    ///
    /// SnapStart works on published versions only.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: java21
    ///       SnapStart:
    ///         ApplyOn: PublishedVersions
    /// #       ^^^^^^^ SnapStart is on, and no version of the function is published
    ///       Handler: example.Worker
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { S3Bucket: code, S3Key: worker.zip }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Runtime: java21
    ///       SnapStart:
    ///         ApplyOn: PublishedVersions
    ///       Handler: example.Worker
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { S3Bucket: code, S3Key: worker.zip }
    ///   First:
    ///     Type: AWS::Lambda::Version
    ///     Properties: { FunctionName: !Ref Worker }
    /// ```
    pub struct UnpublishedSnapStart {
        code: "W2530",
        name: "unpublished-snap-start",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnpublishedSnapStart {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let walk = Walk::new(cx);
        for (function, properties) in walk.resources("AWS::Lambda::Function") {
            let mut uses = cx.index().references_to(function.id().text);
            let is_published = uses.any(|used| {
                used.section == Section::Resources
                    && used.kind.is_to_resource()
                    && template.resource(&used.member).is_some_and(|by| by.is("AWS::Lambda::Version"))
            });
            if !is_published {
                let on = properties.found("SnapStart/ApplyOn");
                report(cx, &on, "Add an `AWS::Lambda::Version` of the function");
            }
        }
        let globals = |path| walk.globals(path);
        let shared = globals("Function/SnapStart/ApplyOn");
        let publishes = !globals("Function/AutoPublishAlias").is_empty();
        for (function, properties) in walk.resources("AWS::Serverless::Function") {
            let alias = function.property("AutoPublishAlias").filter(|alias| !Value::is_null(*alias));
            if alias.is_none() && !publishes {
                let own = properties.found("SnapStart/ApplyOn");
                let on = if own.is_empty() { &shared } else { &own };
                report(cx, on, "Give the function an `AutoPublishAlias`");
            }
        }
    }
}

fn report(cx: &mut Context<'_>, on: &[Site<'_, '_>], help: &str) {
    for on in on.iter().filter(|on| on.string() == Some("PublishedVersions")) {
        let message = "SnapStart is on, and no version of the function is published";
        cx.report::<UnpublishedSnapStart>(on.span(), message).when(on.when.to_string()).help(help);
    }
}
