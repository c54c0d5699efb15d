//! Rounds, overlaps and fixes that make something worse, with made-up rules that find a text and
//! want another in its place.

use std::cell::Cell;
use std::fmt::Write as _;
use std::sync::Arc;

use formwork_template::{Span, Syntax, Template, parse};

use super::{Fixed, Judged, fix};
use crate::{Applicability, Diagnostic, Edit, Fix, Path, Report, RuleCode, Segment, Severity};

/// A rule: the text that it finds, and what its fix puts there, if it has one.
type Made = (&'static str, Severity, Option<&'static str>);

/// The findings of made-up rules on a template; each is about what its text is in.
fn judge(text: &Arc<str>, rules: &[Made]) -> Judged {
    let template = Template::new(parse(Arc::clone(text), Syntax::Yaml));
    let mut found = Vec::new();
    for &(wrong, severity, right) in rules {
        for (start, _) in text.match_indices(wrong) {
            let span = Span::of(start..start + wrong.len());
            let mut one = Diagnostic::new(RuleCode::new(wrong), severity, span, wrong);
            one.path = crate::locate::path_at(template.tree(), span.start);
            one.fix = right.map(|right| Fix::safe(format!("Write `{right}`"), span, right));
            found.push(one);
        }
    }
    found.sort_by_key(|found| found.span);
    Judged::template(&template, Report::of(found))
}

fn fixed(text: &str, rules: &[Made]) -> Fixed {
    let text = Arc::from(text);
    fix(&text, judge(&text, rules), &|_| true, &|text| judge(text, rules))
}

use Severity::{Error, Info, Warning};

#[test]
fn one_fix_makes_room_for_the_next() {
    let rules = [("aa", Warning, Some("b")), ("bb", Warning, Some("c"))];
    let fixed = fixed("x: aaaa\n", &rules);
    assert_eq!(&*fixed.text, "x: c\n");
    assert_eq!(fixed.applied.iter().map(|one| one.count).sum::<usize>(), 3);
    assert_eq!((fixed.left_out, fixed.report.diagnostics.len()), (0, 0));
}

#[test]
fn a_fix_that_breaks_the_text_is_left_out() {
    let rules = [("good", Warning, Some("well")), ("bad", Warning, Some("'"))];
    let fixed = fixed("x: good\ny: bad\nz: good\n", &rules);
    assert_eq!(&*fixed.text, "x: well\ny: bad\nz: well\n");
    assert_eq!((fixed.left_out, fixed.applied[0].count), (1, 2));
}

#[test]
fn a_fix_that_loses_a_member_is_left_out() {
    let text = "Resources:\n  A: { Type: x }\n  B: { Type: y }\nParameters:\n  P: { Type: String }\n";
    let about_parameter = [("P: { Type: String }\n", Warning, Some("\n"))];
    assert!(!fixed(text, &about_parameter).text.contains("P:"));
    let about_resource = [("B: { Type: y }\n", Warning, Some("\n"))];
    assert_eq!(&*fixed(text, &about_resource).text, text);
    // What is about a resource takes no parameter away.
    let farther =
        [("B: { Type: y }\nParameters:\n  P: { Type: String }\n", Warning, Some("B: { Type: z }\n"))];
    assert_eq!(&*fixed(text, &farther).text, text);
}

#[test]
fn a_section_goes_as_a_whole_where_each_member_wants_it() {
    let text = "Resources:\n  A: { Type: x }\nMappings:\n  M: { a: { b: c } }\n  N: { a: { b: c } }\n";
    let section = Span::of(text.find("Mappings").unwrap_or_default()..text.len());
    let judge = |text: &Arc<str>| {
        let template = Template::new(parse(Arc::clone(text), Syntax::Yaml));
        let found = template.members(formwork_template::Section::Mappings).map(|member| {
            let mut one = Diagnostic::new(RuleCode::new("X"), Warning, member.id.span, "x");
            one.path = crate::locate::path_at(template.tree(), member.id.span.start);
            one.fix = Some(Fix::safe("Remove `Mappings`", section, ""));
            one
        });
        Judged::template(&template, Report::of(found.collect()))
    };
    let text = Arc::from(text);
    let fixed = fix(&text, judge(&text), &|_| true, &judge);
    assert_eq!((&*fixed.text, fixed.left_out), ("Resources:\n  A: { Type: x }\n", 0));
}

#[test]
fn a_fix_brings_nothing_as_severe_as_what_it_mends() {
    let text = "Resources:\n  A: { Type: Bukket }\n  B: { Type: Bukket }\n";
    let unnamed = |severity| [("Bukket", Warning, Some("Bucket")), ("Bucket", severity, None)];
    let same = fixed(text, &unnamed(Warning));
    assert_eq!((&*same.text, same.left_out), (text, 2));
    let less = fixed(text, &unnamed(Info));
    assert_eq!(&*less.text, "Resources:\n  A: { Type: Bucket }\n  B: { Type: Bucket }\n");
    assert_eq!(less.report.diagnostics.len(), 2);
}

#[test]
fn what_a_fix_brings_is_mended_or_it_is_taken_back() {
    let chain = |last| [("one", Warning, Some("two")), ("two", Error, last), ("keep", Info, Some("kept"))];
    let text = "Resources:\n  A: { Type: one }\n  B: { Type: keep }\n";
    let whole = fixed(text, &chain(Some("three")));
    assert_eq!(&*whole.text, "Resources:\n  A: { Type: three }\n  B: { Type: kept }\n");
    assert_eq!(&*fixed(text, &chain(None)).text, "Resources:\n  A: { Type: one }\n  B: { Type: kept }\n");
    // The second step would break the text, so that the first is not made either; others are.
    let without = fixed(text, &chain(Some("}")));
    assert_eq!(&*without.text, "Resources:\n  A: { Type: one }\n  B: { Type: kept }\n");
}

#[test]
fn a_misspelt_name_is_mended_before_what_it_means_is_unused() {
    let text: Arc<str> =
        "Parameters:\n  Size: { Type: String }\nResources:\n  A: { Type: x, Size: !Ref Sise }\n".into();
    let judge = |text: &Arc<str>| {
        let mut rules = vec![("Sise", Error, Some("Size"))];
        if !text.contains("!Ref Size") {
            rules.push(("  Size: { Type: String }\n", Warning, Some("  Other: { Type: String }\n")));
        }
        judge(text, &rules)
    };
    let fixed = fix(&text, judge(&text), &|_| true, &judge);
    assert_eq!(*fixed.text, text.replace("Sise", "Size"));
}

#[test]
fn fixes_that_undo_each_other_end() {
    let rules = [("up", Warning, Some("down")), ("down", Warning, Some("up"))];
    let once = fixed("x: up\n", &rules);
    assert_eq!(&*fixed(&once.text, &rules).text, &*once.text);
}

#[test]
fn thousands_of_fixes_take_few_checks() {
    let mut text = String::from("Resources:\n");
    for number in 0..1_000 {
        let wrong = if number % 197 == 5 { "evil" } else { "wrong" };
        let _ = writeln!(text, "  R{number}: {{ Type: {wrong} }}");
    }
    let rules = [("wrong", Warning, Some("right")), ("evil", Warning, Some("}"))];
    let (text, checks) = (Arc::from(text), Cell::new(0));
    let fixed = fix(&text, judge(&text, &rules), &|_| true, &|text| {
        checks.set(checks.get() + 1);
        judge(text, &rules)
    });
    assert_eq!((fixed.text.matches("wrong").count(), fixed.left_out), (0, 6));
    assert!(checks.get() < 120, "{}", checks.get());
}

/// The text with all of some edits, each a fix of its own, as far as they can be made at once.
fn at_once(text: &str, edits: &[(usize, usize, &str)]) -> String {
    let report = Report::of(
        edits
            .iter()
            .map(|&(start, end, new)| {
                let mut found = Diagnostic::new(RuleCode::new("X"), Warning, Span::of(start..end), "x");
                found.path = Path(vec![Segment::Index(start as u32)]);
                let edit = Edit { span: Span::of(start..end), text: new.to_owned() };
                found.fix = Some(Fix::new("x", Applicability::Safe, vec![edit]));
                found
            })
            .collect(),
    );
    let all = super::candidates(text, &report, &|_| true);
    let chosen = super::edits::compatible(all);
    super::apply(text, chosen.iter().flat_map(|candidate| &candidate.fix.edits))
}

#[test]
fn what_is_in_each_others_way_waits() {
    assert_eq!(at_once("abcdef", &[(0, 2, "X"), (3, 4, "Y")]), "XcYef");
    assert_eq!(at_once("abcdef", &[(0, 3, "X"), (2, 4, "Y")]), "Xdef");
    // Two insertions in one place, and a text beside one that is replaced.
    assert_eq!(at_once("abcdef", &[(2, 2, "X"), (2, 2, "Y")]), "abXcdef");
    assert_eq!(at_once("abcdef", &[(0, 2, "X"), (2, 3, "Y")]), "Xcdef");
    assert_eq!(at_once("abcdef", &[(1, 4, "X"), (2, 2, "Y")]), "aXef");
    // The same edit twice, and lines that go together.
    assert_eq!(at_once("abcdef", &[(0, 2, "X"), (0, 2, "X")]), "Xcdef");
    assert_eq!(at_once("abcdef", &[(0, 2, ""), (2, 4, ""), (4, 5, "")]), "f");
    // A place that is not there, and a change that is none.
    assert_eq!(at_once("abcdef", &[(5, 9, "X"), (0, 1, "a")]), "abcdef");
}

#[test]
fn line_breaks_are_those_of_the_text() {
    let mut fix = Fix::safe("x", Span::at(0), "a\nb\n");
    super::follow_line_breaks(&mut fix, "one\ntwo\r\n");
    assert_eq!(fix.edits[0].text, "a\nb\n");
    super::follow_line_breaks(&mut fix, "one\r\ntwo\n");
    assert_eq!(fix.edits[0].text, "a\r\nb\r\n");
}
