//! What the function at the cursor takes, and which of its arguments is being written. Works on half-typed
//! text, in the short and the long form.

use formwork_template::FunctionName;

use crate::cursor::{Cursor, Slot};
use crate::describe;
use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::Step;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The function as it is written, with the names of its arguments.
    pub label: String,
    /// Markdown about the function.
    pub documentation: String,
    pub arguments: Vec<Argument>,
    /// The number of the argument at the cursor.
    pub active: usize,
}

/// One argument of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Where its name stands in the label. The labels are ASCII, so that bytes are UTF-16 code units.
    pub label: std::ops::Range<usize>,
    /// Markdown.
    pub documentation: &'static str,
}

/// See the module.
pub fn signature_help(snapshot: &Snapshot, offset: u32) -> Option<Signature> {
    if snapshot.document.kind != Kind::Template {
        return None;
    }
    let cursor = Cursor::at(&snapshot.document, offset)?;
    let called = Called::at(&cursor)?;
    let names = called.arguments();
    let last = names.len().checked_sub(1)?;
    let mut label = called.opening();
    let mut arguments = Vec::new();
    for (number, name) in names.iter().enumerate() {
        if number > 0 {
            label.push_str(called.between());
        }
        let documentation = describe::argument(called.name, number);
        arguments.push(Argument { label: label.len()..label.len() + name.len(), documentation });
        label.push_str(name);
    }
    label.push_str(called.closing());
    let documentation = describe::about_function(called.name).to_owned();
    Some(Signature { label, documentation, arguments, active: called.active.min(last) })
}

/// A function that is being written.
struct Called {
    name: FunctionName,
    is_short: bool,
    /// Its arguments are the items of a list.
    is_list: bool,
    active: usize,
}

impl Called {
    /// The innermost function around the cursor, where the cursor is right in one of its arguments, or in a list
    /// that is one: deep inside of a branch of `Fn::If` it is of no interest.
    fn at(cursor: &Cursor) -> Option<Self> {
        let trail = &cursor.trail;
        if cursor.slot == Slot::Tag {
            return None;
        }
        if let [.., Step::Key(key), Step::Item(active)] = trail.steps.as_slice()
            && key.starts_with("Fn::ForEach::")
        {
            let name = FunctionName::ForEach;
            return Some(Self { name, is_short: false, is_list: true, active: *active });
        }
        let (name, depth, below) = trail.function()?;
        let active = match below {
            [] => name_within(name, &cursor.typed),
            [Step::Item(active)] | [Step::Item(active), Step::Item(_)] => *active,
            // A variable of the list form of `Fn::Sub`, an option of `Fn::FindInMap`.
            [Step::Item(active), Step::Key(_)] if takes_map(name, *active) => *active,
            _ => return None,
        };
        let is_list = !below.is_empty() || describe::arguments(name).len() > 1 && !takes_text(name);
        // The short form is a step that stays on its node.
        let is_short = trail.nodes[depth - 1] == trail.nodes[depth];
        Some(Self { name, is_short, is_list, active })
    }

    fn arguments(&self) -> &'static [&'static str] {
        let all = describe::arguments(self.name);
        // A `Fn::Sub` of one text has no variables of its own.
        if self.name == FunctionName::Sub && !self.is_list { all.get(..1).unwrap_or(all) } else { all }
    }

    fn opening(&self) -> String {
        let list = if self.is_list { "[" } else { "" };
        if self.is_short {
            format!("!{} {list}", self.name.tag())
        } else {
            format!("{}: {list}", self.name.key())
        }
    }

    fn between(&self) -> &'static str {
        // `!GetAtt Bucket.Arn`
        if self.name == FunctionName::GetAtt && !self.is_list { "." } else { ", " }
    }

    fn closing(&self) -> &'static str {
        if self.is_list { "]" } else { "" }
    }
}

/// The argument within a text that holds several: behind the dot of `Fn::GetAtt` is the attribute.
fn name_within(name: FunctionName, typed: &str) -> usize {
    usize::from(name == FunctionName::GetAtt && typed.contains('.'))
}

/// Whether a text can stand for the whole list of arguments.
fn takes_text(name: FunctionName) -> bool {
    matches!(name, FunctionName::GetAtt | FunctionName::Sub)
}

/// Whether an argument is a map of the function's own.
fn takes_map(name: FunctionName, number: usize) -> bool {
    matches!((name, number), (FunctionName::Sub, 1) | (FunctionName::FindInMap, 3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    /// The label with the active argument in `«»`.
    #[track_caller]
    fn check(value: &str, expected: &str) {
        let text = if value.starts_with('{') {
            value.to_owned()
        } else {
            format!("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {value}")
        };
        assert_eq!(shown(&text), expected, "{value}");
    }

    fn shown(text: &str) -> String {
        let (snapshot, offset) = Fixture::new(text).at_cursor();
        let Some(signature) = signature_help(&snapshot, offset) else { return String::new() };
        let active = signature.arguments[signature.active].label.clone();
        let mut label = signature.label;
        label.insert(active.end, '»');
        label.insert(active.start, '«');
        label
    }

    #[test]
    fn half_typed_short_forms() {
        check("!If [$0", "!If [«condition», ifTrue, ifFalse]");
        check("!If [IsProd, $0", "!If [condition, «ifTrue», ifFalse]");
        check("!If [IsProd, a, b$0]\n", "!If [condition, ifTrue, «ifFalse»]");
        check(
            "!If [IsProd, !FindInMap [M, $0",
            "!FindInMap [mapName, «topLevelKey», secondLevelKey, options]",
        );
        check("!If [IsProd, !Ref $0", "!Ref «logicalName»");
        check("!Join [',', [a, $0", "!Join [delimiter, «values»]");
        check("!And [a, b, c, $0]\n", "!And [condition, condition, «...»]");
        check("!Sub $0", "!Sub «text»");
        check("!Sub ['${a}', { a: $0", "!Sub [text, «variables»]");
        check("!GetAtt $0", "!GetAtt «logicalName».attribute");
        check("!GetAtt A.$0", "!GetAtt logicalName.«attribute»");
        check("!GetAtt [A, $0", "!GetAtt [logicalName, «attribute»]");
    }

    #[test]
    fn long_forms_and_blocks() {
        check(
            "\n        Fn::If:\n          - IsProd\n          - $0\n",
            "Fn::If: [condition, «ifTrue», ifFalse]",
        );
        check("!If\n        - IsProd\n        - a\n        - $0\n", "!If [condition, ifTrue, «ifFalse»]");
        check(" { 'Fn::Cidr': [10.0.0.0/16, $0", "Fn::Cidr: [ipBlock, «count», cidrBits]");
    }

    #[test]
    fn json() {
        let text =
            |value: &str| format!("{{\"Resources\": {{\"A\": {{\"Properties\": {{\"B\": {value}}}}}}}}}");
        check(&text("{\"Fn::If\": [\"a\", $0]}"), "Fn::If: [condition, «ifTrue», ifFalse]");
        check(&text("{\"Fn::If\": [\"a\", {\"Ref\": \"$0\"}]}"), "Ref: «logicalName»");
        check(&text("{\"Fn::Split\": [\"$0\"]}"), "Fn::Split: [«delimiter», text]");
    }

    #[test]
    fn nothing_where_no_argument_is_written() {
        check("a$0", "");
        check("!If [IsProd, { Key: $0", "");
        check("!Re$0", "");
    }

    #[test]
    fn loops() {
        let text = "Resources:\n  Fn::ForEach::Each:\n    - Name\n    - $0\n";
        assert_eq!(shown(text), "Fn::ForEach: [identifier, «collection», body]");
    }

    #[test]
    fn every_argument_is_described() {
        for name in FunctionName::ALL {
            let count = describe::arguments(*name).len();
            assert!((0..count).all(|number| describe::argument(*name, number).ends_with('.')), "{name:?}");
        }
    }
}
