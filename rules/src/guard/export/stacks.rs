//! The stacks: the bucket with the rules for the central account, and for each
//! account the hooks with their role and the bucket for their reports.

use std::fmt::Write as _;

use super::alias::pascal;
use super::{HookRules, MARK, MOST_TARGETS, Request};

/// What a hook does where a rule fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureMode {
    Fail,
    Warn,
}

/// What a hook looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Resource,
    Stack,
    ChangeSet,
    CloudControl,
}

/// When a hook looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Create,
    Update,
    Delete,
}

impl FailureMode {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fail => "FAIL",
            Self::Warn => "WARN",
        }
    }
}

impl Operation {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Resource => "RESOURCE",
            Self::Stack => "STACK",
            Self::ChangeSet => "CHANGE_SET",
            Self::CloudControl => "CLOUD_CONTROL",
        }
    }

    /// Whether single resources are looked at, so that types can be named.
    pub(super) fn has_targets(self) -> bool {
        matches!(self, Self::Resource | Self::CloudControl)
    }
}

impl Action {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "CREATE",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
        }
    }
}

pub(super) fn bucket() -> String {
    format!(
        "# {MARK}: for one account, whose bucket every account of the organization reads.\n{}",
        include_str!("hooks-bucket.yaml")
    )
}

pub(super) fn hooks(hooks: &[HookRules], request: &Request<'_>) -> String {
    let head = include_str!("hooks-head.yaml")
        .replace("@MODE@", request.failure_mode.as_str())
        .replace("@ALIAS@", &request.alias.in_arn());
    let mut text =
        format!("# {MARK}: for a StackSet over the accounts and regions that are to be judged.\n{head}");
    for hook in hooks {
        write_hook(&mut text, hook, request);
    }
    text
}

fn write_hook(text: &mut String, hook: &HookRules, request: &Request<'_>) {
    let count = hook.rules.len();
    let plural = if count == 1 { "" } else { "s" };
    let _ = write!(
        text,
        "\n  # {count} rule{plural}\n  {id}Hook:\n    Type: AWS::CloudFormation::GuardHook\n    Properties:\n      \
         Alias: {alias}\n      ExecutionRole: !GetAtt GuardHookRole.Arn\n      LogBucket: !Ref LogBucket\n      \
         FailureMode: !Ref FailureMode\n      HookStatus: ENABLED\n",
        id = pascal(&hook.name),
        alias = request.alias.of(&hook.name),
    );
    let operations = hook.instead.as_ref().unwrap_or(&request.operations);
    list(text, 6, "TargetOperations", operations.iter().map(|one| one.as_str()));
    text.push_str("      TargetFilters:\n");
    if let Some(types) = target_names(hook, request) {
        list(text, 8, "TargetNames", types.into_iter());
    }
    list(text, 8, "Actions", request.actions.iter().map(|one| one.as_str()));
    list(text, 8, "InvocationPoints", ["PRE_PROVISION"].into_iter());
    let _ = write!(
        text,
        "      RuleLocation:\n        Uri: !Sub s3://${{GuardHooksBucketName}}/rules/{}.guard\n      \
         # The back door: whatever the rules say, this stack can be changed.\n      StackFilters:\n        \
         FilteringCriteria: ALL\n        StackNames:\n          Exclude:\n            - !Ref AWS::StackName\n",
        hook.name
    );
}

fn list<'a>(text: &mut String, indent: usize, key: &str, items: impl Iterator<Item = &'a str>) {
    let _ = writeln!(text, "{:indent$}{key}:", "");
    for item in items {
        let _ = writeln!(text, "{:indent$}  - {item}", "");
    }
}

/// The types that the hook names; none where it is for all.
pub(super) fn target_names<'a>(hook: &'a HookRules, request: &'a Request<'_>) -> Option<Vec<&'a str>> {
    let operations = hook.instead.as_ref().unwrap_or(&request.operations);
    if !operations.iter().any(|operation| operation.has_targets()) {
        return None;
    }
    if !request.targets.is_empty() {
        return Some(request.targets.iter().map(String::as_str).collect());
    }
    let types = &hook.targets.types;
    let fits = !hook.targets.is_open && (1..=MOST_TARGETS).contains(&types.len());
    let all: Vec<&str> = types.iter().map(smol_str::SmolStr::as_str).filter(|name| is_target(name)).collect();
    (fits && all.len() == types.len()).then_some(all)
}

/// Whether a hook can name the type. Source: the schema of `AWS::CloudFormation::GuardHook`.
fn is_target(name: &str) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    let is_part =
        |part: &&str| (2..=64).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    parts.len() == 3 && parts.iter().all(is_part)
}
