//! Functions in their other form, and whole templates in another shape.

use formwork_template::{Form, Syntax, Template, parse};

use super::super::forms;
use super::{at, check, check_none, titles};
use crate::testing::edited;

/// A text with every function in one form and in the other.
#[track_caller]
fn check_all(short: &str, long: &str) {
    let change = |text: &str, to: Form| {
        let template = Template::new(parse(text.into(), Syntax::Yaml));
        assert_eq!(template.errors().len(), 0, "{text}");
        forms::all(&template, to).map(|edits| edited(text, &edits))
    };
    assert_eq!(change(short, Form::Long).as_deref(), Some(long));
    assert_eq!(change(long, Form::Short).as_deref(), Some(short));
}

#[test]
fn on_one_line() {
    check_all("A: !Ref B # of B\n", "A: { Ref: B } # of B\n");
    check_all("A: !GetAtt B.C.D\n", "A: { Fn::GetAtt: [B, C.D] }\n");
    check_all("A: !Sub \"${B}-c\"\n", "A: { Fn::Sub: \"${B}-c\" }\n");
    check_all("A:\n  - !Ref B\n  - [!Ref C, d]\n", "A:\n  - { Ref: B }\n  - [{ Ref: C }, d]\n");
    check_all(
        "A: !If [C, !Ref B, !Join ['', [!Ref D]]]\n",
        "A: { Fn::If: [C, { Ref: B }, { Fn::Join: ['', [{ Ref: D }]] }] }\n",
    );
    check_all("A: !Join ['',\n    [b, !Ref C]]\n", "A: { Fn::Join: ['',\n    [b, { Ref: C }]] }\n");
    check_all("A: { Fn::Base64: !Sub b }\n", "A: { Fn::Base64: { Fn::Sub: b } }\n");
}

#[test]
fn over_several_lines() {
    check_all("A: !Sub |\n  b\n\n    c\nD: e\n", "A:\n  Fn::Sub: |\n    b\n\n      c\nD: e\n");
    check_all(
        "A: !Join\n  - ''\n  - - b\n    - !Ref C\n",
        "A:\n  Fn::Join:\n    - ''\n    - - b\n      - { Ref: C }\n",
    );
    check_all(
        "A:\n  B: !If\n    - C\n    - D: !Sub |\n        e\n    - !Ref F\n  G: h\n",
        "A:\n  B:\n    Fn::If:\n      - C\n      - D:\n          Fn::Sub: |\n            e\n      - { Ref: F }\n  G: h\n",
    );
    check_all("A:\n  Fn::Base64: !Sub |\n    b\n", "A:\n  Fn::Base64:\n    Fn::Sub: |\n      b\n");
}

#[test]
fn written_in_other_ways() {
    let change = |text: &str, to: Form| {
        let template = Template::new(parse(text.into(), Syntax::Yaml));
        forms::all(&template, to).map(|edits| edited(text, &edits))
    };
    let short = |text: &str| change(text, Form::Short);
    let long = |text: &str| change(text, Form::Long);
    // What is plain outside of braces is not within them.
    assert_eq!(long("A: !Sub ${B}\n").as_deref(), Some("A: { Fn::Sub: \"${B}\" }\n"));
    assert_eq!(long("A: !Sub a, b\n").as_deref(), Some("A: { Fn::Sub: \"a, b\" }\n"));
    assert_eq!(long("- !Sub |\n  a\n").as_deref(), Some("- Fn::Sub: |\n    a\n"));
    assert_eq!(long("A:\n  !Sub |\n  a\n").as_deref(), Some("A:\n  Fn::Sub: |\n    a\n"));
    assert_eq!(short("A:\n  Ref: B\n").as_deref(), Some("A: !Ref B\n"));
    assert_eq!(short("- Ref: B\n").as_deref(), Some("- !Ref B\n"));
    assert_eq!(short("- Fn::Sub: |\n    a\n").as_deref(), Some("- !Sub |\n    a\n"));
    assert_eq!(short("A: {\"Ref\": \"B\"}\n").as_deref(), Some("A: !Ref B\n"));
    assert_eq!(short("A:\n  Fn::Join:\n  - ''\n  - [b]\n").as_deref(), Some("A: !Join\n  - ''\n  - [b]\n"));
    assert_eq!(short("A:\n  Fn::GetAtt:\n    - B\n    - C\n").as_deref(), Some("A: !GetAtt\n  - B\n  - C\n"));
    // Nothing goes that nobody asked to go.
    for text in [
        "A:\n  # ours\n  Ref: B\n",
        "A:\n  Ref: # ours\n    B\n",
        "A: { Ref: &b B }\nC: *b\n",
        "A: !Condition B\n",
        "A: !Ref\n",
    ] {
        assert_eq!((short(text), long(text)), (None, None), "{text}");
    }
    assert_eq!(short("A: !Base64 { Fn::Sub: b }\n"), None);
    assert_eq!(long("A: !Sub |\r\n  b\r\n").as_deref(), Some("A:\n  Fn::Sub: |\r\n    b\r\n"));
}

const TOP: &str = "Resour$0ces:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub \"${AWS::Region}-a\"\nParameters:\n  P: { Type: String }\n";

#[test]
fn whole_templates() {
    check(
        TOP,
        "Change all functions to their long form",
        &TOP.replace("$0", "").replace("!Sub \"${AWS::Region}-a\"", "{ Fn::Sub: \"${AWS::Region}-a\" }"),
    );
    check_none(TOP, "Change all functions to their short form");
    check(
        TOP,
        "Put the sections in order",
        "Parameters:\n  P: { Type: String }\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub \"${AWS::Region}-a\"\n",
    );
    let (_, actions) = at(TOP);
    let json = actions.iter().find_map(|action| action.file.as_ref()).expect("it is written as JSON");
    assert_eq!(json.0.file_name().and_then(|name| name.to_str()), Some("template.json"));
    let back = titles(&json.1.replacen("\"Parameters\"", "\"Par$0ameters\"", 1));
    assert!(back.contains(&"Write it as YAML beside this file".to_owned()), "{back:?}");
    // What is there is not written over.
    check_none(&format!("//- template.yaml\n{TOP}//- template.json\n{{}}\n"), "Write it as JSON");
}
