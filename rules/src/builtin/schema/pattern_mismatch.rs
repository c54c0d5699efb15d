use formwork_template::Value;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A value does not match the pattern that the property has.
    ///
    /// The pattern is a regular expression and is looked for anywhere in the value, so
    /// most begin with `^` and end with `$`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Code: { ZipFile: pass }
    ///       Role: my-role
    /// #     ^^^^ `Role` is `my-role`, which does not match its pattern
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Code: { ZipFile: pass }
    ///       Role: arn:aws:iam::123456789012:role/web
    /// ```
    pub struct PatternMismatch {
        code: "E3031",
        name: "pattern-mismatch",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for PatternMismatch {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::PatternMismatch { pattern } = &violation.fault else { continue };
            let text = violation.value.and_then(Value::text);
            if text.is_some_and(|text| cx.settings().is_listed("E3031", "exceptions", text)) {
                continue;
            }
            let message = match violation.value.and_then(Value::text) {
                Some("") => format!("`{}` is empty, which does not match its pattern", violation.property),
                Some(text) => format!(
                    "`{}` is `{}`, which does not match its pattern",
                    violation.property,
                    crate::words::shortened(text)
                ),
                None => format!("The key `{}` does not match the pattern of keys", violation.property),
            };
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            found.help(format!("The pattern is `{}`", pattern.as_str()));
        }
    }
}
