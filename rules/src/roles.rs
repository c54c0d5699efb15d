//! ARNs of IAM roles, as far as their text tells. Not a rule.

/// Whether a text is the ARN of a role.
pub(crate) fn is_role(arn: &str) -> bool {
    let Some((account, name)) = arn.strip_prefix("arn:").and_then(after_partition).and_then(split_role)
    else {
        return false;
    };
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || b"_+=,.@-/".contains(&byte);
    is_account && !name.is_empty() && name.bytes().all(is_inner)
}

/// What stands behind `aws:`, `aws-cn:` or an empty partition.
fn after_partition(arn: &str) -> Option<&str> {
    let (partition, rest) = arn.split_once(':')?;
    let is_aws = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    (partition.is_empty() || partition.strip_prefix("aws").is_some_and(is_aws)).then_some(rest)
}

fn split_role(arn: &str) -> Option<(&str, &str)> {
    arn.strip_prefix("iam::")?.split_once(":role/")
}
