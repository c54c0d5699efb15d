//! Calls of functions, mostly with what they are for.

use super::piece::Piece;
use super::rules::{Rules, Scope};

impl<'t> Rules<'_, 't> {
    /// `function(...)`
    pub(crate) fn call(&mut self, scope: &Scope<'t>, depth: usize) -> Piece {
        let functions = [
            "count",
            "count",
            "json_parse",
            "now",
            "parse_boolean",
            "parse_char",
            "parse_epoch",
            "parse_float",
            "parse_int",
            "parse_string",
            "to_lower",
            "to_upper",
            "url_decode",
            "join",
            "regex_replace",
            "substring",
        ];
        let name = self.random.word(&functions);
        let mut arguments = Vec::new();
        if name != "now" {
            arguments.push(if self.random.percent(30) {
                self.text(&name)
            } else {
                self.operand(scope, depth.min(1))
            });
        }
        match name.as_str() {
            "join" => arguments.push(self.either(scope, &["','", "'-'", "\"\"", "1"])),
            "substring" => {
                arguments.push(self.either(scope, &["0", "1", "2", "1.5", "-1"]));
                arguments.push(self.either(scope, &["1", "3", "0", "99", "2.9"]));
            }
            "regex_replace" => {
                arguments.push(self.either(scope, &["'^(\\w+)-(\\w+)$'", "'a'", "\"[aeiou]\"", "'('"]));
                arguments.push(self.either(scope, &["'$1'", "'${2}_${1}'", "''", "'$0$9'"]));
            }
            _ => {}
        }
        let count = arguments.len();
        let arguments = Piece::Some { items: arguments, between: ", ", least: count };
        Piece::All(vec![Piece::text(name + "("), arguments, Piece::text(")")])
    }

    /// What a function is for.
    fn text(&mut self, function: &str) -> Piece {
        let texts: &[&str] = match function {
            "json_parse" => &[
                "'{\"a\": 1, \"b\": [1, true, null]}'",
                "'[1, \"x\"]'",
                "'{a: 1}'",
                "'1.0'",
                "'x'",
                "''",
                "'{1: 2}'",
                "'{a: 1, a: 2}'",
                "'99999999999999999999'",
                "'-9999999999999999999'",
                "'18446744073709551615'",
                "'0x10'",
                "'-0x1f'",
                "'0o17'",
                "'0b101'",
                "'012'",
                "'+1'",
                "'.5'",
                "'1.'",
                "'1e3'",
                "'1e400'",
                "'.inf'",
                "'- 1\n- [2]'",
                "'~'",
                "'Null'",
                "'yes'",
                "'True'",
                "'{true: 1}'",
                "'{~: 1}'",
                "'!Ref a'",
                "'!Foo {a: 1}'",
                "'[!Sub x, !GetAtt [a, b]]'",
                "'--- 1\n--- 2'",
                "'# c'",
                "'a: &x 1\nb: *x'",
                "'{<<: {a: 1}}'",
                "'{\"a\": \"\\u00e9\"}'",
                "'2024-01-01'",
                "'[1'",
                "'{a: 1'",
                "'!!str 5'",
                "'!!int x'",
                "'a: b: c'",
                "'0x'",
                "'340282366920938463463374607431768211456'",
                "'- a\n b'",
                "'|\n x'",
                "'\ta'",
                "'@'",
                "'{\"a\":1}'",
            ],
            "parse_boolean" => &["'true'", "'FALSE'", "'True'", "'yes'", "true"],
            "parse_char" => &["'a'", "'ab'", "1", "''", "'é'"],
            "parse_epoch" => &[
                "'2024-01-01T00:00:00Z'",
                "'2024-01-01 00:00:00Z'",
                "'2024-01-01T24:00:00Z'",
                "'2016-12-31T23:59:60Z'",
                "'2024-01-01t00:00:00.5z'",
                "'2024-01-01'",
                "'2024-02-30T00:00:00Z'",
                "'2024-01-01T01:00:00+01:00'",
                "'x'",
            ],
            "parse_float" => {
                &["'nan'", "'+1.5'", "'.5'", "'1_0'", "''", "'1.5'", "'1e3'", "2", "'inf'", "' 1.0'", "'x'"]
            }
            "parse_int" => &[
                "' 1'",
                "''",
                "-1.9",
                "1e30",
                "'9223372036854775808'",
                "'17'",
                "'-3'",
                "1.9",
                "'1.5'",
                "'+4'",
                "'x'",
            ],
            "parse_string" => &[
                "-0.0",
                "0.1",
                "1e-7",
                "123456789.125",
                "r[1,2]",
                "17",
                "1.0",
                "true",
                "'x'",
                "1e21",
                "null",
            ],
            "url_decode" => &["'a%20b'", "'%e9'", "'%C3%A9+x'", "'100%'"],
            _ => &["'Alpha-beta'", "'prod-eu'", "'é'", "\"\"", "['a', 'b']", "17"],
        };
        Piece::text(self.random.word(texts))
    }

    fn either(&mut self, scope: &Scope<'t>, texts: &[&str]) -> Piece {
        if self.random.percent(85) {
            return Piece::text(self.random.word(texts));
        }
        self.query(scope, 0).piece
    }
}
