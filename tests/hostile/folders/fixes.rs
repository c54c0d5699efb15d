//! Files that have much to mend, or are written so that mending is hard.

use super::{Case, many};

/// Nothing is lost whatever the breaks and marks of the file.
const RUN: &[&str] = &["lint", "--fix", "--unsafe-fixes"];
const AGAIN: &[&str] = &["lint", "--fix", "--unsafe-fixes", "--format", "json"];
const DIFF: &[&str] = &["lint", "--diff", "--unsafe-fixes"];

pub(super) fn cases() -> Vec<Case> {
    let yaml = |count: usize| {
        let resource = |number: usize| {
            format!(
                "  Q{number}: # kept\n    Type: AWS::SQS::Queue\n    DependsOn: Q{}\n    Properties: {{ QueuName: !Sub x, Tags: [{{ Key: a, Value: !Ref Q{} }}] }}\n",
                number / 2,
                number / 2
            )
        };
        format!("Parameters:\n  Unused: {{ Type: String }}\nResources:\n{}", many(count, resource))
    };
    let json = |count: usize| {
        let resource = |number: usize| {
            format!(
                "\"T{number}\": {{\"Type\": \"AWS::SNS::Topic\", \"Properties\": {{\"TopicNam\": {{\"Fn::Sub\": \"x\"}}}}}}, "
            )
        };
        format!("{{\"Resources\": {{{}\"Z\": {{\"Type\": \"AWS::SNS::Topic\"}}}}}}", many(count, resource))
    };
    let small = yaml(3);
    let half = |text: &str| text[..text.len() / 2].to_owned();
    let texts: Vec<(&str, &str, Vec<u8>)> = vec![
        ("many", "t.yaml", yaml(12).into()),
        ("many in one line", "t.json", json(40).into()),
        ("a line of a megabyte", "t.json", {
            let filler = format!("{{\"Metadata\": {{\"x\": \"{}\"}}, ", "é".repeat(500_000));
            json(5).replacen('{', &filler, 1).into()
        }),
        ("mark", "t.yaml", format!("\u{feff}{small}").into()),
        ("mark of JSON", "t.json", format!("\u{feff}{}", json(5)).into()),
        ("windows", "t.yaml", small.replace('\n', "\r\n").into()),
        ("old mac", "t.yaml", small.replace('\n', "\r").into()),
        ("mixed breaks", "t.yaml", small.replacen('\n', "\r\n", 7).into()),
        ("half", "t.yaml", half(&yaml(12)).into()),
        ("half of JSON", "t.json", half(&json(40)).into()),
        ("broken lines", "t.yaml", yaml(12).replace("Properties: {", "Properties: [").into()),
        ("tabs", "t.yaml", small.replace("    ", "\t").into()),
        ("no newline", "t.yaml", small.trim_end().into()),
        ("UTF-16", "t.yaml", [b"\xff\xfe".to_vec(), small.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()),
        ("no UTF", "t.yaml", [small.as_bytes(), b"# \xff\xfe\n"].concat()),
        ("aliases", "t.yaml", b"Resources:\n  A: &a { Type: AWS::SNS::Topc, DependsOn: B, Properties: &p { TopicNam: !Sub x, DisplayName: !Ref B } }\n  B: *a\n  C: { <<: *a, Properties: *p }\n".to_vec()),
        ("documents", "t.yaml", format!("---\n{small}---\n{small}...\n").into()),
        ("duplicates", "t.yaml", format!("{small}{small}").into()),
    ];
    let case = |(name, file, bytes): (&str, &'static str, Vec<u8>)| {
        Case::new(name).file(file, bytes).run(DIFF, "").run(RUN, "").run(AGAIN, "").run(DIFF, "")
    };
    texts.into_iter().map(case).collect()
}
