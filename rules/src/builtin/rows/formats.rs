//! What a text is by the name of its format: IDs, ARNs, names. The validator compares; see `validate/format.rs`.

use crate::rule::labels;

labels! {
    /// A text in the place of a security group's ID is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: web
    /// #     ^^^^^^^ `web` is no ID of a security group
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: sg-0123456789abcdef0
    /// ```
    "E1150" "malformed-security-group-id" Error since "0.1";

    /// A text in the place of a VPC's ID is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: main
    /// #     ^^^^^ `main` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: vpc-0123456789abcdef0
    /// ```
    "E1151" "malformed-vpc-id" Error since "0.1";

    /// A text in the place of an AMI's ID is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: al2023
    /// #     ^^^^^^^ `al2023` is no ID of an AMI
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    /// ```
    "E1152" "malformed-image-id" Error since "0.1";

    /// A text in the place of a security group's name has characters that no such name has.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       GroupName: "web*>"
    /// #     ^^^^^^^^^ `web*>` is no name of a security group
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       GroupName: web servers
    /// ```
    "E1153" "malformed-security-group-name" Error since "0.1";

    /// A text in the place of a subnet's ID is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SubnetId: front
    /// #     ^^^^^^^^ `front` is no ID of a subnet
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       SubnetId: subnet-0123456789abcdef0
    /// ```
    "E1154" "malformed-subnet-id" Error since "0.1";

    /// A text in the place of a log group's name has characters that no such name has.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::Logs::LogGroup
    ///     Properties:
    ///       LogGroupName: web logs
    /// #     ^^^^^^^^^^^^ `web logs` is no name of a log group
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::Logs::LogGroup
    ///     Properties:
    ///       LogGroupName: /web/logs
    /// ```
    "E1155" "malformed-log-group-name" Error since "0.1";

    /// A text in the place of a role's ARN is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       MonitoringRoleArn: monitor
    /// #     ^^^^^^^^^^^^^^^^^ `monitor` is no ARN of a role
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       MonitoringRoleArn: arn:aws:iam::123456789012:role/monitor
    /// ```
    "E1156" "malformed-role-arn" Error since "0.1";

    /// A text in the place of a KMS key's ARN is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::APS::Workspace
    ///     Properties:
    ///       KmsKeyArn: main
    /// #     ^^^^^^^^^ `main` is no ARN of a KMS key
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::APS::Workspace
    ///     Properties:
    ///       KmsKeyArn: arn:aws:kms:eu-west-1:123456789012:key/main
    /// ```
    "E1157" "malformed-key-arn" Error since "0.1";

    /// A text in the place of a topic's ARN is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::RDS::EventSubscription
    ///     Properties:
    ///       SnsTopicArn: alarms
    /// #     ^^^^^^^^^^^ `alarms` is no ARN of a topic
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::RDS::EventSubscription
    ///     Properties:
    ///       SnsTopicArn: arn:aws:sns:eu-west-1:123456789012:alarms
    /// ```
    "E1158" "malformed-topic-arn" Error since "0.1";

    /// A text in the place of a certificate's ARN is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::ApiGateway::DomainName
    ///     Properties:
    ///       CertificateArn: web
    /// #     ^^^^^^^^^^^^^^ `web` is no ARN of a certificate
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::ApiGateway::DomainName
    ///     Properties:
    ///       CertificateArn: arn:aws:acm:eu-west-1:123456789012:certificate/web
    /// ```
    "E1159" "malformed-certificate-arn" Error since "0.1";

    /// A text in the place of a Lambda function's ARN is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::IoT::CertificateProvider
    ///     Properties:
    ///       AccountDefaultForOperations: [CreateCertificateFromCsr]
    ///       LambdaFunctionArn: web
    /// #     ^^^^^^^^^^^^^^^^^ `web` is no ARN of a Lambda function
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::IoT::CertificateProvider
    ///     Properties:
    ///       AccountDefaultForOperations: [CreateCertificateFromCsr]
    ///       LambdaFunctionArn: arn:aws:lambda:eu-west-1:123456789012:function:web
    /// ```
    "E1160" "malformed-function-arn" Error since "0.1";

    /// A text in the place of a bucket's name is none that S3 takes.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: Web_Logs
    /// #     ^^^^^^^^^^ `Web_Logs` is no name of a bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Example:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: web-logs
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: web-logs
    /// ```
    "E1161" "malformed-bucket-name" Error since "0.1";

    /// A text in the place of a KMS key's ID is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       KmsMasterKeyId: the main key
    /// #     ^^^^^^^^^^^^^^ `the main key` is no ID of a KMS key; one looks like `01234567-89ab-cdef-0123-456789abcdef`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       KmsMasterKeyId: alias/main
    /// ```
    "E1162" "malformed-key-id" Error since "0.1";

    /// A text in the place of a KMS key's alias is none.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::KMS::Alias
    ///     Properties:
    ///       AliasName: web
    /// #     ^^^^^^^^^ `web` is no alias of a KMS key
    ///       TargetKeyId: 01234567-89ab-cdef-0123-456789abcdef
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Example:
    ///     Type: AWS::KMS::Alias
    ///     Properties:
    ///       AliasName: alias/web
    ///       TargetKeyId: 01234567-89ab-cdef-0123-456789abcdef
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::KMS::Alias
    ///     Properties:
    ///       AliasName: alias/web
    ///       TargetKeyId: 01234567-89ab-cdef-0123-456789abcdef
    /// ```
    "E1164" "malformed-key-alias" Error since "0.1";

    /// A text has not the form that its place wants: a CIDR block, a date, an address.
    ///
    /// CloudFormation passes it on, and the service refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::VPC
    ///     Properties:
    ///       CidrBlock: 10.0.0.1/16
    /// #     ^^^^^^^^^ `10.0.0.1/16` is no IPv4 CIDR block
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::VPC
    ///     Properties:
    ///       CidrBlock: 10.0.0.0/16
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Example:
    ///     Type: AWS::EC2::VPC
    ///     Properties:
    ///       CidrBlock: 10.0.0.0/16
    /// ```
    "E1103" "malformed-value" Error since "0.1";

}
