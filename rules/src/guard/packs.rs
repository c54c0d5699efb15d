//! The built-in packs: the files of `rules/packs/`, and which packs their rules
//! are in. A pack is no file of its own: a rule says which ones it belongs to.

use std::sync::OnceLock;

use super::GuardFile;

/// A pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pack {
    pub name: &'static str,
    /// What it is, as a sentence without a full stop.
    pub summary: &'static str,
}

/// The packs there are.
pub const PACKS: &[Pack] = &[
    Pack { name: "security-pillar", summary: "The Security Pillar of the AWS Well-Architected Framework" },
    Pack {
        name: "reliability-pillar",
        summary: "The Reliability Pillar of the AWS Well-Architected Framework",
    },
    Pack { name: "cis-level-1", summary: "The CIS AWS Foundations Benchmark, level 1" },
    Pack { name: "cis-level-2", summary: "The CIS AWS Foundations Benchmark, level 2" },
    Pack { name: "cfn-nag", summary: "What cfn_nag looks for" },
    Pack { name: "api-gateway", summary: "No method or route of an API without authorization" },
];

/// The files of the packs, by name.
pub fn pack_files() -> &'static [GuardFile] {
    /// A file of `rules/packs/`; `any` where its rules look at resources of every type.
    macro_rules! file {
        ($name:literal) => {
            file!($name, false)
        };
        ($name:literal any) => {
            file!($name, true)
        };
        ($name:literal, $any:literal) => {
            GuardFile::built_in(
                concat!("formwork:packs/", $name, ".guard"),
                include_str!(concat!("../../packs/", $name, ".guard")),
                $any,
            )
        };
    }
    static FILES: OnceLock<Vec<GuardFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        vec![
            file!("api-authorization"),
            file!("api-gateway"),
            file!("autoscaling"),
            file!("batch"),
            file!("cloudformation" any),
            file!("cloudfront"),
            file!("cloudtrail"),
            file!("cloudwatch"),
            file!("codebuild"),
            file!("cognito"),
            file!("dax"),
            file!("directory-service"),
            file!("dlm"),
            file!("dms"),
            file!("dynamodb"),
            file!("ec2"),
            file!("ecr"),
            file!("ecs"),
            file!("efs"),
            file!("eks"),
            file!("elasticache"),
            file!("elb"),
            file!("elbv2"),
            file!("emr"),
            file!("fsx"),
            file!("gamelift"),
            file!("iam"),
            file!("iot"),
            file!("kendra"),
            file!("kinesis"),
            file!("kms"),
            file!("lambda"),
            file!("mq"),
            file!("opensearch"),
            file!("rds"),
            file!("redshift"),
            file!("s3"),
            file!("sagemaker"),
            file!("secrets-manager"),
            file!("sns"),
            file!("sqs"),
            file!("waf"),
            file!("workspaces"),
        ]
    })
}
