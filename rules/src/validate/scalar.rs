//! Keywords about scalars, and the type of a value as CloudFormation converts it.

use formwork_schemas::{Keyword, Literal, Types};
use formwork_template::{Assumption, Kind, ScalarKind, Value};

use super::outside::{self, Reading};
use super::{Fault, Functions, Limit, Listing, Place, Validator};

impl<'a> Validator<'a> {
    pub(super) fn scalar_keyword(
        &mut self,
        keyword: &'a Keyword,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        // Nothing is like a missing property, but for an enum.
        let text = match (literal_text(value), keyword) {
            (Some(text), _) => text,
            (None, Keyword::Enum(_) | Keyword::EnumCaseInsensitive(_) | Keyword::Const(_)) => "",
            (None, _) => return,
        };
        let folded = self.folded(text, place);
        let text = folded.as_deref().unwrap_or(text);
        let fault = match keyword {
            Keyword::Enum(allowed) => {
                let fits = allowed.iter().any(|literal| equals(value, text, literal));
                (!fits).then_some(Fault::NotAllowed { allowed, by: Listing::Enum })
            }
            Keyword::EnumCaseInsensitive(allowed) => {
                let fits = allowed.iter().any(|literal| {
                    equals(value, text, literal)
                        || literal.as_str().is_some_and(|known| known.to_lowercase() == text.to_lowercase())
                });
                (!fits).then_some(Fault::NotAllowed { allowed, by: Listing::EnumInAnyCase })
            }
            Keyword::Const(literal) => (!equals(value, text, literal))
                .then_some(Fault::NotAllowed { allowed: std::slice::from_ref(literal), by: Listing::Const }),
            Keyword::Pattern(pattern) => {
                (pattern.is_match(text) == Some(false)).then_some(Fault::PatternMismatch { pattern })
            }
            Keyword::Format(name) => self.format_fault(name, value, text),
            Keyword::MinLength(min) => length_of(value, text)
                .filter(|actual| *actual < *min as usize)
                .map(|actual| Fault::Length { actual, limit: Limit::Min(*min) }),
            Keyword::MaxLength(max) => length_of(value, text)
                .filter(|actual| *actual > *max as usize)
                .map(|actual| Fault::Length { actual, limit: Limit::Max(*max) }),
            _ => value.number().and_then(|number| number_fault(keyword, number)),
        };
        if let Some(fault) = fault {
            self.report(fault, place, Some(value), when);
        }
    }
}

impl<'a> Validator<'a> {
    /// Whether a value is of one of these types, as [`has_type`] has it.
    pub(super) fn has_type(&self, value: Value<'a>, expected: Types) -> bool {
        match (value.kind(), self.reading) {
            (Kind::Function(_), _) if self.functions == Functions::Plain => {
                expected.intersects(Types::OBJECT)
            }
            // What a function gives, and what rows judge, is converted all the same.
            (_, Reading::Strict) if self.moved.is_none() && self.rule.is_none() => {
                value.is_null() || outside::is_written_as(value, expected)
            }
            (_, Reading::Property | Reading::Strict) => has_type(value, expected),
            (_, Reading::Converted) => !value.is_null() && has_type(value, expected),
            (_, Reading::Written) => outside::is_written_as(value, expected),
        }
    }

    /// A text in small letters, where it counts so.
    fn folded(&self, text: &str, place: Place<'a>) -> Option<String> {
        self.folded.filter(|property| *property == place.property).map(|_| text.to_lowercase())
    }

    fn format_fault(&self, name: &'a str, value: Value<'a>, text: &str) -> Option<Fault<'a>> {
        // A launch template looks its image up itself; a bucket without a name gets one.
        let excepted = match (name, self.resource_type) {
            ("AWS::EC2::Image.Id", "AWS::EC2::LaunchTemplate") => text.starts_with("resolve:ssm"),
            ("AWS::S3::Bucket.Name", "AWS::S3::Bucket") => text.is_empty(),
            _ => false,
        };
        if excepted {
            return None;
        }
        super::format::broken(name, value).map(|code| Fault::Format { format: name, code })
    }
}

fn number_fault<'a>(keyword: &Keyword, number: f64) -> Option<Fault<'a>> {
    let (broken, limit, exclusive) = match keyword {
        Keyword::Minimum(limit) => (number < limit.as_f64(), Limit::Min(*limit), false),
        Keyword::Maximum(limit) => (number > limit.as_f64(), Limit::Max(*limit), false),
        Keyword::ExclusiveMinimum(limit) => (number <= limit.as_f64(), Limit::Min(*limit), true),
        Keyword::ExclusiveMaximum(limit) => (number >= limit.as_f64(), Limit::Max(*limit), true),
        Keyword::MultipleOf(of) => {
            let times = number / of.as_f64();
            return ((times - times.round()).abs() > 1e-9).then_some(Fault::NotMultiple { of: *of });
        }
        _ => return None,
    };
    broken.then_some(Fault::Range { limit, exclusive })
}

/// The characters of a string; lengths say nothing of other scalars.
fn length_of(value: Value<'_>, text: &str) -> Option<usize> {
    (value.scalar()?.kind == ScalarKind::String).then(|| text.chars().count())
}

/// A scalar's text as CloudFormation passes it on: `yes` is `true`.
pub(super) fn literal_text(value: Value<'_>) -> Option<&str> {
    match value.scalar()?.kind {
        ScalarKind::Bool(true) => Some("true"),
        ScalarKind::Bool(false) => Some("false"),
        _ => value.text(),
    }
}

/// Whether two scalars are equal after CloudFormation's conversions.
pub(super) fn is_equal(value: Value<'_>, other: Value<'_>) -> bool {
    match (literal_text(value), literal_text(other)) {
        (Some(text), Some(other)) => {
            text == other || (matches!(text, "true" | "false") && other.eq_ignore_ascii_case(text))
        }
        _ => false,
    }
}

/// Whether a scalar equals a literal after CloudFormation's conversions: `5` is `"5"`, `"True"` is `true`.
fn equals(value: Value<'_>, text: &str, literal: &Literal) -> bool {
    match literal {
        Literal::String(known) => {
            known == text
                || (matches!(text, "true" | "false") && known.eq_ignore_ascii_case(text))
                || (matches!(known.as_str(), "true" | "false") && known.eq_ignore_ascii_case(text))
        }
        Literal::Bool(known) => value.boolean() == Some(*known),
        Literal::Number(known) => {
            value.number().is_some_and(|number| (number - known.as_f64()).abs() < f64::EPSILON)
        }
        Literal::Null | Literal::Array(_) | Literal::Object(_) => false,
    }
}

/// Whether a value is of one of these types, or a scalar that CloudFormation converts to one.
/// `null` is left to the parser's own findings.
/// Source: cfn-lint 1.58.0 without `E3012:strict`.
pub(super) fn has_type(value: Value<'_>, types: Types) -> bool {
    match value.kind() {
        Kind::Map | Kind::Tagged => types.intersects(Types::OBJECT),
        Kind::List => types.intersects(Types::ARRAY),
        Kind::Function(function) => !function.name.is_condition() || types.intersects(Types::OBJECT),
        Kind::Error => true,
        Kind::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => true,
            ScalarKind::Bool(_) => types.intersects(Types::BOOLEAN.union(Types::STRING)),
            ScalarKind::Integer(_) | ScalarKind::Float(_) => {
                types.intersects(Types::INTEGER.union(Types::NUMBER).union(Types::STRING))
            }
            ScalarKind::Date => types.intersects(Types::STRING),
            ScalarKind::String => {
                types.intersects(Types::STRING)
                    || (types.intersects(Types::BOOLEAN) && value.boolean().is_some())
                    || (types.intersects(Types::NUMBER) && value.number().is_some())
                    || (types.intersects(Types::INTEGER) && is_integer(value))
            }
        },
    }
}

fn is_integer(value: Value<'_>) -> bool {
    value.text().is_some_and(|text| {
        let digits = text.trim().trim_start_matches(['+', '-']);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    })
}
