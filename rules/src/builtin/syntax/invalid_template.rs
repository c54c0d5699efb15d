use formwork_template::{Place, Section, Span};

use crate::nearest::nearest;
use crate::{Applicability, Context, members};
use crate::rule::{Rule, rule};

rule! {
    /// The template has a section that there is not, or lacks the one it has to have.
    ///
    /// CloudFormation knows a fixed set of sections. `Resources` has to be there, and
    /// `AWSTemplateFormatVersion` has one value only.
    ///
    /// ```yaml bad
    /// Paramaters:
    /// #<^^^^^^^^ `Paramaters` is not a section of a template
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidTemplate {
        code: "E1001",
        name: "invalid-template-section",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidTemplate {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let root = template.root();
        if !root.is_map() {
            if root.is_null() {
                cx.report::<Self>(Span::at(0), "The template is empty");
            }
            return;
        }
        for (key, value) in root.entries() {
            match Section::from_key(key.text) {
                None => unknown::<Self>(cx, key),
                Some(Section::FormatVersion) if value.text() != Some("2010-09-09") => {
                    let message = format!("`{key}` is not `2010-09-09`, the only version there is");
                    cx.report::<Self>(key.span, message);
                }
                Some(Section::Conditions | Section::Globals | Section::Rules) if !value.is_map() => {
                    cx.report::<Self>(key.span, format!("The section `{key}` is not a map"));
                }
                Some(Section::Conditions | Section::Globals | Section::Rules) => {
                    members::nulls::<Self>(cx, value, Place::key(key.span));
                }
                Some(_) => {}
            }
        }
        if template.section(Section::Resources).is_none() && !cx.index().is_open(Section::Resources) {
            cx.report::<Self>(root.span(), "The template has no `Resources`");
        }
    }
}

fn unknown<R: Rule>(cx: &mut Context<'_>, key: formwork_template::Name<'_>) {
    // A key that the parser made of broken text has its error already.
    let broken = |error: &formwork_template::SyntaxError| error.span.touches(key.span.start) || key.span.contains(error.span);
    if cx.template().errors().iter().any(broken) {
        return;
    }
    let near = nearest(key.text, Section::ALL.iter().map(|section| section.key()));
    // A name that is close but taken is no misspelling of it.
    let near = near.filter(|near| cx.template().root().get(near).is_none());
    cx.report::<R>(key.span, format!("`{key}` is not a section of a template")).suggest(
        key,
        near,
        Applicability::Safe,
    );
}
