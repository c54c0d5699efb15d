use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix};

rule! {
    /// A container of a task in mode `awsvpc` has another port on its host.
    ///
    /// The task has a network interface of its own, on which a port is the container's.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       NetworkMode: awsvpc
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           PortMappings:
    ///             - ContainerPort: 80
    ///               HostPort: 8080
    /// #             ^^^^^^^^ The port is 8080 on the host and 80 in the container, and `awsvpc` makes them one
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       NetworkMode: awsvpc
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           PortMappings:
    ///             - ContainerPort: 80
    ///               HostPort: 80
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       NetworkMode: awsvpc
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           PortMappings:
    ///             - ContainerPort: 80
    /// ```
    pub struct UnequalHostPort {
        code: "E3053",
        name: "unequal-host-port",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnequalHostPort {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::ECS::TaskDefinition") {
            for mode in properties.found("NetworkMode").iter().filter(|mode| mode.string() == Some("awsvpc")) {
                let mappings = properties.given(mode).map(|task| task.found("ContainerDefinitions/*/PortMappings/*"));
                for mapping in mappings.unwrap_or_default() {
                    for host in mapping.found("HostPort") {
                        let containers = mapping.given(&host).map(|mapping| mapping.found("ContainerPort"));
                        for container in containers.unwrap_or_default() {
                            let (Some(on_host), Some(inside)) = (host.word(), container.word()) else { continue };
                            if on_host != inside {
                                let message = format!(
                                    "The port is {on_host} on the host and {inside} in the container, and `awsvpc` makes them one"
                                );
                                let found = cx.report::<Self>(host.span(), message).when(container.when.to_string());
                                let own = host.value.filter(|_| container.implies(&host) && host.implies(&container));
                                found.fix = own.and_then(|own| Fix::literal(own, inside, Applicability::Unsafe));
                            }
                        }
                    }
                }
            }
        }
    }
}
