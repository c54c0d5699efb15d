//! Hostile texts: an error instead of a full stack, and work by the length of the text.

use super::parse;

fn errors(source: &str) -> usize {
    parse(source).errors.len()
}

#[test]
fn nesting_is_limited() {
    for (start, part) in [
        ("let x = ", "["),
        ("let x = ", "{a:"),
        ("let x = ", "count("),
        ("", "["),
        ("rule r { ", "a { "),
        ("rule r { ", "when a { "),
        ("a", "[ a"),
        ("a", "[ keys == %a"),
        ("x", "[ when exists "),
    ] {
        let source = format!("{start}{}", part.repeat(100_000));
        let parsed = parse(&source);
        assert_eq!(parsed.errors.len(), 1, "{part}");
    }
    let depth = |levels: usize| format!("let x = {}1{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!((errors(&depth(64)), errors(&depth(65))), (0, 1));
    assert_eq!(errors(&format!("let x = /{}a{}/", "(".repeat(100_000), ")".repeat(100_000))), 1);
}

#[test]
fn queries_are_limited() {
    let query = |parts: usize| format!("a{} exists", ".b".repeat(parts - 1));
    assert_eq!((errors(&query(250)), errors(&query(251)), errors(&query(500_000))), (0, 1, 1));
}

/// Were any of this quadratic, the test would not come to an end.
#[test]
fn long_texts_take_linear_time() {
    let megabyte = |text: &str| text.repeat(1_000_000 / text.len());
    assert_eq!(errors(&format!("a == \"{}", megabyte("b\n"))), 1);
    assert_eq!(errors(&format!("a == \"{}", megabyte("\\\""))), 1);
    assert_eq!(errors(&megabyte("!")), 1);
    let many = |text: &str| text.repeat(20_000);
    assert_eq!(errors(&many("a exists or ")), 1);
    assert_eq!(errors(&many("rule a { b exists # c\n")), 20_000);
    assert_eq!(errors(&many("rule a { b exists << c }\n")), 20_000);
    assert_eq!(errors(&many("when exists\n")), 1);
    assert_eq!(errors(&many("AWS::S3::Bucket { ")), 1);
    assert_eq!(errors(&format!("rule a {{ {}", many("some\n"))), 1);
    assert_eq!(errors(&format!("rule a({}a) {{ b exists }}", many("a, "))), 0);
    assert_eq!(errors(&format!("let a = {{{}b: 1}}", many("a: 1, "))), 0);
}

/// Cuts, doubles, drops and swaps the tokens of a text that has everything in it: nothing panics.
#[test]
fn damaged_texts_are_read_too() {
    let source = include_str!("everything.guard");
    let tokens: Vec<&str> = source.split_inclusive([' ', '\n', '.', '[', '(', '"', '<']).collect();
    assert_eq!(errors(source), 0);
    let mut seed = 1_u64;
    let mut random = |limit: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % limit
    };
    for _ in 0..2_000 {
        let mut damaged = tokens.clone();
        for _ in 0..=random(3) {
            let (one, other) = (random(damaged.len()), random(damaged.len()));
            match random(4) {
                0 => drop(damaged.remove(one)),
                1 => damaged.insert(one, damaged[other]),
                2 => damaged.swap(one, other),
                _ => damaged.truncate(one.max(1)),
            }
        }
        let text = damaged.concat();
        let parsed = parse(&text);
        assert!(parsed.errors.iter().all(|error| text.get(error.span.range()).is_some()), "{text}");
        crate::check_names(&parsed.file);
        for rule in &parsed.file.rules {
            let described = crate::Described { name: &rule.name.text, start: rule.span.start, is_only: true };
            crate::metadata(&text, &parsed.file.comments, described);
        }
    }
}
