use formwork_schemas::Pattern;
use formwork_template::{Parameter, Value};

use crate::nearest::{is_slip, nearest};
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Fix};

rule! {
    /// The default of a parameter breaks the parameter's own constraints.
    ///
    /// A stack that gives no value can't be deployed then: the default has to be one of
    /// `AllowedValues`, fit `AllowedPattern`, and lie within the bounds.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Stage:
    ///     Type: String
    ///     Default: prd
    /// #   ^^^^^^^ The default `prd` is not one of `AllowedValues`
    ///     AllowedValues: [test, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Stage:
    ///     Type: String
    ///     Default: prod
    ///     AllowedValues: [test, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Stage:
    ///     Type: String
    ///     Default: prod
    ///     AllowedValues: [test, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidDefault {
        code: "E2015",
        name: "invalid-parameter-default",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidDefault {
    fn check(cx: &mut Context<'_>) {
        for parameter in cx.template().parameters() {
            let Some((key, default)) = parameter.0.value.entry("Default") else { continue };
            let Some(text) = default.text() else { continue };
            let broken = match constraint(parameter, default, text) {
                // Each item of a list may be judged, or the text as a whole.
                Some(_) if parameter.is_list() => {
                    let mut items = text.split(',').map(str::trim);
                    items.find_map(|item| constraint(parameter, default, item))
                }
                broken => broken,
            };
            if let Some(broken) = broken {
                let found = cx.report::<Self>(key.span, format!("The default `{text}` {broken}"));
                let allowed = parameter.allowed_values().into_iter().flat_map(|list| list.items().filter_map(Value::text));
                if let Some(near) = nearest(text, allowed).filter(|_| !parameter.is_list()) {
                    found.help(format!("Change it to `{near}`"));
                    found.fix = Fix::literal(default, near, Applicability::Unsafe).filter(|_| is_slip(text, near));
                }
            }
        }
    }
}

/// What is wrong with a default, after `The default ...`.
fn constraint(parameter: Parameter<'_>, default: Value<'_>, text: &str) -> Option<String> {
    let get = |key: &str| parameter.0.value.get(key);
    if let Some(allowed) = parameter.allowed_values()
        && allowed.items().all(|item| item.text().is_some_and(|allowed| allowed != text))
    {
        return Some("is not one of `AllowedValues`".to_owned());
    }
    let pattern = get("AllowedPattern").and_then(Value::text);
    if let Some(pattern) = pattern
        && Pattern::new(&format!("^(?:{pattern})")).is_match(text) == Some(false)
    {
        return Some(format!("does not fit `{pattern}`"));
    }
    let bound = |key: &str| get(key).and_then(Value::number);
    let number = default.number().filter(|_| parameter.type_name().is_some_and(|name| name.text == "Number"));
    let length = get("Default").map(|_| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX)));
    let below = |value: Option<f64>, key: &str| value.zip(bound(key)).is_some_and(|(value, least)| value < least);
    let above = |value: Option<f64>, key: &str| value.zip(bound(key)).is_some_and(|(value, most)| value > most);
    if below(number, "MinValue") {
        Some("is less than `MinValue`".to_owned())
    } else if above(number, "MaxValue") {
        Some("is more than `MaxValue`".to_owned())
    } else if below(length, "MinLength") {
        Some("is shorter than `MinLength`".to_owned())
    } else if above(length, "MaxLength") {
        Some("is longer than `MaxLength`".to_owned())
    } else {
        None
    }
}
