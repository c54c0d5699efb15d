//! Documents of Systems Manager.

use formwork_schemas::rule_schema;
use formwork_template::{Assumption, Syntax, Value};

use crate::rule::rows;
use crate::validate::{Place, Validator};

rows! {
    /// A Systems Manager document is not one.
    ///
    /// Systems Manager refuses it when it is created: it has a `schemaVersion` that
    /// there is, and texts where texts are wanted. It may stand as JSON or YAML in a text.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Patch:
    ///     Type: AWS::SSM::Document
    ///     Properties:
    ///       Content:
    ///         schemaVersion: "2.1"
    /// #       ^^^^^^^^^^^^^ `schemaVersion` is `2.1`, which is none of the allowed values
    ///         description: Installs patches
    ///   Reboot:
    ///     Type: AWS::SSM::Document
    ///     Properties:
    ///       Content: "mainSteps: ["
    /// #     ^^^^^^^ The text is neither JSON nor YAML that can be read
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Patch:
    ///     Type: AWS::SSM::Document
    ///     Properties:
    ///       Content:
    ///         schemaVersion: "2.2"
    ///         description: Installs patches
    ///   Reboot:
    ///     Type: AWS::SSM::Document
    ///     Properties:
    ///       Content: '{ "schemaVersion": "0.3" }'
    /// ```
    "E3051" "invalid-ssm-document" Error since "0.1" {
        at: ["AWS::SSM::Document/Content"],
        code: document,
    }
}

fn document<'a>(validator: &mut Validator<'a>, content: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    let Some(schema) = rule_schema("other/ssm/document") else { return };
    let Some(text) = content.string() else {
        return validator.as_written(|validator| validator.by_values(schema, content, place, when));
    };
    if text.text.contains("{{resolve:") {
        return;
    }
    let read = |syntax| validator.written_in(text.text, syntax);
    match read(Syntax::Json).or_else(|| read(Syntax::Yaml)) {
        Some(made) => validator.somewhere_else(place.span, |validator| {
            validator.as_written(|validator| validator.by_document(schema, made, place, when));
        }),
        None => validator.say(place, when, "The text is neither JSON nor YAML that can be read", None),
    }
}
