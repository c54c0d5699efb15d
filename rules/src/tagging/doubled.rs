//! What cfn-lint says of tags a second time: it judges them by a schema of
//! their own, and what is wrong with a function there comes under the tags' code
//! as well. Only for its front end.

use formwork_template::{Section, Span, Value};

use crate::Context;
use crate::sites::Site;

/// Rules about functions; not those of functions that give lists, which the schema of tags takes.
const CODES: &[&str] = &[
    "E1010", "E1011", "E1016", "E1017", "E1019", "E1020", "E1021", "E1022", "E1024", "E1028", "E1030",
    "E1031", "E1033",
];

/// Places and messages of what is doubled in the tags of resources, which are given by their properties.
pub(crate) fn faults(cx: &mut Context<'_>, tagged: &[Site<'_, '_>]) -> Vec<(Span, String)> {
    let tags: Vec<_> = tagged.iter().filter_map(|properties| properties.entry("Tags")).collect();
    let spans: Vec<Span> = tags.iter().map(|(key, value)| key.span.cover(value.span())).collect();
    let problems = CODES.iter().flat_map(|code| cx.function_problems(code));
    let inside = problems.filter(|problem| spans.iter().any(|span| span.contains(problem.span)));
    let mut found: Vec<_> = inside.map(|problem| (problem.span, problem.message)).collect();
    for item in tags.iter().flat_map(|(_, list)| list.items()).filter(|item| lacks_key(cx, *item)) {
        found.push((item.span(), "The tag has no `Key`".to_owned()));
    }
    found
}

/// Whether an item is a function whose value nobody knows, which cfn-lint takes for a map.
fn lacks_key(cx: &Context<'_>, item: Value<'_>) -> bool {
    let Some(function) = item.function().filter(|_| !item.is_no_value()) else { return false };
    let condition = function.choice().map(|choice| choice.condition.text);
    condition.is_none_or(|condition| !cx.index().may_define(Section::Conditions, condition))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Syntax, Template, parse};

    use crate::{Config, Front, Overrides, Settings, check};

    #[test]
    fn the_front_end_of_cfn_lint_doubles_problems_of_functions() {
        let text = "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags:\n        \
                    - { Key: a, Value: !Ref Missing }\n        \
                    - !If [Undefined, { Key: b, Value: c }, !Ref AWS::NoValue]\n";
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        for (front, expected) in [(Front::Formwork, 0), (Front::CfnLint, 3)] {
            let overrides = Overrides { front, ..Overrides::default() };
            let report = check(&template, &Settings::new(Config::default(), overrides));
            let doubled = report.diagnostics.iter().filter(|found| found.rule.as_str() == "E3024");
            assert_eq!(doubled.count(), expected, "{front:?}");
        }
    }
}
