//! Instance types that a region does not have: compute, analytics and machine learning.

use crate::rule::rows;

rows! {
    /// A region does not offer the type of an EC2 instance.
    ///
    /// CloudFormation rolls the stack back when EC2 can't launch the instance.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       InstanceType: t3.mirco
    /// #     ^^^^^^^^^^^^ `InstanceType` is `t3.mirco`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       InstanceType: t3.micro
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       InstanceType: t3.nano
    /// ```
    "E3628" "unavailable-instance-type" Error since "0.1" {
        at: [
            "AWS::EC2::Instance/InstanceType",
            "AWS::EC2::LaunchTemplate/LaunchTemplateData/InstanceType",
            "AWS::EC2::EC2Fleet/LaunchTemplateConfigs/*/Overrides/*/InstanceType",
            "AWS::EC2::CapacityReservationFleet/InstanceTypeSpecifications/*/InstanceType",
            "AWS::GameLift::GameServerGroup/InstanceDefinitions/*/InstanceType",
        ],
        regional: "extensions/aws_ec2_instance/instancetype_enum",
    }

    /// A region does not offer the type of an instance to EMR.
    ///
    /// EMR takes fewer types than EC2, and ends a cluster with another one at its start.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::EMR::Cluster
    ///     Properties:
    ///       Instances:
    ///         CoreInstanceGroup:
    ///           InstanceType: t3.nano
    /// #         ^^^^^^^^^^^^ `InstanceType` is `t3.nano`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Cluster:
    ///     Type: AWS::EMR::Cluster
    ///     Properties:
    ///       Instances:
    ///         CoreInstanceGroup:
    ///           InstanceType: m5.xlarge
    /// ```
    "E3675" "unavailable-emr-instance-type" Error since "0.1" {
        at: [
            "AWS::EMR::Cluster/Instances/CoreInstanceFleet/InstanceTypeConfigs/*/InstanceType",
            "AWS::EMR::Cluster/Instances/CoreInstanceGroup/InstanceType",
            "AWS::EMR::Cluster/Instances/TaskInstanceFleets/*/InstanceTypeConfigs/*/InstanceType",
            "AWS::EMR::Cluster/Instances/TaskInstanceGroups/*/InstanceType",
        ],
        regional: "extensions/aws_emr_cluster/instancetypeconfig_instancetype_enum",
    }

    /// A region does not offer the type of an AppStream fleet's instances.
    ///
    /// AppStream has types of its own, and creates no fleet of another one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Desktops:
    ///     Type: AWS::AppStream::Fleet
    ///     Properties:
    ///       InstanceType: t3.large
    /// #     ^^^^^^^^^^^^ `InstanceType` is `t3.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Desktops:
    ///     Type: AWS::AppStream::Fleet
    ///     Properties:
    ///       InstanceType: stream.standard.medium
    /// ```
    "E3621" "unavailable-appstream-instance-type" Error since "0.1" {
        at: ["AWS::AppStream::Fleet/InstanceType"],
        regional: "extensions/aws_appstream_fleet/instancetype_enum",
    }

    /// A region does not offer the type of an instance to GameLift.
    ///
    /// GameLift takes fewer types than EC2, and creates no fleet of another one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Servers:
    ///     Type: AWS::GameLift::Fleet
    ///     Properties:
    ///       EC2InstanceType: t3.nano
    /// #     ^^^^^^^^^^^^^^^ `EC2InstanceType` is `t3.nano`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Servers:
    ///     Type: AWS::GameLift::Fleet
    ///     Properties:
    ///       EC2InstanceType: c5.large
    /// ```
    "E3641" "unavailable-gamelift-instance-type" Error since "0.1" {
        at: ["AWS::GameLift::Fleet/EC2InstanceType"],
        regional: "extensions/aws_gamelift_fleet/ec2instancetype_enum",
    }

    /// A region does not offer the type of a broker's instance.
    ///
    /// Amazon MQ refuses the broker at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Broker:
    ///     Type: AWS::AmazonMQ::Broker
    ///     Properties:
    ///       HostInstanceType: t3.micro
    /// #     ^^^^^^^^^^^^^^^^ `HostInstanceType` is `t3.micro`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Broker:
    ///     Type: AWS::AmazonMQ::Broker
    ///     Properties:
    ///       HostInstanceType: mq.t3.micro
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Broker:
    ///     Type: AWS::AmazonMQ::Broker
    ///     Properties:
    ///       HostInstanceType: mq.m5.large
    /// ```
    "E3670" "unavailable-broker-instance-type" Error since "0.1" {
        at: ["AWS::AmazonMQ::Broker/HostInstanceType"],
        regional: "extensions/aws_amazonmq_broker/instancetype_enum",
    }

    /// A region does not offer the type of a blockchain node's instance.
    ///
    /// Managed Blockchain refuses the node at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Node:
    ///     Type: AWS::ManagedBlockchain::Node
    ///     Properties:
    ///       NodeConfiguration:
    ///         InstanceType: t3.small
    /// #       ^^^^^^^^^^^^ `InstanceType` is `t3.small`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Node:
    ///     Type: AWS::ManagedBlockchain::Node
    ///     Properties:
    ///       NodeConfiguration:
    ///         InstanceType: bc.t3.small
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Node:
    ///     Type: AWS::ManagedBlockchain::Node
    ///     Properties:
    ///       NodeConfiguration:
    ///         InstanceType: bc.t3.small
    /// ```
    "E3617" "unavailable-blockchain-instance-type" Error since "0.1" {
        at: ["AWS::ManagedBlockchain::Node/NodeConfiguration/InstanceType"],
        regional: "extensions/aws_managedblockchain_node/nodeconfiguration_instancetype_enum",
    }

    /// A region does not offer the type of an instance to SageMaker's processing jobs.
    ///
    /// The definition is created, or refused late, and its jobs can't start.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Quality:
    ///     Type: AWS::SageMaker::DataQualityJobDefinition
    ///     Properties:
    ///       JobResources:
    ///         ClusterConfig:
    ///           InstanceType: m5.large
    /// #         ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Quality:
    ///     Type: AWS::SageMaker::DataQualityJobDefinition
    ///     Properties:
    ///       JobResources:
    ///         ClusterConfig:
    ///           InstanceType: ml.m5.large
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Quality:
    ///     Type: AWS::SageMaker::DataQualityJobDefinition
    ///     Properties:
    ///       JobResources:
    ///         ClusterConfig:
    ///           InstanceType: ml.m5.large
    /// ```
    "E3640" "unavailable-processing-instance-type" Error since "0.1" {
        at: [
            "AWS::SageMaker::DataQualityJobDefinition/JobResources/ClusterConfig/InstanceType",
            "AWS::SageMaker::ModelBiasJobDefinition/JobResources/ClusterConfig/InstanceType",
            "AWS::SageMaker::ModelExplainabilityJobDefinition/JobResources/ClusterConfig/InstanceType",
            "AWS::SageMaker::ModelQualityJobDefinition/JobResources/ClusterConfig/InstanceType",
            "AWS::SageMaker::MonitoringSchedule/MonitoringScheduleConfig/MonitoringJobDefinition/MonitoringResources/ClusterConfig/InstanceType",
        ],
        regional: "extensions/aws_sagemaker_processing/instancetype_enum",
    }

    /// A region does not offer the type of an instance that SageMaker hosts a model on.
    ///
    /// SageMaker refuses the experiment at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Trial:
    ///     Type: AWS::SageMaker::InferenceExperiment
    ///     Properties:
    ///       ModelVariants:
    ///         - InfrastructureConfig:
    ///             RealTimeInferenceConfig:
    ///               InstanceType: m5.large
    /// #             ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Trial:
    ///     Type: AWS::SageMaker::InferenceExperiment
    ///     Properties:
    ///       ModelVariants:
    ///         - InfrastructureConfig:
    ///             RealTimeInferenceConfig:
    ///               InstanceType: ml.m5.large
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Trial:
    ///     Type: AWS::SageMaker::InferenceExperiment
    ///     Properties:
    ///       ModelVariants:
    ///         - InfrastructureConfig:
    ///             RealTimeInferenceConfig:
    ///               InstanceType: ml.m5.large
    /// ```
    "E3642" "unavailable-hosting-instance-type" Error since "0.1" {
        at: [
            "AWS::SageMaker::InferenceExperiment/ModelVariants/*/InfrastructureConfig/RealTimeInferenceConfig/InstanceType",
        ],
        regional: "extensions/aws_sagemaker_hosting/instancetype_enum",
    }

    /// A region does not offer the type of an instance to SageMaker's transform jobs.
    ///
    /// The package is not validated, since its jobs can't start.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Package:
    ///     Type: AWS::SageMaker::ModelPackage
    ///     Properties:
    ///       ValidationSpecification:
    ///         ValidationProfiles:
    ///           - TransformJobDefinition:
    ///               TransformResources:
    ///                 InstanceType: m5.large
    /// #               ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Package:
    ///     Type: AWS::SageMaker::ModelPackage
    ///     Properties:
    ///       ValidationSpecification:
    ///         ValidationProfiles:
    ///           - TransformJobDefinition:
    ///               TransformResources:
    ///                 InstanceType: ml.m5.large
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Package:
    ///     Type: AWS::SageMaker::ModelPackage
    ///     Properties:
    ///       ValidationSpecification:
    ///         ValidationProfiles:
    ///           - TransformJobDefinition:
    ///               TransformResources:
    ///                 InstanceType: ml.m5.large
    /// ```
    "E3643" "unavailable-transform-instance-type" Error since "0.1" {
        at: [
            "AWS::SageMaker::ModelPackage/ValidationSpecification/ValidationProfiles/*/TransformJobDefinition/TransformResources/InstanceType",
        ],
        regional: "extensions/aws_sagemaker_transform/instancetype_enum",
    }

    /// A region does not offer the type of an instance to SageMaker's clusters.
    ///
    /// SageMaker refuses the cluster at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Trainers:
    ///     Type: AWS::SageMaker::Cluster
    ///     Properties:
    ///       InstanceGroups:
    ///         - InstanceType: m5.large
    /// #         ^^^^^^^^^^^^ `InstanceType` is `m5.large`, which `us-east-1` does not offer
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Trainers:
    ///     Type: AWS::SageMaker::Cluster
    ///     Properties:
    ///       InstanceGroups:
    ///         - InstanceType: ml.m5.large
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Trainers:
    ///     Type: AWS::SageMaker::Cluster
    ///     Properties:
    ///       InstanceGroups:
    ///         - InstanceType: ml.m5.large
    /// ```
    "E3644" "unavailable-cluster-instance-type" Error since "0.1" {
        at: [
            "AWS::SageMaker::Cluster/InstanceGroups/*/InstanceType",
            "AWS::SageMaker::Cluster/RestrictedInstanceGroups/*/InstanceType",
        ],
        regional: "extensions/aws_sagemaker_cluster/instancetype_enum",
    }
}
