//! Definitions of state machines, in the States Language: as a map, or as JSON in
//! a text. Which states may have which fields depends on the query language.

use std::sync::OnceLock;

use formwork_schemas::{Document, rule_data, rule_schema};
use formwork_template::{Assumption, Name, Syntax, Value};
use serde_json::json;

use crate::nearest::nearest;
use crate::validate::{Place, Validator};

const SCHEMA: &str = "other/step_functions/statemachine";

/// Judges the definition in the properties of a state machine.
pub(crate) fn judge<'a>(
    validator: &mut Validator<'a>,
    properties: Value<'a>,
    place: Place<'a>,
    when: &Assumption<'a>,
) {
    let substitutions = properties.get("DefinitionSubstitutions").into_iter().flat_map(Value::entries);
    let substitutions: Vec<&str> = substitutions.map(|(name, _)| name.text).collect();
    let is_substitution = |value: Value<'a>| {
        let text = value.text().unwrap_or_default();
        substitutions.contains(&text.replace("${", "").replace('}', "").trim())
    };
    validator.exempting(is_substitution, |validator| {
        let is_sam = validator.template().is_sam();
        for (key, value) in properties.entries().filter(|(key, _)| holds_definition(key.text, is_sam)) {
            let place = place.key(key, key.text);
            match value.text() {
                None if value.entries().next().is_some() => definition(validator, value, place, when),
                Some(text) => {
                    let Some(made) = validator.written_in(text, Syntax::Json) else { continue };
                    validator.somewhere_else(place.span, |validator| {
                        definition(validator, made, place, when);
                    });
                }
                None => {}
            }
        }
    });
}

/// Whether a definition stands at a property. SAM replaces texts before they are read.
fn holds_definition(property: &str, is_sam: bool) -> bool {
    property == "Definition" || (property == "DefinitionString" && !is_sam)
}

fn definition<'a>(
    validator: &mut Validator<'a>,
    definition: Value<'a>,
    place: Place<'a>,
    when: &Assumption<'a>,
) {
    let languages = match definition.get("QueryLanguage") {
        None => vec![(None, when.clone())],
        Some(language) => {
            let cases = language.possibilities_when(when).into_iter();
            cases.map(|case| (case.value, case.when)).collect()
        }
    };
    for (language, when) in languages {
        let schema = match language.map(Value::text) {
            None | Some(Some("JSONPath")) => rule_schema(SCHEMA),
            Some(Some("JSONata")) => jsonata(),
            Some(_) => None,
        };
        let Some(schema) = schema else { continue };
        validator.by_values(schema, definition, place, &when);
        starts(validator, definition, place, &when);
    }
}

/// Reports each `StartAt` that names no state beside it, here and in the machines inside.
fn starts<'a>(validator: &mut Validator<'a>, machine: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
    let Some(states) = machine.get("States").filter(|states| states.is_map()) else { return };
    let Some((key, start)) = machine.entry("StartAt") else { return };
    if let Some(start) = start.string().filter(|start| is_missing(*start, states)) {
        let near = nearest(start.text, states.entries().map(|(name, _)| name.text));
        let help = near.map(|near| format!("Change it to `{near}`"));
        let message = format!("`StartAt` is `{start}`, and there is no state of that name beside it");
        validator.say(place.key(key, "StartAt"), when, message, help);
    }
    for (_, state) in states.entries() {
        match state.get("Type").and_then(Value::text) {
            Some("Parallel") => {
                for branch in state.get("Branches").into_iter().flat_map(Value::items) {
                    starts(validator, branch, place, when);
                }
            }
            Some("Map") => {
                for machine in ["ItemProcessor", "Iterator"].into_iter().filter_map(|key| state.get(key)) {
                    starts(validator, machine, place, when);
                }
            }
            _ => {}
        }
    }
}

/// Whether no state has the name, which has to be known.
fn is_missing(name: Name<'_>, states: Value<'_>) -> bool {
    !name.text.contains("${") && states.get(name.text).is_none()
}

/// The schema of machines whose query language is JSONata: fields that hold paths go, `Arguments` and `Output` come.
/// Source: the States Language specification; what cfn-lint 1.58.0 makes of its schema.
fn jsonata() -> Option<&'static Document> {
    static READ: OnceLock<Option<Document>> = OnceLock::new();
    let read = || {
        let mut schema: serde_json::Value = serde_json::from_str(&rule_data(SCHEMA)?).ok()?;
        let mut set = |pointer: &str, field: &str, value: serde_json::Value| {
            let holder = schema.pointer_mut(pointer).and_then(serde_json::Value::as_object_mut);
            holder.map(|holder| holder.insert(field.to_owned(), value))
        };
        let common = json!([{ "properties": {
            "QueryLanguage": { "const": "JSONata" },
            "InputPath": false,
            "OutputPath": false,
            "Parameters": false,
            "ResultPath": false,
            "ResultSelector": false,
        } }]);
        let choices = json!([{ "properties": { "Choices": { "items": {
            "type": "object",
            "required": ["Condition", "Next"],
            "additionalProperties": false,
            "properties": {
                "Assign": { "type": "object" },
                "Comment": { "type": "string" },
                "Condition": { "type": "string" },
                "Next": { "type": "string", "pattern": "^.{1,128}$" },
                "Output": { "type": ["string", "object"] },
            },
        } } } }]);
        let seconds = json!({ "type": ["number", "string"], "minimum": 0, "maximum": 99_999_999 });
        set("/definitions/common", "allOf", common)?;
        set("/definitions/choice", "allOf", choices)?;
        set("/definitions/wait/properties", "Seconds", seconds)?;
        for path in ["ItemsPath", "MaxConcurrencyPath"] {
            set("/definitions/map/properties", path, json!(false))?;
        }
        for kind in ["choice", "fail", "map", "parallel", "pass", "task", "wait"] {
            let properties = format!("/definitions/{kind}/properties");
            set(&properties, "Arguments", json!({ "type": ["string", "object"] }))?;
        }
        Document::from_json(&schema.to_string()).ok()
    };
    READ.get_or_init(read).as_ref()
}

#[cfg(test)]
mod tests {
    use crate::testing::findings;

    fn found(properties: &str) -> String {
        let head = "Resources:\n  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n";
        findings("E3601", "", &format!("{head}{properties}")).0
    }

    #[test]
    fn a_query_language_decides_which_fields_there_are() {
        let state = "StartAt: A, States: { A: { Type: Pass, InputPath: $.a, End: true } }";
        assert_eq!(found(&format!("      Definition: {{ {state} }}")), "");
        assert_eq!(
            found(&format!("      Definition: {{ QueryLanguage: JSONata, {state} }}")),
            "5: `InputPath` is `$.a`, which is not allowed here\n"
        );
        assert_eq!(found(&format!("      Definition: {{ QueryLanguage: !Ref Language, {state} }}")), "");
    }

    #[test]
    fn a_definition_in_a_text_is_told_at_its_key() {
        let text = r#"      DefinitionString: '{ "StartAt": "B", "States": { "A": { "Type": "Pass", "End": true } } }'"#;
        assert_eq!(found(text), "5: `StartAt` is `B`, and there is no state of that name beside it\n");
        assert_eq!(found("      DefinitionString: '{ \"StartAt\"'"), "", "no JSON");
    }

    #[test]
    fn what_is_substituted_may_be_anything() {
        let state = "StartAt: A, States: { A: { Type: Task, Resource: '${ Job }', End: true } }";
        let definition = format!("      Definition: {{ {state} }}\n");
        assert_eq!(
            found(&definition),
            "5: `Resource` is `${ Job }`, which has not the form that is wanted\n"
        );
        assert_eq!(found(&format!("{definition}      DefinitionSubstitutions: {{ Job: x }}")), "");
    }

    #[test]
    fn machines_inside_start_at_their_own_states() {
        let inner = "StartAt: A, States: { I: { Type: Pass, End: true } }";
        let parallel = format!("A: {{ Type: Parallel, End: true, Branches: [{{ {inner} }}] }}");
        assert_eq!(
            found(&format!("      Definition: {{ StartAt: A, States: {{ {parallel} }} }}")),
            "5: `StartAt` is `A`, and there is no state of that name beside it\n"
        );
    }
}
