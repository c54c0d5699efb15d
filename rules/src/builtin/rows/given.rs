//! Values that functions give, as far as they can be known. The validator judges them; see `validate/given.rs`.

use crate::rule::labels;

labels! {
    /// `Ref` gives a value that its place does not take.
    ///
    /// What is judged are values that can be known: defaults and allowed values of parameters, what mappings
    /// hold, and texts put together of such. A default that nobody ever uses is better left out.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Network: { Type: String, Default: main }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Ref Network
    /// #     ^^^^^ `Ref` gives `main` here: `main` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Network: { Type: String, Default: vpc-0123456789abcdef0 }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Ref Network
    /// ```
    "W1030" "unfit-ref-value" Warning since "0.1" aliases ["W2030", "W2031", "W3034"];

    /// `Fn::Sub` gives a value that its place does not take.
    ///
    /// What is judged are values that can be known: defaults and allowed values of parameters, what mappings
    /// hold, and texts put together of such. A default that nobody ever uses is better left out.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Sub vpc-${AWS::Region}
    /// #     ^^^^^ `Fn::Sub` gives `vpc-us-east-1` here: `vpc-us-east-1` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Sub vpc-0123456789abcdef0
    /// ```
    "W1031" "unfit-sub-value" Warning since "0.1";

    /// `Fn::Join` gives a value that its place does not take.
    ///
    /// What is judged are values that can be known: defaults and allowed values of parameters, what mappings
    /// hold, and texts put together of such. A default that nobody ever uses is better left out.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Join ['-', [vpc, !Ref AWS::Region]]
    /// #     ^^^^^ `Fn::Join` gives `vpc-us-east-1` here: `vpc-us-east-1` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Join ['-', [vpc, 0123456789abcdef0]]
    /// ```
    "W1032" "unfit-join-value" Warning since "0.1";

    /// `Fn::FindInMap` gives a value that its place does not take.
    ///
    /// What is judged are values that can be known: defaults and allowed values of parameters, what mappings
    /// hold, and texts put together of such. A default that nobody ever uses is better left out.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   Networks: { main: { id: unknown } }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !FindInMap [Networks, main, id]
    /// #     ^^^^^ `Fn::FindInMap` gives `unknown` here: `unknown` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Networks: { main: { id: vpc-0123456789abcdef0 } }
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !FindInMap [Networks, main, id]
    /// ```
    "W1034" "unfit-mapped-value" Warning since "0.1";

    /// `Fn::Select` gives a value that its place does not take.
    ///
    /// What is judged are values that can be known: defaults and allowed values of parameters, what mappings
    /// hold, and texts put together of such. A default that nobody ever uses is better left out.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Select [0, [main, other]]
    /// #     ^^^^^ `Fn::Select` gives `main` here: `main` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !Select [0, [vpc-0123456789abcdef0, other]]
    /// ```
    "W1035" "unfit-selected-value" Warning since "0.1";

    /// `Fn::Split` gives a list with an item that its place does not take.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Code: { S3Bucket: code, S3Key: web.zip }
    ///       Role: arn:aws:iam::123456789012:role/web
    ///       VpcConfig:
    ///         SecurityGroupIds: !Split [",", "web,sg-0123456789abcdef0"]
    /// #       ^^^^^^^^^^^^^^^^ `Fn::Split` gives a value for `SecurityGroupIds` that is at fault: `web` is no ID of a security group
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Code: { S3Bucket: code, S3Key: web.zip }
    ///       Role: arn:aws:iam::123456789012:role/web
    ///       VpcConfig:
    ///         SecurityGroupIds: !Split [",", "sg-0123456789abcdef0"]
    /// ```
    "W1033" "unfit-split-value" Warning since "0.1";

    /// `Fn::GetAZs` gives availability zones where something else is wanted.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Code: { S3Bucket: code, S3Key: web.zip }
    ///       Role: arn:aws:iam::123456789012:role/web
    ///       VpcConfig:
    ///         SubnetIds: !GetAZs ""
    /// #       ^^^^^^^^^ `Fn::GetAZs` gives a value for `SubnetIds` that is at fault: `SubnetIds` is `us-east-1a`, which has not the form that is wanted
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       MinSize: "1"
    ///       MaxSize: "1"
    ///       AvailabilityZones: !GetAZs ""
    /// ```
    "W1036" "unfit-zones" Warning since "0.1";

    /// `Fn::ToJsonString` gives a text that its place does not take.
    ///
    /// ```yaml bad
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties:
    ///       GroupDescription: Web servers
    ///       VpcId: !ToJsonString { id: main }
    /// #     ^^^^^ `Fn::ToJsonString` gives `{"id":"main"}` here: `{"id":"main"}` is no ID of a VPC
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Name:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: !ToJsonString { id: main }
    /// ```
    "W1040" "unfit-json-text" Warning since "0.1";

    /// `Fn::GetAtt` gives another kind of value than its place wants.
    ///
    /// Both are texts, so nothing complains before the service does.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: Web servers, VpcId: vpc-0123456789abcdef0 }
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: !GetAtt Web.GroupName
    /// #     ^^^^^^^ `GroupName` of `Web` is `AWS::EC2::SecurityGroup.Name`, and `GroupId` wants `AWS::EC2::SecurityGroup.Id`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: Web servers, VpcId: vpc-0123456789abcdef0 }
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: !GetAtt Web.GroupId
    /// ```
    "E1040" "mismatched-attribute" Error since "0.1";

    /// `Ref` gives another kind of value than its place wants.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: Web servers }
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: !Ref Web
    /// #     ^^^^^^^ `Web` is `AWS::EC2::SecurityGroup.Name`, and `GroupId` wants `AWS::EC2::SecurityGroup.Id`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Web:
    ///     Type: AWS::EC2::SecurityGroup
    ///     Properties: { GroupDescription: Web servers, VpcId: vpc-0123456789abcdef0 }
    ///   Rule:
    ///     Type: AWS::EC2::SecurityGroupIngress
    ///     Properties:
    ///       IpProtocol: tcp
    ///       GroupId: !Ref Web
    /// ```
    "E1041" "mismatched-reference" Error since "0.1";
}
