//! Policy documents.

use formwork_template::{Assumption, Value};

use crate::rule::rows;
use crate::validate::{Fault, Place, Validator};

/// S3 allows statements with the same `Sid`, and others don't.
fn of_resource<'a>(validator: &mut Validator<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    let allows_repetition = validator.resource_type() == "AWS::S3::BucketPolicy";
    validator.sifted(
        |validator| validator.by_policy("other/iam/policy_resource", value, place, when),
        |violation| !(allows_repetition && matches!(violation.fault, Fault::Repeated { .. })),
    );
}

rows! {
    /// An identity policy is not one that IAM reads.
    ///
    /// IAM refuses the document at deployment, often after minutes of other work.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allowed
    /// #           ^^^^^^ `Effect` is `Allowed`, which is none of `Allow` and `Deny`
    ///             Action: s3:GetObject
    ///             Resource: "*"
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Action: s3:GetObject
    ///             Resource: "*"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Action: s3:GetObject
    ///             Resource: "*"
    /// ```
    "E3510" "invalid-identity-policy" Error since "0.1" {
        at: [
            "AWS::IAM::Group/Policies/*/PolicyDocument",
            "AWS::IAM::ManagedPolicy/PolicyDocument",
            "AWS::IAM::Policy/PolicyDocument",
            "AWS::IAM::Role/Policies/*/PolicyDocument",
            "AWS::IAM::User/Policies/*/PolicyDocument",
            "AWS::SSO::PermissionSet/InlinePolicy",
            "AWS::IAM::UserPolicy/PolicyDocument",
            "AWS::IAM::RolePolicy/PolicyDocument",
            "AWS::IAM::GroupPolicy/PolicyDocument",
        ],
        policy: "other/iam/policy_identity",
    }

    /// A policy of a resource is not one that the service reads.
    ///
    /// Such a policy says who may do what with the resource, and each statement needs a principal. The service
    /// refuses the document at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Policy:
    ///     Type: AWS::SQS::QueuePolicy
    ///     Properties:
    ///       Queues: [!Ref Queue]
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    /// #           ^^^^^^^^^^^^^ `Statement` has none of `Principal` and `NotPrincipal`, and needs one
    ///             Action: sqs:SendMessage
    ///             Resource: "*"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Policy:
    ///     Type: AWS::SQS::QueuePolicy
    ///     Properties:
    ///       Queues: [!Ref Queue]
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: { Service: sns.amazonaws.com }
    ///             Action: sqs:SendMessage
    ///             Resource: "*"
    /// ```
    "E3512" "invalid-resource-policy" Error since "0.1" {
        at: [
            "AWS::KMS::Key/KeyPolicy",
            "AWS::OpenSearchService::Domain/AccessPolicies",
            "AWS::S3::BucketPolicy/PolicyDocument",
            "AWS::SNS::TopicPolicy/PolicyDocument",
            "AWS::SQS::QueuePolicy/PolicyDocument",
        ],
        code: of_resource,
    }

    /// The policy of a repository of images is not one that ECR reads.
    ///
    /// Each statement needs an effect, actions and a principal, and no resource. ECR refuses the document at
    /// deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Images:
    ///     Type: AWS::ECR::Repository
    ///     Properties:
    ///       RepositoryPolicyText:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: "*"
    ///             Actions: ecr:BatchGetImage
    /// #           ^^^^^^^ `Actions` is no key of `Statement`
    ///             Action: ecr:BatchGetImage
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Images:
    ///     Type: AWS::ECR::Repository
    ///     Properties:
    ///       RepositoryPolicyText:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: "*"
    ///             Action: ecr:BatchGetImage
    /// ```
    "E3513" "invalid-repository-policy" Error since "0.1" {
        at: ["AWS::ECR::Repository/RepositoryPolicyText"],
        policy: "other/iam/policy_resource_ecr",
    }

    /// A trust policy is not one that IAM reads.
    ///
    /// It says who may take on the role: each statement needs a principal, and none has a resource. IAM refuses
    /// the role at deployment.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: { Service: lambda.amazonaws.com }
    ///             Action: sts:AssumeRole
    ///             Resource: "*"
    /// #           ^^^^^^^^ `Resource` is no key of `Statement`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Role:
    ///     Type: AWS::IAM::Role
    ///     Properties:
    ///       AssumeRolePolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: { Service: lambda.amazonaws.com }
    ///             Action: sts:AssumeRole
    /// ```
    "E3530" "invalid-trust-policy" Error since "0.1" {
        at: ["AWS::IAM::Role/AssumeRolePolicyDocument"],
        policy: "other/iam/policy_trust",
    }
}
