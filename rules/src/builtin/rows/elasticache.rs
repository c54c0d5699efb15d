//! Clusters and replication groups of ElastiCache.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// There is no such engine of caches, or no such version of it.
    ///
    /// ElastiCache refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       Engine: memcache
    /// #     ^^^^^^ `Engine` is `memcache`, which is none of `memcached`, `redis` and `valkey`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       Engine: memcached
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       Engine: valkey
    ///       EngineVersion: "8.0"
    /// ```
    "E3695" "unknown-cache-engine" Error since "0.1" {
        at: ["AWS::ElastiCache::CacheCluster"],
        schema: "extensions/aws_elasticache_cachecluster/engine_version",
    }

    /// A replication group of Valkey does not say whether it encrypts its traffic.
    ///
    /// ElastiCache has no default for Valkey, and refuses the group at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::ReplicationGroup
    ///     Properties:
    /// #   ^^^^^^^^^^ A replication group of `valkey` has no `TransitEncryptionEnabled`
    ///       ReplicationGroupDescription: Sessions
    ///       Engine: valkey
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::ReplicationGroup
    ///     Properties:
    ///       ReplicationGroupDescription: Sessions
    ///       Engine: valkey
    ///       TransitEncryptionEnabled: true
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::ReplicationGroup
    ///     Properties:
    ///       ReplicationGroupDescription: Sessions
    ///       Engine: valkey
    ///       TransitEncryptionEnabled: true
    /// ```
    "E3704" "missing-valkey-encryption" Error since "0.1" {
        at: ["AWS::ElastiCache::ReplicationGroup"],
        schema: "extensions/aws_elasticache_replicationgroup/transitencryptionenabled_valkey",
        message: "A replication group of `valkey` has no `TransitEncryptionEnabled`",
        help: "Set it to `true`, or to `false` where the traffic may be read",
        fix: Remedy::Set("TransitEncryptionEnabled", "true"),
    }
}
