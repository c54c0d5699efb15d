use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::{Applicability, Context, Fix};

rule! {
    /// A target group checks a fixed port of containers whose ports on the host vary.
    ///
    /// A host port of 0 is another with every start; only `traffic-port` follows it.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       TaskDefinition: !Ref Task
    ///       LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }]
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions: [{ Name: web, Image: nginx, PortMappings: [{ ContainerPort: 80, HostPort: 0 }] }]
    ///   Targets:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       HealthCheckPort: 80
    /// #     ^^^^^^^^^^^^^^^ The health check asks a fixed port, and `web` of `Task` has another with every start
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       TaskDefinition: !Ref Task
    ///       LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }]
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions: [{ Name: web, Image: nginx, PortMappings: [{ ContainerPort: 80, HostPort: 0 }] }]
    ///   Targets:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       HealthCheckPort: traffic-port
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       TaskDefinition: !Ref Task
    ///       LoadBalancers: [{ ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets }]
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions: [{ Name: web, Image: nginx, PortMappings: [{ ContainerPort: 80, HostPort: 0 }] }]
    ///   Targets:
    ///     Type: AWS::ElasticLoadBalancingV2::TargetGroup
    ///     Properties:
    ///       HealthCheckPort: traffic-port
    /// ```
    pub struct FixedHealthCheckPort {
        code: "E3049",
        name: "fixed-health-check-port",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for FixedHealthCheckPort {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, service) in walk.resources("AWS::ECS::Service") {
            for task in service.found("TaskDefinition") {
                let Some(balancers) = service.given(&task).map(|service| balancers(&service)) else { continue };
                for Balancer { container, port, group } in balancers {
                    let Some((task, group_id)) = task.target().zip(group.target()) else { continue };
                    let Some(host) = dynamic_port(&group, task, container, port) else { continue };
                    let groups = host.properties_of(group_id, "AWS::ElasticLoadBalancingV2::TargetGroup");
                    for check in groups.iter().flat_map(|group| group.at("HealthCheckPort")) {
                        let is_fixed = match check.value {
                            Some(_) => check.word().is_some_and(|port| port != "traffic-port"),
                            None => true,
                        };
                        if is_fixed {
                            let message = format!(
                                "The health check asks a fixed port, and `{container}` of `{task}` has another with every start"
                            );
                            let found = cx.report::<Self>(check.span(), message).when(check.when.to_string());
                            found.related(host.span(), "The container's port on the host");
                            found.help("Set `HealthCheckPort` to `traffic-port`");
                            found.fix = check.value.and_then(|port| Fix::literal(port, "traffic-port", Applicability::Unsafe));
                        }
                    }
                }
            }
        }
    }
}

/// What a service balances: a port of a container, over a target group.
struct Balancer<'w, 't> {
    container: &'t str,
    port: &'t str,
    group: Site<'w, 't>,
}

fn balancers<'w, 't>(service: &Site<'w, 't>) -> Vec<Balancer<'w, 't>> {
    let mut found = Vec::new();
    for balancer in service.found("LoadBalancers/*") {
        for name in balancer.found("ContainerName") {
            let ports = balancer.given(&name).map(|balancer| balancer.found("ContainerPort"));
            for port in ports.unwrap_or_default() {
                let Some((container, number)) = name.string().zip(port.word()) else { continue };
                let groups = balancer.given(&port).map(|balancer| balancer.found("TargetGroupArn"));
                let groups = groups.unwrap_or_default().into_iter();
                found.extend(groups.map(|group| Balancer { container, port: number, group }));
            }
        }
    }
    found
}

/// Where the container maps its port to 0 on the host.
fn dynamic_port<'w, 't>(case: &Site<'w, 't>, task: &str, container: &str, port: &str) -> Option<Site<'w, 't>> {
    let tasks = case.properties_of(task, "AWS::ECS::TaskDefinition");
    let containers = tasks.iter().flat_map(|task| task.found("ContainerDefinitions/*"));
    let named = containers.flat_map(|definition| {
        let names = definition.found("Name").into_iter().filter(|name| name.string() == Some(container));
        names.filter_map(|name| definition.given(&name)).collect::<Vec<_>>()
    });
    let mappings = named.flat_map(|definition| definition.found("PortMappings/*"));
    let mapped = mappings.flat_map(|mapping| {
        let ports = mapping.found("ContainerPort").into_iter().filter(|inside| inside.word() == Some(port));
        ports.filter_map(|inside| mapping.given(&inside)).collect::<Vec<_>>()
    });
    let mut hosts = mapped.flat_map(|mapping| mapping.found("HostPort"));
    hosts.find(|host| host.word() == Some("0"))
}
