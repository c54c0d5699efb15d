//! Clusters of RDS: Aurora, Multi-AZ, serverless.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A region does not offer the class of a Multi-AZ cluster for its engine.
    ///
    /// RDS refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: postgres
    ///       DBClusterInstanceClass: db.t2.micro
    /// #     ^^^^^^^^^^^^^^^^^^^^^^ `DBClusterInstanceClass` is `db.t2.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: postgres
    ///       DBClusterInstanceClass: db.m5d.large
    /// ```
    "E3694" "unavailable-cluster-class" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        code: |validator, value, place, when| {
            validator.plainly(|validator| {
                validator.by_region("extensions/aws_rds_dbcluster/dbclusterinstanceclass_enum", value, place, when);
            });
        },
    }

    /// A cluster scales in a way that its mode does not have.
    ///
    /// `ScalingConfiguration` is for `EngineMode: serverless` alone, and `ServerlessV2ScalingConfiguration`
    /// for all others. RDS refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       EngineMode: provisioned
    ///       ScalingConfiguration: { MinCapacity: 1 }
    /// #     ^^^^^^^^^^^^^^^^^^^^ `ScalingConfiguration` is a map, which is not allowed here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       EngineMode: provisioned
    ///       ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 4 }
    /// ```
    "E3686" "unfit-cluster-scaling" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/serverless_exclusive",
        help: "`ScalingConfiguration` is for `EngineMode: serverless`, `ServerlessV2ScalingConfiguration` for others",
        one: true,
    }

    /// A cluster has an interval of monitoring without a role for it, or a role without an interval.
    ///
    /// Enhanced monitoring needs both, and RDS refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    /// #   ^^^^^^^^^^ `MonitoringInterval` above 0 and `MonitoringRoleArn` are not both there
    ///       Engine: aurora-mysql
    ///       MonitoringInterval: 60
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       MonitoringInterval: 60
    ///       MonitoringRoleArn: !GetAtt Monitoring.Arn
    /// ```
    "E3689" "incomplete-cluster-monitoring" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/monitoring",
        message: "`MonitoringInterval` above 0 and `MonitoringRoleArn` are not both there",
        help: "Give both, or neither",
        one: true,
    }

    /// There is no such engine of clusters, or no such version of it.
    ///
    /// RDS refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgres
    /// #     ^^^^^^ `Engine` is `aurora-postgres`, which is none of `aurora-mysql`, `aurora-postgresql`, `mysql` and `postgres`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    ///       EngineVersion: "17.7"
    /// ```
    "E3690" "unknown-cluster-engine" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/engine_version",
    }

    /// A cluster wants a version that RDS gives to no new cluster.
    ///
    /// The version has reached its end. What runs on it goes on for a while, but the template can't
    /// create another.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    /// #   ^^^^^^^^^^ RDS creates no new clusters with this `EngineVersion`
    ///       Engine: aurora-mysql
    ///       EngineVersion: "5.7"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    ///       EngineVersion: "17.7"
    /// ```
    "W3690" "deprecated-cluster-engine" Warning since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/engine_version_deprecated",
        message: "RDS creates no new clusters with this `EngineVersion`",
        help: "Move to a version that is still supported",
        one: true,
    }

    /// A Multi-AZ cluster lacks what it needs, or has what only Aurora has.
    ///
    /// A cluster of `mysql` or `postgres` needs a class, storage and IOPS of its own, and RDS refuses
    /// it with settings of Aurora.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::RDS::DBCluster` has no `Iops`
    ///       Engine: postgres
    ///       DBClusterInstanceClass: db.m5d.large
    ///       AllocatedStorage: 100
    ///       StorageType: io1
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: postgres
    ///       DBClusterInstanceClass: db.m5d.large
    ///       AllocatedStorage: 100
    ///       StorageType: io1
    ///       Iops: 1000
    /// ```
    "E3692" "invalid-multi-az-cluster" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/multiaz",
        help: "A cluster of `mysql` or `postgres` needs `DBClusterInstanceClass`, `AllocatedStorage`, \
            `StorageType` and `Iops`, and has nothing of Aurora",
    }

    /// A cluster of Aurora has what only a Multi-AZ cluster has.
    ///
    /// Aurora's storage grows by itself and its instances have the class. RDS refuses the cluster at
    /// deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       AllocatedStorage: 100
    /// #     ^^^^^^^^^^^^^^^^ `AllocatedStorage` is `100`, which is not allowed here
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    /// ```
    "E3693" "invalid-aurora-cluster" Error since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/aurora",
        help: "A cluster of Aurora has no `AllocatedStorage`, `DBClusterInstanceClass`, `Iops` and \
            `PubliclyAccessible`, and stores as `aurora` or `aurora-iopt1`",
        fix: Remedy::Remove(Applicability::Unsafe),
    }

    /// A serverless cluster of Aurora asks for Performance Insights.
    ///
    /// The cluster is created, and nothing comes of the setting.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       EngineMode: serverless
    ///       PerformanceInsightsEnabled: true
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^^^^ A serverless cluster of Aurora ignores Performance Insights
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       EngineMode: serverless
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       PerformanceInsightsEnabled: true
    /// ```
    "W3693" "ignored-performance-insights" Warning since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/aurora_warning",
        message: "A serverless cluster of Aurora ignores Performance Insights",
        fix: Remedy::Remove(Applicability::Safe),
    }

    /// A cluster is restored from a snapshot and names its main user.
    ///
    /// The user is the snapshot's. The setting is ignored, and the template says what is not true.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SnapshotIdentifier: before-migration
    ///       MasterUsername: admin
    /// #     ^^^^^^^^^^^^^^ A cluster from a snapshot ignores `MasterUsername`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SnapshotIdentifier: before-migration
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SnapshotIdentifier: before-migration
    /// ```
    "W3688" "ignored-by-snapshot" Warning since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/snapshotidentifier",
        message: "A cluster from a snapshot ignores `MasterUsername`",
        help: "Remove it: the user is the snapshot's",
        one: true,
        fix: Remedy::Remove(Applicability::Safe),
    }

    /// A cluster is a copy of another and has a user or encryption of its own.
    ///
    /// They are the other cluster's. The settings are ignored, and the template says what is not true.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SourceDBClusterIdentifier: production
    ///       StorageEncrypted: true
    /// #     ^^^^^^^^^^^^^^^^ A copy of a cluster ignores user, password and encryption
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SourceDBClusterIdentifier: production
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Copy:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       SourceDBClusterIdentifier: production
    /// ```
    "W3689" "ignored-by-source-cluster" Warning since "0.1" {
        at: ["AWS::RDS::DBCluster"],
        schema: "extensions/aws_rds_dbcluster/sourcedbclusteridentifier",
        message: "A copy of a cluster ignores user, password and encryption",
        help: "Remove `MasterUsername`, `MasterUserPassword` and `StorageEncrypted`",
        one: true,
        fix: Remedy::Remove(Applicability::Safe),
    }
}
