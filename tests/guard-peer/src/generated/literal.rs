//! Literals of rules: of all kinds, often such as the document has at that place.

use super::piece::Piece;
use super::random::Random;
use super::template::{Tree, WORDS};

const REGEXES: [&str; 26] = [
    "^a",
    "a",
    ".*",
    "^$",
    "(?i)PROD",
    "^prod-.*$",
    "\\d+",
    "[A-Z]",
    "a|b",
    "^arn:",
    "\\/8$",
    "(?!alpha)^.+",
    "(a)\\1",
    "^AWS::",
    "Bucket",
    "e{2}",
    "\\w+\\s\\w+",
    "(?<=o) ",
    "^[a-z]$",
    "\\.",
    "(?<w>a).*\\k<w>",
    "(?>a+)b",
    "\\h{2}",
    "(?s).$",
    "[[:alpha:]&&[^a]]",
    "^(?=.*\\d)",
];
const RANGES: [&str; 16] = [
    "r[0,10]",
    "r(0,10)",
    "r[1,80)",
    "r(1,2]",
    "r[-5,5]",
    "r[80,443]",
    "r[0.5,1.5]",
    "r(1.0,2.0)",
    "r[-2.5,1e3]",
    "r[a,z]",
    "r(a,z)",
    "r[A,Z]",
    "r[1, 5)",
    "r[ 0 , 100 ]",
    "r[5,1]",
    "r[0.0,99999.5]",
];
const PLAIN: [&str; 37] = [
    "null",
    "NULL",
    "Null",
    "true",
    "True",
    "TRUE",
    "false",
    "False",
    "FALSE",
    "0",
    "1",
    "-1",
    "2",
    "80",
    "443",
    "17",
    "922337203685477580",
    "1.5",
    "-2.5",
    "1.0",
    "1e3",
    "1E+2",
    "-1e-2",
    "0.1",
    "\"\"",
    "''",
    "\"it's\"",
    "'say \\'x\\''",
    "\"\\\"\"",
    "'Alpha'",
    "\"Ref\"",
    "'AWS::S3::Bucket'",
    "\"true\"",
    "'1'",
    "\"é\"",
    "\"~\"",
    "5",
];

/// A literal; `near` is what it may be compared with.
pub(crate) fn literal(random: &mut Random, near: Option<&Tree>) -> Piece {
    match near {
        Some(tree) if random.percent(45) => alike(random, tree, 2),
        _ => any(random, 2),
    }
    .or("1")
}

fn any(random: &mut Random, depth: usize) -> Piece {
    let weights = if depth == 0 { [5, 3, 1, 1, 0, 0] } else { [40, 20, 13, 10, 14, 6] };
    match random.weighted(&weights) {
        0 => Piece::text(random.word(&PLAIN)),
        1 => {
            let word = random.word(&WORDS);
            quoted(random, &word)
        }
        2 => Piece::text(format!("/{}/", random.word(&REGEXES))),
        3 => Piece::text(random.word(&RANGES)),
        4 => {
            let items = (0..random.below(4)).map(|_| any(random, depth - 1)).collect();
            list(random, items)
        }
        _ => {
            let entries =
                (0..random.below(3)).map(|_| (random.word(&WORDS), any(random, depth - 1))).collect();
            map(random, entries)
        }
    }
}

/// A literal that a value may well equal, contain or be in.
fn alike(random: &mut Random, tree: &Tree, depth: usize) -> Piece {
    match tree {
        _ if depth == 0 => any(random, 0),
        Tree::Scalar(text) => {
            let same = same_scalar(random, text);
            match random.below(8) {
                0 | 1 => {
                    let mut items = vec![any(random, 0), same];
                    if random.percent(50) {
                        items.swap(0, 1);
                    }
                    list(random, items)
                }
                2 if text.chars().all(|letter| letter.is_ascii_alphanumeric()) && !text.is_empty() => {
                    Piece::text(format!("/{text}/"))
                }
                _ => same,
            }
        }
        Tree::List(items) => {
            let items = items.iter().map(|item| alike(random, item, depth - 1)).collect();
            list(random, items)
        }
        Tree::Map(entries) => {
            let entries =
                entries.iter().map(|(key, value)| (key.clone(), alike(random, value, depth - 1))).collect();
            map(random, entries)
        }
        Tree::Tagged(..) => any(random, 1),
    }
}

fn same_scalar(random: &mut Random, text: &str) -> Piece {
    let bare = text.trim_matches(['"', '\'']);
    let quotes = bare.len() < text.len();
    let number = text.parse::<f64>().is_ok_and(f64::is_finite)
        && !text.starts_with(['+', '.'])
        && !text.ends_with('.');
    match text {
        "true" | "false" | "null" => Piece::text(text),
        // Beyond the largest number the peer refuses the file.
        _ if text.len() > 18 && random.percent(95) => quoted(random, "long"),
        _ if !quotes && number && random.percent(85) => Piece::text(text),
        "yes" | "on" | "y" => Piece::text("true"),
        "no" | "off" | "n" => Piece::text("false"),
        "~" => Piece::text("null"),
        _ if bare.contains(['"', '\'', '\\']) => Piece::text("\"\""),
        _ => quoted(random, bare),
    }
}

fn quoted(random: &mut Random, text: &str) -> Piece {
    Piece::text(if random.percent(50) { format!("\"{text}\"") } else { format!("'{text}'") })
}

fn list(random: &mut Random, items: Vec<Piece>) -> Piece {
    let between = *random.pick(&[", ", ",", " , ", ",\n    "]);
    Piece::All(vec![Piece::text("["), Piece::Some { items, between, least: 0 }, Piece::text("]")])
}

fn map(random: &mut Random, entries: Vec<(String, Piece)>) -> Piece {
    let entry = |(key, value): (String, Piece)| {
        let plain =
            !key.is_empty() && key.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
        let key = if plain && random.percent(60) {
            key
        } else if key.contains(['\'', '\\']) {
            "'k'".to_owned()
        } else {
            format!("'{key}'")
        };
        Piece::All(vec![Piece::text(key + ": "), value])
    };
    let items = entries.into_iter().map(entry).collect();
    Piece::All(vec![Piece::text("{ "), Piece::Some { items, between: ", ", least: 0 }, Piece::text(" }")])
}
