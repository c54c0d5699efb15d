//! A template from nothing, as somebody types it who lets the editor help: the network of a VPC with two subnets.

use serde_json::{Value, json};

use crate::client::{Client, uri};

/// An editor with one document.
struct Editor {
    client: Client,
    uri: String,
    text: String,
    version: i64,
}

impl Editor {
    fn start() -> Self {
        let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walkthrough");
        std::fs::create_dir_all(&folder).expect("it can be made");
        let capabilities =
            json!({ "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } } });
        let mut client = Client::initialized(&folder, &capabilities);
        let uri = uri(&folder.join("network.yaml"));
        client.open(&uri, "");
        client.published(&uri, 1);
        Self { client, uri, text: String::new(), version: 1 }
    }

    /// The position of an offset; the text is plain ASCII.
    fn position(&self, offset: usize) -> Value {
        let before = &self.text[..offset];
        let line = before.matches('\n').count();
        json!({ "line": line, "character": offset - before.rfind('\n').map_or(0, |at| at + 1) })
    }

    fn offset(&self, position: &Value) -> usize {
        let number =
            |name: &str| usize::try_from(position[name].as_u64().expect("a number")).expect("it is small");
        let line: usize = self.text.split_inclusive('\n').take(number("line")).map(str::len).sum();
        line + number("character")
    }

    /// Puts text in the place of a range of offsets, as one edit.
    fn replace(&mut self, start: usize, end: usize, text: &str) {
        self.version += 1;
        let range = json!({ "start": self.position(start), "end": self.position(end) });
        let document = json!({ "uri": self.uri, "version": self.version });
        let change = json!({ "range": range, "text": text });
        self.text.replace_range(start..end, text);
        self.client
            .say("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [change] }));
    }

    /// Types at the end, a key at a time.
    fn type_text(&mut self, text: &str) {
        for char in text.chars() {
            let end = self.text.len();
            self.replace(end, end, char.encode_utf8(&mut [0; 4]));
        }
    }

    fn at_end(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": self.position(self.text.len()) })
    }

    /// What is offered at the end, in the order that an editor shows it in.
    fn offered(&mut self, typed: Option<&str>) -> Vec<Value> {
        let mut params = self.at_end();
        params["context"] = match typed {
            Some(typed) => json!({ "triggerKind": 2, "triggerCharacter": typed }),
            None => json!({ "triggerKind": 1 }),
        };
        let answer = self.client.ask("textDocument/completion", params);
        let mut items = answer["items"].as_array().cloned().unwrap_or_default();
        items.sort_by_key(|item| item["sortText"].as_str().unwrap_or_default().to_owned());
        items
    }

    /// Takes a choice, and the stops of its snippet with nothing in them.
    fn choose(&mut self, label: &str) {
        let items = self.offered(None);
        let item = items.iter().find(|item| item["label"] == label);
        let Some(item) = item else { panic!("`{label}` is not offered: {:?}", labels(&items)) };
        let edit = item["textEdit"].clone();
        let text = edit["newText"].as_str().expect("it is text").replace("$0", "");
        let range = &edit["range"];
        let (start, end) = (self.offset(&range["start"]), self.offset(&range["end"]));
        self.replace(start, end, &text);
    }

    fn findings(&mut self) -> Vec<Value> {
        self.client.published(&self.uri, self.version)
    }
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

fn find<'f>(found: &'f [Value], code: &str) -> Option<&'f Value> {
    found.iter().find(|it| it["code"] == code)
}

#[test]
fn a_network_from_nothing() {
    let mut editor = Editor::start();
    editor.type_text("AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n  Vpc:\n    Type: ec2vpc");
    assert_eq!(labels(&editor.offered(None)).first(), Some(&"AWS::EC2::VPC"), "types by a few letters");
    editor.choose("AWS::EC2::VPC");
    assert!(editor.text.ends_with("\n    Type: AWS::EC2::VPC"), "{}", editor.text);

    editor.type_text("\n    Prop");
    editor.choose("Properties");
    assert!(
        editor.text.ends_with("\n    Properties:\n      "),
        "nothing is required of a VPC: {}",
        editor.text
    );
    assert_eq!(labels(&editor.offered(Some("\n"))), [] as [&str; 0], "and so nothing is offered unasked");

    let place = editor.text.rfind("Properties").expect("it was just written");
    let position = editor.position(place + 2);
    let hover = editor
        .client
        .ask("textDocument/hover", json!({ "textDocument": { "uri": editor.uri }, "position": position }));
    let hover = hover["contents"]["value"].as_str().unwrap_or_default();
    for wanted in ["CidrBlock", "EnableDnsSupport", "InstanceTenancy", "https://docs.aws.amazon.com/"] {
        assert!(hover.contains(wanted), "the hover names `{wanted}`: {hover}");
    }

    editor.type_text("Cidr");
    assert!(labels(&editor.offered(None)).contains(&"CidrBlock"));
    editor.choose("CidrBlock");
    assert!(editor.text.ends_with("\n      CidrBlock: "), "{}", editor.text);
    editor.type_text("10.0.0.0/16\n  First:\n    Type: AWS::EC2::Subnet\n    Prop");
    editor.choose("Properties");
    assert!(
        editor.text.ends_with("\n    Properties:\n      VpcId: "),
        "a subnet needs a VPC: {}",
        editor.text
    );

    editor.type_text("!GetAtt Vpc.");
    let offered = editor.offered(Some("."));
    for wanted in ["VpcId", "DefaultSecurityGroup", "CidrBlock"] {
        let is_it = |label: &&str| *label == wanted || label.ends_with(&format!(".{wanted}"));
        assert!(labels(&offered).iter().any(is_it), "`{wanted}`: {:?}", labels(&offered));
    }
    let end = editor.text.len();
    editor.replace(end - "GetAtt Vpc.".len(), end, "Ref ");
    assert_eq!(labels(&editor.offered(Some(" "))).first(), Some(&"Vpc"), "what fits comes first");
    editor.choose("Vpc");
    assert!(editor.text.ends_with("\n      VpcId: !Ref Vpc"), "{}", editor.text);

    editor.type_text("\n      CidrBlock: 10.0.0.0/24\n      MapPublicIpOnLaunch: true\n");
    let found = editor.findings();
    let public = find(&found, "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED").expect("the policy warns");
    assert_eq!(public["severity"], 3, "quietly: {public}");
    assert!(!found.iter().any(|it| it["severity"] == 1), "nothing is wrong yet: {found:?}");

    let first = editor.text[editor.text.find("  First:").expect("it is there")..].to_owned();
    editor.type_text(&first.replace("First", "Second"));
    let found = editor.findings();
    let overlap = find(&found, "NET001").expect("the copy overlaps").clone();
    assert_eq!(overlap["severity"], 1);
    assert!(overlap["message"].as_str().is_some_and(|message| message.contains("10.0.0.0/24")), "{overlap}");

    let actions = editor.client.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": { "uri": editor.uri }, "range": overlap["range"],
            "context": { "diagnostics": [overlap] },
        }),
    );
    let actions = actions.as_array().cloned().unwrap_or_default();
    let fix = actions.iter().find(|it| it["kind"] == "quickfix" && it["edit"]["changes"].is_object());
    let edits = fix.map(|fix| fix["edit"]["changes"][&editor.uri].as_array().cloned().unwrap_or_default());
    let edits = edits.unwrap_or_else(|| panic!("there is a quick fix: {actions:?}"));
    for edit in edits.iter().rev() {
        let (start, end) = (editor.offset(&edit["range"]["start"]), editor.offset(&edit["range"]["end"]));
        editor.replace(start, end, edit["newText"].as_str().expect("it is text"));
    }
    let found = editor.findings();
    assert!(!found.iter().any(|it| it["severity"] == 1), "the next free block is taken: {found:?}");
    assert!(
        editor.text.ends_with("      CidrBlock: 10.0.1.0/24\n      MapPublicIpOnLaunch: true\n"),
        "{}",
        editor.text
    );
    assert_eq!(editor.client.leave(), Some(0));
}
