//! The pseudo parameters. Source: pseudo parameters reference of the CloudFormation template reference.

/// Their names, and what each is.
pub(crate) const PSEUDO_PARAMETERS: &[(&str, &str)] = &[
    ("AWS::AccountId", "The account that the stack is created in: twelve digits."),
    ("AWS::NotificationARNs", "The topics that are notified of the stack, as a list."),
    ("AWS::NoValue", "As if the property were not there; for a branch of `Fn::If`."),
    ("AWS::Partition", "`aws`, or `aws-cn` and `aws-us-gov` for China and GovCloud."),
    ("AWS::Region", "The region that the stack is created in, such as `eu-west-1`."),
    ("AWS::StackId", "The ARN of the stack."),
    ("AWS::StackName", "The name of the stack."),
    ("AWS::URLSuffix", "The suffix of domains: `amazonaws.com`, or `amazonaws.com.cn` in China."),
];

/// What a pseudo parameter is.
pub(crate) fn pseudo_parameter(name: &str) -> Option<String> {
    let (name, about) = PSEUDO_PARAMETERS.iter().find(|(known, _)| *known == name)?;
    Some(format!(
        "**{name}**\n\n{about}\n\n[Documentation]({})",
        super::link::page("pseudo-parameter-reference")
    ))
}
