use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// The value of an output is not a text.
    ///
    /// An output holds one string. Lists have to be joined, and everything that is
    /// wrong with a function inside the value is found under this rule.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   Zones:
    ///     Value: !GetAZs ''
    /// #   ^^^^^ `Fn::GetAZs` does not give a string
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Zones:
    ///     Value: !Join [',', !GetAZs '']
    /// ```
    pub struct InvalidOutputValue {
        code: "E6101",
        name: "invalid-output-value",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidOutputValue {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
