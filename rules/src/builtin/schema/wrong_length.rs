use crate::{Context, words};
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A string is shorter or longer than the property allows. Lengths are in characters.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Entry:
    ///     Type: AWS::S3::AccessPoint
    ///     Properties:
    ///       Bucket: ab
    /// #     ^^^^^^ `Bucket` has 2 characters, and at least 3 are required
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Entry:
    ///     Type: AWS::S3::AccessPoint
    ///     Properties:
    ///       Bucket: logs
    /// ```
    pub struct WrongLength {
        code: "E3033",
        name: "wrong-length",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongLength {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::Length { actual, limit } = &violation.fault else { continue };
            let characters = words::counted(*actual, "character", "characters");
            let message =
                format!("`{}` has {characters}, and {}", violation.property, limit.is_required_or_allowed());
            cx.report::<Self>(violation.place, message).when(violation.case());
        }
    }
}
