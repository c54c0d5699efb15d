use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Base64` has not the argument it takes.
    ///
    /// It takes a text or a function that gives one. A problem inside that function is
    /// found under this rule as well.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       UserData:
    ///         Fn::Base64: [echo]
    /// #       ^^^^^^^^^^ This argument of `Fn::Base64` is not a string
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       UserData:
    ///         Fn::Base64: echo
    /// ```
    pub struct InvalidBase64 {
        code: "E1021",
        name: "invalid-base64",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidBase64 {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
