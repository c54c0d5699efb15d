use crate::config::Topic;
use crate::rule::{Rule, rule};
use crate::standards::{Contradiction, Judge};
use crate::{Context, Diagnostic};

rule! {
    /// A property has another value than the organisation allows.
    ///
    /// What a property may be is in `formwork.yaml`, under `defaults`: one value
    /// (`must-be`), or any that `allow` takes, in all environments or in one. A value is
    /// worked out of literals, parameters, mappings, `Fn::Sub`, `Fn::Join` and `Fn::If`.
    /// Which environment it is for is known from the parameter that names it, or from the
    /// stacks that the template is deployed as; where it is not known, a value is wrong
    /// that is wrong in all environments.
    ///
    /// ```yaml formwork.yaml
    /// defaults:
    ///   encryption: true
    ///   properties:
    ///     - type: AWS::Lambda::*
    ///       property: MemorySize
    ///       allow: { at-most: 1024 }
    ///       reason: Larger functions are asked for at the platform team
    ///     - type: AWS::RDS::DBInstance
    ///       property: MultiAZ
    ///       environments: { prod: { must-be: true } }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Mappings:
    ///   Sizes:
    ///     dev: { Memory: 512, Multi: false }
    ///     prod: { Memory: 4096, Multi: false }
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       MemorySize: !FindInMap [Sizes, !Ref Env, Memory]
    /// #     ^^^^^^^^^^ `MemorySize` is `4096`, not at most 1024
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       MultiAZ: !FindInMap [Sizes, !Ref Env, Multi]
    /// #     ^^^^^^^ `MultiAZ` is `false`, not `true`, in `prod`
    ///       StorageEncrypted: false
    /// #                       ^^^^^ `StorageEncrypted` is `false`, not `true`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Mappings:
    ///   Sizes:
    ///     dev: { Memory: 512, Multi: false }
    ///     prod: { Memory: 4096, Multi: false }
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       MemorySize: !FindInMap [Sizes, !Ref Env, Memory]
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       MultiAZ: !FindInMap [Sizes, !Ref Env, Multi]
    ///       StorageEncrypted: true
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Multi: { Type: String }
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { MemorySize: 1024 }
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties: { MultiAZ: !Ref Multi, StorageEncrypted: true }
    /// ```
    ///
    /// ```yaml formwork.yaml
    /// environments: { deployments: ["{environment}.yaml"] }
    /// defaults:
    ///   properties:
    ///     - { type: AWS::RDS::DBInstance, property: MultiAZ, environments: { prod: { must-be: true } } }
    /// ```
    ///
    /// ```yaml prod.yaml
    /// template-file-path: template.yaml
    /// parameters: { Multi: "false" }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Multi: { Type: String }
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       MultiAZ: !Ref Multi
    /// #     ^^^^^^^ `MultiAZ` is `false`, not `true`, in `prod`
    /// ```
    pub struct ContradictedDefault {
        code: "DEF002",
        name: "contradicted-default",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ContradictedDefault {
    fn check(cx: &mut Context<'_>) {
        let Some(judge) = Judge::new(cx) else { return };
        for one in judge.contradictions(Topic::Any) {
            describe(cx.report::<Self>(one.span, message(&one)), &one);
        }
    }
}

/// What a property is, and what it is not.
pub(crate) fn message(one: &Contradiction<'_, '_>) -> String {
    let property = one.standard.property.iter().rev().find(|key| *key != "*");
    let property = property.map_or("", |key| key.as_str());
    match &one.environment {
        _ if one.anywhere => format!("`{property}` is {}, which no environment takes", one.shown),
        Some(name) => format!("`{property}` is {}, not {}, in `{name}`", one.shown, one.criterion),
        None => format!("`{property}` is {}, not {}", one.shown, one.criterion),
    }
}

/// The remedy, the reason and the case.
pub(crate) fn describe(found: &mut Diagnostic, one: &Contradiction<'_, '_>) {
    let each = one.standard.by_environment.iter().filter_map(|(name, expected)| {
        Some(format!("`{name}` takes {}", expected.allow.as_ref()?))
    });
    let default = one.default.filter(|_| !one.anywhere);
    let remedy = match default {
        _ if one.anywhere => each.collect::<Vec<_>>().join(", "),
        Some(default) => format!("Change it to `{}`", default.shown()),
        None => format!("Give it {}", one.criterion),
    };
    let reason = one.standard.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    found.help(format!("{remedy}{reason}")).when(one.when.as_str());
    if let Some(default) = default
        && let Some(edit) = crate::insertion::replacement(one.value, default.written())
    {
        let title = format!("Change to `{}`", default.shown());
        found.fix(crate::Fix::new(title, crate::Applicability::Unsafe, vec![edit]));
    }
}
