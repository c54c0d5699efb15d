//! What comments say about a rule: the block of comments right above it, with
//! `@title` and its kind; or the header that the files of AWS's registry have.
//! Comments never change a verdict.

use formwork_template::Span;
use smol_str::SmolStr;

use crate::ast::Name;
use crate::parse::{RuleError, nearest};

/// What the comments above a rule say.
#[derive(Debug, Default)]
pub struct Metadata {
    /// The bad state in one line; of a file of the registry its description.
    pub title: Option<Text>,
    pub rationale: Option<Text>,
    pub severity: Option<Severity>,
    pub controls: Vec<Name>,
    pub cfn_nag: Vec<Name>,
    pub packs: Vec<Name>,
    /// `set PATH: VALUE` or `remove PATH`
    pub fix: Option<Text>,
    /// Unknown tags and what else is wrong with them.
    pub errors: Vec<RuleError>,
}

/// A text of one or more comment lines, joined by spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// From the first line's text to the end of the last one's.
    pub span: Span,
}

/// How much a rule matters, as its author sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// How many comments before a rule may be its header.
const HEADER: usize = 500;

const TAGS: [&str; 7] = ["title", "rationale", "severity", "controls", "cfn-nag", "packs", "fix"];

/// The rule that comments are read for.
#[derive(Debug, Clone, Copy)]
pub struct Described<'s> {
    pub name: &'s str,
    /// Where its `rule` begins.
    pub start: u32,
    /// Whether its file has no other.
    pub is_only: bool,
}

/// What the comments of a file say about one of its rules. They are in source order, each with its
/// `#`; a file's text is enough to know them, and it need not be read as rules for that.
pub fn metadata(source: &str, comments: &[Span], rule: Described<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    for tag in tags(source, block_above(source, comments, rule.start)) {
        metadata.take(source, &tag);
    }
    if metadata.title.is_none() {
        metadata.title = description(source, comments, rule);
    }
    metadata
}

/// The comments on lines of their own that end on the line before `offset`, without an empty line between them.
fn block_above<'f>(source: &str, comments: &'f [Span], offset: u32) -> &'f [Span] {
    let end = comments.partition_point(|comment| comment.start < offset);
    let mut start = end;
    let mut below = offset;
    while start > 0 {
        let comment = comments[start - 1];
        let between = &source[comment.end.min(below) as usize..below as usize];
        let has_own_line = source[..comment.start as usize].trim_end_matches([' ', '\t', '\u{feff}']);
        let is_above = between.trim().is_empty() && between.matches('\n').count() == 1;
        if !is_above || !(has_own_line.is_empty() || has_own_line.ends_with('\n')) {
            break;
        }
        start -= 1;
        below = comment.start;
    }
    &comments[start..end]
}

/// `@name text`, with the lines that continue it.
struct Tag<'s> {
    name: &'s str,
    /// With the `@`.
    span: Span,
    lines: Vec<Span>,
}

fn tags<'s>(source: &'s str, comments: &[Span]) -> Vec<Tag<'s>> {
    let mut tags: Vec<Tag<'_>> = Vec::new();
    for comment in comments {
        let line = content(source, *comment);
        let text = &source[line.range()];
        if let Some(tag) = text.strip_prefix('@') {
            let length = tag.find(char::is_whitespace).unwrap_or(tag.len());
            let end = line.start + 1 + length as u32;
            let rest = trimmed(source, Span::new(end, line.end));
            tags.push(Tag { name: &tag[..length], span: Span::new(line.start, end), lines: vec![rest] });
        } else if let Some(tag) = tags.last_mut() {
            tag.lines.push(line);
        }
    }
    for tag in &mut tags {
        tag.lines.retain(|line| !line.is_empty());
    }
    tags
}

/// A comment without its `#`s and the space around its text.
fn content(source: &str, comment: Span) -> Span {
    let marks = source[comment.range()].bytes().take_while(|byte| *byte == b'#').count();
    trimmed(source, Span::new(comment.start + marks as u32, comment.end))
}

fn trimmed(source: &str, span: Span) -> Span {
    let text = &source[span.range()];
    let start = span.start + (text.len() - text.trim_start().len()) as u32;
    Span::new(start, start + text.trim().len() as u32)
}

impl Metadata {
    fn take(&mut self, source: &str, tag: &Tag<'_>) {
        let Some(text) = joined(source, &tag.lines) else {
            if TAGS.contains(&tag.name) {
                self.errors.push(RuleError::new(tag.span, format!("`@{}` says nothing", tag.name)));
            } else {
                self.errors.push(unknown(tag));
            }
            return;
        };
        let is_second = match tag.name {
            "title" => self.title.replace(text).is_some(),
            "rationale" => self.rationale.replace(text).is_some(),
            "severity" => match severity(&text) {
                Ok(severity) => self.severity.replace(severity).is_some(),
                Err(error) => {
                    self.errors.push(error);
                    false
                }
            },
            "fix" => {
                if !["set ", "remove "].iter().any(|verb| text.text.starts_with(verb)) {
                    let error = RuleError::new(text.span, "The fix neither sets nor removes anything");
                    self.errors.push(error.help("write `set PATH: VALUE` or `remove PATH`"));
                    return;
                }
                self.fix.replace(text).is_some()
            }
            "controls" => extend(&mut self.controls, source, tag),
            "cfn-nag" => extend(&mut self.cfn_nag, source, tag),
            "packs" => extend(&mut self.packs, source, tag),
            _ => {
                self.errors.push(unknown(tag));
                false
            }
        };
        if is_second {
            let error = RuleError::new(tag.span, format!("`@{}` is there twice", tag.name));
            self.errors.push(error.help("leave one of them out"));
        }
    }
}

fn unknown(tag: &Tag<'_>) -> RuleError {
    let error = RuleError::new(tag.span, format!("`@{}` is not a tag", tag.name));
    match nearest(tag.name, TAGS) {
        Some(near) => error.help(format!("did you mean `@{near}`?")),
        None => error.help(format!("the tags are {}", TAGS.map(|known| format!("`@{known}`")).join(", "))),
    }
}

fn severity(text: &Text) -> Result<Severity, RuleError> {
    match text.text.as_str() {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "info" => Ok(Severity::Info),
        other => Err(RuleError::new(text.span, format!("`{other}` is not a severity"))
            .help("the severities are `error`, `warning` and `info`")),
    }
}

/// Adds the names of a list with commas. A list can be given in parts.
fn extend(names: &mut Vec<Name>, source: &str, tag: &Tag<'_>) -> bool {
    for line in &tag.lines {
        let mut start = line.start;
        for item in source[line.range()].split(',') {
            let span = trimmed(source, Span::new(start, start + item.len() as u32));
            start += item.len() as u32 + 1;
            if !span.is_empty() {
                names.push(Name { text: SmolStr::new(&source[span.range()]), span });
            }
        }
    }
    false
}

fn joined(source: &str, lines: &[Span]) -> Option<Text> {
    let (first, last) = lines.first().zip(lines.last())?;
    let text = lines.iter().map(|line| &source[line.range()]).collect::<Vec<_>>().join(" ");
    Some(Text { text, span: first.cover(*last) })
}

/// The description in the header of a registry file, if the header is about `rule`: it names it, or
/// the file has no other rule.
fn description(source: &str, comments: &[Span], rule: Described<'_>) -> Option<Text> {
    let end = comments.partition_point(|comment| comment.start < rule.start);
    let comments = &comments[end.saturating_sub(HEADER)..end];
    let heading = |name: &str| {
        comments
            .iter()
            .rposition(|comment| source[content(source, *comment).range()].eq_ignore_ascii_case(name))
    };
    let start = heading("description:")?;
    let names_rule = heading("rule identifier:").is_some_and(|identifier| {
        section(source, comments, identifier).is_some_and(|text| text.text.eq_ignore_ascii_case(rule.name))
    });
    if names_rule || rule.is_only { section(source, comments, start) } else { None }
}

/// The indented comment lines behind the heading at `start`.
fn section(source: &str, comments: &[Span], start: usize) -> Option<Text> {
    let column = |comment: Span| content(source, comment).start - comment.start;
    let outer = column(comments[start]);
    let lines: Vec<Span> = comments[start + 1..]
        .iter()
        .take_while(|comment| !content(source, **comment).is_empty() && column(**comment) > outer)
        .map(|comment| content(source, *comment))
        .collect();
    joined(source, &lines)
}

#[cfg(test)]
mod tests {
    use super::{Described, Metadata, Severity, metadata};
    use crate::ast::Name;
    use crate::parse::parse;

    /// What the comments say about the last rule.
    fn of(source: &str) -> Metadata {
        let parsed = parse(source);
        assert_eq!(parsed.errors, []);
        let rule = parsed.file.rules.last().expect("a rule");
        let is_only = parsed.file.rules.len() == 1;
        let described = Described { name: &rule.name.text, start: rule.span.start, is_only };
        metadata(source, &parsed.file.comments, described)
    }

    fn texts(names: &[Name]) -> Vec<&str> {
        names.iter().map(|name| name.text.as_str()).collect()
    }

    #[test]
    fn tags_above_a_rule_describe_it() {
        let source = "
# Of the file.

# Not a tag.
# @title A bucket is public
# @rationale Everyone can read it,
#   and
#
#   write it.
# @severity warning
# @controls S3.1, S3.2,
#   S3.3
# @cfn-nag W1
# @packs a, b
# @fix set Properties.Tags: {a: 1,
#   b: 2}
rule a { x exists }
";
        let metadata = of(source);
        assert_eq!(metadata.title.expect("a title").text, "A bucket is public");
        assert_eq!(metadata.rationale.expect("a rationale").text, "Everyone can read it, and write it.");
        assert_eq!(metadata.severity, Some(Severity::Warning));
        assert_eq!(texts(&metadata.controls), ["S3.1", "S3.2", "S3.3"]);
        assert_eq!(texts(&metadata.cfn_nag), ["W1"]);
        assert_eq!(texts(&metadata.packs), ["a", "b"]);
        let fix = metadata.fix.expect("a fix");
        assert_eq!(fix.text, "set Properties.Tags: {a: 1, b: 2}");
        assert!(source[fix.span.range()].starts_with("set") && source[fix.span.range()].ends_with("2}"));
        assert_eq!(&source[metadata.controls[2].span.range()], "S3.3");
        assert_eq!(metadata.errors, []);
    }

    #[test]
    fn only_the_block_right_above_counts() {
        assert_eq!(of("# @title far\n\nrule a { x exists }").title, None);
        assert_eq!(of("let x = 1 # @title beside\nrule a { x exists }").title, None);
        assert_eq!(of("# @title other\nrule b { x exists }\nrule a { x exists }").title, None);
        assert!(of("# @title near\r\n  rule a { x exists }").title.is_some());
    }

    #[test]
    fn wrong_tags_are_told() {
        let source = "# @titel x\n# @severity high\n# @owner me\n# @packs\n# @fix it\n# @title a\n# @title b\nrule a { x exists }";
        let messages: Vec<_> = of(source).errors.into_iter().map(|error| error.message).collect();
        assert_eq!(
            messages,
            [
                "`@titel` is not a tag",
                "`high` is not a severity",
                "`@owner` is not a tag",
                "`@packs` says nothing",
                "The fix neither sets nor removes anything",
                "`@title` is there twice",
            ]
        );
    }

    #[test]
    fn the_header_of_a_registry_file_gives_the_title() {
        let header = "#\n# Rule Identifier:\n#    QUEUE_IS_KEPT\n#\n# Description:\n#   Queues keep\n#   their messages.\n#\n# Reports on:\n#   x\n\n";
        let title = |source: &str| of(source).title.map(|title| title.text);
        let expected = Some("Queues keep their messages.".to_owned());
        assert_eq!(title(&format!("{header}let x = 1\nrule QUEUE_IS_KEPT {{ x exists }}")), expected);
        assert_eq!(title(&format!("{header}rule other {{ x exists }}")), expected);
        assert_eq!(title(&format!("{header}rule a {{ x exists }}\nrule b {{ x exists }}")), None);
    }
}
