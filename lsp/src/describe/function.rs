//! The intrinsic functions. Source: intrinsic function reference of the CloudFormation template reference.

use formwork_template::FunctionName;

use super::markdown::Markdown;

/// The arguments of a function, and what it gives.
fn facts(name: FunctionName) -> (&'static [&'static str], &'static str) {
    use FunctionName as F;
    match name {
        F::Ref => (&["logicalName"], "The value of a parameter, or what identifies a resource."),
        F::GetAtt => (&["logicalName", "attribute"], "An attribute of a resource."),
        F::Sub => (
            &["text", "variables"],
            "The text with each `${Name}` and `${Name.Attribute}` replaced; `${!Name}` stays as `${Name}`.",
        ),
        F::Join => (&["delimiter", "values"], "The values as one text with the delimiter between them."),
        F::Select => (&["index", "values"], "One of the values, counted from 0."),
        F::Split => (&["delimiter", "text"], "The parts of the text between delimiters, as a list."),
        F::FindInMap => (&["mapName", "topLevelKey", "secondLevelKey", "options"], "A value of a mapping."),
        F::If => (
            &["condition", "ifTrue", "ifFalse"],
            "One value where the condition holds, another where it does not.",
        ),
        F::And => (&["condition", "condition", "..."], "Whether all of two to ten conditions hold."),
        F::Or => (&["condition", "condition", "..."], "Whether any of two to ten conditions holds."),
        F::Not => (&["condition"], "Whether the condition does not hold."),
        F::Equals => (&["one", "other"], "Whether two values are equal."),
        F::Base64 => (&["text"], "The text in Base64, as user data takes it."),
        F::Cidr => (&["ipBlock", "count", "cidrBits"], "Address blocks within a block, as a list."),
        F::GetAZs => {
            (&["region"], "The Availability Zones of a region, as a list; `\"\"` is the stack's own.")
        }
        F::ImportValue => (&["exportName"], "What an output of another stack exports."),
        F::GetStackOutput => (&["stack", "output"], "An output of another stack."),
        F::Transform => (&["name", "parameters"], "What a macro makes of this part of the template."),
        F::Length => (&["values"], "How many values there are. Needs `AWS::LanguageExtensions`."),
        F::ToJsonString => (&["value"], "The value as JSON text. Needs `AWS::LanguageExtensions`."),
        F::ForEach => (
            &["identifier", "collection", "body"],
            "The body once for each value. Needs `AWS::LanguageExtensions`.",
        ),
        F::Contains => (&["values", "value"], "Whether a value is among others; in `Rules`."),
        F::EachMemberEquals => (&["values", "value"], "Whether all values are equal to one; in `Rules`."),
        F::EachMemberIn => (&["values", "others"], "Whether all values are among others; in `Rules`."),
        F::RefAll => (&["parameterType"], "All values of parameters of a type; in `Rules`."),
        F::ValueOf => (&["parameter", "attribute"], "An attribute of what a parameter names; in `Rules`."),
        F::ValueOfAll => {
            (&["parameterType", "attribute"], "That attribute of all parameters of a type; in `Rules`.")
        }
        F::Condition => (&["conditionName"], "Whether a condition of the template holds."),
    }
}

/// The names of its arguments.
pub(crate) fn arguments(name: FunctionName) -> &'static [&'static str] {
    facts(name).0
}

/// What a function gives, in a sentence.
pub(crate) fn about_function(name: FunctionName) -> &'static str {
    facts(name).1
}

/// What a function does.
pub(crate) fn function(name: FunctionName) -> String {
    let (arguments, about) = facts(name);
    let list = match arguments {
        [one] => (*one).to_owned(),
        many => format!("[{}]", many.join(", ")),
    };
    let short = match name {
        FunctionName::Sub => "!Sub text".to_owned(),
        FunctionName::GetAtt => "!GetAtt logicalName.attribute".to_owned(),
        _ => format!("!{} {list}", name.tag()),
    };
    let forms = match name {
        FunctionName::Condition => short,
        FunctionName::ForEach => "Fn::ForEach::Name: [identifier, collection, body]".to_owned(),
        _ => format!("{short}\n{}: {list}", name.key()),
    };
    let page = match name {
        FunctionName::Ref => "intrinsic-function-reference-ref".to_owned(),
        FunctionName::If
        | FunctionName::And
        | FunctionName::Or
        | FunctionName::Not
        | FunctionName::Equals
        | FunctionName::Condition => "intrinsic-function-reference-conditions".to_owned(),
        _ => format!("intrinsic-function-reference-{}", name.tag().to_lowercase()),
    };
    let mut said = Markdown::default();
    said.code("yaml", &forms);
    said.paragraph(about);
    said.link("Documentation", Some(super::link::page(&page)));
    said.into_text()
}
