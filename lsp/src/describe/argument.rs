//! What each argument of an intrinsic function is. Source: intrinsic function reference of the CloudFormation
//! template reference.

use formwork_template::FunctionName;

/// What an argument is, by its number; those of functions that take any number of them are alike.
pub(crate) fn argument(name: FunctionName, number: usize) -> &'static str {
    use FunctionName as F;
    match (name, number) {
        (F::Ref, _) => "A parameter, a resource or a pseudo parameter.",
        (F::GetAtt, 0) => "The logical ID of a resource.",
        (F::GetAtt, _) => "An attribute of its type, such as `Arn`.",
        (F::Sub, 0) => "A text with `${Name}`, `${LogicalId.Attribute}` or `${!Literal}` in it.",
        (F::Sub, _) => "A map of names that only this text has, and their values.",
        (F::Join, 0) => "What stands between the values; may be empty.",
        (F::Join, _) | (F::Contains | F::EachMemberEquals | F::EachMemberIn, 0) => "A list of texts.",
        (F::Select, 0) => "The number of the value, from 0.",
        (F::Select | F::Length, _) => "A list, or a function that gives one.",
        (F::Split, 0) => "What stands between the parts.",
        (F::Split, _) => "The text that is cut.",
        (F::FindInMap, 0) => "The name of a mapping.",
        (F::FindInMap, 1) => "A key of the mapping.",
        (F::FindInMap, 2) => "A key below that one.",
        (F::FindInMap, _) => "`DefaultValue`, for keys that are not there. Needs `AWS::LanguageExtensions`.",
        (F::If, 0) | (F::Condition, _) => "The name of a condition.",
        (F::If, 1) => "The value where it holds.",
        (F::If, _) => "The value where it does not; `!Ref AWS::NoValue` for none.",
        (F::And | F::Or | F::Not, _) => "A condition: a function of conditions, or `!Condition` and a name.",
        (F::Equals, _) => "A text, or a function that gives one.",
        (F::Base64, _) => "A text, such as the script of user data.",
        (F::Cidr, 0) => "The block that is cut, such as `10.0.0.0/16`.",
        (F::Cidr, 1) => "How many blocks are cut from it: 1 to 256.",
        (F::Cidr, _) => "The bits for hosts: 8 makes blocks of `/24`, 6 of `/26`.",
        (F::GetAZs, _) => "A region; `\"\"` is the stack's own.",
        (F::ImportValue, _) => "The name under which another stack exports a value.",
        (F::GetStackOutput, 0) => "The name of the stack.",
        (F::GetStackOutput, _) => "The name of an output of it.",
        (F::Transform, 0) => "The name of a macro, such as `AWS::Include`.",
        (F::Transform, _) => "What it is given.",
        (F::ToJsonString, _) => "A map or a list.",
        (F::ForEach, 0) => "The name of the variable: `${Name}` and `&{Name}` in the body.",
        (F::ForEach, 1) => "A list of texts, or a parameter that holds one.",
        (F::ForEach, _) => "A map of what is made for each value; its keys hold the variable.",
        (F::Contains | F::EachMemberEquals, _) => "The text that is looked for.",
        (F::EachMemberIn, _) => "The texts that each has to be among.",
        (F::RefAll | F::ValueOfAll, 0) => "A type of parameters, such as `AWS::EC2::VPC::Id`.",
        (F::ValueOf, 0) => "The name of a parameter.",
        (F::ValueOf | F::ValueOfAll | F::RefAll, _) => "An attribute, such as `DefaultNetworkAcl`.",
    }
}
