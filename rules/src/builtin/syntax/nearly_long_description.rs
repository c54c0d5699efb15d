use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The description of the template is nearly as long as it may be.
    ///
    /// It may have 1024 bytes.
    ///
    /// ```yaml bad
    /// Description: {a*1000}
    /// #<^^^^^^^^^ The description has 1000 of the 1024 characters it may have
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Description: Logs
    /// Resources: {}
    /// ```
    pub struct NearlyLongDescription {
        code: "I1003",
        name: "nearly-long-description",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyLongDescription {
    fn check(cx: &mut Context<'_>) {
        /// Source: template anatomy in the CloudFormation user guide.
        const LIMIT: usize = 1024;
        let Some((key, value)) = cx.template().section(Section::Description) else { return };
        let length = value.text().map_or(0, |text| text.chars().count());
        if members::is_near(length, LIMIT) {
            let message = format!("The description has {length} of the {LIMIT} characters it may have");
            cx.report::<Self>(key.span, message);
        }
    }
}
