use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// A replication group in cluster mode has no automatic failover, or a single node.
    ///
    /// The parameter `cluster-enabled` asks for both.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElastiCache::ReplicationGroup
    ///     Properties:
    ///       ReplicationGroupDescription: sessions
    ///       CacheParameterGroupName: !Ref Parameters
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^ `Parameters` makes `Group` a cluster, which has no automatic failover
    ///       AutomaticFailoverEnabled: false
    ///       NumNodeGroups: 2
    ///   Parameters:
    ///     Type: AWS::ElastiCache::ParameterGroup
    ///     Properties:
    ///       CacheParameterGroupFamily: redis7
    ///       Description: clustered
    ///       Properties: { cluster-enabled: "yes" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Group:
    ///     Type: AWS::ElastiCache::ReplicationGroup
    ///     Properties:
    ///       ReplicationGroupDescription: sessions
    ///       CacheParameterGroupName: !Ref Parameters
    ///       AutomaticFailoverEnabled: true
    ///       NumNodeGroups: 2
    ///   Parameters:
    ///     Type: AWS::ElastiCache::ParameterGroup
    ///     Properties:
    ///       CacheParameterGroupFamily: redis7
    ///       Description: clustered
    ///       Properties: { cluster-enabled: "yes" }
    /// ```
    pub struct UnreliableCluster {
        code: "E3026",
        name: "unreliable-cluster",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnreliableCluster {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (group, properties) in walk.resources("AWS::ElastiCache::ReplicationGroup") {
            for by in properties.found("CacheParameterGroupName") {
                let Some(id) = by.reference() else { continue };
                let parameters = by.properties_of(id, "AWS::ElastiCache::ParameterGroup");
                let enabled = parameters.iter().flat_map(|site| site.found("Properties/cluster-enabled"));
                for enabled in enabled.filter(|enabled| enabled.string() == Some("yes")) {
                    let Some(properties) = properties.given(&enabled) else { continue };
                    for (case, what) in faults(&properties) {
                        let message = format!("`{id}` makes `{}` a cluster, which has {what}", group.id());
                        cx.report::<Self>(by.argument_span(), message)
                            .when(case.when.to_string())
                            .related(enabled.span(), "The parameter");
                    }
                }
            }
        }
    }
}

/// What a group in cluster mode lacks, in each case.
fn faults<'w, 't>(group: &Site<'w, 't>) -> Vec<(Site<'w, 't>, &'static str)> {
    let mut found = Vec::new();
    for failover in group.found("AutomaticFailoverEnabled") {
        if failover.value.is_some_and(|value| value.boolean() == Some(false)) {
            found.push((failover, "no automatic failover"));
        }
    }
    for shards in group.at("NumNodeGroups").iter().filter(|shards| shards.value.is_none()) {
        let nodes = group.given(shards).map(|group| group.at("NumCacheClusters")).unwrap_or_default();
        let is_single = |nodes: &Site<'_, '_>| nodes.value.is_none() || nodes.integer().is_some_and(|count| count <= 1);
        found.extend(nodes.into_iter().filter(is_single).map(|nodes| (nodes, "a single node")));
    }
    found
}
