use crate::Context;
use formwork_template::Section;

use crate::members::{self, unknown_key};
use crate::rule::{Rule, rule};

rule! {
    /// An output has not the structure of one.
    ///
    /// Its name has letters and digits only, and it has attributes from a fixed set:
    /// `Value`, `Description`, `Condition` and `Export`.
    ///
    /// ```yaml bad
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Descripton: Where the logs are
    /// #   ^^^^^^^^^^ An output has no attribute `Descripton`
    /// ```
    ///
    /// ```yaml fixed
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Description: Where the logs are
    /// ```
    ///
    /// ```yaml good
    /// Outputs:
    ///   Name:
    ///     Value: logs
    ///     Description: Where the logs are
    /// ```
    pub struct InvalidOutput {
        code: "E6001",
        name: "invalid-output",
        severity: Error,
        since: "0.1",
        aliases: ["E6004"],
    }
}

impl Rule for InvalidOutput {
    fn check(cx: &mut Context<'_>) {
        const ATTRIBUTES: &[&str] = &["Value", "Description", "Condition", "Export"];
        members::bad_names::<Self>(cx, Section::Outputs, "output name");
        for output in cx.template().members(Section::Outputs) {
            for (key, value) in output.value.entries() {
                if !ATTRIBUTES.contains(&key.text) && key.text != "Fn::Transform" {
                    let message = format!("An output has no attribute `{key}`");
                    unknown_key::<Self>(cx, output.value, key, ATTRIBUTES, message);
                } else if key.text == "Export" {
                    for (key, _) in value.entries().filter(|(key, _)| key.text != "Name") {
                        let message = format!("An export has no attribute `{key}`");
                        unknown_key::<Self>(cx, value, key, &["Name"], message);
                    }
                }
            }
        }
    }
}
