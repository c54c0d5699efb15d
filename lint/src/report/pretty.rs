//! Findings with an excerpt of the template, as rustc shows them. Only the lines
//! that are shown reach the renderer, and long lines are cut first: the cost
//! does not grow with the file, not even with 1 MB of JSON on one line.

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Message, Origin, Snippet};
use formwork_rules::{Applicability, Diagnostic, Severity};

use super::Shown;
use super::excerpt::{Excerpt, excerpts};
use super::position::{Lines, Position};
use crate::output::printable;

pub(super) fn render(shown: Shown<'_>) -> String {
    let renderer = Renderer::styled().term_width(shown.width);
    let mut out = String::new();
    for file in shown.files {
        let mut findings = shown.of(file).peekable();
        if findings.peek().is_none() {
            continue;
        }
        let name = printable(&file.name);
        let lines = Lines::new(&file.text);
        for found in findings {
            out.push_str(&one(&renderer, &name, &lines, found));
            out.push_str("\n\n");
        }
    }
    out
}

fn one(renderer: &Renderer, name: &str, lines: &Lines<'_>, found: &Diagnostic) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let mut group = Group::with_title(level.primary_title(&found.message).id(found.rule.as_str()));
    let mut moved = Vec::new();
    let shown = if lines.text().is_empty() { Vec::new() } else { excerpts(lines, found) };
    if shown.is_empty() {
        group = group.element(Origin::path(name).line(1).char_column(1));
    }
    for excerpt in shown {
        let Position { line, column } = excerpt.position;
        let shown = excerpt.column();
        if shown != column {
            moved.push((format!("{name}:{line}:{shown}\n"), format!("{name}:{line}:{column}\n")));
        }
        group = group.element(snippet(name, excerpt));
    }
    let text = renderer.render(&[group.elements(notes(lines, found))]);
    // The renderer counts columns in what it is given, which may be a part of a line.
    moved.iter().fold(text, |text, (shown, real)| text.replacen(shown, real, 1))
}

fn notes<'a>(lines: &Lines<'_>, found: &'a Diagnostic) -> impl Iterator<Item = Message<'a>> {
    let note = |name: &'static str| move |text: String| Level::HELP.with_name(name).message(text);
    let fix = found.fix.as_ref().map(|fix| match fix.applicability {
        Applicability::Safe => format!("{} (safe)", fix.title),
        Applicability::Unsafe => format!("{} (look before applying it)", fix.title),
    });
    // Help says what the fix would do, and more.
    let remedy = found.help.clone().map(note("help")).or(fix.map(note("fix")));
    let elsewhere = found.related.iter().filter_map(move |related| {
        // Nobody can look into the files that come with Formwork; `formwork explain` shows the rule.
        let file = related.file.as_ref().filter(|file| !file.name.starts_with("formwork:"))?;
        let Position { line, column } = lines.elsewhere(&file.text).range(related.span).0;
        let place = format!("{}:{line}:{column}: {}", printable(&file.name), related.label);
        // Rules of the user's own files are known by them alone.
        let is_rule = formwork_rules::find(found.rule.as_str()).is_none();
        Some(note(if is_rule { "rule" } else { "see" })(place))
    });
    [found.when.clone().map(note("when")), remedy].into_iter().flatten().chain(elsewhere)
}

fn snippet<'a>(name: &'a str, excerpt: Excerpt<'a>) -> Snippet<'a, Annotation<'a>> {
    let marks = excerpt.marks.into_iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(mark.range).label(mark.label)
    });
    Snippet::source(excerpt.text).path(name).line_start(excerpt.first_line as usize).annotations(marks)
}

#[cfg(test)]
mod tests {
    use formwork_rules::Severity::{Error, Info};
    use formwork_rules::{Fix, Related};
    use snapbox::{assert_data_eq, str};

    use crate::check::Checked;
    use crate::report::testing::{finding, plain, shown, span, with};

    fn render(file: Checked) -> String {
        plain(&super::render(shown(&[file], Info)))
    }

    #[test]
    fn both_places_of_a_conflict_near_or_far() {
        let text = format!("a:\r\n\tType: 木 # 木\r\n\tTypo: x\r\n{}last: é\n", "# filler\n".repeat(60));
        let mut found = finding(Error, "Typo");
        found.help = Some("write `Type`".to_owned());
        found.when = Some("`IsProd` is true".to_owned());
        found.fix = Some(Fix::safe("Change to `Type`", span(&text, "Typo"), "Type"));
        for (needle, label) in [("last", "far away"), ("木", "of this type")] {
            found.related.push(Related { span: span(&text, needle), label: label.to_owned(), file: None });
        }
        assert_data_eq!(
            render(with("a.yaml", &text, vec![found])),
            str![[r"
error[X0001]: Typo
  --> a.yaml:3:2
   |
 2 |     Type: 木 # 木
   |           -- of this type
 3 |     Typo: x
   |     ^^^^
   |
  ::: a.yaml:64:1
   |
64 | last: é
   | ---- far away
   |
   = when: `IsProd` is true
   = help: write `Type`


"]]
        );
    }

    #[test]
    fn long_lines_are_shown_in_part() {
        let text = format!("{{\"a\":\"{}\",\"typo\":\"{}\"}}", "ä".repeat(300_000), "b".repeat(500_000));
        assert_data_eq!(
            render(with("a.json", &text, vec![finding(Error, "typo"), finding(Error, "\"}")])),
            str![[r#"
error[X0001]: typo
 --> a.json:1:300010
  |
1 | …ääääääääääääääääääääääää","typo":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
  |                             ^^^^

error[X0001]: "}
 --> a.json:1:800017
  |
1 | …bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}
  |                                                    ^^


"#]]
        );
    }

    #[test]
    fn places_without_text() {
        assert_data_eq!(
            render(with("a.yaml", "", vec![finding(Error, "nothing")])),
            str![[r"
error[X0001]: nothing
--> a.yaml:1:1


"]]
        );
        let text = "\u{feff}a:\r\n  b: c\r\n".to_owned() + &"  d: e\n".repeat(9);
        let mut tall = finding(Error, "a");
        let out = render(with("a.yaml", &text, vec![tall.clone()]));
        assert!(out.contains("1 | a:\n  | ^\n"), "{out}");
        tall.message = text.clone();
        assert!(render(with("a.yaml", &text, vec![tall])).contains("1 | a:\n  | ^^\n"));
    }
}
