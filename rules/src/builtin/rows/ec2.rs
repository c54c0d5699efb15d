//! Instances, their volumes and networks.

use crate::rule::rows;

rows! {
    /// A volume's `Iops` does not suit its type.
    ///
    /// `io1` and `io2` need `Iops`, and each type has its own range. EC2 refuses the volume.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdf
    ///           Ebs:
    /// #         ^^^ `Ebs` has no `Iops`
    ///             VolumeType: io1
    ///             VolumeSize: 100
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdf
    ///           Ebs:
    ///             VolumeType: io1
    ///             VolumeSize: 100
    ///             Iops: 1000
    /// ```
    "E3671" "unfit-volume-iops" Error since "0.1" {
        at: [
            "AWS::AutoScaling::LaunchConfiguration/BlockDeviceMappings/*/Ebs",
            "AWS::EC2::Instance/BlockDeviceMappings/*/Ebs",
            "AWS::EC2::LaunchTemplate/LaunchTemplateData/BlockDeviceMappings/*/Ebs",
            "AWS::EC2::SpotFleet/SpotFleetRequestConfigData/LaunchSpecifications/*/BlockDeviceMappings/*/Ebs",
            "AWS::OpsWorks::Instance/BlockDeviceMappings/*/Ebs",
        ],
        schema: "extensions/aws_ec2_instance/blockdevicemappings",
        help: "`io1` needs 100 to 64000, `io2` 100 to 256000; `gp3` has 3000 to 16000",
        one: true,
    }

    /// A primary private address is given twice.
    ///
    /// EC2 refuses an interface with more than one primary address.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Interface:
    ///     Type: AWS::EC2::NetworkInterface
    ///     Properties:
    ///       SubnetId: subnet-0123456789abcdef0
    ///       PrivateIpAddress: 10.0.0.10
    ///       PrivateIpAddresses:
    ///         - PrivateIpAddress: 10.0.0.11
    ///           Primary: true
    /// #         ^^^^^^^ There is more than one primary address, since `PrivateIpAddress` is one
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Interface:
    ///     Type: AWS::EC2::NetworkInterface
    ///     Properties:
    ///       SubnetId: subnet-0123456789abcdef0
    ///       PrivateIpAddress: 10.0.0.10
    ///       PrivateIpAddresses:
    ///         - PrivateIpAddress: 10.0.0.11
    ///           Primary: false
    /// ```
    "E3674" "several-primary-addresses" Error since "0.1" {
        at: [
            "AWS::EC2::Instance",
            "AWS::EC2::NetworkInterface",
        ],
        schema: "extensions/aws_ec2_instance/privateipaddress",
        message: "There is more than one primary address, since `PrivateIpAddress` is one",
        one: true,
    }

    /// A launch template has a security group of one VPC and a subnet of another.
    ///
    /// An interface and its security groups have to be in one VPC, and EC2 starts nothing from the template.
    ///
    /// ```yaml bad
    /// Resources:
    ///   One: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
    ///   Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Ref One
    /// #     ^^^^^ The security group and the subnet of a launch template are in different VPCs
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref Other
    ///       CidrBlock: 10.1.0.0/24
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData:
    ///         SecurityGroupIds: [!Ref Group]
    ///         NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: !Ref Subnet }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   One: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
    ///   Group:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Ref One
    ///   Subnet:
    ///     Type: AWS::EC2::Subnet
    ///     Properties:
    ///       VpcId: !Ref One
    ///       CidrBlock: 10.0.0.0/24
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData:
    ///         SecurityGroupIds: [!Ref Group]
    ///         NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: !Ref Subnet }]
    /// ```
    "E3714" "launch-template-across-vpcs" Error since "0.1" {
        at: ["AWS::EC2::LaunchTemplate"],
        schema: "extensions/aws_ec2_launchtemplate/launch_template_sg_subnet_vpc",
        message: "The security group and the subnet of a launch template are in different VPCs",
    }

    /// A `VirtualName` names no instance store volume.
    ///
    /// Without `Ebs`, a mapping is about an instance store volume, `ephemeral0` to `ephemeral23`. EC2 refuses others.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdc
    ///           VirtualName: scratch
    /// #         ^^^^^^^^^^^ `VirtualName` names no instance store volume, and there is no `Ebs`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdc
    ///           VirtualName: ephemeral0
    /// ```
    "E3715" "unknown-virtual-name" Error since "0.1" {
        at: [
            "AWS::AutoScaling::LaunchConfiguration/BlockDeviceMappings/*",
            "AWS::EC2::Instance/BlockDeviceMappings/*",
            "AWS::EC2::LaunchTemplate/LaunchTemplateData/BlockDeviceMappings/*",
            "AWS::EC2::SpotFleet/SpotFleetRequestConfigData/LaunchSpecifications/*/BlockDeviceMappings/*",
            "AWS::OpsWorks::Instance/BlockDeviceMappings/*",
        ],
        schema: "extensions/aws_ec2_instance/virtualname_ephemeral",
        message: "`VirtualName` names no instance store volume, and there is no `Ebs`",
        help: "They are `ephemeral0` to `ephemeral23`",
        one: true,
    }

    /// A VPN gateway is of a type other than `ipsec.1`.
    ///
    /// There is no other, and EC2 may refuse the gateway.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Gateway:
    ///     Type: AWS::EC2::VPNGateway
    ///     Properties:
    ///       Type: ipsec1
    /// #     ^^^^ `Type` is `ipsec1`, and only `ipsec.1` is allowed
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Gateway:
    ///     Type: AWS::EC2::VPNGateway
    ///     Properties:
    ///       Type: ipsec.1
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Gateway:
    ///     Type: AWS::EC2::VPNGateway
    ///     Properties:
    ///       Type: ipsec.1
    /// ```
    "W3703" "unknown-gateway-type" Warning since "0.1" {
        at: ["AWS::EC2::VPNGateway/Type"],
        schema: "extensions/aws_ec2_vpngateway/type_enum",
    }
}
