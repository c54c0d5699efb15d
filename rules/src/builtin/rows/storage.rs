//! Tables, file systems and buckets.

use crate::placed::Remedy;
use crate::rule::rows;

rows! {
    /// A table that is paid by request has throughput.
    ///
    /// DynamoDB refuses units of throughput with `BillingMode: PAY_PER_REQUEST`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       BillingMode: PAY_PER_REQUEST
    ///       ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 0 }
    /// #                              ^^^^^^^^^^^^^^^^^ A table with `PAY_PER_REQUEST` has units of throughput
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       BillingMode: PAY_PER_REQUEST
    /// ```
    "E3638" "unused-table-throughput" Error since "0.1" {
        at: ["AWS::DynamoDB::Table"],
        schema: "extensions/aws_dynamodb_table/billingmode_exclusive",
        message: "A table with `PAY_PER_REQUEST` has units of throughput",
        help: "Remove `ProvisionedThroughput`",
        one: true,
    }

    /// A table that is paid by throughput has none.
    ///
    /// `PROVISIONED` is the default of `BillingMode`. DynamoDB refuses such a table without at least one
    /// unit for reading and one for writing.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::DynamoDB::Table` has no `ProvisionedThroughput`
    ///       KeySchema: [{ AttributeName: id, KeyType: HASH }]
    ///       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       KeySchema: [{ AttributeName: id, KeyType: HASH }]
    ///       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    ///       BillingMode: PAY_PER_REQUEST
    /// ```
    "E3639" "missing-table-throughput" Error since "0.1" {
        at: ["AWS::DynamoDB::Table"],
        schema: "extensions/aws_dynamodb_table/billingmode_provisioned_dependent",
        help: "Add `ProvisionedThroughput` with units above 0, or `BillingMode: PAY_PER_REQUEST`",
        one: true,
    }

    /// A file system is smaller or larger than its kind can be.
    ///
    /// FSx refuses it at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Files:
    ///     Type: AWS::FSx::FileSystem
    ///     Properties:
    ///       FileSystemType: WINDOWS
    ///       StorageCapacity: 16
    /// #     ^^^^^^^^^^^^^^^ `StorageCapacity` is `16`, and has to be at least 32
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Files:
    ///     Type: AWS::FSx::FileSystem
    ///     Properties:
    ///       FileSystemType: WINDOWS
    ///       StorageCapacity: 32
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Files:
    ///     Type: AWS::FSx::FileSystem
    ///     Properties:
    ///       FileSystemType: WINDOWS
    ///       StorageCapacity: 32
    /// ```
    "E3725" "unfit-file-system-size" Error since "0.1" {
        at: ["AWS::FSx::FileSystem"],
        schema: "extensions/aws_fsx_filesystem/storage_capacity",
        one: true,
    }

    /// A bucket has a canned access control that is switched off.
    ///
    /// Buckets have no access control lists unless `OwnershipControls` switches them on, and S3 refuses
    /// the bucket.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Site:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    /// #   ^^^^^^^^^^ A bucket with `AccessControl` has no rule in `OwnershipControls`
    ///       AccessControl: PublicRead
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Site:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: PublicRead
    ///       OwnershipControls:
    ///         Rules:
    ///           - ObjectOwnership: ObjectWriter
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Site:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: PublicRead
    ///       OwnershipControls:
    ///         Rules: [{ ObjectOwnership: ObjectWriter }]
    /// ```
    "E3045" "access-control-without-ownership" Error since "0.1" {
        at: ["AWS::S3::Bucket"],
        schema: "extensions/aws_s3_bucket/ownershipcontrols",
        message: "A bucket with `AccessControl` has no rule in `OwnershipControls`",
        help: "Remove `AccessControl` and use a bucket policy, or give `OwnershipControls` a rule",
        one: true,
        fix: Remedy::Set("OwnershipControls", "{ Rules: [{ ObjectOwnership: ObjectWriter }] }"),
    }
}
