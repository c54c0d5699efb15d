use crate::iam::actions::{Service, prefixes};
use crate::iam::findings::{Finding, report};
use crate::iam::{policies, texts};
use crate::nearest::{Suggestions, is_slip};
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, words};

rule! {
    /// A policy is about an action that IAM does not know.
    ///
    /// IAM takes the policy, and it allows or denies nothing.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Action: s3:GetObjct
    /// #           ^^^^^^ `s3` has no action `GetObjct`
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
    pub struct UnknownAction {
        code: "W3037",
        name: "unknown-action",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnknownAction {
    fn check(cx: &mut Context<'_>) {
        // SAM's own policies are worked out after the transform.
        if cx.template().is_sam() {
            return;
        }
        let mut suggestions = Suggestions::default();
        report::<Self>(cx, |walk| faults(walk, &mut suggestions));
    }
}

/// Policies that are about one service only.
const ONLY: &[(&str, &str)] =
    &[("AWS::S3::BucketPolicy", "s3"), ("AWS::SNS::TopicPolicy", "sns"), ("AWS::SQS::QueuePolicy", "sqs")];

fn faults(walk: &Walk<'_>, suggestions: &mut Suggestions) -> Vec<Finding> {
    let mut found = Vec::new();
    for policy in policies(walk) {
        let only = ONLY.iter().find(|(type_name, _)| *type_name == policy.place.type_name);
        let only = only.map(|(_, prefix)| *prefix);
        let elements = policy.statements().into_iter();
        let elements = elements.flat_map(|site| ["Action", "NotAction"].map(|key| site.found(key)).concat());
        for action in elements {
            for written in texts(&action) {
                let Some(text) = written.text().filter(|text| *text != "*") else { continue };
                if let Some((message, near)) = fault(text, only, suggestions) {
                    // What is nearly another action may well be none of them.
                    let meant = near.as_deref().filter(|near| is_slip(text, near));
                    let fix = meant.and_then(|meant| Fix::literal(written, meant, Applicability::Unsafe));
                    let help = match near {
                        Some(near) => Some(format!("Change it to `{near}`")),
                        None if !text.contains(':') => Some("Write `service:action`".to_owned()),
                        None => None,
                    };
                    found.push(Finding { help, fix, ..Finding::at(&action, message) });
                }
            }
        }
    }
    found
}

/// What is wrong with an action, and the one that was probably meant.
fn fault(text: &str, only: Option<&str>, suggestions: &mut Suggestions) -> Option<(String, Option<String>)> {
    if text.contains("${") || text.contains("{{resolve:") {
        return None;
    }
    let short = words::shortened(text);
    let Some((prefix, action)) = text.split_once(':') else {
        return Some((format!("`{short}` names no service"), None));
    };
    let service = prefix.to_ascii_lowercase();
    if let Some(only) = only.filter(|only| *only != service) {
        return Some((format!("`{short}` is no action of `{only}`, which the policy is about"), None));
    }
    let Some(known) = Service::of(&service) else {
        let near = suggestions.nearest(&service, prefixes).map(|near| format!("{near}:{action}"));
        return Some((format!("There is no service `{}`", words::shortened(prefix)), near));
    };
    let lower = action.to_ascii_lowercase();
    let is_known =
        if lower.contains(['*', '?']) { known.has_like(&lower) } else { known.kinds(&lower).is_some() };
    if is_known {
        return None;
    }
    let near = suggestions.nearest(&lower, || known.actions());
    let near = near.map(|near| format!("{prefix}:{}", cased_like(near, action)));
    Some((format!("`{service}` has no action `{}`", words::shortened(action)), near))
}

/// A name in small letters with the capitals of the one that was typed: `getobject` like `GetObjct`.
fn cased_like(name: &str, typed: &str) -> String {
    let mut rest = typed.chars().peekable();
    let mut cased = String::new();
    for letter in name.chars() {
        let here: String = rest.clone().take(2).collect();
        let skipped = here.chars().position(|typed| typed.eq_ignore_ascii_case(&letter));
        // A letter of the typed name that the other has not is passed by.
        if skipped == Some(1) {
            rest.next();
        }
        match rest.peek().filter(|_| skipped.is_some()) {
            Some(typed) => {
                cased.push(*typed);
                rest.next();
            }
            None => cased.push(letter),
        }
    }
    cased
}
