//! Inputs that grow: each is made here from one number, so that the cost of
//! twice as much can be counted. Nothing here knows what is expected of them.

use std::fmt::Write as _;
use std::iter::repeat_n;

const TOPIC: &str = "Type: AWS::SNS::Topic";

/// `head`, then a line a number.
fn lines(head: &str, count: usize, mut line: impl FnMut(usize) -> String) -> String {
    let mut text = format!("{head}\n");
    for number in 0..count {
        text.push_str(&line(number));
        text.push('\n');
    }
    text
}

/// What `item` makes of each number, between commas.
fn list(count: usize, item: impl FnMut(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

/// A template with one topic, whose name is `value`.
fn named(head: &str, value: &str) -> String {
    format!("{head}\nResources:\n  T:\n    {TOPIC}\n    Properties:\n      TopicName: {value}\n")
}

// Nesting.

pub(super) fn deep_blocks(depth: usize) -> String {
    let mut text = String::new();
    for level in 0..depth {
        text.extend(repeat_n(' ', level));
        text.push_str("a:\n");
    }
    text
}

pub(super) fn deep_lists(depth: usize) -> String {
    format!("Resources:\n  {}x\n", "- ".repeat(depth))
}

pub(super) fn deep_flow(depth: usize) -> String {
    format!("Resources: {}{}\n", "[".repeat(depth), "]".repeat(depth))
}

pub(super) fn deep_flow_maps(depth: usize) -> String {
    format!("Resources: {}x{}\n", "{a: ".repeat(depth), "}".repeat(depth))
}

pub(super) fn deep_mixed(depth: usize) -> String {
    let open: String = (0..depth).map(|level| if level % 2 == 0 { "[" } else { "{a: " }).collect();
    let close: String = (0..depth).rev().map(|level| if level % 2 == 0 { "]" } else { "}" }).collect();
    format!("Resources:\n  A:\n    B: {open}x{close}\n")
}

pub(super) fn deep_tags(depth: usize) -> String {
    named("", &format!("{}x{}", "!Base64 [".repeat(depth), "]".repeat(depth)))
}

pub(super) fn deep_json(depth: usize) -> String {
    format!("{{\"Resources\": {}1{}}}", "{\"a\":[".repeat(depth / 2), "]}".repeat(depth / 2))
}

pub(super) fn open_brackets(count: usize) -> String {
    "[".repeat(count)
}

pub(super) fn open_brackets_below_a_key(count: usize) -> String {
    format!("Resources:\n  A: {}\n  B: {{ {TOPIC} }}\n", "[".repeat(count))
}

pub(super) fn open_braces(count: usize) -> String {
    "{\"a\":".repeat(count)
}

pub(super) fn open_brackets_each_line(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: ["))
}

pub(super) fn open_quotes_each_line(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: \"x"))
}

pub(super) fn closing_brackets(count: usize) -> String {
    format!("Resources: {}", "]}".repeat(count))
}

pub(super) fn bad_indentation(count: usize) -> String {
    lines("Resources:", count, |number| format!("{}A{number}: x", " ".repeat(1 + number * 7 % 13)))
}

pub(super) fn tabs(count: usize) -> String {
    lines("Resources:", count, |number| format!("\tR{number}:\n\t\t{TOPIC}"))
}

pub(super) fn colons(count: usize) -> String {
    lines("Resources:", count, |_| "  : : : ? - ! & * | > % @ `".to_owned())
}

// Width and length.

pub(super) fn wide_map(keys: usize) -> String {
    lines("Metadata:", keys, |number| format!("  Key{number}: {number}")) + "Resources: {}\n"
}

pub(super) fn wide_json(keys: usize) -> String {
    format!(
        "{{\"Resources\": {{}}, \"Metadata\": {{{}}}}}",
        list(keys, |number| format!("\"k{number}\": {number}"))
    )
}

pub(super) fn duplicate_keys(count: usize) -> String {
    lines("Resources:", count, |_| format!("  Same: {{ {TOPIC} }}"))
}

pub(super) fn duplicate_json_keys(count: usize) -> String {
    format!(
        "{{\"Resources\": {{{}}}}}",
        list(count, |_| "\"Same\": {\"Type\": \"AWS::SNS::Topic\"}".to_owned())
    )
}

pub(super) fn resources(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}:\n    {TOPIC}"))
}

pub(super) fn broken_resources(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}:\n    Type: AWS::SNS::Topc\n    Propertie: x"))
}

/// A usual template, many times over.
pub(super) fn long_yaml(count: usize) -> String {
    lines(
        "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }",
        count,
        |number| {
            format!(
                "  Group{number}:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: web {number}\n      \
             VpcId: !Ref Vpc\n      SecurityGroupIngress:\n        - {{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }}\n      \
             Tags:\n        - Key: Name\n          Value: !Sub '${{AWS::StackName}}-{number}'"
            )
        },
    )
}

pub(super) fn long_json(count: usize) -> String {
    let resource = |number| {
        format!(
            "\"Group{number}\": {{\"Type\": \"AWS::EC2::SecurityGroup\", \"Properties\": {{\"GroupDescription\": \"web {number}\", \
             \"Tags\": [{{\"Key\": \"Name\", \"Value\": {{\"Fn::Sub\": \"${{AWS::StackName}}-{number}\"}}}}]}}}}"
        )
    };
    format!("{{\"Resources\": {{{}}}}}", list(count, resource))
}

/// A template on one line, with a finding every few bytes.
pub(super) fn one_line(count: usize) -> String {
    format!(
        "{{\"Resources\": {{{}}}}}",
        list(count, |number| format!("\"é{number}\": {{\"Type\": \"AWS::SNS::Topc\"}}"))
    )
}

pub(super) fn long_scalar(bytes: usize) -> String {
    named("", &"x".repeat(bytes))
}

pub(super) fn long_block_scalar(count: usize) -> String {
    named("", "|") + &"        ü text ${X}\n".repeat(count)
}

pub(super) fn long_key(bytes: usize) -> String {
    format!("Resources:\n  {}: {{ {TOPIC} }}\n", "K".repeat(bytes))
}

pub(super) fn long_type(bytes: usize) -> String {
    format!("Resources:\n  T:\n    Type: AWS::{}\n", "x".repeat(bytes))
}

pub(super) fn documents(count: usize) -> String {
    format!("---\nResources: {{ T: {{ {TOPIC} }} }}\n").repeat(count)
}

pub(super) fn comments(count: usize) -> String {
    lines("Resources:", count, |number| format!("  # formwork: ignore[E3002, W{number}] -- reason @owner"))
        + &format!("  T: {{ {TOPIC} }}\n")
}

/// A suppression and a resource that it covers, many times.
pub(super) fn used_suppressions(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!("  # formwork: ignore[E3006] -- reason\n  R{number}: {{ Type: AWS::SNS::Topc }}")
    })
}

pub(super) fn suppressed_rules(count: usize) -> String {
    let rules = list(count, |number| format!("X{number}"));
    format!(
        "# formwork: ignore-file[{rules}]\nResources:\n  T: {{ {TOPIC}, Metadata: {{ formwork: {{ ignore: [{rules}] }} }} }}\n"
    )
}

// Aliases.

/// Each level holds the one before it nine times.
pub(super) fn billion_laughs(levels: usize) -> String {
    let head = "Metadata:\n  l0: &l0 [lol]";
    lines(head, levels, |number| {
        format!("  l{}: &l{} [{}]", number + 1, number + 1, list(9, |_| format!("*l{number}")))
    }) + &format!("Resources: {{ T: {{ {TOPIC}, Metadata: *l{levels} }} }}\n")
}

/// Each mapping merges the one before it twice.
pub(super) fn merge_bomb(levels: usize) -> String {
    let head = "Metadata:\n  m0: &m0 { a: 1 }";
    lines(head, levels, |number| {
        format!(
            "  m{}: &m{} {{ k{number}: 1, x: {{ <<: [*m{number}, *m{number}] }}, y: *m{number} }}",
            number + 1,
            number + 1
        )
    }) + "Resources: {}\n"
}

pub(super) fn merges_of_one(count: usize) -> String {
    let head = format!("Metadata:\n  m: &m {{ {} }}", list(50, |number| format!("k{number}: 1")));
    lines(&head, count, |number| format!("  n{number}: {{ <<: *m, own: 1 }}")) + "Resources: {}\n"
}

pub(super) fn aliases_of_one(count: usize) -> String {
    let head = "Resources:\n  R: &r { Type: AWS::SNS::Topc, Properties: { Wrong: !Ref Nobody } }";
    lines(head, count, |number| format!("  R{number}: *r"))
}

pub(super) fn anchors(count: usize) -> String {
    lines("Metadata:", count, |number| {
        format!("  k{number}: &a{number} {{ b: *a{} }}", number.saturating_sub(1))
    })
}

/// Nested `Fn::If` in which both branches are the same node.
pub(super) fn shared_branches(depth: usize) -> String {
    let head = "Conditions:\n  C: !Equals [!Ref 'AWS::Region', x]\nMetadata:\n  b0: &b0 x";
    let head = lines(head, depth, |number| {
        format!("  b{}: &b{} {{ 'Fn::If': [C{number}, *b{number}, *b{number}] }}", number + 1, number + 1)
    });
    named(&head, &format!("*b{depth}"))
}

// Conditions.

/// Parameters with conditions of their own, by which nested `Fn::If` choose.
pub(super) fn nested_ifs(depth: usize) -> String {
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
pub(super) fn if_tree(depth: usize) -> String {
    let head =
        lines("Conditions:", depth, |number| format!("  C{number}: !Equals [!Ref 'AWS::Region', r{number}]"));
    fn branch(depth: usize) -> String {
        match depth.checked_sub(1) {
            None => "'-'".to_owned(),
            Some(rest) => format!("!If [C{rest}, {0}, {0}]", branch(rest)),
        }
    }
    named(&head, &branch(depth))
}

/// `Fn::Sub` over parameters that each have many values.
pub(super) fn sub_over_choices(count: usize) -> String {
    let values = list(8, |number| format!("v{number}"));
    let head = lines("Parameters:", count, |number| {
        format!("  P{number}: {{ Type: String, AllowedValues: [{values}] }}")
    });
    let text: String = (0..count).map(|number| format!("${{P{number}}}-")).collect();
    named(&head, &format!("!Sub '{text}'"))
}

/// As in a public report: many parameters, half as many conditions that combine them, and resources under them.
pub(super) fn parameters_and_conditions(count: usize) -> String {
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
pub(super) fn pigeonholes(holes: usize) -> String {
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

pub(super) fn chained_conditions(count: usize) -> String {
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

pub(super) fn condition_cycles(count: usize) -> String {
    let head = lines("Conditions:", count, |number| {
        format!(
            "  C{number}: !Or [!Condition C{}, !Condition C{number}, !Equals [a, !Ref 'AWS::Region']]",
            (number + 1) % count
        )
    });
    named(&head, &format!("!If [C0, !If [C{}, a, b], c]", count - 1))
}

/// Resources that each have many properties with `Fn::If`, over many conditions.
pub(super) fn many_choices(count: usize) -> String {
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
pub(super) fn choices_side_by_side(count: usize) -> String {
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
pub(super) fn choices_in_alternatives(count: usize) -> String {
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

// References.

pub(super) fn circular_dependencies(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!("  R{number}:\n    {TOPIC}\n    DependsOn: R{}", (number + 1) % count)
    })
}

/// A long chain of dependencies, each said a second time by a reference.
pub(super) fn dependency_chain(count: usize) -> String {
    lines("Resources:", count, |number| {
        let next = number + 1;
        format!(
            "  R{number}:\n    {TOPIC}\n    DependsOn: [R{next}, R{}]\n    Properties: {{ TopicName: !Ref R{next} }}",
            number + 2
        )
    })
}

/// Every resource refers to every other.
pub(super) fn everything_refers_to_everything(count: usize) -> String {
    let all: String = (0..count).map(|number| format!("${{R{number}}}")).collect();
    lines("Resources:", count, |number| {
        format!("  R{number}:\n    {TOPIC}\n    Properties:\n      TopicName: !Sub '{all}'")
    })
}

pub(super) fn depends_on_everything(count: usize) -> String {
    let all = list(count, |number| format!("R{number}"));
    lines("Resources:", count, |number| format!("  R{number}: {{ {TOPIC}, DependsOn: [{all}] }}"))
}

pub(super) fn subnets_of_one_vpc(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.{}.{}.0/24 }} }}",
            number / 256,
            number % 256
        )
    })
}

/// Subnets of which each overlaps every other.
pub(super) fn overlapping_subnets(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }} }}"
        )
    })
}

/// Subnets cut out of one block by `Fn::Cidr`.
pub(super) fn cut_subnets(count: usize) -> String {
    let head = "Resources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }";
    lines(head, count, |number| {
        format!(
            "  S{number}: {{ Type: AWS::EC2::Subnet, Properties: {{ VpcId: !Ref Vpc, CidrBlock: !Select [{number}, !Cidr [!GetAtt Vpc.CidrBlock, 256, 8]] }} }}"
        )
    })
}

pub(super) fn security_group_rules(count: usize) -> String {
    let head = "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: x\n      SecurityGroupIngress:";
    lines(head, count, |number| {
        format!("        - {{ IpProtocol: tcp, FromPort: {number}, ToPort: 65535, CidrIp: 0.0.0.0/0 }}")
    })
}

pub(super) fn unknown_names(count: usize) -> String {
    let head = lines("Parameters:", count, |number| format!("  Parameter{number}: {{ Type: String }}"));
    lines(&(head + "Resources:"), count, |number| {
        format!("  R{number}: {{ {TOPIC}, Properties: {{ TopicName: !Ref Paramter{number} }} }}")
    })
}

pub(super) fn unknown_properties(count: usize) -> String {
    let properties = list(count, |number| format!("TopicNam{number}: x"));
    format!("Resources:\n  T: {{ {TOPIC}, Properties: {{ {properties} }} }}\n")
}

pub(super) fn unknown_types(count: usize) -> String {
    lines("Resources:", count, |number| format!("  R{number}: {{ Type: 'AWS::EC2::Instnce{number}' }}"))
}

pub(super) fn list_of_tags(count: usize) -> String {
    let tags = lines("", count, |number| format!("        - {{ Key: k{number}, Value: v }}"));
    format!("Resources:\n  T:\n    {TOPIC}\n    Properties:\n      Tags:{tags}")
}

/// A list whose items are to be unlike one another, and are large and alike.
pub(super) fn equal_items(count: usize) -> String {
    let tags =
        lines("", count, |_| "        - { Key: same, Value: { a: [1, 2, 3], b: { c: d } } }".to_owned());
    format!("Resources:\n  T:\n    {TOPIC}\n    Properties:\n      Tags:{tags}")
}

pub(super) fn sub_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("${{Variable{number}}}--")).collect();
    named("", &format!("!Sub '{text}'"))
}

pub(super) fn sub_with_own_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("${{V{number}}}-")).collect();
    let own = list(count, |number| format!("V{number}: x"));
    named("", &format!("!Sub ['{text}', {{ {own} }}]"))
}

pub(super) fn open_variables(count: usize) -> String {
    named("", &format!("!Sub '{}'", "${".repeat(count)))
}

/// Text whose source is escaped, so that its variables do not stand there as they read.
pub(super) fn escaped_variables(count: usize) -> String {
    let text: String = (0..count).map(|number| format!("\\x24{{V{number}}}-")).collect();
    named("", &format!("!Sub \"{text}\""))
}

/// A comment that again and again begins to speak to Formwork.
pub(super) fn half_directives(count: usize) -> String {
    format!("Resources: {{}} {}\n", "#formwork ignore".repeat(count))
}

/// Resources of which each may bring others whose names begin with its own.
pub(super) fn modules(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!(
            "  R{number}: {{ Type: 'My::Own::Thing::MODULE', DependsOn: Nobody{number}, Properties: {{ A: !Ref 'AWS::Region' }} }}"
        )
    })
}

/// Values that a long enumeration does not have.
pub(super) fn wrong_enumerations(count: usize) -> String {
    lines("Resources:", count, |number| {
        format!(
            "  I{number}: {{ Type: AWS::EC2::Instance, Properties: {{ InstanceType: t3.mikro{number} }} }}"
        )
    })
}

pub(super) fn dynamic_references(count: usize) -> String {
    named("", &format!("'{}'", "{{resolve:ssm:/a".repeat(count)))
}

/// Loops inside loops, each over many values.
pub(super) fn nested_loops(values: usize) -> String {
    let values = list(values, |number| format!("v{number}"));
    let mut text = String::from("Transform: AWS::LanguageExtensions\nResources:\n");
    for level in 0..5 {
        let pad = "  ".repeat(2 * level + 1);
        let _ =
            writeln!(text, "{pad}'Fn::ForEach::L{level}':\n{pad}  - X{level}\n{pad}  - [{values}]\n{pad}  -");
    }
    let pad = " ".repeat(24);
    let _ = writeln!(
        text,
        "{pad}'R${{X0}}${{X1}}${{X2}}${{X3}}${{X4}}':\n{pad}  {TOPIC}\n{pad}  Properties: {{ TopicName: !Ref 'R${{X0}}' }}"
    );
    text
}

pub(super) fn loops_side_by_side(count: usize) -> String {
    let values = list(100, |number| format!("v{number}"));
    lines("Transform: AWS::LanguageExtensions\nResources:", count, |number| {
        format!("  'Fn::ForEach::L{number}': [X, [{values}], {{ 'R{number}${{X}}': {{ {TOPIC} }} }}]")
    })
}

pub(super) fn mappings(count: usize) -> String {
    let head = lines("Mappings:\n  M:", count, |number| format!("    k{number}: {{ a: 1, b: [x, y] }}"));
    lines(&(head + "Resources:"), count, |number| {
        format!("  R{number}: {{ {TOPIC}, Properties: {{ TopicName: !FindInMap [M, k{number}, a] }} }}")
    })
}

pub(super) fn outputs(count: usize) -> String {
    lines(&format!("Resources: {{ T: {{ {TOPIC} }} }}\nOutputs:"), count, |number| {
        format!(
            "  O{number}: {{ Value: !GetAtt T.TopicName, Export: {{ Name: !Sub '${{AWS::StackName}}-x' }} }}"
        )
    })
}

/// A state machine that calls many functions.
pub(super) fn state_machine(count: usize) -> String {
    let states = list(count, |number| {
        format!(
            "\"S{number}\": {{\"Type\": \"Task\", \"Resource\": \"${{F{number}.Arn}}\", \"Next\": \"S{}\"}}",
            number + 1
        )
    });
    let head = lines("Resources:", count, |number| {
        format!(
            "  F{number}: {{ Type: AWS::Lambda::Function, Properties: {{ Role: 'arn:aws:iam::123456789012:role/x', Code: {{ ZipFile: x }} }} }}"
        )
    });
    format!(
        "{head}  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      RoleArn: x\n      DefinitionString: !Sub '{{\"States\": {{{states}}}}}'\n"
    )
}

pub(super) fn sam_functions(count: usize) -> String {
    lines("Transform: AWS::Serverless-2016-10-31\nResources:", count, |number| {
        format!(
            "  F{number}:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events:\n        E: {{ Type: Api, Properties: {{ Path: /x, Method: get }} }}"
        )
    })
}

pub(super) fn api_methods(count: usize) -> String {
    lines("Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }", count, |number| {
        format!(
            "  M{number}: {{ Type: AWS::ApiGateway::Method, Properties: {{ RestApiId: !Ref Api, ResourceId: x, HttpMethod: GET, AuthorizationType: NONE }} }}"
        )
    })
}

pub(super) fn open_api_paths(count: usize) -> String {
    let head = "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Body:\n        openapi: 3.0.1\n        paths:";
    lines(head, count, |number| {
        format!("          /p{number}: {{ get: {{}}, post: {{ security: [{{ a: [] }}] }} }}")
    })
}

// Regular expressions.

/// Text that makes a backtracking matcher try everything, against patterns that schemas have.
pub(super) fn nasty_text(bytes: usize) -> String {
    let a = "a".repeat(bytes);
    format!(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {{ QueueName: '{a}!', KmsMasterKeyId: '{a}!' }}\n  \
         F:\n    Type: AWS::Lambda::Function\n    Properties: {{ Role: 'arn:aws:iam::{a}!', FunctionName: '{a}!', Handler: '{a} !', Code: {{ ImageUri: '{a}!' }} }}\n  \
         C:\n    Type: AWS::CertificateManager::Certificate\n    Properties: {{ DomainName: '{a}.{a}!' }}\n  \
         D:\n    Type: AWS::Route53::RecordSet\n    Properties: {{ Name: '{a}.!', Type: A, HostedZoneId: '{a}!' }}\n  \
         P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties: {{ Path: '/{a}', PolicyDocument: {{ Statement: [{{ Effect: Allow, Action: 's3:{a}!', Resource: 'arn:{a}' }}] }} }}\n"
    )
}

/// A parameter whose own pattern backtracks without end.
pub(super) fn catastrophic_pattern(bytes: usize) -> String {
    let a = "a".repeat(bytes);
    let patterns = [
        "(a+)+$",
        "^(a|aa)+$",
        "(a*)*b",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?=(a+))a*b",
        "^(a?){50}a{50}$",
        "(.*)*(.*)*(.*)*x",
        "(a|a)*(a|a)*\\\\1",
    ];
    let mut index = 0;
    lines("Resources: {}\nParameters:", patterns.len(), |number| {
        index += 1;
        format!(
            "  P{number}: {{ Type: String, AllowedPattern: \"{}\", Default: '{a}!' }}",
            patterns[index - 1]
        )
    })
}

pub(super) fn large_pattern(bytes: usize) -> String {
    let pattern = "(a|b)?".repeat(bytes / 6);
    format!(
        "Resources: {{}}\nParameters:\n  A: {{ Type: String, AllowedPattern: '{pattern}', Default: 'aaaa' }}\n  B: {{ Type: String, AllowedPattern: '{}', Default: 'aaaa' }}\n  C: {{ Type: String, AllowedPattern: 'a{{1,{bytes}}}{{1,{bytes}}}', Default: 'aaaa' }}\n",
        "(".repeat(bytes)
    )
}
