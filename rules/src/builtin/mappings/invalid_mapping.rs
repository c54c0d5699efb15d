use crate::Context;
use formwork_template::{FunctionName, Name, Section, Value};

use crate::members;
use crate::rule::{Rule, rule};

rule! {
    /// A mapping has not the structure of one.
    ///
    /// It is a map of maps of texts or lists, and none of them is empty. Names have
    /// letters and digits only, and those of the second level dots and dashes too.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   My.Names:
    /// # ^^^^^^^^ The mapping name `My.Names` has other characters than letters and digits
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidMapping {
        code: "E7001",
        name: "invalid-mapping",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidMapping {
    fn check(cx: &mut Context<'_>) {
        let Some((key, section)) = cx.template().section(Section::Mappings) else { return };
        if !section.is_map() {
            if !section.is_error() && section.function().is_none() {
                cx.report::<Self>(key.span, "The section `Mappings` is not a map");
            }
            return;
        }
        members::bad_names::<Self>(cx, Section::Mappings, "mapping name");
        for (id, value) in section.entries().filter(|(id, _)| id.text != "Fn::Transform") {
            filled(cx, id, value);
            for (top, inner) in value.entries().filter(|(key, _)| key.text != "Fn::Transform") {
                plain(cx, top, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
                filled(cx, top, inner);
                for (second, value) in inner.entries().filter(|(key, _)| key.text != "Fn::Transform") {
                    plain(cx, second, |byte| byte.is_ascii_alphanumeric());
                    let is_made =
                        value.function().is_some_and(|function| function.name != FunctionName::Transform);
                    if is_made || value.is_map() || value.is_null() {
                        let message = format!("The value of `{second}` is neither a string nor a list");
                        cx.report::<Self>(second.span, message);
                    }
                }
            }
        }
    }
}

fn filled(cx: &mut Context<'_>, id: Name<'_>, value: Value<'_>) {
    if value.is_error() || value.function().is_some() {
        return;
    }
    if !value.is_map() {
        cx.report::<InvalidMapping>(id.span, format!("`{id}` is not a map"));
    } else if value.entries().next().is_none() {
        cx.report::<InvalidMapping>(id.span, format!("`{id}` is empty"));
    }
}

fn plain(cx: &mut Context<'_>, id: Name<'_>, fits: fn(u8) -> bool) {
    if id.text.is_empty() || !id.text.bytes().all(fits) {
        let message = format!("The key `{id}` has characters that keys of a mapping can't have");
        cx.report::<InvalidMapping>(id.span, message);
    }
}
