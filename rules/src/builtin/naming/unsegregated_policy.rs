use formwork_template::Span;

use crate::config::{Allowed, Naming, SubText};
use crate::iam::{PolicyKind, policies};
use crate::known_text::{KnownText, texts};
use crate::insertion::flow;
use crate::naming::border::{Border, Crossing, wildcard_at};
use crate::naming::generation::{sub_argument, written};
use crate::naming::standard::Standard;
use crate::naming::verdict::where_words;
use crate::rule::{Rule, rule};
use crate::sites::{Site, Walk};
use crate::{Context, Fix, words};

rule! {
    /// An IAM policy allows actions on resources whose names are not of the own group.
    ///
    /// Where names begin with the part that stands for an asset, a team or a segregated group,
    /// policies keep groups apart by it: `table/a123456-*`. A name that begins with a wildcard or
    /// with something else reaches the resources of others. `naming.iam-prefixes` says which parts
    /// at the beginning of the pattern count; without it there is nothing to find.
    ///
    /// It is about ARNs of `Allow` statements in policies of users, groups and roles, for types that
    /// an organisation names. `Resource: "*"`, AWS's own policies and service-linked roles are let
    /// be, the log groups of an account and AWS's buckets too, and what only a deployment decides. In paths any step may begin with the parts.
    /// Where `naming.values` says what the part is, the names of other groups are found as well.
    ///
    /// ```yaml formwork.yaml
    /// naming:
    ///   pattern: "{segregationPrefix}-{resourceName}-{envSuffix}"
    ///   parts:
    ///     segregationPrefix: "^a[0-9]{6}$"
    ///     envSuffix: [dev, prod]
    ///   values: { segregationPrefix: a123456 }
    ///   iam-prefixes: [segregationPrefix]
    /// ```
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
    ///             Action: dynamodb:GetItem
    ///             Resource:
    ///               - !Sub arn:aws:dynamodb:*:${AWS::AccountId}:table/*
    /// #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `arn:aws:dynamodb:*:${AWS::AccountId}:table/*` reaches names that do not begin with `segregationPrefix`
    ///               - arn:aws:dynamodb:*:*:table/orders
    /// #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The name in `arn:aws:dynamodb:*:*:table/orders` does not begin with `segregationPrefix`
    ///               - arn:aws:dynamodb:*:*:table/a999999-orders-prod
    /// #               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `arn:aws:dynamodb:*:*:table/a999999-orders-prod` has the `segregationPrefix` `a999999`, and the template's is `a123456`
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
    ///             Action: dynamodb:GetItem
    ///             Resource:
    ///               - !Sub arn:aws:dynamodb:*:${AWS::AccountId}:table/a123456-*
    ///               - arn:aws:dynamodb:*:*:table/orders
    ///               - arn:aws:dynamodb:*:*:table/a999999-orders-prod
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Prefix: { Type: String }
    /// Resources:
    ///   Reader:
    ///     Type: AWS::IAM::ManagedPolicy
    ///     Properties:
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Action: ["dynamodb:GetItem", "ec2:DescribeInstances"]
    ///             Resource:
    ///               - arn:aws:dynamodb:*:*:table/a123456-*
    ///               - !Sub arn:aws:dynamodb:*:*:table/${Prefix}-*
    ///               - arn:aws:iam::*:role/service/a123456-*
    ///               - "*"
    /// ```
    pub struct UnsegregatedPolicy {
        code: "NAM004",
        name: "unsegregated-policy",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnsegregatedPolicy {
    fn check(cx: &mut Context<'_>) {
        let Some(standard) = Standard::of(cx) else { return };
        let Some(border) = Border::new(standard.naming) else { return };
        let walk = Walk::new(cx);
        let mut found = Vec::new();
        for policy in policies(&walk).iter().filter(|policy| policy.place.kind == PolicyKind::Identity) {
            let statements = policy.statements().into_iter();
            for statement in statements.filter(|statement| has_text(statement, "Effect", "Allow")) {
                for site in resources(&statement) {
                    let Some(value) = site.value else { continue };
                    for text in texts(value, cx.template(), &site.when) {
                        let crossing = border.crossing(&text, &standard.parts);
                        found.extend(crossing.map(|crossing| (text, crossing, site.when.clone())));
                    }
                }
            }
        }
        let (beginning, open) = beginning(&standard);
        for (text, crossing, when) in found {
            let message = message(standard.naming, &text, &crossing);
            let found = cx.report::<Self>(text.value.span(), message);
            found.help(format!("Begin the name with `{}`{}", sub_argument(&beginning), where_words(&open)));
            if let Some(fix) = narrowed(&text, &beginning).filter(|_| open.is_empty() && crossing == Crossing::Open) {
                found.fix(fix);
            }
            found.when(text.case.beyond(&when));
        }
    }
}

fn has_text(statement: &Site<'_, '_>, key: &str, text: &str) -> bool {
    statement.found(key).iter().any(|site| site.string() == Some(text))
}

/// What a statement is about, one by one.
fn resources<'w, 't>(statement: &Site<'w, 't>) -> Vec<Site<'w, 't>> {
    let elements = statement.found("Resource").into_iter();
    let each = elements.flat_map(|element| match element.value {
        Some(value) if value.is_list() => element.found("*"),
        _ => vec![element],
    });
    each.collect()
}

fn message(naming: &Naming, text: &KnownText<'_>, crossing: &Crossing) -> String {
    let parts: Vec<&str> = naming.iam_prefixes.iter().map(smol_str::SmolStr::as_str).collect();
    let parts = words::and_quoted(&parts);
    match crossing {
        Crossing::Open => format!("`{text}` reaches names that do not begin with {parts}"),
        Crossing::Unprefixed => format!("The name in `{text}` does not begin with {parts}"),
        Crossing::Foreign(part, theirs, own) => {
            format!("`{text}` has the `{part}` `{theirs}`, and the template's is `{own}`")
        }
    }
}

/// What names begin with as far as it is known how that is written, and the parts of which it is not.
fn beginning<'n>(standard: &Standard<'n>) -> (SubText, Vec<(&'n str, Option<&'n Allowed>)>) {
    let (mut text, mut open) = (SubText::default(), Vec::new());
    for part in &standard.naming.iam_prefixes {
        if let Some(known) = standard.parts.get(part) {
            text.push(known);
        } else {
            text.push_text(&format!("{{{part}}}"));
            open.push((part.as_str(), standard.naming.parts.get(part)));
        }
        text.push_text("-");
    }
    (text, open)
}

/// The beginning of names before the wildcard that stands in its place.
fn narrowed(text: &KnownText<'_>, beginning: &SubText) -> Option<Fix> {
    const TITLE: &str = "Begin the name with the prefix";
    let is_literal = text.is_literal();
    let written_as = match text.value.function() {
        Some(function) => function.sub()?.text,
        None => text.value,
    };
    let (arn, tree) = (written_as.text()?, written_as.tree());
    let at = wildcard_at(arn)?;
    if is_literal && beginning.literal().is_none() {
        let mut whole = SubText::text(&arn[..at]);
        whole.push(beginning);
        whole.push_text(&arn[at..]);
        let text = flow(&written(&whole), tree.syntax());
        return Some(Fix::confirm(TITLE, written_as.span(), text));
    }
    let place = tree.text_span(written_as.node())?;
    Some(Fix::confirm(TITLE, Span::at(place.start + at as u32), sub_argument(beginning)))
}
