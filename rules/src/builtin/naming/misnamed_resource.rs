use formwork_template::Value;

use crate::Context;
use crate::config::Naming;
use crate::known_text::KnownText;
use crate::naming::limits::excess;
use crate::naming::names::Scope;
use crate::naming::verdict::{Judge, Verdict};
use crate::naming::{Named, named_resources};
use crate::rule::{Rule, rule};

rule! {
    /// A resource's explicit name is not what the organisation's pattern or the service takes.
    ///
    /// Policies, cost reports and people find resources by the parts of their names.
    /// Resources that CloudFormation names are left alone.
    ///
    /// A name is worked out of literals, parameters with a default or allowed values,
    /// mappings, `Fn::Sub`, `Fn::Join` and `Fn::If`. Where only a deployment decides a
    /// stretch of it, there is a finding only if no value of that stretch can make the
    /// name right. In paths such as a log group's, the last step or the whole path with
    /// `-` for `/` follows the pattern. What stands around names in general (`alias/`,
    /// `.fifo`, `aws-waf-logs-`) does not count, nor do names that AWS itself looks for.
    ///
    /// Without `naming` in `formwork.yaml` only lengths and characters are looked at, of
    /// names that the schemas can't judge because a function makes them.
    ///
    /// ```yaml formwork.yaml
    /// naming:
    ///   pattern: "{segregationPrefix}[-{appPrefix}]-{resourceName}[-{region}]-{envSuffix}"
    ///   parts:
    ///     segregationPrefix: "^a[0-9]{6}$"
    ///     appPrefix: "^[a-z0-9]+$"
    ///     envSuffix: [dev, ci, qa, prod]
    ///   region: global-types-only
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: a123456-orders-prd
    /// #                ^^^^^^^^^^^^^^^^^^ The part `envSuffix` of `a123456-orders-prd` is `prd`, not one of `dev`, `ci`, `qa`, `prod`
    ///   Bucket:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: my-bucket
    /// #                 ^^^^^^^^^ `my-bucket` lacks the parts `segregationPrefix`, `region`, `envSuffix`
    ///   Table:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       TableName: a123456-orders-eu-west-1-prod
    /// #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `a123456-orders-eu-west-1-prod` has the region `eu-west-1`, though its type is regional
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: a123456-orders-prod
    ///   Bucket:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: my-bucket
    ///   Table:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       TableName: a123456-orders-prod
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: !Sub a123456-orders-${Env}.fifo
    ///   Bucket:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub "a123456-web-assets-${AWS::Region}-${Env}"
    /// ```
    pub struct MisnamedResource {
        code: "NAM001",
        name: "misnamed-resource",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MisnamedResource {
    fn check(cx: &mut Context<'_>) {
        let settings = cx.settings();
        let naming = settings.naming();
        let judges = naming
            .map(|naming| [Scope::Regional, Scope::Global].map(|s| Judge::new(naming, s, settings.regions())));
        for named in named_resources(cx.template()) {
            let scope = usize::from(named.property.scope == Scope::Global);
            let judge = judges.as_ref().filter(|_| is_asked(naming, &named)).map(|judges| &judges[scope]);
            let mut last: Option<Value<'_>> = None;
            for text in &named.texts {
                // One finding for a place, for the first case in which it is wrong.
                if last.is_some_and(|last| last.node() == text.value.node()) {
                    continue;
                }
                let verdict = judge.and_then(|judge| judge.judge(text, named.property.form));
                if report(cx, &named, text, verdict) {
                    last = Some(text.value);
                }
            }
        }
    }
}

/// Whether the organisation's pattern is about the type.
fn is_asked(naming: Option<&Naming>, named: &Named<'_>) -> bool {
    let types = naming.and_then(|naming| naming.types.as_ref());
    types.is_none_or(|types| types.iter().any(|name| name == named.type_name))
}

fn report(cx: &mut Context<'_>, named: &Named<'_>, text: &KnownText<'_>, verdict: Option<Verdict>) -> bool {
    let (message, help, fix) = if let Some(excess) = excess(text, named.type_name, &named.property) {
        (excess.message, excess.help, None)
    } else if let Some(verdict) = verdict {
        let fix = verdict.fix(text);
        (verdict.message, verdict.help, fix)
    } else {
        return false;
    };
    let found = cx.report::<MisnamedResource>(text.value.span(), message);
    found.help(help).when(text.case.beyond(&named.base));
    if let Some(fix) = fix {
        found.fix(fix);
    }
    true
}
