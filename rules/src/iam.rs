//! Policy documents: the properties that hold them, their statements, and what
//! IAM knows of actions. Finding fault is the rules' work.

use formwork_template::Value;

use crate::sites::{Site, Walk};

pub(crate) mod actions;
pub(crate) mod arn;
pub(crate) mod findings;

/// What a policy is attached to, which decides what its statements say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyKind {
    /// A user, a group or a role: it has no principal.
    Identity,
    /// A resource.
    Resource,
    /// A repository of containers: a resource that its statements do not name.
    Repository,
    /// A role, as what may take it on.
    Trust,
}

/// A property that holds policies.
#[derive(Debug)]
pub(crate) struct PolicyPlace {
    pub(crate) kind: PolicyKind,
    pub(crate) type_name: &'static str,
    pub(crate) path: &'static str,
}

const fn place(kind: PolicyKind, type_name: &'static str, path: &'static str) -> PolicyPlace {
    PolicyPlace { kind, type_name, path }
}

/// Every property that holds policies which are judged.
pub(crate) const PLACES: &[PolicyPlace] = &[
    place(PolicyKind::Repository, "AWS::ECR::Repository", "RepositoryPolicyText"),
    place(PolicyKind::Identity, "AWS::IAM::Group", "Policies/*/PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::GroupPolicy", "PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::ManagedPolicy", "PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::Policy", "PolicyDocument"),
    place(PolicyKind::Trust, "AWS::IAM::Role", "AssumeRolePolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::Role", "Policies/*/PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::RolePolicy", "PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::User", "Policies/*/PolicyDocument"),
    place(PolicyKind::Identity, "AWS::IAM::UserPolicy", "PolicyDocument"),
    place(PolicyKind::Resource, "AWS::KMS::Key", "KeyPolicy"),
    place(PolicyKind::Resource, "AWS::OpenSearchService::Domain", "AccessPolicies"),
    place(PolicyKind::Resource, "AWS::S3::BucketPolicy", "PolicyDocument"),
    place(PolicyKind::Resource, "AWS::SNS::TopicPolicy", "PolicyDocument"),
    place(PolicyKind::Resource, "AWS::SQS::QueuePolicy", "PolicyDocument"),
    place(PolicyKind::Identity, "AWS::SSO::PermissionSet", "InlinePolicy"),
];

/// A policy of a template.
#[derive(Debug)]
pub(crate) struct Policy<'w, 't> {
    pub(crate) place: &'static PolicyPlace,
    pub(crate) document: Site<'w, 't>,
}

/// The policies of a template that are written out as maps.
pub(crate) fn policies<'w, 't>(walk: &'w Walk<'t>) -> Vec<Policy<'w, 't>> {
    let mut found = Vec::new();
    for place in PLACES {
        for (_, properties) in walk.resources(place.type_name) {
            let documents = properties.found(place.path).into_iter();
            let documents = documents.filter(|site| site.value.is_some_and(Value::is_map));
            found.extend(documents.map(|document| Policy { place, document }));
        }
    }
    found
}

impl<'w, 't> Policy<'w, 't> {
    /// Its statements: those of a list, or the only one.
    pub(crate) fn statements(&self) -> Vec<Site<'w, 't>> {
        let found = self.document.found("Statement").into_iter();
        let found = found.flat_map(|site| match site.value {
            Some(value) if value.is_list() => site.found("*"),
            _ => vec![site],
        });
        found.filter(|site| site.value.is_some_and(Value::is_map)).collect()
    }
}

/// The literals of an element that takes one or a list.
pub(crate) fn texts<'t>(element: &Site<'_, 't>) -> Vec<Value<'t>> {
    let Some(value) = element.value else { return Vec::new() };
    let is_text = |value: &Value<'_>| value.string().is_some();
    if value.is_list() {
        value.items().filter(is_text).collect()
    } else {
        vec![value].into_iter().filter(is_text).collect()
    }
}
