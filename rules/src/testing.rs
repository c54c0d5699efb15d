//! Runs the examples in a rule's documentation. A `yaml bad` block has a comment
//! with carets under each reported span, followed by the message; a `yaml good`
//! block must stay silent; `yaml fixed` is the bad block above with all fixes
//! applied; `yaml formwork.yaml` configures the blocks below it, and `yaml` with another
//! name is a file beside them, which tells of a stack where `environments.deployments` names it. The blocks of a
//! rule about the configuration are configurations.
//! `#<^^^` marks a span from the first column on. For limits, `{a*256}` stands for a text of
//! that length, and `# repeat 201` repeats the line below it, with its number for `{n}`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_schemas::PrivateTypes;
use formwork_template::{Span, Syntax, Template, parse};

use crate::files::Memory;
use crate::guard::{GuardFile, TestFile};
use crate::rule::{Check, Entry};
use crate::rule_files::{RuleFile, read_type};
use crate::{
    Claims, Config, Date, Diagnostic, Edit, Meta, Overrides, Phase, Run, Settings, Stack, Surroundings,
    builtin, config, deployment, engine, fixing,
};

/// The day on which examples of rules about suppressions are looked at.
const TODAY: &str = "2027-01-01";

/// Fails unless every example of the rule behaves as it says, with one bad and one good at least.
pub(crate) fn check_examples(meta: &Meta) {
    // A bug of ours has no example: it would be mended.
    if meta.phase == Phase::Internal {
        return;
    }
    let (mut bad, mut good) = (0, 0);
    // Suppressions end on a day; nothing else in an example knows which day it is.
    let today = if meta.phase == Phase::Afterwards { Date::parse(TODAY) } else { None };
    let overrides = Overrides { experimental: meta.experimental, today, ..Overrides::default() };
    let mut settings = Settings::new(Config::default(), overrides);
    let mut last: Option<(String, Vec<Diagnostic>)> = None;
    let mut files = Vec::new();
    for (kind, body) in blocks(meta.docs) {
        let (syntax, kind) = kind.split_once(' ').unwrap_or((kind.as_str(), ""));
        let syntax = if syntax == "json" { Syntax::Json } else { Syntax::Yaml };
        match kind {
            "bad" => {
                bad += 1;
                let (text, expected) = expectations(&body);
                assert!(!expected.is_empty(), "{}: a bad example has no carets", meta.code);
                let found = run(meta, &text, syntax, &settings);
                let mut actual: Vec<_> =
                    found.iter().map(|d| (clip(&text, d.span), d.message.clone())).collect();
                actual.sort();
                assert_eq!(render(&text, &actual), render(&text, &expected), "{}", meta.code);
                last = Some((text, found));
            }
            "good" => {
                good += 1;
                let found = run(meta, &body, syntax, &settings);
                let found: Vec<_> = found.iter().map(|d| (d.span, d.message.clone())).collect();
                assert_eq!(render(&body, &found), "", "{}: a good example is found bad", meta.code);
            }
            "fixed" => {
                let (text, found) = last.take().expect("a fixed example follows a bad one");
                let fixed = apply_fixes(&text, &found);
                assert_eq!(fixed, body, "{}: fixed example", meta.code);
                // What has a fix is mended by it.
                let left = run(meta, &fixed, syntax, &settings);
                let unfixed = found.iter().filter(|found| found.fix.is_none()).count();
                let left: Vec<_> = left.iter().map(|d| (d.span, d.message.clone())).collect();
                assert!(left.len() <= unfixed, "{}: not mended\n{}", meta.code, render(&fixed, &left));
            }
            "formwork.yaml" => {
                settings = Settings::for_tests_on(&body, today);
                files.clear();
            }
            file if file.contains('.') => {
                files.retain(|(name, _): &(PathBuf, _)| name.as_os_str() != file);
                files.push((PathBuf::from(file), body.into()));
                settings = settings.with_files(Arc::new(Memory(files.clone())));
            }
            _ => {}
        }
    }
    assert!(bad > 0 && good > 0, "{}: needs a bad and a good example", meta.code);
}

/// The findings of one rule on a template, a line each, and the template with the fixes applied.
pub(crate) fn findings(code: &str, config: &str, text: &str) -> (String, String) {
    findings_beside(code, config, &[], text)
}

/// As [`findings`], with files beside the template.
pub(crate) fn findings_beside(
    code: &str,
    config: &str,
    files: &[(&str, &str)],
    text: &str,
) -> (String, String) {
    let meta = crate::find(code).expect("a rule's code");
    let syntax = if text.trim_start().starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let files = files.iter().map(|(name, text)| (PathBuf::from(name), Arc::from(*text))).collect();
    let settings = Settings::for_tests(config).with_files(Arc::new(Memory(files)));
    let found = run(meta, text, syntax, &settings);
    let line = |found: &Diagnostic| {
        let line = text[..found.span.start as usize].matches('\n').count() + 1;
        let when = found.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
        format!("{line}: {}{when}\n", found.message)
    };
    (found.iter().map(line).collect(), apply_fixes(text, &found))
}

/// The remedies of one rule's findings on a template.
pub(crate) fn helps(code: &str, config: &str, text: &str) -> Vec<String> {
    let meta = crate::find(code).expect("a rule's code");
    let found = run(meta, text, Syntax::Yaml, &Settings::for_tests(config));
    found.into_iter().filter_map(|found| found.help).collect()
}

/// The bad examples of a rule about templates, each with the settings that hold for it.
pub(crate) fn bad_examples(meta: &Meta) -> Vec<(String, Syntax, Arc<Settings>)> {
    let mut settings = Arc::new(Settings::default());
    let mut examples = Vec::new();
    if matches!(
        meta.phase,
        Phase::Internal | Phase::Configuration | Phase::RuleFile | Phase::RuleTests | Phase::Deployment
    ) {
        return examples;
    }
    for (kind, body) in blocks(meta.docs) {
        let (syntax, kind) = kind.split_once(' ').unwrap_or((kind.as_str(), ""));
        let syntax = if syntax == "json" { Syntax::Json } else { Syntax::Yaml };
        match kind {
            "bad" => examples.push((expectations(&body).0, syntax, Arc::clone(&settings))),
            "formwork.yaml" => settings = Arc::new(Settings::for_tests(&body)),
            _ => {}
        }
    }
    examples
}

/// The fenced blocks of a documentation text: what stands behind the fence, and the lines.
fn blocks(docs: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take().map(|(kind, body)| (kind, expand(&body)))),
            (Some(kind), None) => open = Some((kind.to_owned(), String::new())),
            (None, Some((_, body))) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "an example is not closed");
    blocks
}

/// Writes out what an example only names for its length.
fn expand(body: &str) -> String {
    let (mut text, mut times) = (String::new(), 1);
    for line in body.lines() {
        if let Some(count) = line.strip_prefix("# repeat ") {
            times = count.parse().expect("a number of lines");
            continue;
        }
        let long = line.split_once("{a*").and_then(|(head, rest)| {
            let (count, tail) = rest.split_once('}')?;
            Some(format!("{head}{}{tail}", "a".repeat(count.parse().ok()?)))
        });
        let line = long.as_deref().unwrap_or(line);
        for number in 0..std::mem::replace(&mut times, 1) {
            text.push_str(&line.replace("{n}", &number.to_string()));
            text.push('\n');
        }
    }
    text
}

fn run(meta: &Meta, text: &str, syntax: Syntax, settings: &Settings) -> Vec<Diagnostic> {
    if meta.phase == Phase::Configuration {
        let (_, problems) = config::read(&text.into());
        return problems.into_iter().filter(|found| found.rule.as_str() == meta.code).collect();
    }
    if meta.phase == Phase::RuleFile {
        return GuardFile::new("policy.guard", text.into()).problems();
    }
    if meta.phase == Phase::RulePolicy {
        return RuleFile::new("policy.rule.yaml", text.into()).problems().to_vec();
    }
    if meta.phase == Phase::TypeSchema {
        return read_type(&text.into(), &mut PrivateTypes::default());
    }
    if meta.phase == Phase::RuleTests {
        let rules = GuardFile::new("policy.guard", "rule encrypted { Resources exists }".into());
        return TestFile::new("policy_tests.yaml", text.into()).problems(&[&rules]);
    }
    let template = Template::new(parse(Arc::from(text), syntax));
    if meta.phase == Phase::Deployment {
        let beside = settings.files().read(Path::new("template.yaml")).unwrap_or_default();
        let deployed = Template::new(parse(beside, Syntax::Yaml));
        return deployment::check(meta.code, &deployed, &template);
    }
    // What the validator labels can be a part of another rule's finding.
    let is_labelled =
        builtin::entries().any(|it| it.meta.code == meta.code && matches!(it.check, Check::Labelled));
    let all = meta.phase == Phase::Afterwards || is_labelled;
    let wanted = |entry: &&Entry| all || entry.meta.code == meta.code;
    let name = if syntax == Syntax::Json { "template.json" } else { "template.yaml" };
    let run = settings.compares_templates().then(|| others(settings, name, &template));
    let stacks = stacks(settings, name);
    let around = Surroundings {
        name: Some(name),
        stacks: &stacks,
        run: run.as_ref(),
        ..Surroundings::at(Path::new(name))
    };
    let report = engine::check_with(&template, settings, around, builtin::entries().filter(wanted), false);
    let mut found = Vec::new();
    for diagnostic in report.diagnostics {
        if diagnostic.rule.as_str() == meta.code {
            found.push(diagnostic);
        } else {
            let parts = diagnostic.causes.iter().filter(|cause| cause.rule.as_str() == meta.code);
            found.extend(parts.map(|cause| Diagnostic {
                rule: cause.rule.clone(),
                span: cause.span,
                message: cause.message.clone(),
                fix: None,
                ..diagnostic.clone()
            }));
        }
    }
    found
}

/// The run that a template is in with the files beside it.
fn others(settings: &Settings, name: &str, template: &Template) -> Run {
    let claims = |name: &str, template: &Template| {
        let stacks = stacks(settings, name);
        let around = Surroundings { name: Some(name), stacks: &stacks, ..Surroundings::default() };
        Claims::of(template, &around, settings)
    };
    let beside = settings.files().names().into_iter().map(|path| {
        let text = settings.files().read(&path).unwrap_or_default();
        let template = Template::new(parse(text, Syntax::Yaml));
        claims(&path.to_string_lossy(), &template)
    });
    Run::new(beside.chain([claims(name, template)]).collect())
}

/// The stacks of a template that files beside it tell of.
fn stacks(settings: &Settings, template: &str) -> Vec<Arc<Stack>> {
    let stack = |path: PathBuf| {
        let name = path.to_string_lossy();
        let said = settings.environments().deployments.iter().find_map(|files| files.read(&name))?;
        let stack = Stack::read(&name, &settings.files().read(&path)?, said.environment)?;
        stack.template.as_deref().is_none_or(|named| named == template).then(|| Arc::new(stack))
    };
    settings.files().names().into_iter().filter_map(stack).collect()
}

/// Splits an example into its text and what its caret comments expect.
fn expectations(body: &str) -> (String, Vec<(Span, String)>) {
    let (mut text, mut expected, mut line_start) = (String::new(), Vec::new(), 0);
    for line in body.lines() {
        let comment = line.trim_start().strip_prefix('#').or_else(|| line.trim_start().strip_prefix("//"));
        let caret =
            comment.filter(|rest| rest.trim_start_matches(['<', ' ']).starts_with('^')).and(line.find('^'));
        let Some(caret) = caret else {
            line_start = text.len();
            text.push_str(line);
            text.push('\n');
            continue;
        };
        let width = line[caret..].bytes().take_while(|byte| *byte == b'^').count();
        let start = if line[..caret].ends_with('<') { 0 } else { caret };
        let span = Span::of(line_start + start..line_start + caret + width);
        expected.push((span, line[caret + width..].trim().to_owned()));
    }
    expected.sort();
    (text, expected)
}

/// The part of a span on its first line.
fn clip(text: &str, span: Span) -> Span {
    let first = text[span.range()].lines().next().unwrap_or_default();
    Span::new(span.start, span.start + first.len() as u32)
}

/// Findings as text that reads well in a failed assertion.
fn render(text: &str, found: &[(Span, String)]) -> String {
    let mut out = String::new();
    for (span, message) in found {
        let line = text[..span.start as usize].matches('\n').count() + 1;
        let _ = writeln!(out, "{line}: `{}` {message}", &text[span.range()]);
    }
    out
}

/// The text with the fixes applied that do not stand in one another's way.
fn apply_fixes(text: &str, found: &[Diagnostic]) -> String {
    let mut edits: Vec<Edit> = Vec::new();
    for fix in found.iter().filter_map(|found| found.fix.as_ref()) {
        let is_free = fix.edits.iter().all(|edit| edits.iter().all(|taken| !collide(edit, taken)));
        if is_free {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    fixing::apply(text, edits.iter())
}

/// Whether two edits change the same text, or say the same.
fn collide(one: &Edit, other: &Edit) -> bool {
    one == other || (one.span.start < other.span.end && other.span.start < one.span.end)
}
