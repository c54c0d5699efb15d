use crate::Context;
use crate::roles::is_role;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// A service is given something that is not the ARN of a role.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ExecutionRoleArn: arn:aws:iam::1112223333:role/worker
    /// #     ^^^^^^^^^^^^^^^^ `arn:aws:iam::1112223333:role/worker` is not the ARN of a role
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Task:
    ///     Type: AWS::ECS::TaskDefinition
    ///     Properties:
    ///       ExecutionRoleArn: arn:aws:iam::111122223333:role/worker
    /// ```
    pub struct InvalidRoleArn {
        code: "E3511",
        name: "invalid-role-arn",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidRoleArn {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for role in ROLES.iter().flat_map(|path| walk.all(path)) {
            let Some(arn) = role.string().filter(|arn| !is_role(arn)) else { continue };
            cx.report::<Self>(role.span(), format!("`{}` is not the ARN of a role", words::shortened(arn)))
                .when(role.when.to_string())
                .help("It has the form `arn:aws:iam::111122223333:role/name`");
        }
    }
}

const ROLES: &[&str] = &[
    "AWS::Backup::BackupSelection/BackupSelection/IamRoleArn",
    "AWS::Batch::ComputeEnvironment/ComputeResources/SpotIamFleetRole",
    "AWS::Batch::ComputeEnvironment/ServiceRole",
    "AWS::EC2::SpotFleet/SpotFleetRequestConfigData/IamFleetRole",
    "AWS::ECS::TaskDefinition/ExecutionRoleArn",
    "AWS::S3::Bucket/ReplicationConfiguration/Role",
];
