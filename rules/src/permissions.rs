//! What IAM knows of actions, for people who look at them in an editor. The rules about policies ask the data
//! behind this directly.

use crate::iam::actions::Service;

/// A kind of resource that an action takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionResource {
    pub kind: &'static str,
    /// What its ARN looks like, with `${Name}` for what differs.
    pub arn: Option<&'static str>,
}

/// The resources that an action such as `s3:GetObject` takes; `None` where IAM knows no such action.
pub fn resources_of(action: &str) -> Option<Vec<ActionResource>> {
    let (service, name) = split(action)?;
    let kinds = service.kinds(&name)?;
    Some(kinds.map(|kind| ActionResource { kind, arn: service.form(kind) }).collect())
}

/// The actions that a pattern such as `s3:Get*` covers, in small letters and in their order; `None` where IAM
/// knows no such service.
pub fn actions_like(pattern: &str) -> Option<Vec<String>> {
    let (service, name) = split(pattern)?;
    let prefix = pattern.split(':').next()?.to_ascii_lowercase();
    let covered =
        service.actions().filter(|action| crate::iam::actions::is_like(action.as_bytes(), name.as_bytes()));
    Some(covered.map(|action| format!("{prefix}:{action}")).collect())
}

/// The prefixes of all services, such as `s3`, in order.
pub fn services() -> Vec<&'static str> {
    let mut prefixes: Vec<&str> = crate::iam::actions::prefixes().collect();
    prefixes.sort_unstable();
    prefixes
}

fn split(action: &str) -> Option<(Service, String)> {
    let (prefix, name) = action.split_once(':')?;
    Some((Service::of(&prefix.to_ascii_lowercase())?, name.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_and_what_they_take() {
        let object = resources_of("s3:GetObject").expect("an action");
        assert!(object.iter().any(|it| it.kind == "object" && it.arn.is_some()));
        assert_eq!(resources_of("s3:GetObjekt"), None);
        let covered = actions_like("S3:GetObjectT*").expect("a service");
        assert!(covered.contains(&"s3:getobjecttagging".to_owned()), "{covered:?}");
        assert_eq!(actions_like("s4:*"), None);
    }
}
