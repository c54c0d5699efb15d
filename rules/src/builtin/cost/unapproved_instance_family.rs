use crate::Context;
use crate::builtin::defaults::contradicted_default::{describe, message};
use crate::config::Topic;
use crate::rule::{Rule, rule};
use crate::standards::Judge;

rule! {
    /// An instance is of a family that the organisation does not use, or not in this environment.
    ///
    /// Instances are most of many bills, and a large one in a test environment is soon
    /// forgotten. The families are in `formwork.yaml`, under `defaults.instance-families`,
    /// for all environments or for each. They are asked of EC2, launch templates, RDS, DocumentDB,
    /// Neptune, ElastiCache, MemoryDB, DAX, Redshift, OpenSearch, MSK, EMR, EKS, DMS, MQ
    /// and SageMaker notebooks.
    ///
    /// ```yaml formwork.yaml
    /// defaults:
    ///   instance-families: { dev: [t4g], prod: [t4g, m7g, r7g] }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Conditions:
    ///   IsProd: !Equals [!Ref Env, prod]
    /// Mappings:
    ///   Sizes: { dev: { Class: db.r7g.large }, prod: { Class: db.r7g.xlarge } }
    /// Resources:
    ///   Host:
    ///     Type: AWS::EC2::Instance
    ///     Properties: { InstanceType: m5.large }
    /// #                               ^^^^^^^^ `InstanceType` is `m5.large`, which no environment takes
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBInstanceClass: !FindInMap [Sizes, !Ref Env, Class]
    /// #     ^^^^^^^^^^^^^^^ `DBInstanceClass` is `db.r7g.large`, not one of the families `t4g`, in `dev`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Host:
    ///     Type: AWS::EC2::Instance
    ///     Properties: { InstanceType: m7g.large }
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties: { CacheNodeType: cache.t4g.micro }
    /// ```
    pub struct UnapprovedInstanceFamily {
        code: "FIN001",
        name: "unapproved-instance-family",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnapprovedInstanceFamily {
    fn check(cx: &mut Context<'_>) {
        let Some(judge) = Judge::new(cx) else { return };
        for one in judge.contradictions(Topic::InstanceFamily) {
            describe(cx.report::<Self>(one.span, message(&one)), &one);
        }
    }
}
