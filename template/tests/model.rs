//! The model: values, functions, choices, sections, the index.

use std::sync::Arc;

use formwork_template::{
    FunctionName, Kind, ReferenceKind, Section, SubPiece, Syntax, Template, Value, parse,
};

fn yaml(text: &str) -> Template {
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    assert_eq!(template.errors(), [], "{text}");
    template
}

fn at<'t>(template: &'t Template, keys: &[&str]) -> Value<'t> {
    template.root().at(keys).expect("the keys are in the test's own text")
}

fn source(template: &Template, span: formwork_template::Span) -> &str {
    &template.source()[span.range()]
}

#[test]
fn short_and_long_forms_are_the_same_function() {
    let template = yaml("short: !GetAtt A.B.C\nlist: !GetAtt [A, B.C]\nlong: { Fn::GetAtt: A.B.C }\n");
    for key in ["short", "list", "long"] {
        let function = at(&template, &[key]).function().expect("a function");
        assert_eq!(function.name, FunctionName::GetAtt);
        let target = function.get_att().expect("its shape is right");
        assert_eq!(target.resource.text, "A");
        assert_eq!(source(&template, target.resource.span), "A");
        assert_eq!(target.attribute.map(|name| name.text), Some("B.C"), "{key}");
    }
}

#[test]
fn every_function_has_two_forms() {
    for name in FunctionName::ALL.iter().filter(|name| **name != FunctionName::Condition) {
        let template = yaml(&format!("short: !{} x\nlong: {{ '{}': x }}\n", name.tag(), name.key()));
        for key in ["short", "long"] {
            assert_eq!(at(&template, &[key]).function().map(|function| function.name), Some(*name));
        }
    }
}

#[test]
fn a_map_with_a_second_key_is_no_function() {
    let template = yaml("a: { Ref: X, Other: y }\n");
    assert!(matches!(at(&template, &["a"]).kind(), Kind::Map));
}

#[test]
fn a_tag_of_another_tool_is_neither_text_nor_function() {
    let template = yaml("a: !Rain::Embed file.py\n");
    let value = at(&template, &["a"]);
    assert!(matches!(value.kind(), Kind::Tagged));
    assert_eq!(value.text(), None);
}

#[test]
fn sub_is_cut_at_its_variables_with_their_places() {
    let template = yaml("a: !Sub 'x${A}y${ B.C }${!D}${E'\n");
    let sub = at(&template, &["a"]).function().and_then(formwork_template::Function::sub).expect("a Sub");
    let texts: Vec<_> = sub
        .pieces
        .iter()
        .map(|piece| match piece {
            SubPiece::Text(text) => format!("text {text}"),
            SubPiece::Escaped(text) => format!("escaped {text}"),
            SubPiece::Variable(name) => format!("variable {} at {}", name.text, source(&template, name.span)),
        })
        .collect();
    assert_eq!(
        texts,
        ["text x", "variable A at A", "text y", "variable B.C at B.C", "escaped D", "text ${E"]
    );
}

#[test]
fn sub_finds_its_variables_in_blocks_and_escapes() {
    let template = yaml("a: !Sub |\n  echo ${A}\n    ${A} ${B}\nb: !Sub \"\\n${A}\"\n");
    for (key, expected) in [("a", vec!["A", "A", "B"]), ("b", vec!["A"])] {
        let sub = at(&template, &[key]).function().and_then(formwork_template::Function::sub).expect("a Sub");
        let spans: Vec<_> = sub.names().map(|name| name.span).collect();
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "in order");
        let texts: Vec<_> = spans.iter().map(|span| source(&template, *span)).collect();
        assert_eq!(texts, expected);
    }
}

#[test]
fn sub_tells_its_own_variables_from_references() {
    let template = yaml("a: !Sub ['${Own}${Other.Arn}', { Own: x }]\n");
    let sub = at(&template, &["a"]).function().and_then(formwork_template::Function::sub).expect("a Sub");
    let references: Vec<_> =
        sub.references().map(|(id, attribute)| (id.text, attribute.map(|name| name.text))).collect();
    assert_eq!(references, [("Other", Some("Arn"))]);
    assert_eq!(sub.own("Own").and_then(Value::text), Some("x"));
}

#[test]
fn find_in_map_has_a_default() {
    let template = yaml("a: !FindInMap [M, T, S, { DefaultValue: d }]\n");
    let find = at(&template, &["a"])
        .function()
        .and_then(formwork_template::Function::find_in_map)
        .expect("its shape");
    assert_eq!(find.default.and_then(Value::text), Some("d"));
}

#[test]
fn choices_are_listed_with_what_makes_them() {
    let template = yaml("a: !If [X, !If [X, 1, 2], !If [Y, 3, !Ref AWS::NoValue]]\n");
    let listed: Vec<_> = at(&template, &["a"])
        .possibilities()
        .iter()
        .map(|one| format!("{:?} when {}", one.value.and_then(Value::text), one.when))
        .collect();
    assert_eq!(
        listed,
        [
            "Some(\"1\") when `X` is true",
            "Some(\"3\") when `X` is false and `Y` is true",
            "None when `X` is false and `Y` is false"
        ]
    );
}

#[test]
fn nested_choices_are_not_multiplied_out() {
    let depth = 40;
    let text = format!("a: {}0{}\n", "!If [C, ".repeat(depth), ", 1]".repeat(depth));
    // The same condition all the way down leaves two possibilities.
    assert_eq!(at(&yaml(&text), &["a"]).possibilities().len(), 2);
    let open: Vec<String> = (0..depth).map(|level| format!("!If [C{level}, ")).collect();
    let open = open.concat();
    let text = format!("a: {open}0{}\n", ", 1]".repeat(depth));
    assert_eq!(at(&yaml(&text), &["a"]).possibilities().len(), depth + 1);
}

#[test]
fn the_index_knows_definitions_and_uses() {
    let template = yaml(
        "Parameters:\n  P: { Type: String }\nConditions:\n  C: !Equals [!Ref P, x]\nMappings:\n  M: {}\n\
         Resources:\n  A:\n    Type: T::T::T\n    Condition: C\n    DependsOn: [B]\n    Properties:\n      \
         X: !If [D, !GetAtt B.Arn, !Sub '${P}']\n      Y: !FindInMap [M, a, b]\n  B: { Type: T::T::T }\n",
    );
    let index = template.index();
    assert_eq!(index.names(Section::Resources), ["A", "B"]);
    assert!(index.definition(Section::Conditions, "C").is_some());
    let uses = |name: &str| -> Vec<ReferenceKind> { index.references_to(name).map(|one| one.kind).collect() };
    assert_eq!(uses("B"), [ReferenceKind::DependsOn, ReferenceKind::GetAtt]);
    assert_eq!(uses("P"), [ReferenceKind::Ref, ReferenceKind::SubRef]);
    assert_eq!(uses("C"), [ReferenceKind::Condition]);
    assert_eq!(uses("M"), [ReferenceKind::FindInMap]);
    let get_att = index.references_to("B").nth(1).expect("the GetAtt");
    let when: Vec<_> = get_att.when.iter().map(|(name, holds)| (name.as_str(), *holds)).collect();
    assert_eq!(when, [("C", true), ("D", true)]);
    assert_eq!(get_att.member, "A");
}

#[test]
fn loops_define_the_names_that_they_make() {
    let template = yaml(
        "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Loop:\n    - Name\n    - [One, Two]\n    \
         - Bucket${Name}:\n        Type: AWS::S3::Bucket\n        Properties: { BucketName: !Ref Name }\n",
    );
    assert_eq!(template.index().names(Section::Resources), ["BucketOne", "BucketTwo"]);
    assert_eq!(template.index().references().len(), 0, "the loop's variable is nobody's name");
    assert!(template.resources().all(|resource| resource.0.looped));
}

#[test]
fn a_loop_over_something_unknown_leaves_its_section_open() {
    let template = yaml(
        "Resources:\n  Fn::ForEach::Loop:\n    - Name\n    - !Ref Names\n    - Bucket${Name}: { Type: AWS::S3::Bucket }\n",
    );
    assert!(template.index().may_define(Section::Resources, "Anything"));
}

#[test]
fn the_transform_is_read_in_all_its_shapes() {
    for text in [
        "Transform: AWS::Serverless-2016-10-31\n",
        "Transform: [Other, AWS::Serverless-2016-10-31]\n",
        "Transform: { Name: AWS::Serverless-2016-10-31 }\n",
    ] {
        assert!(yaml(text).is_sam(), "{text}");
    }
}

#[test]
fn broken_and_empty_sections_read_as_absent() {
    for text in ["", "# nothing\n", "Resources:\n", "Resources: []\n", "Resources: { A: , B: 1 }\n", "[1]\n"]
    {
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        assert!(template.resources().all(|resource| resource.type_name().is_none()), "{text}");
        assert!(template.index().references().is_empty());
    }
}
