use crate::Context;
use formwork_template::Section;
use crate::rule::{Rule, rule};

rule! {
    /// An attribute of an output is of the wrong type.
    ///
    /// An output is a map; its `Condition` and `Description` are literal strings, and
    /// its `Export` is a map.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Export: logs
    /// #   ^^^^^^ `Export` is not a map
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Export: { Name: logs }
    /// ```
    pub struct WrongOutputType {
        code: "E6003",
        name: "wrong-output-type",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongOutputType {
    fn check(cx: &mut Context<'_>) {
        let Some((key, section)) = cx.template().section(Section::Outputs) else { return };
        if !section.is_map() {
            if !section.is_error() && section.function().is_none() {
                cx.report::<Self>(key.span, "The section `Outputs` is not a map");
            }
            return;
        }
        for output in cx.template().members(Section::Outputs) {
            if !output.value.is_map() && !output.value.is_error() && output.id.text != "Fn::Transform" {
                cx.report::<Self>(output.id.span, format!("The output `{}` is not a map", output.id));
            }
            for (key, value) in output.value.entries().filter(|(_, value)| !value.is_error()) {
                let wanted = match key.text {
                    "Condition" | "Description" if value.text().is_none() => "a literal string",
                    "Export" if !value.is_map() => "a map",
                    _ => continue,
                };
                cx.report::<Self>(key.span, format!("`{key}` is not {wanted}"));
            }
        }
    }
}
