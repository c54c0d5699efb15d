//! Slips in rules files: what is no rules file any more, or means something else.

use super::random::Random;

/// What slips in.
const TOKENS: [&str; 76] = [
    " ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ".",
    ",",
    "|",
    "%",
    "#",
    "'",
    "\"",
    "/",
    "<<",
    ">>",
    "<",
    ">",
    "!",
    "=",
    "==",
    "!=",
    ">=",
    ":=",
    "*",
    "-",
    "1",
    "1.5",
    "1e5",
    "or",
    " or ",
    "OR",
    "|OR|",
    "when ",
    "rule ",
    "let ",
    "some ",
    "not ",
    "in",
    "exists",
    "empty",
    "keys ",
    "this",
    "true",
    "null",
    "r[1,2]",
    "r(a,b)",
    "/a/",
    "is_string",
    "Type",
    "AWS::S3::Bucket",
    "::",
    "::MODULE",
    "count(",
    "%v1",
    "\\",
    "\r\n",
    "\t",
    "é",
    "x",
    " exists ",
    " == 1 ",
    "/(/",
    "/[z-a]/",
    "/\\8/",
    "/(?<n>a)\\k<n>/",
    "/\\h+/",
    "/a++/",
    "/(?>a)/",
    "/(?x) a/",
    "/\\p{L}/",
    "/a{2,1}/",
    "/[/",
    "/\\/",
];

/// The text after one to three slips.
pub(crate) fn harmed(random: &mut Random, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..random.between(1, 3) {
        let at = random.below(letters.len() + 1);
        let end = (at + random.between(1, 6)).min(letters.len());
        match random.below(4) {
            0 => drop(letters.drain(at..end)),
            1 => {
                let token = random.word(&TOKENS);
                letters.splice(at..end, token.chars());
            }
            2 => {
                let from = random.below(letters.len() + 1);
                let until = (from + random.between(1, 30)).min(letters.len());
                let copied = letters[from..until].to_vec();
                letters.splice(at..at, copied);
            }
            _ => {
                let token = random.word(&TOKENS);
                letters.splice(at..at, token.chars());
            }
        }
    }
    letters.into_iter().collect()
}
