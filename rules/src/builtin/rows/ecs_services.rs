//! Services of ECS.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A service that ECS does not schedule by itself is to be a daemon.
    ///
    /// Services on Fargate, and those whose deployments something else controls, can only be replicas. ECS refuses
    /// the service.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       SchedulingStrategy: DAEMON
    /// #     ^^^^^^^^^^^^^^^^^^ `SchedulingStrategy` is `DAEMON`, and only `REPLICA` is allowed
    ///       TaskDefinition: web
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       SchedulingStrategy: REPLICA
    ///       TaskDefinition: web
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       SchedulingStrategy: REPLICA
    ///       TaskDefinition: web
    /// ```
    "E3044" "fargate-daemon" Error since "0.1" {
        at: ["AWS::ECS::Service"],
        schema: "extensions/aws_ecs_service/fargate",
        fix: Remedy::Only,
    }

    /// A service has no `NetworkConfiguration`, and its task definition is for `awsvpc`.
    ///
    /// Each task gets a network interface of its own, and ECS has to know in which subnet.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       NetworkMode: awsvpc
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    /// #   ^^^^^^^^^^ The service has no `NetworkConfiguration`, and its task definition is for `awsvpc`
    ///       TaskDefinition: !Ref Task
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       NetworkMode: awsvpc
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       TaskDefinition: !Ref Task
    ///       NetworkConfiguration:
    ///         AwsvpcConfiguration:
    ///           Subnets: [subnet-0123456789abcdef0]
    /// ```
    "E3052" "service-without-network" Error since "0.1" {
        at: ["AWS::ECS::Service"],
        schema: "extensions/aws_ecs_service/service_network_configuration",
        message: "The service has no `NetworkConfiguration`, and its task definition is for `awsvpc`",
    }

    /// A service on Fargate runs a task definition that is not for Fargate.
    ///
    /// ECS refuses the service, after it has made the task definition.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       RequiresCompatibilities: [EC2]
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^ The task definition lacks `RequiresCompatibilities: [FARGATE]`, and a service runs it on Fargate
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       TaskDefinition: !Ref Task
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       RequiresCompatibilities: [FARGATE]
    ///       NetworkMode: awsvpc
    ///       Cpu: 256
    ///       Memory: 512
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       TaskDefinition: !Ref Task
    /// ```
    "E3054" "fargate-service-with-other-task" Error since "0.1" {
        at: ["AWS::ECS::Service"],
        schema: "extensions/aws_ecs_service/service_fargate",
        message: "The task definition lacks `RequiresCompatibilities: [FARGATE]`, and a service runs it on Fargate",
    }

    /// A service on Fargate runs a container with a log driver that Fargate does not have.
    ///
    /// The tasks do not start.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           LogConfiguration:
    ///             LogDriver: syslog
    /// #           ^^^^^^^^^ `LogDriver` is `syslog`, which is none of `awslogs`, `splunk` and `awsfirelens`
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       TaskDefinition: !Ref Task
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           LogConfiguration: { LogDriver: awslogs }
    ///   Service:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       LaunchType: FARGATE
    ///       TaskDefinition: !Ref Task
    /// ```
    "E3713" "fargate-service-with-other-log-driver" Error since "0.1" {
        at: ["AWS::ECS::Service"],
        schema: "extensions/aws_ecs_service/service_fargate_log_driver",
    }
}
