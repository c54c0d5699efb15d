//! Every companion that is offered, as a person would write it in YAML.

/// What stands for the logical ID of the resource that is there.
pub(crate) const ID: &str = "THIS";
/// What stands for the first part of a service's name.
pub(crate) const SERVICE: &str = "SERVICE";

/// What goes with a resource of a type.
pub(crate) struct Companion {
    /// The types of the resource that is there.
    pub(crate) of: &'static [&'static str],
    /// What it is called in `Add … for`.
    pub(crate) title: &'static str,
    /// The new resources: what is put behind the logical ID for theirs, and how each is written. The last one is what
    /// it is about.
    pub(crate) members: &'static [(&'static str, &'static str)],
    /// Properties that the resource gets, which it does not have yet.
    pub(crate) sets: &'static [(&'static str, &'static str)],
    /// Properties with which the resource wants something else.
    pub(crate) unless: &'static [&'static str],
}

const NONE: Companion = Companion { of: &[], title: "", members: &[], sets: &[], unless: &[] };

/// A role for a service.
pub(crate) const ROLE: &str = "
Type: AWS::IAM::Role
Properties:
  AssumeRolePolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Principal: { Service: SERVICE.amazonaws.com }
        Action: sts:AssumeRole
";

pub(crate) const COMPANIONS: &[Companion] = &[
    Companion {
        of: &["AWS::S3::Bucket"],
        title: "a bucket policy that asks for TLS",
        members: &[("Policy", BUCKET_POLICY)],
        ..NONE
    },
    Companion {
        of: &["AWS::SQS::Queue"],
        title: "a queue policy that asks for TLS",
        members: &[("Policy", QUEUE_POLICY)],
        ..NONE
    },
    Companion {
        of: &["AWS::SQS::Queue"],
        title: "a queue for dead letters",
        members: &[("DeadLetters", DEAD_LETTERS)],
        sets: &[(
            "RedrivePolicy",
            "{ deadLetterTargetArn: !GetAtt THISDeadLetters.Arn, maxReceiveCount: 5 }",
        )],
        unless: &["FifoQueue", "RedriveAllowPolicy"],
    },
    Companion {
        of: &["AWS::SQS::Queue"],
        title: "an alarm about old messages",
        members: &[("AgeAlarm", AGE_ALARM)],
        ..NONE
    },
    Companion {
        of: &["AWS::SNS::Topic"],
        title: "a topic policy that asks for TLS",
        members: &[("Policy", TOPIC_POLICY)],
        ..NONE
    },
    Companion {
        of: &["AWS::Lambda::Function", "AWS::Serverless::Function"],
        title: "a log group",
        members: &[("LogGroup", LOG_GROUP)],
        unless: &["LoggingConfig"],
        ..NONE
    },
    Companion {
        of: &["AWS::Lambda::Function"],
        title: "a role",
        members: &[("Role", FUNCTION_ROLE)],
        sets: &[("Role", "!GetAtt THISRole.Arn")],
        ..NONE
    },
    Companion {
        of: &["AWS::Lambda::Function", "AWS::Serverless::Function"],
        title: "an alarm about errors",
        members: &[("ErrorAlarm", ERROR_ALARM)],
        ..NONE
    },
    Companion {
        of: &["AWS::Serverless::Function"],
        title: "a queue for dead letters",
        members: &[("DeadLetters", DEAD_LETTERS)],
        sets: &[("DeadLetterQueue", "{ Type: SQS, TargetArn: !GetAtt THISDeadLetters.Arn }")],
        ..NONE
    },
    Companion {
        of: &["AWS::EC2::VPC"],
        title: "an internet gateway",
        members: &[("InternetGateway", "Type: AWS::EC2::InternetGateway"), ("GatewayAttachment", ATTACHMENT)],
        ..NONE
    },
    Companion {
        of: &["AWS::EC2::VPC"],
        title: "a flow log",
        members: &[
            ("FlowLogGroup", "{ Type: AWS::Logs::LogGroup, Properties: { RetentionInDays: 30 } }"),
            ("FlowLogRole", FLOW_LOG_ROLE),
            ("FlowLog", FLOW_LOG),
        ],
        ..NONE
    },
    Companion {
        of: &["AWS::IAM::Role"],
        title: "an instance profile",
        members: &[(
            "InstanceProfile",
            "{ Type: AWS::IAM::InstanceProfile, Properties: { Roles: [!Ref THIS] } }",
        )],
        ..NONE
    },
    Companion { of: &["AWS::KMS::Key"], title: "an alias", members: &[("Alias", KEY_ALIAS)], ..NONE },
];

const BUCKET_POLICY: &str = "
Type: AWS::S3::BucketPolicy
Properties:
  Bucket: !Ref THIS
  PolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Sid: OnlyTls
        Effect: Deny
        Principal: '*'
        Action: s3:*
        Resource:
          - !GetAtt THIS.Arn
          - !Sub '${THIS.Arn}/*'
        Condition:
          Bool: { aws:SecureTransport: 'false' }
";

const QUEUE_POLICY: &str = "
Type: AWS::SQS::QueuePolicy
Properties:
  Queues: [!Ref THIS]
  PolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Sid: OnlyTls
        Effect: Deny
        Principal: '*'
        Action: sqs:*
        Resource: !GetAtt THIS.Arn
        Condition:
          Bool: { aws:SecureTransport: 'false' }
";

const TOPIC_POLICY: &str = "
Type: AWS::SNS::TopicPolicy
Properties:
  Topics: [!Ref THIS]
  PolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Sid: OnlyTls
        Effect: Deny
        Principal: '*'
        Action: sns:Publish
        Resource: !Ref THIS
        Condition:
          Bool: { aws:SecureTransport: 'false' }
";

const DEAD_LETTERS: &str = "
Type: AWS::SQS::Queue
Properties:
  MessageRetentionPeriod: 1209600
  SqsManagedSseEnabled: true
";

const AGE_ALARM: &str = "
Type: AWS::CloudWatch::Alarm
Properties:
  AlarmDescription: Messages wait for too long
  Namespace: AWS/SQS
  MetricName: ApproximateAgeOfOldestMessage
  Dimensions:
    - { Name: QueueName, Value: !GetAtt THIS.QueueName }
  Statistic: Maximum
  Period: 300
  EvaluationPeriods: 3
  Threshold: 900
  ComparisonOperator: GreaterThanThreshold
  TreatMissingData: notBreaching
";

const LOG_GROUP: &str = "
Type: AWS::Logs::LogGroup
Properties:
  LogGroupName: !Sub '/aws/lambda/${THIS}'
  RetentionInDays: 30
";

const FUNCTION_ROLE: &str = "
Type: AWS::IAM::Role
Properties:
  AssumeRolePolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Principal: { Service: lambda.amazonaws.com }
        Action: sts:AssumeRole
  ManagedPolicyArns:
    - !Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'
";

const ERROR_ALARM: &str = "
Type: AWS::CloudWatch::Alarm
Properties:
  AlarmDescription: The function fails
  Namespace: AWS/Lambda
  MetricName: Errors
  Dimensions:
    - { Name: FunctionName, Value: !Ref THIS }
  Statistic: Sum
  Period: 300
  EvaluationPeriods: 1
  Threshold: 0
  ComparisonOperator: GreaterThanThreshold
  TreatMissingData: notBreaching
";

const ATTACHMENT: &str = "
Type: AWS::EC2::VPCGatewayAttachment
Properties:
  VpcId: !Ref THIS
  InternetGatewayId: !Ref THISInternetGateway
";

const FLOW_LOG_ROLE: &str = "
Type: AWS::IAM::Role
Properties:
  AssumeRolePolicyDocument:
    Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Principal: { Service: vpc-flow-logs.amazonaws.com }
        Action: sts:AssumeRole
  Policies:
    - PolicyName: WriteFlowLogs
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: [logs:CreateLogStream, logs:PutLogEvents, logs:DescribeLogStreams]
            Resource: !GetAtt THISFlowLogGroup.Arn
";

const FLOW_LOG: &str = "
Type: AWS::EC2::FlowLog
Properties:
  ResourceType: VPC
  ResourceId: !Ref THIS
  TrafficType: ALL
  LogDestinationType: cloud-watch-logs
  LogGroupName: !Ref THISFlowLogGroup
  DeliverLogsPermissionArn: !GetAtt THISFlowLogRole.Arn
";

const KEY_ALIAS: &str = "
Type: AWS::KMS::Alias
Properties:
  AliasName: !Sub 'alias/${AWS::StackName}-THIS'
  TargetKeyId: !Ref THIS
";
