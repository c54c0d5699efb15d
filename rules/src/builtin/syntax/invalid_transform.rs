use crate::Context;
use formwork_template::{Place, Section, Value};
use crate::rule::{Rule, rule};

rule! {
    /// The `Transform` section does not name macros.
    ///
    /// It is the name of a macro, a map with `Name` and `Parameters`, or a list of
    /// these.
    ///
    /// ```yaml bad
    /// Transform: { Parameters: {} }
    /// #<^^^^^^^ The transform has no `Name`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Transform: [AWS::LanguageExtensions]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidTransform {
        code: "E1005",
        name: "invalid-transform",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidTransform {
    fn check(cx: &mut Context<'_>) {
        let Some((key, value)) = cx.template().section(Section::Transform) else { return };
        let place = Place::key(key.span);
        if value.is_list() {
            for item in value.items() {
                transform::<Self>(cx, item, place.item(item));
            }
        } else {
            transform::<Self>(cx, value, place);
        }
    }
}

fn transform<R: Rule>(cx: &mut Context<'_>, value: Value<'_>, place: Place) {
    if value.text().is_some() || value.is_error() {
        return;
    }
    if !value.is_map() {
        cx.report::<R>(place.span(), "A transform is a name, or a map with `Name`");
        return;
    }
    for (key, value) in value.entries() {
        match key.text {
            "Name" if value.text().is_none() => {
                cx.report::<R>(key.span, "The name of a transform is not a string");
            }
            "Parameters" if !value.is_map() => {
                cx.report::<R>(key.span, "The parameters of a transform are not a map");
            }
            "Name" | "Parameters" => {}
            _ => {
                cx.report::<R>(key.span, format!("A transform has no `{key}`"));
            }
        }
    }
    if value.get("Name").is_none() {
        cx.report::<R>(place.span(), "The transform has no `Name`");
    }
}
