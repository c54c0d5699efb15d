//! What builds, names and delivers: CodeBuild, Route 53, CloudFront; and GuardDuty, which watches.

use formwork_template::{Assumption, Value};

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;
use crate::validate::{Place, Validator};

rows! {
    /// A record is not one of its type.
    ///
    /// Route 53 refuses the record at deployment, and all other changes of the same batch with it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: www.example.com
    ///       Type: A
    ///       ResourceRecords:
    ///         - web.example.com
    /// #         ^^^^^^^^^^^^^^^ `web.example.com` is no IPv4 address
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: www.example.com
    ///       Type: CNAME
    ///       ResourceRecords:
    ///         - web.example.com
    /// ```
    "E3023" "malformed-record" Error since "0.1" {
        at: ["AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup/RecordSets/*"],
        schema: "extensions/aws_route53_recordset/recordset_pattern",
    }

    /// An alias record has a time to live.
    ///
    /// The target of the alias has one, and Route 53 refuses another.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: www.example.com
    ///       Type: A
    ///       TTL: "300"
    /// #     ^^^ An alias record has a `TTL`
    ///       AliasTarget: { HostedZoneId: Z1, DNSName: lb.example.com }
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Web:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: www.example.com
    ///       Type: A
    ///       AliasTarget: { HostedZoneId: Z1, DNSName: lb.example.com }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: www.example.com
    ///       Type: A
    ///       AliasTarget: { HostedZoneId: Z1, DNSName: lb.example.com }
    /// ```
    "E3029" "alias-with-ttl" Error since "0.1" {
        at: ["AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup/RecordSets/*"],
        schema: "extensions/aws_route53_recordset/recordset_alias",
        message: "An alias record has a `TTL`",
        help: "Remove it: the time is that of the target",
        one: true,
        fix: Remedy::Remove(Applicability::Unsafe),
    }

    /// A health check of an alarm does not name the alarm.
    ///
    /// Route 53 refuses a check of the type `CLOUDWATCH_METRIC` without one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Check:
    ///     Type: AWS::Route53::HealthCheck
    ///     Properties:
    ///       HealthCheckConfig:
    /// #     ^^^^^^^^^^^^^^^^^ A check of the type `CLOUDWATCH_METRIC` has no `AlarmIdentifier`
    ///         Type: CLOUDWATCH_METRIC
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Check:
    ///     Type: AWS::Route53::HealthCheck
    ///     Properties:
    ///       HealthCheckConfig:
    ///         Type: CLOUDWATCH_METRIC
    ///         AlarmIdentifier: { Name: errors, Region: us-east-1 }
    /// ```
    "E3661" "missing-health-check-alarm" Error since "0.1" {
        at: ["AWS::Route53::HealthCheck/HealthCheckConfig"],
        schema: "extensions/aws_route53_healthcheck/healthcheckconfig_type_inclusive",
        message: "A check of the type `CLOUDWATCH_METRIC` has no `AlarmIdentifier`",
        one: true,
    }

    /// A detector says in two ways what it watches.
    ///
    /// GuardDuty refuses `DataSources` beside `Features`, which took their place.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Detector:
    ///     Type: AWS::GuardDuty::Detector
    ///     Properties:
    /// #   ^^^^^^^^^^ `DataSources` stands beside `Features`
    ///       Enable: true
    ///       DataSources: { S3Logs: { Enable: true } }
    ///       Features: [{ Name: S3_DATA_EVENTS, Status: ENABLED }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Detector:
    ///     Type: AWS::GuardDuty::Detector
    ///     Properties:
    ///       Enable: true
    ///       Features: [{ Name: S3_DATA_EVENTS, Status: ENABLED }]
    /// ```
    "E3063" "twofold-detector" Error since "0.1" {
        at: ["AWS::GuardDuty::Detector"],
        code: detector,
    }

    /// A project of CodeBuild reads or writes S3 and does not say where.
    ///
    /// CodeBuild refuses a source or artifacts of the type `S3` without a bucket.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Build:
    ///     Type: AWS::CodeBuild::Project
    ///     Properties:
    ///       Artifacts:
    /// #     ^^^^^^^^^ `Artifacts` has no `Location`
    ///         Type: S3
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Build:
    ///     Type: AWS::CodeBuild::Project
    ///     Properties:
    ///       Artifacts:
    ///         Type: S3
    ///         Location: !Ref Bucket
    /// ```
    "E3636" "missing-build-location" Error since "0.1" {
        at: ["AWS::CodeBuild::Project/Artifacts", "AWS::CodeBuild::Project/Source"],
        schema: "extensions/aws_codebuild_project/s3_locations",
        help: "With `Type: S3`, `Location` is the name of a bucket",
        one: true,
    }

    /// A distribution forwards cookies in a way that there is not.
    ///
    /// CloudFront refuses the distribution, often after minutes of other work.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         DefaultCacheBehavior:
    ///           ForwardedValues:
    ///             Cookies:
    ///               Forward: whitelisted
    /// #             ^^^^^^^ `Forward` is `whitelisted`, which is none of `all`, `none` and `whitelist`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         DefaultCacheBehavior:
    ///           ForwardedValues:
    ///             Cookies:
    ///               Forward: whitelist
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         DefaultCacheBehavior:
    ///           ForwardedValues:
    ///             Cookies:
    ///               Forward: none
    /// ```
    "E3722" "unknown-cookie-forwarding" Error since "0.1" {
        at: [
            "AWS::CloudFront::Distribution/DistributionConfig/DefaultCacheBehavior",
            "AWS::CloudFront::Distribution/DistributionConfig/CacheBehaviors/*",
        ],
        schema: "extensions/aws_cloudfront_distribution/forward_enum",
        one: true,
    }
}

fn detector<'a>(validator: &mut Validator<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    if let Some(case) = validator.both_present_in(value, "DataSources", "Features", when) {
        let help = "Move what `DataSources` says to `Features`, and remove it";
        validator.say(place, &case, "`DataSources` stands beside `Features`", Some(help.to_owned()));
    }
}
