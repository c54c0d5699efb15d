use crate::insertion::set;
use crate::rule::{Rule, rule};
use crate::standards::{Judge, Missing};
use crate::{Applicability, Context, Fix};

rule! {
    /// A property is not there, for which the organisation has a default.
    ///
    /// What is not said is left to the service, and the service does not know what the
    /// organisation wants: logs that never expire, roles without a boundary. The defaults
    /// are in `formwork.yaml`, under `defaults`; the fix writes them down. `Globals` of SAM
    /// count for their resources. Where the default differs between environments, it is
    /// asked for in templates whose stacks are all deployed to one of them.
    ///
    /// ```yaml formwork.yaml
    /// defaults:
    ///   permission-boundary: !Sub "arn:aws:iam::${AWS::AccountId}:policy/boundary"
    ///   log-retention: 30
    ///   properties:
    ///     - type: AWS::Lambda::Function
    ///       property: TracingConfig.Mode
    ///       default: Active
    ///       reason: Traces are how we find what is slow
    ///     - type: AWS::S3::Bucket
    ///       property: LifecycleConfiguration
    ///       default:
    ///         Rules: [{ Status: Enabled, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }]
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    /// # ^^^^ `Logs` has no `RetentionInDays`; the default is `30`
    ///     Type: AWS::Logs::LogGroup
    ///   Role:
    /// # ^^^^ `Role` has no `PermissionsBoundary`; the default is `!Sub "arn:aws:iam::${AWS::AccountId}:policy/boundary"`
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument: {}
    ///   Function:
    /// # ^^^^^^^^ `Function` has no `TracingConfig.Mode`; the default is `Active`
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Role: x } # short
    ///   Bucket:
    /// # ^^^^^^ `Bucket` has no `LifecycleConfiguration`; the default is `{ Rules: [{ Status: Enabled, NoncurrentVersionExpiration: { NoncurrentDays: 90 } }] }`
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::Logs::LogGroup
    ///     Properties:
    ///       RetentionInDays: 30
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument: {}
    ///       PermissionsBoundary: !Sub "arn:aws:iam::${AWS::AccountId}:policy/boundary"
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties: { Role: x, TracingConfig: { Mode: Active } } # short
    ///   Bucket:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       LifecycleConfiguration:
    ///         Rules:
    ///           - Status: Enabled
    ///             NoncurrentVersionExpiration:
    ///               NoncurrentDays: 90
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Logs:
    ///     Type: AWS::Logs::LogGroup
    ///     Properties: { RetentionInDays: 7 }
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    /// ```
    pub struct MissingDefault {
        code: "DEF001",
        name: "missing-default",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for MissingDefault {
    fn check(cx: &mut Context<'_>) {
        let Some(judge) = Judge::new(cx) else { return };
        for missing in judge.missing() {
            report(cx, &missing);
        }
    }
}

fn report(cx: &mut Context<'_>, missing: &Missing<'_, '_>) {
    let Missing { standard, resource, expectation, when } = missing;
    let Some(default) = &expectation.default else { return };
    let property = standard.property.join(".");
    let id = resource.id();
    let message = format!("`{id}` has no `{property}`; the default is `{}`", default.shown());
    let found = cx.report::<MissingDefault>(id.span, message);
    let reason = standard.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    found.help(format!("Write `{property}: {}`{reason}", default.shown())).when(when.as_str());
    let keys = ["Properties"].into_iter().chain(standard.property.iter().map(smol_str::SmolStr::as_str));
    let keys: Vec<&str> = keys.collect();
    if when.is_empty() && !keys.contains(&"*") && !resource.0.looped
        && let Some(edit) = set(resource.value(), &keys, default.written().clone())
    {
        let title = format!("Set `{property}` to `{}`", default.shown());
        found.fix(Fix::new(title, Applicability::Unsafe, vec![edit]));
    }
}
