//! Instances of RDS and what they are set to: with their cluster, their backups, their storage.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A database instance has another engine than its cluster.
    ///
    /// RDS refuses the instance at deployment, when the cluster is there already.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///       Engine: aurora-mysql
    /// #     ^^^^^^ `Engine` is `aurora-mysql`, which does not go with `aurora-postgresql`
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///       Engine: aurora-postgresql
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///       Engine: aurora-postgresql
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-postgresql
    /// ```
    "E3707" "unequal-cluster-engine" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        schema: "extensions/aws_rds_dbinstance/instance_cluster_engine",
        help: "Give the instance the engine of its cluster",
        one: true,
    }

    /// A database instance is encrypted and its cluster is not, or the other way round.
    ///
    /// The cluster decides, and RDS refuses an instance that says otherwise.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///       StorageEncrypted: true
    /// #     ^^^^^^^^^^^^^^^^ `StorageEncrypted` is `true`, which does not go with `false`
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Reader:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       DBClusterIdentifier: !Ref Cluster
    ///   Cluster:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       StorageEncrypted: true
    /// ```
    "E3709" "unequal-cluster-encryption" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        schema: "extensions/aws_rds_dbinstance/instance_cluster_storage_encrypted",
        help: "Remove it here: the storage is the cluster's, which is not encrypted unless it says so",
        one: true,
        fix: Remedy::Remove(Applicability::Unsafe),
    }

    /// An instance of a cluster keeps backups, or another one keeps them for too long.
    ///
    /// The cluster keeps the backups of its instances, and RDS keeps none for more than 35 days.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       BackupRetentionPeriod: 60
    /// #     ^^^^^^^^^^^^^^^^^^^^^ `BackupRetentionPeriod` is `60`, and has to be at most 35
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       BackupRetentionPeriod: 35
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       BackupRetentionPeriod: 35
    /// ```
    "E3719" "unfit-backup-retention" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            let name = "extensions/aws_rds_dbinstance/backupretentionperiod_maximum";
            validator.folding("Engine", |validator| validator.by_schema(name, value, place, when));
        },
        help: "Keep backups for at most 35 days, and those of a cluster on the cluster",
    }

    /// A database instance has a key for its storage and does not encrypt it.
    ///
    /// RDS refuses a key without `StorageEncrypted: true`, except for the custom engines.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    /// #   ^^^^^^^^^^ `KmsKeyId` is there and `StorageEncrypted` is not true
    ///       Engine: postgres
    ///       KmsKeyId: !Ref Key
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       KmsKeyId: !Ref Key
    ///       StorageEncrypted: true
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Database:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: postgres
    ///       KmsKeyId: !Ref Key
    ///       StorageEncrypted: true
    /// ```
    "E3720" "unused-storage-key" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            let name = "extensions/aws_rds_dbinstance/kmskey_storageencrypted";
            validator.folding("Engine", |validator| validator.by_schema(name, value, place, when));
        },
        message: "`KmsKeyId` is there and `StorageEncrypted` is not true",
        help: "Set `StorageEncrypted` to `true`",
        one: true,
        fix: Remedy::Set("StorageEncrypted", "true"),
    }

    /// A replica of Oracle or Db2 has a mode that there is not.
    ///
    /// RDS refuses the replica at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Replica:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: oracle-ee
    ///       ReplicaMode: mount
    /// #     ^^^^^^^^^^^ `ReplicaMode` is `mount`, which is none of `mounted` and `open-read-only`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Replica:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: oracle-ee
    ///       ReplicaMode: mounted
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Replica:
    ///     Type: AWS::RDS::DBInstance
    ///     Properties:
    ///       Engine: oracle-ee
    ///       ReplicaMode: open-read-only
    /// ```
    "E3721" "unknown-replica-mode" Error since "0.1" {
        at: ["AWS::RDS::DBInstance"],
        code: |validator, value, place, when| {
            let name = "extensions/aws_rds_dbinstance/replicamode_enum";
            validator.folding("Engine", |validator| validator.by_schema(name, value, place, when));
        },
        one: true,
    }
}
