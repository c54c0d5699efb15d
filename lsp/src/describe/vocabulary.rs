//! The fixed words of a template: sections, and the attributes of resources and parameters.
//! Source: template anatomy, resource attribute reference and parameters in the CloudFormation guides.

use formwork_template::Section;

/// What a section is for.
pub(crate) fn section(section: Section) -> &'static str {
    match section {
        Section::FormatVersion => "The version of the template format: `2010-09-09` is the only one.",
        Section::Description => "A text about the template, of at most 1,024 bytes.",
        Section::Metadata => {
            "Anything about the template; `AWS::CloudFormation::Interface` orders parameters in the console."
        }
        Section::Parameters => "Values that are given when the stack is created or updated.",
        Section::Rules => "What has to hold of parameters before a stack is created or updated.",
        Section::Mappings => "Tables of values that `Fn::FindInMap` looks up by two keys.",
        Section::Conditions => {
            "Statements about parameters that decide what is created and with which values."
        }
        Section::Transform => {
            "Macros that work on the template first: `AWS::Serverless-2016-10-31`, `AWS::LanguageExtensions`, `AWS::Include`."
        }
        Section::Globals => "Properties that SAM's resources have in common.",
        Section::Resources => "What the stack is made of. The only section that has to be there.",
        Section::Outputs => "Values that the stack shows, or exports to other stacks.",
        Section::Hooks => "Blue-green deployments through CodeDeploy.",
    }
}

/// What an attribute of a resource is for.
pub(crate) fn resource_attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "Type" => "The type of the resource, such as `AWS::S3::Bucket`.",
        "Properties" => "How the resource is set up.",
        "Condition" => "The condition under which the resource is created.",
        "DependsOn" => "Resources that have to be there first, beside those that the properties refer to.",
        "DeletionPolicy" => {
            "What becomes of the resource when it leaves the stack: `Delete`, `Retain`, `RetainExceptOnCreate` or, for some types, `Snapshot`."
        }
        "UpdateReplacePolicy" => {
            "What becomes of the old resource when it is replaced: `Delete`, `Retain` or, for some types, `Snapshot`."
        }
        "CreationPolicy" => "What is waited for before the resource counts as created.",
        "UpdatePolicy" => "How a group, an alias or a replication group is updated.",
        "Metadata" => "Anything about the resource: for `cfn-init`, for tools, exceptions from rules.",
        _ => return None,
    })
}

/// What an attribute of a parameter is for.
pub(crate) fn parameter_attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "Type" => {
            "`String`, `Number`, `CommaDelimitedList`, a type of AWS's such as `AWS::EC2::VPC::Id`, or `AWS::SSM::Parameter::Value<...>`."
        }
        "Default" => "The value where none is given.",
        "AllowedValues" => "The values that can be given.",
        "AllowedPattern" => "A regular expression that the whole value matches.",
        "ConstraintDescription" => "What is said when a value is refused.",
        "Description" => "A text about the parameter, of at most 4,000 characters.",
        "MaxLength" => "The greatest number of characters.",
        "MinLength" => "The least number of characters.",
        "MaxValue" => "The greatest number.",
        "MinValue" => "The least number.",
        "NoEcho" => "Whether the value is masked wherever the stack is shown.",
        _ => return None,
    })
}

/// What a field of an output is for.
pub(crate) fn output_attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "Value" => "The value that the stack shows.",
        "Description" => "A text about the output, of at most 1,024 bytes.",
        "Export" => "Lets other stacks of the account and region import the value.",
        "Condition" => "The condition under which there is the output.",
        _ => return None,
    })
}

/// What a part of a rule of the section `Rules` is for.
pub(crate) fn rule_attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "RuleCondition" => "When the rule is asked; always, where it has none.",
        "Assertions" => "What has to hold of the parameters.",
        "Assert" => "A function of rules that has to hold.",
        "AssertDescription" => "What is said where it does not hold.",
        _ => return None,
    })
}
