use formwork_template::Value;

use crate::Context;
use crate::iam::actions::Service;
use crate::iam::arn::has_form;
use crate::iam::findings::{Finding, report};
use crate::iam::{PolicyKind, policies, texts};
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// A statement allows an action on resources of another kind.
    ///
    /// The action is then not allowed at all.
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
    ///             Action: dynamodb:PutItem
    ///             Resource: arn:aws:s3:::logs/*
    /// #           ^^^^^^^^ `dynamodb:PutItem` takes other resources, of the form `arn:${Partition}:dynamodb:${Region}:${Account}:table/.*`
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
    pub struct UnfitStatementResource {
        code: "I3510",
        name: "unfit-statement-resource",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for UnfitStatementResource {
    fn check(cx: &mut Context<'_>) {
        report::<Self>(cx, faults);
    }
}

fn faults(walk: &Walk<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for policy in policies(walk).iter().filter(|policy| policy.place.kind == PolicyKind::Identity) {
        for statement in policy.statements() {
            let Some(arns) = arns(&statement) else { continue };
            for action in statement.found("Action") {
                let unfit = texts(&action).into_iter().filter_map(Value::text).filter_map(|text| Some((text, unfit(text, &arns)?)));
                for (text, form) in unfit {
                    let message = format!("`{text}` takes other resources, of the form `{form}`");
                    let span = statement.span_of("Resource");
                    found.push(Finding { span, ..Finding::at(&action, message) });
                }
            }
        }
    }
    found
}

/// The form that an action wants where none of the ARNs has it.
fn unfit(action: &str, arns: &[&str]) -> Option<&'static str> {
    let forms = wanted(action)?;
    let fits = arns.iter().any(|arn| forms.iter().any(|form| has_form(arn, form)));
    forms.last().filter(|_| !fits).copied()
}

/// The ARNs that a statement is about; `None` where they are all or not all known.
fn arns<'t>(statement: &Site<'_, 't>) -> Option<Vec<&'t str>> {
    let mut arns = Vec::new();
    for element in ["Resource", "NotResource"].iter().flat_map(|key| statement.found(key)) {
        let is_list = element.value.is_some_and(Value::is_list);
        let sites = if is_list { element.found("*") } else { vec![element] };
        for site in sites {
            let arn = site.string().filter(|arn| *arn != "*" && !arn.contains("{{resolve:"))?;
            arns.push(arn);
        }
    }
    Some(arns)
}

/// The forms of the resources that an action takes; `None` where it takes any, or is not known.
fn wanted(action: &str) -> Option<Vec<&'static str>> {
    let (prefix, action) = action.split_once(':').filter(|_| !action.contains(['*', '?']))?;
    let service = Service::of(&prefix.to_ascii_lowercase())?;
    let kinds = service.kinds(&action.to_ascii_lowercase())?;
    let forms: Vec<_> = kinds.filter_map(|kind| service.form(kind)).collect();
    (!forms.is_empty()).then_some(forms)
}
