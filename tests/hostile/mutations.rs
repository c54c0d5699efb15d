//! Templates of our own, damaged at random from fixed seeds: whatever comes out,
//! a check ends, says the same twice, and points into the text.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use formwork_rules::Settings;
use formwork_template::{Data, NodeId, ScalarKind, Syntax, Tree, parse};
use rayon::prelude::*;

use super::bounds::{fixed, run, sound};

/// Damaged templates of one run.
const COUNT: u64 = 2_000;

/// Words and signs that mean something to CloudFormation, YAML, JSON or Formwork.
const WORDS: &[&str] = &[
    "Resources:",
    "Parameters:\n  ",
    "Conditions:\n  ",
    "Outputs:\n  ",
    "Mappings:\n  ",
    "Rules:\n",
    "Transform: ",
    "AWS::LanguageExtensions",
    "AWS::Serverless-2016-10-31",
    "Type: ",
    "Properties:\n      ",
    "DependsOn: ",
    "Condition: ",
    "Metadata: ",
    "AWS::S3::Bucket",
    "AWS::EC2::Subnet",
    "AWS::ApiGateway::Method",
    "Custom::X",
    "X::MODULE",
    "!Ref ",
    "!Sub ",
    "!GetAtt ",
    "!If [",
    "!FindInMap [",
    "!Equals [",
    "Fn::If: ",
    "Fn::Sub: ",
    "Fn::GetAtt: ",
    "Fn::ForEach::X: ",
    "{\"Ref\": ",
    "{\"Fn::Sub\": \"",
    "AWS::NoValue",
    "AWS::Region",
    "${",
    "${A.B}",
    "${!x}",
    "{{resolve:ssm:x}}",
    "&{X}",
    "&a ",
    "*a",
    "<<: *a",
    "? ",
    ": ",
    "- ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "      ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "\\",
    "\\u12",
    "\\ud800",
    "#",
    " # formwork: ignore[",
    "] until 2020-01-01 -- x",
    "# formwork: ignore-file[E3002]\n",
    "~",
    "null",
    "true",
    "-1",
    "1e999",
    "0x10",
    "10.0.0.0/8",
    "::/0",
    "é木𝄞",
    "\u{feff}",
    "\u{2028}",
    "\0",
    "``",
];

#[test]
fn damaged_templates() {
    let settings = super::settings();
    let templates = templates();
    assert!(templates.len() > 100, "rules have examples");
    let failures: Vec<String> = (0..COUNT)
        .into_par_iter()
        .filter_map(|seed| {
            let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            let (name, text) = &templates[random.below(templates.len())];
            let bytes = damaged(text.as_bytes(), &mut random);
            let why = judge(name, &bytes, &settings).err()?;
            Some(format!("seed {seed}: {why}\n{}\n", String::from_utf8_lossy(&bytes)))
        })
        .collect();
    super::expect_none(&failures);
}

#[test]
fn whole_templates() {
    let settings = super::settings();
    let failures: Vec<String> = templates()
        .par_iter()
        .filter_map(|(name, text)| {
            Some(format!("{}\n{text}\n", judge(name, text.as_bytes(), &settings).err()?))
        })
        .collect();
    super::expect_none(&failures);
}

fn judge(name: &str, bytes: &[u8], settings: &Settings) -> Result<(), String> {
    let (text, report) = run(name, bytes, settings);
    sound(&text, &report)?;
    let (_, again) = run(name, bytes, settings);
    if report.diagnostics != again.diagnostics || report.suppressed != again.suppressed {
        return Err("a second check says something else".to_owned());
    }
    // A fix leaves the text readable.
    let syntax = Syntax::guess(Some(name), &text);
    let is_readable = |text: &str| parse(Arc::from(text), syntax).errors.is_empty();
    if !is_readable(&text) {
        return Ok(());
    }
    for found in &report.diagnostics {
        if let Some(fix) = &found.fix
            && !is_readable(&fixed(&text, fix))
        {
            return Err(format!("the fix breaks the text: {found:?}"));
        }
    }
    Ok(())
}

/// The examples of all rules and the templates of the whole-binary cases, as YAML and as JSON.
fn templates() -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for rule in formwork_rules::all() {
        let docs: String =
            rule.docs.lines().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        let fences = docs.split("\n```").skip(1).step_by(2).filter_map(|fence| fence.split_once('\n'));
        for (info, body) in fences.filter(|(info, _)| !info.contains("formwork.yaml")) {
            found.push((if info.starts_with("json") { "x.json" } else { "x.yaml" }, body.to_owned()));
        }
    }
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases"), &mut found);
    let yaml = found.iter().filter(|(name, _)| *name == "x.yaml");
    let json: Vec<_> = yaml
        .filter_map(|(_, text)| {
            let parsed = parse(Arc::from(text.as_str()), Syntax::Yaml);
            let mut json = String::new();
            write_json(&parsed.tree, parsed.tree.root(), &mut json);
            parsed.errors.is_empty().then_some(("x.json", json))
        })
        .collect();
    found.extend(json);
    found
}

fn collect(folder: &Path, found: &mut Vec<(&'static str, String)>) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, found);
            continue;
        }
        let name = match path.extension().and_then(|extension| extension.to_str()) {
            Some("yaml" | "yml") => "x.yaml",
            Some("json") => "x.json",
            _ => continue,
        };
        found.extend(std::fs::read_to_string(&path).ok().map(|text| (name, text)));
    }
}

/// A tree as JSON, tags as the long form of their functions.
fn write_json(tree: &Tree, node: NodeId, out: &mut String) {
    let tag = tree.tag(node).map(|tag| {
        if matches!(&*tag.name, "Ref" | "Condition") {
            tag.name.to_string()
        } else {
            format!("Fn::{}", tag.name)
        }
    });
    if let Some(name) = &tag {
        let _ = write!(out, "{{{name:?}: ");
    }
    let list = |out: &mut String, brackets: [char; 2], write: &mut dyn FnMut(&mut String)| {
        out.push(brackets[0]);
        write(out);
        if out.ends_with(",\n") {
            out.truncate(out.len() - 2);
        }
        out.push(brackets[1]);
    };
    match tree.data(node) {
        Data::Mapping(_) => list(out, ['{', '}'], &mut |out| {
            for entry in tree.entries(node) {
                out.push_str(&serde_json::json!(tree.text(entry.key).unwrap_or_default()).to_string());
                out.push_str(": ");
                write_json(tree, entry.value, out);
                out.push_str(",\n");
            }
        }),
        Data::Sequence(items) => list(out, ['[', ']'], &mut |out| {
            for item in items {
                write_json(tree, *item, out);
                out.push_str(",\n");
            }
        }),
        Data::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => out.push_str("null"),
            ScalarKind::Bool(value) => out.push_str(&value.to_string()),
            ScalarKind::Integer(value) => out.push_str(&value.to_string()),
            _ => out.push_str(&serde_json::json!(tree.scalar_text(*scalar)).to_string()),
        },
        Data::Error => out.push_str("null"),
    }
    if tag.is_some() {
        out.push('}');
    }
}

/// Bytes deleted, doubled, swapped, cut off or put in, a few times.
pub(super) fn damaged(text: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for _ in 0..=random.below(4) {
        let (start, end) = random.range(bytes.len());
        match random.below(8) {
            0 => drop(bytes.drain(start..end)),
            1 => {
                let piece = bytes[start..end].to_vec();
                bytes.splice(end..end, piece);
            }
            2 => {
                let (from, to) = random.range(bytes.len());
                let piece = bytes[from..to].to_vec();
                bytes.splice(start..end, piece);
            }
            3 if random.below(4) == 0 => bytes.truncate(start),
            4 => {
                let byte = random.below(256) as u8;
                bytes.insert(start, byte);
            }
            _ => {
                let word = WORDS[random.below(WORDS.len())];
                let end = if random.below(2) == 0 { start } else { end.min(start + word.len()) };
                bytes.splice(start..end, word.bytes());
            }
        }
    }
    bytes
}

/// Marsaglia's xorshift: the same numbers from the same seed everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end.max(1) as u64) as usize
    }

    /// Usually short, now and then anything.
    fn range(&mut self, length: usize) -> (usize, usize) {
        let start = self.below(length + 1);
        let longest = if self.below(4) == 0 { length } else { 24 };
        (start, (start + self.below(longest + 1)).min(length))
    }
}
