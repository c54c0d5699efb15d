//! Conditions, and `Fn::If` that choose by them.

use std::fmt::Write as _;

use super::{TOPIC, lines, list, named};

/// Parameters with conditions of their own, by which nested `Fn::If` choose.
pub(crate) fn nested_ifs(depth: usize) -> String {
    let head = lines("Parameters:", depth, |number| {
        format!("  P{number}: {{ Type: String, AllowedValues: [a, b] }}")
    });
    let head =
        head + &lines("Conditions:", depth, |number| format!("  C{number}: !Equals [!Ref P{number}, a]"));
    let value = (0..depth)
        .fold("x".to_owned(), |inner, number| format!("{{ 'Fn::If': [C{number}, v{number}, {inner}] }}"));
    named(&head, &value)
}

/// As [`nested_ifs`], with an `Fn::If` in both branches: the leaves are two to the depth.
pub(crate) fn if_tree(depth: usize) -> String {
    let head =
        lines("Conditions:", depth, |number| format!("  C{number}: !Equals [!Ref 'AWS::Region', r{number}]"));
    named(&head, &branch(depth))
}

fn branch(depth: usize) -> String {
    match depth.checked_sub(1) {
        None => "'-'".to_owned(),
        Some(rest) => format!("!If [C{rest}, {0}, {0}]", branch(rest)),
    }
}

/// `Fn::Sub` over parameters that each have many values.
pub(crate) fn sub_over_choices(count: usize) -> String {
    let values = list(8, |number| format!("v{number}"));
    let head = lines("Parameters:", count, |number| {
        format!("  P{number}: {{ Type: String, AllowedValues: [{values}] }}")
    });
    let text: String = (0..count).map(|number| format!("${{P{number}}}-")).collect();
    named(&head, &format!("!Sub '{text}'"))
}

/// As in a public report: many parameters, half as many conditions that combine them, and resources under them.
pub(crate) fn parameters_and_conditions(count: usize) -> String {
    let head = lines("Parameters:", 2 * count, |number| {
        format!("  P{number}: {{ Type: String, Default: '', AllowedValues: ['', a, b, c] }}")
    });
    let head = head
        + &lines("Conditions:", count, |number| {
            let (first, second) = (2 * number, 2 * number + 1);
            match number {
                0 | 1 => format!("  C{number}: !Not [!Equals [!Ref P{first}, '']]"),
                _ => format!(
                    "  C{number}: !And [!Or [!Condition C{}, !Equals [!Ref P{first}, a]], !Not [!Equals [!Ref P{first}, !Ref P{second}]], !Condition C{}]",
                    number - 1,
                    number - 2,
                ),
            }
        });
    let resource = |number: usize| {
        let other = (number + 1) % count;
        format!(
            "  R{number}:\n    Condition: C{number}\n    {TOPIC}\n    Properties:\n      \
             TopicName: !If [C{other}, !GetAtt R{other}.TopicName, !Ref 'AWS::NoValue']\n      \
             DisplayName: !If [C{number}, !If [C{other}, a, 1], !Ref R{other}]"
        )
    };
    lines(&(head + "Resources:"), count, resource)
}

/// Pigeons that do not fit into one hole less: unsatisfiable, and no search finds out soon.
pub(crate) fn pigeonholes(holes: usize) -> String {
    let pigeons = holes + 1;
    let mut text = String::from("Parameters:\n");
    for pigeon in 0..pigeons {
        for hole in 0..holes {
            let _ = writeln!(text, "  P{pigeon}x{hole}: {{ Type: String, AllowedValues: [y, n] }}");
        }
    }
    text.push_str("Conditions:\n");
    for pigeon in 0..pigeons {
        let holes = list(holes, |hole| format!("!Equals [!Ref P{pigeon}x{hole}, y]"));
        let _ = writeln!(text, "  Sits{pigeon}: !Or [{holes}]");
    }
    let mut apart = Vec::new();
    for hole in 0..holes {
        for (first, second) in (0..pigeons).flat_map(|second| (0..second).map(move |first| (first, second))) {
            apart.push(format!(
                "!Not [!And [!Equals [!Ref P{first}x{hole}, y], !Equals [!Ref P{second}x{hole}, y]]]"
            ));
        }
    }
    let sits = list(pigeons, |pigeon| format!("!Condition Sits{pigeon}"));
    let _ = writeln!(text, "  All: !And [{sits}, {}]", apart.join(", "));
    text.push_str("Resources:\n");
    let _ = writeln!(text, "  A:\n    Condition: All\n    {TOPIC}");
    let _ = writeln!(
        text,
        "  B:\n    {TOPIC}\n    Properties:\n      TopicName: !GetAtt A.TopicName\n      DisplayName: !If [All, a, b]"
    );
    text
}

pub(crate) fn chained_conditions(count: usize) -> String {
    let head = lines("Conditions:\n  C0: !Equals [!Ref 'AWS::Region', x]", count, |number| {
        format!("  C{}: !Not [!Condition C{number}]", number + 1)
    });
    lines(&(head + "Resources:"), count, |number| {
        format!(
            "  R{number}:\n    Condition: C{number}\n    {TOPIC}\n    DependsOn: R{}",
            (number + 1) % count
        )
    })
}

pub(crate) fn condition_cycles(count: usize) -> String {
    let head = lines("Conditions:", count, |number| {
        format!(
            "  C{number}: !Or [!Condition C{}, !Condition C{number}, !Equals [a, !Ref 'AWS::Region']]",
            (number + 1) % count
        )
    });
    named(&head, &format!("!If [C0, !If [C{}, a, b], c]", count - 1))
}

/// Resources that each have many properties with `Fn::If`, over many conditions.
pub(crate) fn many_choices(count: usize) -> String {
    let head =
        lines("Conditions:", 40, |number| format!("  C{number}: !Equals [!Ref 'AWS::Region', r{number}]"));
    let names = [
        "FunctionName",
        "Description",
        "Handler",
        "Runtime",
        "MemorySize",
        "Timeout",
        "Role",
        "KmsKeyArn",
        "PackageType",
        "ReservedConcurrentExecutions",
        "Architectures",
        "Layers",
        "Tags",
        "Code",
        "VpcConfig",
        "TracingConfig",
        "EphemeralStorage",
        "Environment",
        "DeadLetterConfig",
        "FileSystemConfigs",
    ];
    lines(&(head + "Resources:"), count, |number| {
        let properties: String = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let (first, second) = ((number + index) % 40, (number + 7 * index + 1) % 40);
                format!("      {name}: !If [C{first}, {{ a: !If [C{second}, !Ref R0, 1] }}, !If [C{second}, [x], !Ref 'AWS::NoValue']]\n")
            })
            .collect();
        format!(
            "  R{number}:\n    Type: AWS::Lambda::Function\n    Condition: C{}\n    Properties:\n{properties}",
            number % 40
        )
    })
}

/// Places with many cases each, in pairs that rules may compare.
pub(crate) fn choices_side_by_side(count: usize) -> String {
    let head =
        lines("Conditions:", count, |number| format!("  C{number}: !Equals [!Ref 'AWS::Region', r{number}]"));
    let chain = |offset: usize| {
        (0..count).fold("x".to_owned(), |inner, number| {
            format!(
                "{{ 'Fn::If': [C{}, 10.{offset}.{}.0/24, {inner}] }}",
                (number + offset) % count,
                number % 256
            )
        })
    };
    lines(
        &(head + "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }"),
        8,
        |number| {
            format!(
                "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: {}, Tags: [{{ Key: {}, Value: x }}, {{ Key: {}, Value: y }}] }} }}",
                chain(number),
                chain(number + 1),
                chain(number + 2),
            )
        },
    )
}

/// A map of many entries, each chosen by an `Fn::If`, under `anyOf` and `oneOf` of a schema.
pub(crate) fn choices_in_alternatives(count: usize) -> String {
    let head =
        lines("Conditions:", count, |number| format!("  C{number}: !Equals [!Ref 'AWS::Region', r{number}]"));
    let rules = lines("", count, |number| {
        format!(
            "          - !If [C{number}, {{ Id: a{number}, Status: Enabled, ExpirationInDays: !If [C{}, 1, x] }}, !Ref 'AWS::NoValue']",
            (number + 1) % count
        )
    });
    format!(
        "{head}Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      LifecycleConfiguration:\n        Rules:{rules}"
    )
}
