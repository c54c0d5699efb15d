//! What other servers for templates get wrong, each as a case that holds here; and clients that behave badly.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::client::{Client, uri};

const TEMPLATE: &str = "\
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub \"${Env}-${Other}\"
Parameters:
  Env: { Type: String }
  Other: { Type: String }
";

/// A folder with nothing in it.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("server-faults");
    std::fs::create_dir_all(&folder).expect("it can be made");
    folder.canonicalize().expect("it is there")
}

fn client() -> (Client, String) {
    let folder = folder();
    let client = Client::initialized(&folder, &json!({}));
    (client, uri(&folder.join("template.yaml")))
}

/// The rules behind errors.
fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter(|it| it["severity"] == 1).filter_map(|it| it["code"].as_str()).collect()
}

/// The position of a text that a document has once, as parameters of a request.
fn at(uri: &str, text: &str, wanted: &str) -> Value {
    let offset = text.find(wanted).expect("it is there");
    let line = text[..offset].matches('\n').count();
    let column = offset - text[..offset].rfind('\n').map_or(0, |at| at + 1);
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": column } })
}

#[test]
fn a_template_that_does_not_parse_gets_its_errors_and_the_rest() {
    let (mut client, uri) = client();
    client.open(&uri, &TEMPLATE.replace("\"${Env}-${Other}\"", "[").replace("S3::Bucket", "S3::Buckt"));
    let found = client.published(&uri, 1);
    assert!(codes(&found).contains(&"E0000"), "{found:?}");
    assert!(codes(&found).contains(&"E3006"), "{found:?}");
    let json = uri.replace("template.yaml", "template.json");
    client.open(&json, "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Buckt\", \"DependsOn\": [}}}");
    let found = client.published(&json, 1);
    assert!(codes(&found).contains(&"E0000") && codes(&found).contains(&"E3006"), "{found:?}");
}

#[test]
fn quotes_at_the_end_and_three_in_a_row_are_text() {
    let (mut client, uri) = client();
    let text = TEMPLATE.replace("!Sub \"${Env}-${Other}\"", "x") + "Description: \"";
    client.open(&uri, &text);
    let found = client.published(&uri, 1);
    assert_eq!(codes(&found).iter().filter(|code| **code == "E0000").count(), 1, "{found:?}");
    let code = "Resources:\n  F:\n    Type: AWS::CloudFormation::WaitConditionHandle\n    Metadata:\n      Code: |\n        def f():\n          \"\"\"Text.\"\"\"\n";
    client.edit(&uri, 2, [0, 0, 99, 0], code);
    assert_eq!(codes(&client.published(&uri, 2)), [] as [&str; 0]);
}

#[test]
fn edits_behind_other_scripts_hit_their_place() {
    for encoding in ["utf-16", "utf-8"] {
        let folder = folder();
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let mut client = Client::initialized(&folder, &capabilities);
        let uri = uri(&folder.join("template.yaml"));
        // 𝄞 is four bytes and two code units.
        client.open(&uri, "Description: ä𝄞 x\nResources:\n  A:\n    Type: AWS::S3::Buckt\n");
        assert_eq!(codes(&client.published(&uri, 1)), ["E3006"]);
        let column = if encoding == "utf-8" { 20 } else { 17 };
        client.edit(&uri, 2, [0, column, 0, column + 1], "y");
        client.published(&uri, 2);
        client.edit(&uri, 3, [3, 23, 3, 23], "e");
        assert_eq!(codes(&client.published(&uri, 3)), [] as [&str; 0], "{encoding}");
    }
}

#[test]
fn a_client_that_answers_nothing_and_knows_nothing_is_served() {
    let (mut client, uri) = client();
    client.say("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.say("$/setTrace", json!({ "value": "verbose" }));
    client.say("textDocument/didSave", Value::Null);
    client.open(&uri, TEMPLATE);
    client.published(&uri, 1);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn findings_are_at_their_places() {
    let (mut client, uri) = client();
    client.open(
        &uri,
        "Resources:\n  Role:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref AWS::NoValue\n      MapPublicIpOnLaunch: true\n",
    );
    let found = client.published(&uri, 1);
    let public = found.iter().find(|it| it["code"] == "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED");
    let range = &public.expect("it is found")["range"];
    assert_eq!(range["start"], json!({ "line": 5, "character": 27 }));
    assert_eq!(range["end"], json!({ "line": 5, "character": 31 }));
}

#[test]
fn a_type_in_json_is_completed_as_a_value() {
    let (mut client, uri) = client();
    let uri = uri.replace("yaml", "json");
    let text = "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucke\"}}}";
    client.open(&uri, text);
    let mut place = at(&uri, text, "AWS::S3::Bucke");
    place["position"]["character"] = json!(44);
    let items = client.ask("textDocument/completion", place);
    let bucket =
        items["items"].as_array().and_then(|items| items.iter().find(|it| it["label"] == "AWS::S3::Bucket"));
    let edit = &bucket.expect("it is offered")["textEdit"];
    assert_eq!(edit["newText"], "AWS::S3::Bucket");
    assert_eq!(edit["range"]["start"]["character"], 30);
    assert_eq!(edit["range"]["end"]["character"], 44);
}

#[test]
fn every_variable_of_a_sub_is_its_own() {
    let (mut client, uri) = client();
    client.open(&uri, TEMPLATE);
    let definition = client.ask("textDocument/definition", at(&uri, TEMPLATE, "Other}"));
    let definition = definition.get(0).unwrap_or(&definition);
    assert_eq!(definition["range"]["start"]["line"], 7, "{definition}");
    let hover = client.ask("textDocument/hover", at(&uri, TEMPLATE, "Other}"));
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.contains("Other")), "{hover}");
}

#[test]
fn references_are_offered_where_nothing_is_typed() {
    let (mut client, uri) = client();
    for (value, wanted) in [("!Ref ", "Env"), ("!FindInMap [", "Map")] {
        let text =
            TEMPLATE.replace("!Sub \"${Env}-${Other}\"", value) + "Mappings:\n  Map: { a: { b: c } }\n";
        client.open(&uri, &text);
        let mut place = at(&uri, &text, value);
        place["position"]["character"] = json!(18 + value.len());
        let items = client.ask("textDocument/completion", place);
        let labels: Vec<&str> =
            items["items"].as_array().into_iter().flatten().filter_map(|it| it["label"].as_str()).collect();
        assert!(labels.contains(&wanted), "{value}: {labels:?}");
        assert!(!labels.iter().any(|label| label.starts_with("Fn::")), "{value}: {labels:?}");
        client.say("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }
    let text = TEMPLATE.replace("    Properties:", "    DependsOn: \n    Properties:")
        + "Outputs: {}\n".replace("Outputs", "Metadata").as_str();
    let text = text.replace("Parameters:", "  Other:\n    Type: AWS::S3::Bucket\nParameters:");
    client.open(&uri, &text);
    let mut place = at(&uri, &text, "DependsOn: ");
    place["position"]["character"] = json!(15);
    let items = client.ask("textDocument/completion", place);
    assert!(items.to_string().contains("\"Other\""), "{items}");
}

#[test]
fn lenses_are_advertised_and_no_client_command_is_called() {
    let folder = folder();
    let mut client = Client::start(&folder);
    let answer = client.ask("initialize", json!({ "rootUri": uri(&folder), "capabilities": {} }));
    let capabilities = &answer["capabilities"];
    assert!(capabilities["codeLensProvider"].is_object(), "{capabilities}");
    let uri = uri(&folder.join("template.yaml"));
    client.open(&uri, TEMPLATE);
    let range = json!({ "start": { "line": 4, "character": 20 }, "end": { "line": 4, "character": 20 } });
    let actions = client.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": range, "context": { "diagnostics": [] } }),
    );
    let commands = actions.as_array().into_iter().flatten().filter(|it| it.get("command").is_some()).count();
    assert_eq!(commands, 0, "{actions}");
}

#[test]
fn only_the_last_of_many_edits_counts() {
    let (mut client, uri) = client();
    let mut text = String::from("Resources:\n");
    for number in 0..200 {
        let _ = write!(text, "  B{number}:\n    Type: AWS::S3::Bucket\n");
    }
    client.open(&uri, &text);
    client.published(&uri, 1);
    for version in 2..60 {
        client.edit(&uri, version, [2, 25, 2, 25], "x");
    }
    let found = client.published(&uri, 59);
    assert_eq!(codes(&found), ["E3006"]);
    // Nothing of an older version comes after the last.
    let answer = client.ask("shutdown", Value::Null);
    assert_eq!(answer, Value::Null);
}

#[test]
fn a_cancelled_request_is_answered() {
    let (mut client, uri) = client();
    client.open(&uri, TEMPLATE);
    let id = client.request("textDocument/hover", at(&uri, TEMPLATE, "Other}"));
    client.say("$/cancelRequest", json!({ "id": id }));
    let answer = loop {
        let message = client.next().expect("the server lives");
        if message["id"] == id && message.get("method").is_none() {
            break message;
        }
    };
    assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
}

#[test]
fn what_is_no_message_ends_nothing() {
    let (mut client, uri) = client();
    for bytes in [
        &b"Content-Length: 5\r\n\r\nhello"[..],
        b"Content-Length: 2\r\n\r\n[]",
        b"noise without end\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 4\r\n\r\n\xff\xfe\xff\xfe",
    ] {
        client.send_raw(bytes);
    }
    assert_eq!(client.ask("nothing/known", json!({}))["code"], -32601);
    assert_eq!(client.ask("textDocument/hover", json!({}))["code"], -32602);
    assert_eq!(client.ask("textDocument/hover", json!({ "textDocument": { "uri": 7 } }))["code"], -32602);
    client.edit("file:///nowhere/at/all.yaml", 3, [5, 5, 0, 0], "x");
    client.open(&uri, TEMPLATE);
    client.edit(&uri, 2, [99, 99, 3, 3], "x");
    client.edit(&uri, 3, [0, 0, u32::MAX, u32::MAX], TEMPLATE);
    client.published(&uri, 3);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_that_is_gone_takes_the_server_with_it() {
    let (client, _) = client();
    assert_eq!(client.vanish(), Some(0));
}
