//! What may be said of a tag, and what is wrong there.

use super::tests::{check, good, read_text};

#[test]
fn says_what_may_be_said_of_a_tag() {
    let tag = |rule: &str| format!("tagging: {{ required: {{ a: {rule}, b: any }} }}\n");
    check(&tag("{ fix: x, one-of: [y] }"), "x", "`fix` is `x`, not one of `y`", "");
    check(
        &tag("{ only: 'AWS::S4::*' }"),
        "'AWS::S4::*'",
        "`AWS::S4::*` fits no resource type",
        "Change it to `AWS::S3::*`",
    );
    let (_, problems) = read_text(&tag("{ equals: b }"));
    assert!(problems[0].help.as_deref().is_some_and(|help| help.contains("Write `{ tag: b }`")));
    check(&tag("{ equals: { tag: c } }"), "c", "`c` is neither required nor optional", "There are `b`");
    check(&tag("{ equals: { tag: a } }"), "a", "The tag `a` equals itself", "There are `b`");
    check(
        &tag("{ equals: '{team}' }"),
        "'{team}'",
        "The part `team` is in no pattern of names",
        "Add `naming` with a `pattern` that has the part",
    );
    check(
        &format!("naming: {{ pattern: '{{resourceName}}' }}\n{}", tag("{ equals: '{team}' }")),
        "'{team}'",
        "The part `team` is not in the pattern of names",
        "`naming.pattern` has `resourceName`",
    );
    check(&tag("{}"), "{}", "`a` has neither `one-of` nor `pattern`", "");
    check(&tag("{ ref: [] }"), "[]", "`ref` is an empty list", "Put something in it, or leave out the key");
    check(
        "tagging: { propagate: [instances] }\n",
        "instances",
        "`instances` is not what tags are passed on to",
        "Change it to `instance`. There are `instance`, `volume`, `network-interface`, `task`",
    );
    check("tagging: { propagate: all }\n", "all", "`propagate` is `all`, not `true`, `false` or a list", "");
    good(&format!("extends: ../policy.yaml\n{}", tag("{ equals: '{team}' }")));
}
