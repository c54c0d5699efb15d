//! Task definitions of ECS.

use formwork_template::{Assumption, Value};

use crate::placed::Remedy;
use crate::rule::rows;
use crate::validate::{Fault, Place, Validator};

/// By the values of functions too, unlike other rows.
fn of_awslogs<'a>(validator: &mut Validator<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    let schema = "extensions/aws_ecs_taskdefinition/logging_configuration";
    validator.by_schema_with_values(schema, value, place, when);
}

/// What the schema excludes is a property, and stands there.
fn of_fargate<'a>(validator: &mut Validator<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    let schema = "extensions/aws_ecs_taskdefinition/fargate_properties";
    validator.sifted(
        |validator| validator.by_schema(schema, value, place, when),
        |violation| {
            if let (Fault::Excluded, Some((key, _))) = (&violation.fault, value.entry("PlacementConstraints"))
            {
                violation.place = key.span;
                violation.property = key.text;
            }
            true
        },
    );
}

rows! {
    /// A task definition has no essential container.
    ///
    /// A task runs as long as its essential containers do; without one, ECS refuses the task definition.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions:
    /// #     ^^^^^^^^^^^^^^^^^^^^ No container of the task is essential
    ///         - Name: web
    ///           Image: nginx
    ///           Essential: false
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
    /// ```
    "E3042" "inessential-containers" Error since "0.1" {
        at: ["AWS::ECS::TaskDefinition/ContainerDefinitions"],
        schema: "extensions/aws_ecs_taskdefinition/containerdefinitions_essential",
        message: "No container of the task is essential",
        help: "Set `Essential: true` for one, or leave `Essential` out",
        one: true,
    }

    /// The log driver `awslogs` lacks an option that it needs, or has one that it does not know.
    ///
    /// The driver needs to know the log group and its region, and ECS refuses the task definition otherwise.
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
    ///             LogDriver: awslogs
    ///             Options:
    /// #           ^^^^^^^ `Options` has no `awslogs-region`
    ///               awslogs-group: web
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ContainerDefinitions:
    ///         - Name: web
    ///           Image: nginx
    ///           LogConfiguration:
    ///             LogDriver: awslogs
    ///             Options:
    ///               awslogs-group: web
    ///               awslogs-region: !Ref AWS::Region
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
    ///           LogConfiguration:
    ///             LogDriver: awslogs
    ///             Options:
    ///               awslogs-group: web
    ///               awslogs-region: !Ref AWS::Region
    /// ```
    "E3046" "invalid-awslogs-options" Error since "0.1" {
        at: ["AWS::ECS::TaskDefinition/ContainerDefinitions/*/LogConfiguration"],
        code: of_awslogs,
        fix: Remedy::Set("awslogs-region", "!Ref AWS::Region"),
    }

    /// A Fargate task has an amount of memory that its CPU does not come with.
    ///
    /// Fargate offers a range of memory for each amount of CPU, and ECS refuses all else.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    /// #   ^^^^^^^^^^ Fargate has no tasks with this `Cpu` and this `Memory`
    ///       RequiresCompatibilities: [FARGATE]
    ///       Cpu: 256
    ///       Memory: 4096
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       RequiresCompatibilities: [FARGATE]
    ///       Cpu: 256
    ///       Memory: 512
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
    /// ```
    "E3047" "unfit-fargate-memory" Error since "0.1" {
        at: ["AWS::ECS::TaskDefinition"],
        schema: "extensions/aws_ecs_taskdefinition/fargate_cpu_memory",
        message: "Fargate has no tasks with this `Cpu` and this `Memory`",
        help: "A `Cpu` of 256 goes with 512, 1024 or 2048 MiB, 512 with 1 to 4 GiB, 1024 with 2 to 8 GiB, and so on",
        one: true,
    }

    /// A Fargate task lacks what Fargate needs, or has what Fargate does not offer.
    ///
    /// Fargate needs `Cpu`, `Memory` and the network mode `awsvpc`, has its own log drivers, and places tasks itself.
    /// ECS refuses the task definition otherwise.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::ECS::TaskDefinition` has no `Memory`
    ///       RequiresCompatibilities: [FARGATE]
    ///       NetworkMode: awsvpc
    ///       Cpu: 256
    ///       ContainerDefinitions: [{ Name: web, Image: nginx }]
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
    /// ```
    "E3048" "invalid-fargate-task" Error since "0.1" {
        at: ["AWS::ECS::TaskDefinition"],
        code: of_fargate,
        fix: Remedy::Only,
    }
}
