use crate::Context;
use crate::rule::{Rule, rule};
use crate::tagging::limits::{excess, surplus};
use crate::tagging::tags::tagged_resources;

rule! {
    /// A resource has more tags than AWS takes, or one that is longer or has other characters.
    ///
    /// A resource has 50 tags at most, those of its stack among them. Keys have 128 characters
    /// and values 256. RDS takes letters, digits, blanks and `_.:/=+-@`. What the
    /// schema of a type says is left to the schema's rules, and the lengths in a plain property
    /// `Tags` to E3024.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Pool:
    ///     Type: AWS::Cognito::UserPool
    ///     Properties:
    ///       UserPoolTags:
    /// #     ^^^^^^^^^^^^ `Pool` has 51 tags, and may have 50
    /// # repeat 51
    ///         tag-{n}: x
    ///   Subnets:
    ///     Type: AWS::RDS::DBSubnetGroup
    ///     Properties:
    ///       Tags: [{ Key: team, Value: "web & shop" }]
    /// #                                ^^^^^^^^^^^^ The value of the tag `team` has `&`, which RDS does not take
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Subnets:
    ///     Type: AWS::RDS::DBSubnetGroup
    ///     Properties:
    ///       Tags: [{ Key: team, Value: "Läden süd + Web" }]
    /// ```
    pub struct TagBeyondLimit {
        code: "TAG006",
        name: "tag-beyond-limit",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for TagBeyondLimit {
    fn check(cx: &mut Context<'_>) {
        let stacks = cx.around().stacks;
        for tagged in tagged_resources(cx.template()) {
            if let Some((message, when)) = surplus(&tagged, stacks) {
                let place = tagged.property.map_or(tagged.resource.id().span, |(name, _)| name.span);
                cx.report::<Self>(place, message).help("Take some away").when(when);
            }
            for (span, message, help) in excess(&tagged) {
                let found = cx.report::<Self>(span, message);
                found.help = help;
            }
        }
    }
}
