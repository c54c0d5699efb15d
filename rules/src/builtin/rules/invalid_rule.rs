use formwork_template::{Name, Place, Section, Value};

use crate::rule::{Rule, rule};
use crate::{Context, members};

rule! {
    /// A member of `Rules` has not the structure of a rule.
    ///
    /// It has a list of `Assertions`, and may have a `RuleCondition`. An assertion is a map with
    /// an `Assert` and the text that is shown where it does not hold.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Stage: { Type: String }
    /// Rules:
    ///   Stages:
    /// # ^^^^^^ The rule `Stages` has no `Assertions`
    ///     Assert: { 'Fn::Contains': [[test, prod], !Ref Stage] }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Stage: { Type: String }
    /// Rules:
    ///   Stages:
    ///     Assertions:
    ///     - Assert: { 'Fn::Contains': [[test, prod], !Ref Stage] }
    ///       AssertDescription: There are two stages
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidRule {
        code: "E1700",
        name: "invalid-rule",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidRule {
    fn check(cx: &mut Context<'_>) {
        let Some((key, section)) = cx.template().section(Section::Rules) else { return };
        if !section.is_map() {
            if !section.is_error() {
                cx.report::<Self>(key.span, "The section `Rules` is not a map");
            }
            return;
        }
        members::bad_names::<Self>(cx, Section::Rules, "name of the rule");
        let named = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        for (id, rule) in section.entries().filter(|(id, _)| named(id.text)) {
            check_rule(cx, id, rule);
        }
    }
}

fn check_rule(cx: &mut Context<'_>, id: Name<'_>, rule: Value<'_>) {
    if rule.is_error() || rule.get("Fn::Transform").is_some() {
        return;
    }
    if !rule.is_map() {
        cx.report::<InvalidRule>(id.span, format!("The rule `{id}` is not a map"));
        return;
    }
    let Some((key, assertions)) = rule.entry("Assertions").filter(|(_, value)| !value.is_null()) else {
        cx.report::<InvalidRule>(id.span, format!("The rule `{id}` has no `Assertions`"));
        return;
    };
    if !assertions.is_list() {
        if !assertions.is_error() {
            cx.report::<InvalidRule>(key.span, "`Assertions` is not a list");
        }
        return;
    }
    let place = Place::key(key.span);
    for assertion in assertions.items() {
        if !assertion.is_map() {
            if !assertion.is_error() {
                cx.report::<InvalidRule>(place.item(assertion).span(), "An assertion is not a map");
            }
        } else if let Some((key, text)) = assertion.entry("AssertDescription")
            && text.text().is_none()
            && !text.is_error()
        {
            cx.report::<InvalidRule>(key.span, "The description of an assertion is not a text");
        }
    }
}
