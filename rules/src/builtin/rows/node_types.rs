//! Node and instance types that a region does not have: databases, caches and search.

use crate::rule::rows;

rows! {
    /// A region does not offer the class of a DocumentDB instance.
    ///
    /// DocumentDB refuses the instance at deployment, after its cluster was made.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Documents:
    ///     Type: AWS::DocDB::DBInstance
    ///     Properties:
    ///       DBInstanceClass: db.t2.micro
    /// #     ^^^^^^^^^^^^^^^ `DBInstanceClass` is `db.t2.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Documents:
    ///     Type: AWS::DocDB::DBInstance
    ///     Properties:
    ///       DBInstanceClass: db.r5.large
    /// ```
    "E3620" "unavailable-docdb-class" Error since "0.1" {
        at: ["AWS::DocDB::DBInstance/DBInstanceClass"],
        regional: "extensions/aws_docdb_dbinstance/dbinstanceclass_enum",
    }

    /// A region does not offer the class of a Neptune instance.
    ///
    /// Neptune refuses the instance at deployment, after its cluster was made.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Graph:
    ///     Type: AWS::Neptune::DBInstance
    ///     Properties:
    ///       DBInstanceClass: db.t2.micro
    /// #     ^^^^^^^^^^^^^^^ `DBInstanceClass` is `db.t2.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Graph:
    ///     Type: AWS::Neptune::DBInstance
    ///     Properties:
    ///       DBInstanceClass: db.r5.large
    /// ```
    "E3635" "unavailable-neptune-class" Error since "0.1" {
        at: ["AWS::Neptune::DBInstance/DBInstanceClass"],
        regional: "extensions/aws_neptune_dbinstance/dbinstanceclass_enum",
    }

    /// A region does not offer the type of a cache's nodes.
    ///
    /// ElastiCache refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       CacheNodeType: t3.micro
    /// #     ^^^^^^^^^^^^^ `CacheNodeType` is `t3.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       CacheNodeType: cache.t3.micro
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cache:
    ///     Type: AWS::ElastiCache::CacheCluster
    ///     Properties:
    ///       CacheNodeType: cache.t3.micro
    /// ```
    "E3647" "unavailable-cache-node-type" Error since "0.1" {
        at: ["AWS::ElastiCache::CacheCluster/CacheNodeType"],
        regional: "extensions/aws_elasticache_cachecluster/cachenodetype_enum",
    }

    /// A region does not offer the type of an Elasticsearch domain's instances.
    ///
    /// The domain is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Search:
    ///     Type: AWS::Elasticsearch::Domain
    ///     Properties:
    ///       ElasticsearchClusterConfig:
    ///         InstanceType: m5.large
    /// #       ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Search:
    ///     Type: AWS::Elasticsearch::Domain
    ///     Properties:
    ///       ElasticsearchClusterConfig:
    ///         InstanceType: m5.large.elasticsearch
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Search:
    ///     Type: AWS::Elasticsearch::Domain
    ///     Properties:
    ///       ElasticsearchClusterConfig:
    ///         InstanceType: m5.large.elasticsearch
    /// ```
    "E3652" "unavailable-elasticsearch-type" Error since "0.1" {
        at: ["AWS::Elasticsearch::Domain/ElasticsearchClusterConfig/InstanceType"],
        regional: "extensions/aws_elasticsearch_domain/elasticsearchclusterconfig_instancetype_enum",
    }

    /// A region does not offer the type of an OpenSearch domain's instances.
    ///
    /// The domain is refused at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Search:
    ///     Type: AWS::OpenSearchService::Domain
    ///     Properties:
    ///       ClusterConfig:
    ///         InstanceType: m5.large
    /// #       ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Search:
    ///     Type: AWS::OpenSearchService::Domain
    ///     Properties:
    ///       ClusterConfig:
    ///         InstanceType: m5.large.search
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Search:
    ///     Type: AWS::OpenSearchService::Domain
    ///     Properties:
    ///       ClusterConfig:
    ///         InstanceType: m5.large.search
    /// ```
    "E3653" "unavailable-opensearch-type" Error since "0.1" {
        at: ["AWS::OpenSearchService::Domain/ClusterConfig/InstanceType"],
        regional: "extensions/aws_opensearchservice_domain/clusterconfig_instancetype_enum",
    }

    /// A region does not offer the type of a Redshift cluster's nodes.
    ///
    /// Old node types can't be had for new clusters any more, and the stack fails.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Warehouse:
    ///     Type: AWS::Redshift::Cluster
    ///     Properties:
    ///       NodeType: ds2.xlarge
    /// #     ^^^^^^^^ `NodeType` is `ds2.xlarge`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Warehouse:
    ///     Type: AWS::Redshift::Cluster
    ///     Properties:
    ///       NodeType: ra3.xlplus
    /// ```
    "E3667" "unavailable-redshift-node-type" Error since "0.1" {
        at: ["AWS::Redshift::Cluster/NodeType"],
        regional: "extensions/aws_redshift_cluster/nodetype_enum",
    }

    /// A region does not offer the type of a DAX cluster's nodes.
    ///
    /// DAX refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Accelerator:
    ///     Type: AWS::DAX::Cluster
    ///     Properties:
    ///       NodeType: r5.large
    /// #     ^^^^^^^^ `NodeType` is `r5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Accelerator:
    ///     Type: AWS::DAX::Cluster
    ///     Properties:
    ///       NodeType: dax.r5.large
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Accelerator:
    ///     Type: AWS::DAX::Cluster
    ///     Properties:
    ///       NodeType: dax.r5.large
    /// ```
    "E3672" "unavailable-dax-node-type" Error since "0.1" {
        at: ["AWS::DAX::Cluster/NodeType"],
        regional: "extensions/aws_dax_cluster/nodetype_enum",
    }
}
