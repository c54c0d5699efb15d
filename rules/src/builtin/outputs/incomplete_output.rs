use crate::Context;
use formwork_template::Section;
use crate::rule::{Rule, rule};

rule! {
    /// An output has no `Value`, or its export has no `Name`.
    ///
    /// Both are required.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   Name:
    /// # ^^^^ The output `Name` has no `Value`
    ///     Description: Where the logs are
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Name:
    ///     Value: logs
    /// ```
    pub struct IncompleteOutput {
        code: "E6002",
        name: "incomplete-output",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for IncompleteOutput {
    fn check(cx: &mut Context<'_>) {
        if cx.index().is_open(Section::Outputs) {
            return;
        }
        for output in cx.template().members(Section::Outputs).filter(|output| output.value.is_map()) {
            let id = output.id;
            if output.value.get("Value").is_none() && id.text != "Fn::Transform" {
                cx.report::<Self>(id.span, format!("The output `{id}` has no `Value`"));
            }
            if let Some((key, export)) = output.value.entry("Export")
                && export.is_map()
                && export.get("Name").is_none()
            {
                cx.report::<Self>(key.span, format!("The export of `{id}` has no `Name`"));
            }
        }
    }
}
