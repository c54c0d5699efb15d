//! Policy documents.

use crate::rule::rows;

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
    "E3510" "invalid-identity-policy" Error since "0.2" {
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
}
