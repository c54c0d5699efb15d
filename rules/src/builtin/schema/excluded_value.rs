use crate::Context;
use crate::rule::{Rule, rule};
use crate::validate::wording;

rule! {
    /// A value is one that its property leaves out.
    ///
    /// The property takes nearly anything, and some values are reserved; or a list is to
    /// have an item of some kind, a number to be a multiple of another.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       MasterUsername: rdsadmin
    /// #     ^^^^^^^^^^^^^^ `MasterUsername` is `rdsadmin`, which is not allowed here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       MasterUsername: orders
    /// ```
    pub struct ExcludedValue {
        code: "E1101",
        name: "excluded-value",
        severity: Error,
        since: "0.2",
        aliases: ["E3008"],
    }
}

impl Rule for ExcludedValue {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter().filter(|found| found.code() == "E1101") {
            let (message, help) = wording::words_of(violation);
            let found = cx.report::<Self>(violation.place, message);
            found.help = help;
            found.when(violation.case());
        }
    }
}
