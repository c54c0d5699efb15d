//! Rule files and schemas of private types that want too much, or are none.

use super::{Case, many};

/// Properties that schemas and patterns of the rules are held against.
fn template() -> String {
    format!(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: {}!\n      Tags:\n{}  \
         P: {{ Type: Acme::Store::Shelf, Properties: {{ Name: {} }} }}\n",
        "a".repeat(2_000),
        many(1_000, |number| format!(
            "        - {{ Key: k{number}, Value: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa }}\n"
        )),
        "a".repeat(2_000)
    )
}

const SOUND: &str = "id: SOUND\ntitle: A queue is not encrypted\nresources: [AWS::SQS::Queue]\nassert: { required: [KmsMasterKeyId] }\n";

pub(super) fn cases() -> Vec<Case> {
    let case = |(name, rule): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", "packs: [./rules]\n")
            .file("rules/hostile.rule.yaml", rule)
            .file("rules/sound.rule.yaml", SOUND)
            .file("t.yaml", template())
            .run(&["lint", "--format", "json"], "SOUND")
            .run(&["lint", "--min-severity", "info"], "SOUND")
            .run(&["test", "rules"], "")
            .run_with(&["explain", "rules/hostile.rule.yaml"], &[0, 1, 2], "")
    };
    let rules = asserting().into_iter().chain(whole()).chain(others());
    let mut all: Vec<Case> = rules.map(case).collect();
    all.push(
        (0..500).fold(
            Case::new("many files")
                .file("formwork.yaml", "packs: ['rules/**/*.rule.yaml']\n")
                .file("t.yaml", template()),
            |case, number| case.file(format!("rules/{number}.rule.yaml"), SOUND),
        ),
    );
    let last = all.pop().expect("it was put in").run(&["lint", "--format", "json"], "RUL");
    all.push(last);
    all
}

fn rule(rest: &str) -> String {
    format!("id: HOSTILE\ntitle: A queue is hostile\nresources: [AWS::SQS::Queue]\n{rest}\n")
}

/// Rules with a schema.
fn asserting() -> Vec<(&'static str, String)> {
    let deep = |open: &str, depth: usize| format!("{}true{}", open.repeat(depth), "}".repeat(depth));
    let on_name = |schema: String| format!("{{ properties: {{ QueueName: {schema} }} }}");
    let texts = |count: usize| many(count, |number| format!("t{number}, "));
    let schemas = [
        ("deep", deep("{ not: ", 5_000)),
        ("nested", deep("{ not: ", 180)),
        ("nested alternatives", format!("{}{{ required: [X] }}{}", "{ anyOf: [".repeat(60), "] }".repeat(60))),
        ("doubled", doubled("allOf")),
        ("doubled, one of", doubled("oneOf")),
        ("itself", "{ $ref: '#' }".to_owned()),
        ("circle", "{ definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } }, $ref: '#/definitions/a' }".to_owned()),
        ("circle of choices", "{ definitions: { a: { allOf: [{ $ref: '#/definitions/a' }, { $ref: '#/definitions/a' }] } }, $ref: '#/definitions/a' }".to_owned()),
        ("its own alias", "&a { allOf: [*a, *a] }".to_owned()),
        ("patterns", on_name("{ allOf: [{ pattern: '^(a+)+$' }, { pattern: '^(a|aa)+$' }, { pattern: '(a*)*b' }, { pattern: '(?=(a+))a*b' }, { pattern: '(.*)*(.*)*(.*)*x' }, { pattern: '(a|a)*(a|a)*\\1' }] }".to_owned())),
        ("patterns of keys", "{ properties: { Tags: { items: { patternProperties: { '^(K+)+$': { pattern: '^(a+)+$' }, '(.*)*x': false } } } } }".to_owned()),
        ("large pattern", on_name(format!("{{ pattern: '{}' }}", "(a|b)?".repeat(5_000)))),
        ("repetitions", on_name("{ pattern: '((a{1,1000}){1,1000}){1,1000}$' }".to_owned())),
        ("open pattern", on_name(format!("{{ pattern: '{}' }}", "(".repeat(50_000)))),
        ("required", format!("{{ required: [{}] }}", texts(10_000))),
        ("enumeration", on_name(format!("{{ enum: [{}] }}", texts(10_000)))),
        ("properties", format!("{{ properties: {{ {} }} }}", many(10_000, |number| format!("P{number}: true, ")))),
        ("alternatives of items", format!("{{ properties: {{ Tags: {{ items: {{ oneOf: [{}] }} }} }} }}", many(300, |number| format!("{{ properties: {{ Key: {{ const: k{number} }} }} }}, ")))),
        ("unlike items", "{ properties: { Tags: { uniqueItems: true, uniqueKeys: [Value], contains: { contains: { contains: true } }, minContains: 1e99, maxItems: -1 } } }".to_owned()),
        ("numbers", on_name("{ minLength: 99999999999999999999, maxLength: -1, multipleOf: 0, minimum: .nan, maximum: 1e999 }".to_owned())),
        ("wrong shapes", "{ required: {}, properties: [], allOf: 5, pattern: [], enum: x, items: ~, not: '', if: 5, dependentRequired: { a: 5 } }".to_owned()),
    ];
    let schemas = schemas.map(|(name, schema)| {
        let anchor = if name.starts_with("doubled") { "where: &a0 { required: [QueueName] }\n" } else { "" };
        (name, rule(&format!("{anchor}assert: {schema}")))
    });
    schemas.into()
}

/// Schemas of which each holds the one before it twice.
fn doubled(keyword: &str) -> String {
    let inner = many(40, |number| {
        format!("k{}: &a{} {{ {keyword}: [*a{number}, *a{number}] }}, ", number + 1, number + 1)
    });
    format!("{{ definitions: {{ {inner} }}, allOf: [*a40] }}")
}

/// Files that are no rule.
fn whole() -> Vec<(&'static str, String)> {
    vec![
        ("empty", String::new()),
        ("scalar", "rule".to_owned()),
        ("list", "- id: x\n- id: y\n".to_owned()),
        ("null", "~".to_owned()),
        ("broken", "id: [\ntitle: \"\n  assert: }\n\t- x\n".to_owned()),
        ("zeros", "\0".repeat(1_000)),
        ("brackets", "[".repeat(10_000)),
        ("merged with itself", "&a\n<<: *a\nid: *a\nassert: *a\n".to_owned()),
        ("documents", "---\nid: A\n---\nid: B\n...\n".to_owned()),
        ("twice", rule("assert: {}\n").repeat(500)),
        ("keys", many(10_000, |number| format!("key{number}: x\n"))),
        ("all wrong", "id: []\ntitle: {}\nrationale: 5\nseverity: loud\nresources: {}\nwhere: 5\nassert: x\nproperty: []\ncompare: []\nmessage: {}\nhelp: []\nfix: x\nexamples: x\n".to_owned()),
        ("nulls", "id:\ntitle:\nrationale:\nseverity:\nresources:\nwhere:\nassert:\nproperty:\nmessage:\nhelp:\nfix:\nexamples:\n".to_owned()),
    ]
}

/// Rules whose other parts are hostile.
fn others() -> Vec<(&'static str, String)> {
    let id = |id: &str| {
        format!(
            "id: {id}\ntitle: x\nresources: [AWS::SQS::Queue]\nassert: {{ required: [KmsMasterKeyId] }}\n"
        )
    };
    let assert = |rest: &str| rule(&format!("assert: {{ required: [KmsMasterKeyId] }}\n{rest}"));
    let path = |segment: &str, count: usize| vec![segment; count].join(".");
    vec![
        ("id of ours", id("E3012")),
        ("id of another", id("SOUND")),
        ("id of a pack", id("security-pillar")),
        ("everything", id("'*'")),
        ("empty id", id("''")),
        ("long id", id(&"A".repeat(100_000))),
        ("odd id", id("\"\\0\\x1b[31m\\u202e..\\\\/\"")),
        ("odd number", id("0x10")),
        (
            "types",
            format!(
                "id: HOSTILE\ntitle: x\nresources: [{}]\nassert: {{ required: [KmsMasterKeyId] }}\n",
                many(5_000, |number| format!("'AWS::*{number}*', "))
            ),
        ),
        (
            "stars",
            format!(
                "id: HOSTILE\ntitle: x\nresources: ['{}b', '*']\nassert: {{ required: [KmsMasterKeyId] }}\n",
                "*a".repeat(500)
            ),
        ),
        (
            "message",
            assert(&format!("message: '{}'\nhelp: '{}'", "{value}{fact}".repeat(2_000), "{".repeat(10_000))),
        ),
        ("rationale", assert(&format!("rationale: |\n  {}", "`*[<!-- ".repeat(10_000)))),
        ("long path", rule(&format!("compare: {{ property: {}, exists: true }}", path("*", 5_000)))),
        ("longer path", rule(&format!("property: {}\nassert: {{}}", path("Tags", 5_000)))),
        ("odd path", rule("compare: { property: '..*..', equals: { property: '...' } }")),
        (
            "with itself",
            rule(
                "compare: { property: Tags, equals: { property: Tags }, one-of: [{ property: Tags }, { parameter: '' }] }",
            ),
        ),
        (
            "numbers",
            rule(
                "compare: { property: QueueName, at-least: .nan, at-most: 1e999, more-than: -.inf, less-than: 99999999999999999999999, min-items: -1, max-items: 1e99 }",
            ),
        ),
        (
            "patterns",
            rule("compare: { property: QueueName, matches: '^(a+)+$', not-matches: '(.*)*(.*)*(.*)*x' }"),
        ),
        (
            "values",
            rule(&format!(
                "compare: {{ property: Tags.*.Value, none-of: [{}] }}",
                many(5_000, |number| format!("v{number}, "))
            )),
        ),
        (
            "fix of everything",
            assert(&format!("fix: {{ set: {{ {} }} }}", many(3_000, |number| format!("A.B{number}: x, ")))),
        ),
        (
            "fixes in one another",
            assert(
                "fix: { set: { Tags: [], Tags.*.Key: x, Tags.A.B.C: { D: !Ref E }, KmsMasterKeyId: x, '': x, '*': y }, remove: ['*', Tags, Tags.*, QueueName], replace: x, applicability: safe }",
            ),
        ),
        ("fix with aliases", assert("fix: { set: { KmsMasterKeyId: &a [x, *a] }, replace: *a }")),
        ("deep fix", assert(&format!("fix: {{ replace: {}{} }}", "[".repeat(190), "]".repeat(190)))),
        (
            "examples",
            assert(&format!(
                "examples:\n{}",
                many(2_000, |number| format!(
                    "  - {{ name: n{number}, fail: {{ QueueName: q{number} }}, finds: [KmsMasterKeyId] }}\n"
                ))
            )),
        ),
        (
            "odd examples",
            assert(
                "examples: [5, {}, { pass: {}, fail: {} }, { fail: 'Resources: [' }, { fail: { Resources: 5 } }, { pass: { Type: 5 } }, { fail: '', fixed: '[', finds: { a: b } }, ~, [[]]]",
            ),
        ),
    ]
}

/// Schemas of types of one's own.
pub(super) fn types() -> Vec<Case> {
    let shelf = |rest: &str| format!("{{\"typeName\": \"Acme::Store::Shelf\", {rest}}}");
    let deep = |depth: usize| format!("{}true{}", "{\"not\":".repeat(depth), "}".repeat(depth));
    let schemas = [
        ("empty", String::new()),
        ("broken", "{\"typeName\": \"Acme::Sto".to_owned()),
        ("list", "[[]]".to_owned()),
        ("number", "1e999".to_owned()),
        ("name of AWS's", "{\"typeName\": \"AWS::SQS::Queue\", \"properties\": {}}".to_owned()),
        ("no name", "{\"typeName\": \"\", \"properties\": {}}".to_owned()),
        ("odd name", "{\"typeName\": \"::\\u0000::\\ud800\", \"properties\": 5}".to_owned()),
        ("deep", shelf(&format!("\"properties\": {{\"Name\": {}}}", deep(10_000)))),
        ("nested", shelf(&format!("\"properties\": {{\"Name\": {}}}", deep(90)))),
        (
            "circle",
            shelf(
                "\"definitions\": {\"a\": {\"$ref\": \"#/definitions/b\"}, \"b\": {\"$ref\": \"#/definitions/a\"}}, \"properties\": {\"Name\": {\"$ref\": \"#/definitions/a\"}}",
            ),
        ),
        (
            "circle of choices",
            shelf(
                "\"definitions\": {\"a\": {\"allOf\": [{\"$ref\": \"#/definitions/a\"}, {\"$ref\": \"#/definitions/a\"}]}}, \"properties\": {\"Name\": {\"$ref\": \"#/definitions/a\"}}",
            ),
        ),
        (
            "itself",
            shelf(
                "\"properties\": {\"Name\": {\"$ref\": \"#\"}}, \"allOf\": [{\"$ref\": \"#\"}, {\"$ref\": \"#/allOf/0\"}]",
            ),
        ),
        (
            "elsewhere",
            shelf(
                "\"properties\": {\"Name\": {\"$ref\": \"https://example.com/x.json\"}, \"B\": {\"$ref\": \"../../../etc/passwd\"}, \"C\": {\"$ref\": 5}}",
            ),
        ),
        (
            "patterns",
            shelf(
                "\"properties\": {\"Name\": {\"type\": \"string\", \"pattern\": \"^(a+)+$\", \"allOf\": [{\"pattern\": \"(a|a)*(a|a)*\\\\1\"}, {\"pattern\": \"(.*)*(.*)*(.*)*x\"}, {\"pattern\": \"[\"}]}}",
            ),
        ),
        (
            "wrong shapes",
            shelf(
                "\"properties\": {\"Name\": [], \"B\": 5, \"C\": {\"type\": {}, \"enum\": 5, \"required\": 5, \"items\": [5]}}, \"required\": {}, \"readOnlyProperties\": 5, \"primaryIdentifier\": [5, \"x\", \"/properties\"], \"tagging\": [], \"additionalProperties\": []",
            ),
        ),
        (
            "properties",
            shelf(&format!(
                "\"properties\": {{{}\"Name\": {{\"type\": \"string\"}}}}",
                many(10_000, |number| format!(
                    "\"P{number}\": {{\"type\": \"string\", \"enum\": [\"a\", \"b\"]}},"
                ))
            )),
        ),
        (
            "choices",
            shelf(&format!(
                "\"properties\": {{\"Name\": {{\"oneOf\": [{}true]}}}}",
                many(5_000, |number| format!("{{\"const\": \"c{number}\"}},"))
            )),
        ),
    ];
    let case = |(name, schema): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", "packs: [./rules]\nschemas: [./schemas]\n")
            .file("schemas/hostile.json", schema)
            .file("rules/sound.rule.yaml", SOUND)
            .file("t.yaml", template())
            .run(&["lint", "--format", "json"], "SOUND")
            .run(&["lint", "--fix", "--unsafe-fixes"], "SOUND")
    };
    schemas.map(case).into()
}
