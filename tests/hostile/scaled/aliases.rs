//! Anchors, aliases and merge keys that expand to more than they are.

use super::{TOPIC, lines, list, named};

/// Each level holds the one before it nine times.
pub(crate) fn billion_laughs(levels: usize) -> String {
    let head = "Metadata:\n  l0: &l0 [lol]";
    lines(head, levels, |number| {
        format!("  l{}: &l{} [{}]", number + 1, number + 1, list(9, |_| format!("*l{number}")))
    }) + &format!("Resources: {{ T: {{ {TOPIC}, Metadata: *l{levels} }} }}\n")
}

/// Each mapping merges the one before it twice.
pub(crate) fn merge_bomb(levels: usize) -> String {
    let head = "Metadata:\n  m0: &m0 { a: 1 }";
    lines(head, levels, |number| {
        format!(
            "  m{}: &m{} {{ k{number}: 1, x: {{ <<: [*m{number}, *m{number}] }}, y: *m{number} }}",
            number + 1,
            number + 1
        )
    }) + "Resources: {}\n"
}

pub(crate) fn merges_of_one(count: usize) -> String {
    let head = format!("Metadata:\n  m: &m {{ {} }}", list(50, |number| format!("k{number}: 1")));
    lines(&head, count, |number| format!("  n{number}: {{ <<: *m, own: 1 }}")) + "Resources: {}\n"
}

pub(crate) fn aliases_of_one(count: usize) -> String {
    let head = "Resources:\n  R: &r { Type: AWS::SNS::Topc, Properties: { Wrong: !Ref Nobody } }";
    lines(head, count, |number| format!("  R{number}: *r"))
}

pub(crate) fn anchors(count: usize) -> String {
    lines("Metadata:", count, |number| {
        format!("  k{number}: &a{number} {{ b: *a{} }}", number.saturating_sub(1))
    })
}

/// Nested `Fn::If` in which both branches are the same node.
pub(crate) fn shared_branches(depth: usize) -> String {
    let head = "Conditions:\n  C: !Equals [!Ref 'AWS::Region', x]\nMetadata:\n  b0: &b0 x";
    let head = lines(head, depth, |number| {
        format!("  b{}: &b{} {{ 'Fn::If': [C{number}, *b{number}, *b{number}] }}", number + 1, number + 1)
    });
    named(&head, &format!("*b{depth}"))
}
