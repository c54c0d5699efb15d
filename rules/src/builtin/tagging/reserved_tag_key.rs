use crate::rule::{Rule, rule};
use crate::tagging::faults::{RESERVED, judged_as_invalid};
use crate::tagging::tags::tagged_resources;
use crate::{Applicability, Context, Fix};

rule! {
    /// The key of a tag begins with `aws:`, which AWS keeps for itself.
    ///
    /// Only AWS sets such tags, in whatever case, and the stack fails. What is written `aws:`
    /// in the property `Tags` is E3024's.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Pool:
    ///     Type: AWS::Cognito::UserPool
    ///     Properties:
    ///       UserPoolTags: { "aws:team": web }
    /// #                     ^^^^^^^^^^ The key `aws:team` begins with `aws:`, which AWS keeps for itself
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags: [{ Key: AWS:team, Value: web }]
    /// #                   ^^^^^^^^ The key `AWS:team` begins with `aws:`, which AWS keeps for itself
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Pool:
    ///     Type: AWS::Cognito::UserPool
    ///     Properties:
    ///       UserPoolTags: { "team": web }
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags: [{ Key: team, Value: web }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags: [{ Key: awsteam, Value: "aws:web" }]
    /// ```
    pub struct ReservedTagKey {
        code: "TAG005",
        name: "reserved-tag-key",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ReservedTagKey {
    fn check(cx: &mut Context<'_>) {
        for tagged in tagged_resources(cx.template()) {
            for key in tagged.literal_keys() {
                let Some(prefix) = key.text.get(..RESERVED.len()) else { continue };
                let is_told = prefix == RESERVED && judged_as_invalid(&tagged);
                if !prefix.eq_ignore_ascii_case(RESERVED) || is_told {
                    continue;
                }
                let message = format!("The key `{key}` begins with `{RESERVED}`, which AWS keeps for itself");
                let found = cx.report::<Self>(key.span, message);
                found.help("Give the tag a key of your own");
                let own = key.text[RESERVED.len()..].trim();
                let is_free = !own.is_empty() && tagged.literal_keys().all(|other| other.text != own);
                found.fix = Fix::rename(key, own, Applicability::Unsafe).filter(|_| is_free);
            }
        }
    }
}
