use formwork_template::Section;

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// The template has nearly as many resources as CloudFormation takes.
    ///
    /// It takes 500. Nested stacks share them out.
    ///
    /// ```yaml bad
    /// Resources:
    /// #<^^^^^^^ The template has 451 of the 500 resources it may have
    /// # repeat 451
    ///   Team{n}: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Team: {}
    /// ```
    pub struct NearlyTooManyResources {
        code: "I3010",
        name: "nearly-too-many-resources",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for NearlyTooManyResources {
    fn check(cx: &mut Context<'_>) {
        /// Source: quotas in the CloudFormation user guide.
        const MOST: usize = 500;
        members::nearly_too_many::<Self>(cx, Section::Resources, MOST, "resources");
    }
}
