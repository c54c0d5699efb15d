//! Where functions of Lambda get their events from, and who may call them.

use crate::Applicability;
use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A queue shows a message again before the function that has it can be done.
    ///
    /// Lambda refuses a queue whose `VisibilityTimeout` is below the function's `Timeout`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 60
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       VisibilityTimeout: 30
    /// #     ^^^^^^^^^^^^^^^^^ `VisibilityTimeout` is `30`, and has to be at least 60
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: !Ref Function
    ///       EventSourceArn: !GetAtt Queue.Arn
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 60
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       VisibilityTimeout: 60
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: !Ref Function
    ///       EventSourceArn: !GetAtt Queue.Arn
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Function:
    ///     Type: AWS::Lambda::Function
    ///     Properties:
    ///       Role: !GetAtt Role.Arn
    ///       Code: { S3Bucket: code, S3Key: app.zip }
    ///       Handler: app.main
    ///       Runtime: python3.13
    ///       Timeout: 60
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       VisibilityTimeout: 360
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: !Ref Function
    ///       EventSourceArn: !GetAtt Queue.Arn
    /// ```
    "E3505" "short-visibility-timeout" Error since "0.1" {
        at: ["AWS::Lambda::EventSourceMapping"],
        schema: "extensions/aws_lambda_eventsourcemapping/event_source_sqs_timeout",
        help: "The queue's `VisibilityTimeout` has to be the function's `Timeout` at least, and six times that is better",
    }

    /// A stream is read from no position.
    ///
    /// Lambda has to know where in a stream of Kinesis, DynamoDB or Kafka to begin, and refuses the mapping.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::Lambda::EventSourceMapping` has no `StartingPosition`
    ///       FunctionName: app
    ///       EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/clicks
    ///       StartingPosition: LATEST
    /// ```
    "E3633" "stream-without-position" Error since "0.1" {
        at: ["AWS::Lambda::EventSourceMapping"],
        schema: "extensions/aws_lambda_eventsourcemapping/eventsourcearn_stream_inclusive",
        help: "Add `StartingPosition: LATEST` or `TRIM_HORIZON`",
        one: true,
    }

    /// A queue is read from a position.
    ///
    /// Queues have no positions, and Lambda refuses the mapping.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
    ///       StartingPosition: LATEST
    /// #     ^^^^^^^^^^^^^^^^ A queue has no `StartingPosition`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: arn:aws:sqs:eu-west-1:123456789012:jobs
    /// ```
    "E3634" "queue-with-position" Error since "0.1" {
        at: ["AWS::Lambda::EventSourceMapping"],
        schema: "extensions/aws_lambda_eventsourcemapping/eventsourcearn_sqs_exclusive",
        message: "A queue has no `StartingPosition`",
        one: true,
        fix: Remedy::Remove(Applicability::Unsafe),
    }

    /// More than ten messages of a FIFO queue are to be read at once.
    ///
    /// Lambda refuses the mapping.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       FifoQueue: true
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: !GetAtt Queue.Arn
    ///       BatchSize: 100
    /// #     ^^^^^^^^^ `BatchSize` is `100`, and has to be at most 10
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       FifoQueue: true
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: !GetAtt Queue.Arn
    ///       BatchSize: 10
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Queue:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       FifoQueue: true
    ///   Source:
    ///     Type: AWS::Lambda::EventSourceMapping
    ///     Properties:
    ///       FunctionName: app
    ///       EventSourceArn: !GetAtt Queue.Arn
    ///       BatchSize: 10
    /// ```
    "E3705" "large-fifo-batch" Error since "0.1" {
        at: ["AWS::Lambda::EventSourceMapping"],
        schema: "extensions/aws_lambda_eventsourcemapping/event_source_sqs_fifo_batch_size",
        help: "From a FIFO queue, Lambda reads ten messages at once",
        one: true,
    }

    /// A service may call a function for a resource of any account.
    ///
    /// The ARN of a bucket has no account in it. Whoever gets the bucket's name after you have deleted it can call the function.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Bucket: { Type: AWS::S3::Bucket }
    ///   Permission:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    /// #   ^^^^^^^^^^ There is no `SourceAccount`, and `SourceArn` names no account
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: app
    ///       Principal: s3.amazonaws.com
    ///       SourceArn: !GetAtt Bucket.Arn
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Bucket: { Type: AWS::S3::Bucket }
    ///   Permission:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: app
    ///       Principal: s3.amazonaws.com
    ///       SourceArn: !GetAtt Bucket.Arn
    ///       SourceAccount: !Ref AWS::AccountId
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Bucket: { Type: AWS::S3::Bucket }
    ///   Permission:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: app
    ///       Principal: s3.amazonaws.com
    ///       SourceArn: !GetAtt Bucket.Arn
    ///       SourceAccount: !Ref AWS::AccountId
    /// ```
    "W3663" "permission-for-any-account" Warning since "0.1" {
        at: ["AWS::Lambda::Permission"],
        schema: "extensions/aws_lambda_permission/permission_source_account",
        message: "There is no `SourceAccount`, and `SourceArn` names no account",
        help: "Add `SourceAccount: !Ref AWS::AccountId`",
        one: true,
        fix: Remedy::Set("SourceAccount", "!Ref AWS::AccountId"),
    }

    /// A permission is for another service than the one whose resource it names.
    ///
    /// The service that is to call the function is not allowed to, and nothing says so until it tries.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Topic: { Type: AWS::SNS::Topic }
    ///   Permission:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: app
    ///       Principal: s3.amazonaws.com
    /// #     ^^^^^^^^^ `Principal` is not the service of the resource in `SourceArn`
    ///       SourceArn: !Ref Topic
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Topic: { Type: AWS::SNS::Topic }
    ///   Permission:
    ///     Type: AWS::Lambda::Permission
    ///     Properties:
    ///       Action: lambda:InvokeFunction
    ///       FunctionName: app
    ///       Principal: sns.amazonaws.com
    ///       SourceArn: !Ref Topic
    /// ```
    "W3664" "permission-for-other-service" Warning since "0.1" {
        at: ["AWS::Lambda::Permission"],
        schema: "extensions/aws_lambda_permission/permission_principal",
        message: "`Principal` is not the service of the resource in `SourceArn`",
        one: true,
    }
}
