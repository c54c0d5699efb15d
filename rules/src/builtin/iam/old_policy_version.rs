use crate::Context;
use crate::Fix;
use crate::iam::findings::{Finding, report};
use crate::iam::policies;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// A policy is written in the language of 2008.
    ///
    /// That language knows no variables: `${aws:username}` in it is just text.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2008-10-17"
    /// #       ^^^^^^^ The policy is of the version `2008-10-17`, which knows no variables
    ///         Statement:
    ///           - Effect: Allow
    ///             Action: s3:GetObject
    ///             Resource: arn:aws:s3:::logs/*
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
    ///             Resource: arn:aws:s3:::logs/*
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
    ///             Resource: arn:aws:s3:::logs/*
    /// ```
    pub struct OldPolicyVersion {
        code: "W2511",
        name: "old-policy-version",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for OldPolicyVersion {
    fn check(cx: &mut Context<'_>) {
        report::<Self>(cx, faults);
    }
}

fn faults(walk: &Walk<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for version in policies(walk).iter().flat_map(|policy| policy.document.found("Version")) {
        let Some(value) = version.value.filter(|value| value.text() == Some(OLD)) else { continue };
        let message = format!("The policy is of the version `{OLD}`, which knows no variables");
        let fix = Fix::confirm_literal(format!("Change to `{NEW}`"), value, NEW);
        found.push(Finding { fix, ..Finding::at(&version, message) });
    }
    found
}

const OLD: &str = "2008-10-17";
const NEW: &str = "2012-10-17";
