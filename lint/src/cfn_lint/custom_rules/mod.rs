//! Rules that people write themselves, one a line: a resource type, a property,
//! an operator, a value, and as wanted a level and a message.
//!
//!     AWS::SQS::Queue DelaySeconds >= 10 WARN "Queues wait before they deliver"
//!
//! The code of a rule is 9000 and its line, behind the letter of its level.

mod line;
mod place;

use formwork_schemas::Pattern;
use formwork_template::{Template, Value};

use self::place::Found;
use super::finding::Finding;
use crate::report::position::Lines;

/// One line of the file.
#[derive(Debug, Clone)]
pub(super) struct CustomRule {
    code: String,
    resource_type: String,
    /// The property, from `Properties` down.
    property: Vec<String>,
    test: Test,
    message: Option<String>,
}

/// What a value is held to.
#[derive(Debug, Clone)]
enum Test {
    Equals(String),
    NotEquals(String),
    /// The value begins with a match.
    Matches(Pattern),
    In(Vec<String>),
    NotIn(Vec<String>),
    Compares(Comparison, String),
    IsDefined,
    IsNotDefined,
    /// The line is no rule; why.
    Malformed(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// The rules of a file.
pub(super) fn read(text: &str) -> Vec<CustomRule> {
    text.lines().zip(1..).filter_map(|(line, number)| line::read(line, number)).collect()
}

impl CustomRule {
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    pub(super) fn check(&self, file: Option<&str>, template: &Template, lines: &Lines<'_>) -> Vec<Finding> {
        if let Test::Malformed(problem) = &self.test {
            let (start, end) = lines.range(template.root().span());
            return vec![Finding { start, end, ..Finding::about(file, &self.code, problem.clone()) }];
        }
        let mut findings = Vec::new();
        for resource in template.resources().filter(|resource| resource.is(&self.resource_type)) {
            let properties = resource.properties().filter(|properties| properties.is_map());
            let Some((key, _)) = properties.and(resource.value().entry("Properties")) else { continue };
            for found in place::find(resource.id().text, key, properties, &self.property) {
                if let Some(problem) = self.problem(&found) {
                    let (start, end) = lines.range(found.span);
                    let message = self.message.clone().unwrap_or(problem);
                    let path = Some(found.path);
                    findings.push(Finding { start, end, path, ..Finding::about(file, &self.code, message) });
                }
            }
        }
        findings
    }

    /// What is wrong with the value that was found; nothing is where a function makes it.
    fn problem(&self, found: &Found<'_>) -> Option<String> {
        let property = self.property.join(".");
        let value = match (&self.test, found.value) {
            (Test::IsDefined, None) => return Some(format!("`{property}` is not defined")),
            (Test::IsDefined, Some(_)) | (_, None) => return None,
            (Test::IsNotDefined, Some(_)) => return Some(format!("`{property}` is defined")),
            (_, Some(value)) => value,
        };
        let text = decided(value)?;
        let text = text.as_str();
        match &self.test {
            Test::Equals(wanted) if !same(text, wanted) => {
                Some(format!("`{property}` is `{text}` and not `{wanted}`"))
            }
            Test::NotEquals(unwanted) if same(text, unwanted) => Some(format!("`{property}` is `{text}`")),
            Test::Matches(pattern) if pattern.is_match(text.trim()) == Some(false) => {
                Some(format!("`{property}` is `{text}`, which does not match `{}`", pattern.as_str()))
            }
            Test::In(set) if !set.iter().any(|one| one == text) => {
                Some(format!("`{property}` is `{text}` and none of {}", set.join(", ")))
            }
            Test::NotIn(set) if set.iter().any(|one| one == text) => {
                Some(format!("`{property}` is `{text}`"))
            }
            Test::Compares(comparison, limit) => comparison.problem(&property, text, limit),
            _ => None,
        }
    }
}

/// The text that a value is compared as; none where a function makes it.
fn decided(value: Value<'_>) -> Option<String> {
    if let Some(text) = value.text() {
        return Some(text.to_owned());
    }
    (value.is_map() || value.is_list()).then(|| value.canonical())
}

fn same(text: &str, other: &str) -> bool {
    text.trim().to_lowercase() == other.trim().to_lowercase()
}

impl Comparison {
    fn problem(self, property: &str, text: &str, limit: &str) -> Option<String> {
        let number = |text: &str| text.trim().parse::<i128>().ok();
        let (Some(value), Some(bound)) = (number(text), number(limit)) else {
            return Some(format!("`{property}` is `{text}`, which can't be compared with `{limit}`"));
        };
        let (holds, relation) = match self {
            Self::Greater => (value > bound, "greater than"),
            Self::GreaterOrEqual => (value >= bound, "at least"),
            Self::Less => (value < bound, "less than"),
            Self::LessOrEqual => (value <= bound, "at most"),
        };
        (!holds).then(|| format!("`{property}` is {value} and not {relation} {bound}"))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::read;
    use crate::check;
    use crate::report::position::Lines;

    /// The codes and places of what `rules` find in a queue.
    fn found(rules: &str, properties: &str) -> Vec<String> {
        let text = format!("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n{properties}\n");
        let text: Arc<str> = text.into();
        let template = check::template("a.yaml", &text, None);
        let lines = Lines::new(&text);
        let findings = read(rules).into_iter().flat_map(|rule| rule.check(None, &template, &lines));
        findings.map(|one| format!("{} {}:{}", one.rule, one.start.line, one.start.column)).collect()
    }

    #[test]
    fn each_operator() {
        let rules = "# a comment\n\
            AWS::SQS::Queue QueueName EQUALS dev\n\
            AWS::SQS::Queue QueueName != \"Dev-Q\" WARN\n\
            AWS::SQS::Queue QueueName REGEX_MATCH ^prod- ERROR\n\
            AWS::SQS::Queue QueueName IN [a, b] ERROR \"one of them\"\n\
            AWS::SQS::Queue QueueName NOT_IN [dev-q,b]\n\
            AWS::SQS::Queue DelaySeconds >= 10\n\
            AWS::SQS::Queue DelaySeconds < 10\n\
            AWS::SQS::Queue KmsMasterKeyId IS DEFINED\n\
            AWS::SQS::Queue QueueName IS NOT_DEFINED\n\
            AWS::SNS::Topic TopicName EQUALS x\n\
            AWS::SQS::Queue QueueName LIKE x";
        let properties = "      QueueName: dev-q\n      DelaySeconds: 5";
        assert_eq!(
            found(rules, properties),
            [
                "E9002 5:7",
                "W9003 5:7",
                "E9004 5:7",
                "E9005 5:7",
                "E9006 5:7",
                "E9007 6:7",
                "E9009 4:5",
                "E9010 5:7",
                "E9012 1:1"
            ]
        );
    }

    #[test]
    fn functions_are_not_judged_and_their_branches_are() {
        let rule = "AWS::SQS::Queue QueueName EQUALS a";
        assert_eq!(found(rule, "      QueueName: !Ref Q").len(), 0);
        assert_eq!(found(rule, "      QueueName: !If [C, a, b]"), ["E9001 5:29"]);
        let rule = "AWS::SQS::Queue Tags.Key EQUALS a";
        assert_eq!(found(rule, "      Tags:\n      - Key: b\n      - Key: a"), ["E9001 6:9"]);
    }
}
