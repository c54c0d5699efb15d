//! A line of the file, as text.

use formwork_schemas::Pattern;

use super::{Comparison, CustomRule, Test};

/// Levels, and the letters of the codes that they give.
const LEVELS: [(&str, char); 2] = [("WARN", 'W'), ("ERROR", 'E')];

/// The rule of a line; none for a comment and for nothing.
pub(super) fn read(line: &str, number: u32) -> Option<CustomRule> {
    let line = line.trim_end();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let mut parts = line.splitn(4, ' ');
    let (Some(kind), Some(property), Some(operator), Some(rest)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        let problem = "the line has no resource type, property, operator and value";
        return Some(malformed(number, problem));
    };
    let level = LEVELS.into_iter().find_map(|(word, letter)| Some((rest.split_once(word)?, letter)));
    let ((value, message), letter) = level.unwrap_or(((rest, ""), 'E'));
    let message = message.trim().trim_matches('"');
    match test(operator, value.trim()) {
        Ok(test) => Some(CustomRule {
            code: format!("{letter}{}", 9000 + number),
            resource_type: kind.to_owned(),
            property: property.split('.').map(str::to_owned).collect(),
            test,
            message: Some(message.to_owned()).filter(|message| !message.is_empty()),
        }),
        Err(problem) => Some(malformed(number, &problem)),
    }
}

fn malformed(number: u32, problem: &str) -> CustomRule {
    CustomRule {
        code: format!("E{}", 9000 + number),
        resource_type: String::new(),
        property: Vec::new(),
        test: Test::Malformed(format!("Line {number} of the custom rules is no rule: {problem}")),
        message: None,
    }
}

fn test(operator: &str, value: &str) -> Result<Test, String> {
    let text = || value.trim_matches('"').to_owned();
    Ok(match operator {
        "EQUALS" | "==" => Test::Equals(text()),
        "NOT_EQUALS" | "!=" => Test::NotEquals(text()),
        "REGEX_MATCH" => {
            let pattern = Pattern::new(&format!("^(?:{})", text()));
            if pattern.is_match("").is_none() {
                return Err(format!("`{}` is no regular expression", text()));
            }
            Test::Matches(pattern)
        }
        "IN" => Test::In(set(value)),
        "NOT_IN" => Test::NotIn(set(value)),
        ">" => Test::Compares(Comparison::Greater, text()),
        ">=" => Test::Compares(Comparison::GreaterOrEqual, text()),
        "<" => Test::Compares(Comparison::Less, text()),
        "<=" => Test::Compares(Comparison::LessOrEqual, text()),
        "IS" if text() == "DEFINED" => Test::IsDefined,
        "IS" if text() == "NOT_DEFINED" => Test::IsNotDefined,
        "IS" => return Err(format!("`IS {value}` is neither `IS DEFINED` nor `IS NOT_DEFINED`")),
        _ => {
            let known = "EQUALS, NOT_EQUALS, ==, !=, REGEX_MATCH, IN, NOT_IN, >, >=, <, <= and IS";
            return Err(format!("there is no operator `{operator}`; there are {known}"));
        }
    })
}

/// `[a, b]`; anything else is a set of one.
fn set(value: &str) -> Vec<String> {
    let items = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    let items = items.map_or(vec![value], |items| items.split(',').collect());
    items.into_iter().map(|item| item.trim().trim_matches('"').to_owned()).collect()
}
