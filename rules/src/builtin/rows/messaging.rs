//! Queues, subscriptions and alarms.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A queue has what only the other kind of queue has.
    ///
    /// A FIFO queue's name ends in `.fifo`, and only FIFO queues know of duplicates. SQS refuses the
    /// queue otherwise.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       ContentBasedDeduplication: true
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^^^ `ContentBasedDeduplication` is `true`, which is not allowed here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: orders.fifo
    ///       FifoQueue: true
    ///       ContentBasedDeduplication: true
    /// ```
    "E3501" "invalid-queue" Error since "0.1" {
        at: ["AWS::SQS::Queue"],
        schema: "extensions/aws_sqs_queue/properties",
        help: "The name of a queue with `FifoQueue: true` ends in `.fifo`; `ContentBasedDeduplication`, \
            `DeduplicationScope` and `FifoThroughputLimit` are for such queues alone",
    }

    /// A queue and the queue for its dead letters are of different kinds.
    ///
    /// SQS refuses a queue for dead letters that is FIFO where the other is not, or the other way round.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       FifoQueue: true
    /// #     ^^^^^^^^^ A FIFO queue and one that is none can't share dead letters
    ///       RedrivePolicy:
    ///         deadLetterTargetArn: !GetAtt Dead.Arn
    ///         maxReceiveCount: 3
    ///   Dead:
    ///     Type: AWS::SQS::Queue
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       RedrivePolicy:
    ///         deadLetterTargetArn: !GetAtt Dead.Arn
    ///         maxReceiveCount: 3
    ///   Dead:
    ///     Type: AWS::SQS::Queue
    /// ```
    "E3502" "unequal-dead-letter-queue" Error since "0.1" {
        at: ["AWS::SQS::Queue"],
        schema: "extensions/aws_sqs_queue/queue_dlq",
        message: "A FIFO queue and one that is none can't share dead letters",
        help: "Give both queues the same `FifoQueue`",
        fix: Remedy::None,
    }

    /// The endpoint of a subscription is nothing that its protocol reaches.
    ///
    /// SNS refuses the subscription, or its messages arrive nowhere.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Subscription:
    ///     Type: AWS::SNS::Subscription
    ///     Properties:
    ///       Protocol: sqs
    ///       Endpoint: !GetAtt Worker.Arn
    /// #     ^^^^^^^^ `Arn` of `Worker` is `AWS::Lambda::Function.Arn`, and `Endpoint` wants `AWS::SQS::Queue.Arn`
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Subscription:
    ///     Type: AWS::SNS::Subscription
    ///     Properties:
    ///       Protocol: lambda
    ///       Endpoint: !GetAtt Worker.Arn
    ///   Worker:
    ///     Type: AWS::Lambda::Function
    /// ```
    "W3694" "unfit-subscription-endpoint" Warning since "0.1" {
        at: ["AWS::SNS::Subscription"],
        schema: "extensions/aws_sns_subscription/subscription_endpoint_protocol",
        one: true,
    }

    /// An alarm looks at a period that there is not.
    ///
    /// A period is 10, 30 or 60 seconds, or some minutes. CloudWatch refuses the alarm otherwise.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Errors:
    ///     Type: AWS::CloudWatch::Alarm
    ///     Properties:
    ///       Period: 90
    /// #     ^^^^^^ `Period` is neither 10, 30 or 60 seconds nor whole minutes
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Errors:
    ///     Type: AWS::CloudWatch::Alarm
    ///     Properties:
    ///       Period: 120
    /// ```
    "E3615" "odd-alarm-period" Error since "0.1" {
        at: ["AWS::CloudWatch::Alarm"],
        schema: "extensions/aws_cloudwatch_alarm/period",
        message: "`Period` is neither 10, 30 or 60 seconds nor whole minutes",
        one: true,
    }
}
