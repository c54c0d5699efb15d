//! What is within policies: those of a resource, and those of IAM. Source: resource attribute reference of the
//! CloudFormation template reference, `CreationPolicy` and `UpdatePolicy`; policy element reference of the IAM
//! user guide.

/// What a key within a policy of a resource is for.
pub(crate) fn policy_attribute(policy: &str, name: &str) -> Option<String> {
    let about = match policy {
        "CreationPolicy" => creation(name)?,
        "UpdatePolicy" => update(name)?,
        _ => return None,
    };
    Some(format!("**{name}**\n\n{about}"))
}

fn creation(name: &str) -> Option<&'static str> {
    Some(match name {
        "ResourceSignal" => "Waits for signals that say that the resource is ready.",
        "Count" => "How many signals are waited for; 1 where nothing is said.",
        "Timeout" => {
            "How long they are waited for, such as `PT15M`; 5 minutes where nothing is said, 12 hours at most."
        }
        "AutoScalingCreationPolicy" => "When a group counts as created.",
        "MinSuccessfulInstancesPercent" => {
            "The share of instances that have to signal success, in percent; 100 where nothing is said."
        }
        "StartFleet" => "Starts the fleet once it is created.",
        _ => return None,
    })
}

fn update(name: &str) -> Option<&'static str> {
    Some(match name {
        "AutoScalingReplacingUpdate" => "Replaces the group, or its instances, when it is updated.",
        "WillReplace" => {
            "Whether the group itself is replaced, and the old one kept until the new one is there."
        }
        "AutoScalingRollingUpdate" => "Replaces the instances of the group in batches.",
        "MaxBatchSize" => "The most instances that are replaced at once; 1 where nothing is said.",
        "MinInstancesInService" => {
            "The instances that stay in service while others are replaced; 0 where nothing is said."
        }
        "MinActiveInstancesPercent" => {
            "The share of instances that is in service before the next batch, in percent."
        }
        "MinSuccessfulInstancesPercent" => {
            "The share of instances that have to signal success, in percent; 100 where nothing is said."
        }
        "PauseTime" => "How long is waited after a batch, or for its signals: `PT5M`.",
        "SuspendProcesses" => "The processes of Auto Scaling that stand still meanwhile.",
        "WaitOnResourceSignals" => "Whether signals of new instances are waited for, as long as `PauseTime`.",
        "AutoScalingScheduledAction" => "What becomes of sizes that a scheduled action has set.",
        "IgnoreUnmodifiedGroupSizeProperties" => {
            "Whether sizes that the template does not change stay as they are in the group."
        }
        "UseOnlineResharding" => "Changes the shards of a replication group without replacing it.",
        "EnableVersionUpgrade" => "Upgrades an OpenSearch domain without replacing it.",
        "CodeDeployLambdaAliasUpdate" => {
            "Has CodeDeploy shift the traffic when the version of an alias changes."
        }
        "ApplicationName" => "The application of CodeDeploy.",
        "DeploymentGroupName" => "The deployment group of CodeDeploy, which says how traffic is shifted.",
        "BeforeAllowTrafficHook" => "A function that runs before traffic is shifted.",
        "AfterAllowTrafficHook" => "A function that runs after traffic is shifted.",
        _ => return None,
    })
}

/// What an element of a policy of IAM is for.
pub(crate) fn policy_element(name: &str) -> Option<String> {
    let about = match name {
        "Version" => "The version of the policy language: `2012-10-17`.",
        "Id" => "A name of the policy.",
        "Statement" => "What is allowed and denied.",
        "Sid" => "A name of the statement.",
        "Effect" => "`Allow` or `Deny`; what is denied anywhere is denied.",
        "Principal" => "Who the statement is about.",
        "NotPrincipal" => "Who the statement is not about: all others it is.",
        "Action" => "The actions that the statement is about, such as `s3:GetObject` or `s3:Get*`.",
        "NotAction" => "The actions that the statement is not about: all others it is.",
        "Resource" => "The ARNs of what the statement is about.",
        "NotResource" => "The ARNs of what the statement is not about: all others it is.",
        "Condition" => "When the statement holds: an operator, a key and its values.",
        _ => return None,
    };
    let page = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html";
    Some(format!("**{name}**\n\n{about}\n\n[Documentation]({page})"))
}
