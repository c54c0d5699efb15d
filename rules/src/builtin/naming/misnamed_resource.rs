use formwork_template::Style;

use crate::insertion::flow;
use crate::known_text::KnownText;
use crate::naming::generation::written;
use crate::naming::limits::excess;
use crate::naming::standard::Standard;
use crate::naming::verdict::Verdict;
use crate::naming::{Named, named_resources};
use crate::rule::{Rule, rule};
use crate::{Context, Fix};

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
    /// Where files tell how the template is deployed (`environments.deployments`), the names are those
    /// that each of these stacks gives. Letters, characters and lengths of one type or of all are a
    /// matter of `naming.types`.
    ///
    /// The fix writes a part that is nearly right as it was meant, and adds the parts that a literal
    /// name lacks, where `naming.values` or the template's own parameters say how they are written:
    /// `compute-stats` becomes `!Sub "${SegregationPrefix}-compute-stats-${EnvSuffix}"`.
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
        let mut standard = Standard::of(cx);
        let naming = cx.settings().naming();
        for named in named_resources(cx.template(), naming, cx.around().stacks) {
            // One finding for a place, for the first case in which it is wrong.
            let mut wrong = Vec::new();
            for text in &named.texts {
                if !wrong.contains(&text.value.node()) && report(cx, &named, text, standard.as_mut()) {
                    wrong.push(text.value.node());
                }
            }
        }
    }
}

fn report<'t>(
    cx: &mut Context<'t>,
    named: &Named<'t>,
    text: &KnownText<'t>,
    mut standard: Option<&mut Standard<'t>>,
) -> bool {
    let (message, help, fix) = if let Some(excess) = excess(text, named.of.type_name, &named.of.property) {
        (excess.message, excess.help, None)
    } else if let Some(verdict) = standard.as_mut().and_then(|standard| standard.verdict(&named.of, text)) {
        let whole = standard.and_then(|standard| completion(standard, named, text, &verdict));
        let fix = verdict.fix(text).or(whole);
        (verdict.message, verdict.help, fix)
    } else {
        return false;
    };
    let found = cx.report::<MisnamedResource>(text.value.span(), message);
    found.help(help).when(text.case.beyond_in_stack(&named.base));
    if let Some(fix) = fix {
        found.fix(fix);
    }
    true
}

/// The whole name in the place of one that lacks parts.
fn completion<'t>(
    standard: &mut Standard<'t>,
    named: &Named<'t>,
    text: &KnownText<'t>,
    verdict: &Verdict,
) -> Option<Fix> {
    let name = verdict.completed.as_ref()?;
    let is_on_one_line = !matches!(text.value.scalar()?.style, Style::Literal | Style::Folded);
    if !is_on_one_line || !standard.takes(&named.of, name) {
        return None;
    }
    let syntax = text.value.tree().syntax();
    Some(Fix::confirm("Write out the name", text.value.span(), flow(&written(name), syntax)))
}
