use formwork_template::Value;

use crate::{Context, policies};
use crate::rule::{Rule, rule};
use crate::stateful::is_stateful;

rule! {
    /// A resource with data of its own does not say what becomes of the data.
    ///
    /// CloudFormation deletes a resource that is removed from the template, or
    /// replaced by an update, and its data with it. `DeletionPolicy` and
    /// `UpdateReplacePolicy` say whether that is meant.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    /// # ^^^^^^ `Orders` has no `UpdateReplacePolicy`, so replacing it deletes its data
    ///     Type: AWS::DynamoDB::Table
    ///     DeletionPolicy: Retain
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     DeletionPolicy: Retain
    ///     UpdateReplacePolicy: Retain
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     DeletionPolicy: Retain
    ///     UpdateReplacePolicy: Delete
    /// ```
    pub struct UnsetDeletionPolicy {
        code: "I3011",
        name: "unset-deletion-policy",
        severity: Info,
        since: "0.1",
    }
}

/// The policies, and what they are about.
const POLICIES: [(&str, &str); 2] = [("DeletionPolicy", "removing"), ("UpdateReplacePolicy", "replacing")];

impl Rule for UnsetDeletionPolicy {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            if !resource.type_name().is_some_and(|name| is_stateful(name.text)) {
                continue;
            }
            let kept = policies::keeping(resource);
            let lacks = |policy: &str| resource.value().get(policy).is_none_or(Value::is_null);
            let lacking: Vec<_> = POLICIES.iter().filter(|(policy, _)| lacks(policy)).collect();
            for (number, (policy, event)) in lacking.iter().enumerate() {
                let id = resource.id();
                let message = format!("`{id}` has no `{policy}`, so {event} it deletes its data");
                let found = cx.report::<Self>(id.span, message);
                found.help(format!("Add `{policy}: {kept}`, or `Delete` where that is meant"));
                // Where both are missing, one without the other is half a remedy.
                if number == 0 {
                    let names: Vec<&str> = lacking.iter().map(|(policy, _)| *policy).collect();
                    found.fix = policies::addition(resource, &names, kept);
                }
            }
        }
    }
}
