use formwork_template::{Span, Value};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::{Site, Walk};
use crate::words;

rule! {
    /// A function whose code is an archive has no handler or no runtime.
    ///
    /// Only the image of a container brings both itself.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    /// #     ^^^^ The code of `Worker` is an archive, and it has no `Handler` and `Runtime`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: arn:aws:iam::111122223333:role/worker
    ///       Code: { ZipFile: "pass" }
    ///       Handler: index.handler
    ///       Runtime: python3.14
    /// ```
    pub struct IncompleteZipFunction {
        code: "W2533",
        name: "incomplete-zip-function",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IncompleteZipFunction {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::Lambda::Function") {
            for package in properties.at("PackageType") {
                let Some(properties) = properties.given(&package) else { continue };
                if package.string() == Some("Zip") {
                    report(cx, &properties, &[], properties.span_of("PackageType"));
                    continue;
                }
                for code in properties.found("Code") {
                    let is_archive = ["ZipFile", "S3Key"].iter().any(|key| is_given(code.entry(key)));
                    if let Some(properties) = properties.given(&code).filter(|_| is_archive) {
                        report(cx, &properties, &[], properties.span_of("Code"));
                    }
                }
            }
        }
        let globals = walk.globals("Function");
        for (function, properties) in walk.resources("AWS::Serverless::Function") {
            let Some(properties) = function.properties().map(|_| properties) else { continue };
            if let Some((properties, span)) = archive(properties, &globals) {
                report(cx, &properties, &globals, span);
            }
        }
    }
}

/// A function of SAM's, unless an image holds its code, with what says so.
fn archive<'w, 't>(properties: Site<'w, 't>, globals: &[Site<'w, 't>]) -> Option<(Site<'w, 't>, Span)> {
    let places = || std::iter::once(&properties).chain(globals);
    let place = |key| places().find(|place| is_given(place.entry(key)));
    let package = place("PackageType").and_then(|place| place.entry("PackageType"));
    let span = match package.and_then(|(_, value)| value.text()) {
        Some("Image") => return None,
        Some("Zip") => place("PackageType")?.span_of("PackageType"),
        _ if place("ImageUri").is_some() => return None,
        _ => match ["CodeUri", "InlineCode"].iter().find_map(|key| Some((place(key)?, key))) {
            Some((place, key)) => place.span_of(key),
            None => properties.span_of("PackageType"),
        },
    };
    Some((properties, span))
}

fn is_given(entry: Option<(formwork_template::Name<'_>, Value<'_>)>) -> bool {
    entry.is_some_and(|(_, value)| !value.is_null() && !value.is_no_value())
}

fn report<'w, 't>(cx: &mut Context<'t>, properties: &Site<'w, 't>, globals: &[Site<'w, 't>], span: Span) {
    for handler in properties.at("Handler") {
        let Some(properties) = properties.given(&handler) else { continue };
        for runtime in properties.at("Runtime") {
            let missing = [("Handler", &handler), ("Runtime", &runtime)].into_iter();
            let missing = missing.filter(|(key, site)| {
                site.value.is_none() && !globals.iter().any(|place| is_given(place.entry(key)))
            });
            let missing: Vec<&str> = missing.map(|(key, _)| key).collect();
            if !missing.is_empty() {
                let missing = words::and_quoted(&missing);
                let message =
                    format!("The code of `{}` is an archive, and it has no {missing}", properties.owner);
                cx.report::<IncompleteZipFunction>(span, message).when(runtime.when.to_string());
            }
        }
    }
}
