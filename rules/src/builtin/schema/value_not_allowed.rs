use super::wrong_value_type::kind_of;
use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::validate::{Fault, Listing, remedy};
use crate::{Context, words};

rule! {
    /// A value is none of those that the property allows.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: PublicReed
    /// #     ^^^^^^^^^^^^^ `AccessControl` is `PublicReed`, which is none of the allowed values
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: PublicRead
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: PublicRead
    /// ```
    pub struct ValueNotAllowed {
        code: "E3030",
        name: "value-not-allowed",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ValueNotAllowed {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        for violation in cx.violations().iter() {
            let Fault::NotAllowed { allowed, by } = &violation.fault else { continue };
            let Some(value) = violation.value else { continue };
            let text = value.text().unwrap_or_default();
            let is = value.text().map_or_else(|| kind_of(value).to_owned(), |text| format!("`{text}`"));
            let names: Vec<String> = allowed.iter().map(words::literal).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let message = match names.as_slice() {
                [only] => format!("`{}` is {is}, and only `{only}` is allowed", violation.property),
                _ => format!("`{}` is {is}, which is none of the allowed values", violation.property),
            };
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            let case = if *by == Listing::EnumInAnyCase { ", in any case" } else { "" };
            match nearest(text, names.iter().copied()) {
                Some(near) => {
                    found.help(format!("Change it to `{near}`; allowed are {}{case}", words::list(&names)));
                    found.fix = remedy::fix(template, violation);
                }
                None => {
                    found.help(format!("Allowed are {}{case}", words::list(&names)));
                }
            }
        }
    }
}
