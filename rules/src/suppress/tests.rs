//! What each spelling covers, and what is said of those that cover nothing.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::{Diagnostic, Report, Settings};

mod central;
mod order;

fn check(text: &str) -> Report {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let template = Template::new(parse(Arc::from(text), syntax));
    assert_eq!(template.errors(), []);
    let mut report = crate::check(&template, &Settings::default());
    let is_ours = |found: &Diagnostic| matches!(found.rule.as_str(), "API001" | "SUP001");
    report.diagnostics.retain(is_ours);
    report.suppressed.retain(|found| is_ours(&found.diagnostic));
    report
}

/// The findings of [`check`] as `rule place`, then the suppressed ones as `(rule by reason)`.
fn shown(text: &str) -> String {
    let report = check(text);
    let found = report.diagnostics.iter().map(|it| format!("{} {}", it.rule, &text[it.span.range()]));
    let suppressed = report.suppressed.iter().map(|it| {
        let reason = it.reason.as_deref().unwrap_or_default();
        format!("({} {} {reason})", it.diagnostic.rule, &text[it.by.range()])
    });
    found.chain(suppressed).collect::<Vec<_>>().join(", ")
}

/// `text` with every fix of SUP001 applied.
fn fixed(text: &str) -> String {
    let fixes = check(text).diagnostics.into_iter().filter_map(|found| found.fix);
    let mut edits: Vec<_> =
        fixes.flat_map(|fix| fix.edits).filter(|edit| edit.text.is_empty()).map(|edit| edit.span).collect();
    edits.sort_unstable();
    edits.dedup();
    assert!(edits.windows(2).all(|pair| pair[0].end <= pair[1].start), "{edits:?}");
    let mut text = text.to_owned();
    for span in edits.into_iter().rev() {
        text.replace_range(span.range(), "");
    }
    text
}

/// A template with one finding: API001 at `NONE`.
fn open_method(above: &str, trailing: &str) -> String {
    format!(
        "Resources:
  M:
    Type: AWS::ApiGateway::Method
    Properties:
      HttpMethod: GET
{above}      AuthorizationType: NONE{trailing}
"
    )
}

#[test]
fn comments_cover_their_line_or_the_next_line_of_code() {
    for (above, trailing, expected) in [
        ("", " # formwork: ignore[API001] -- why", "(API001 API001 why)"),
        ("      # formwork: ignore[unauthorized-api-route]\n", "", "(API001 unauthorized-api-route )"),
        ("# formwork: ignore[API001]\n\n      # about it\n", "", "(API001 API001 )"),
        ("      # formwork: ignore[X1]\n      # formwork: ignore[API001]\n", "", "(API001 API001 )"),
        ("      # formwork: ignore-file[API001]\n", "", "(API001 API001 )"),
        ("      # formwork: ignore[TAG999]\n", "", "API001 NONE"),
        ("      # formwork: ignore[API001]\n      ApiKeyRequired: false\n", "", "SUP001 API001, API001 NONE"),
        ("", " # formwork: ignore", "API001 NONE, SUP001 # formwork: ignore"),
        (
            "",
            " # formwork: ignore[API001] until soon",
            "API001 NONE, SUP001 # formwork: ignore[API001] until soon",
        ),
        ("", "\n      # formwork: ignore[API001]", "API001 NONE, SUP001 API001"),
        ("      X: |\n        # formwork: ignore[API001]\n", "", "API001 NONE"),
    ] {
        assert_eq!(shown(&open_method(above, trailing)), expected, "{above}{trailing}");
    }
}

#[test]
fn unused_suppressions_can_be_suppressed() {
    for (above, expected) in [
        ("      # formwork: ignore[E0000]\n", "SUP001 E0000, API001 NONE"),
        ("      # formwork: ignore[E0000, SUP001]\n", "API001 NONE, (SUP001 SUP001 )"),
        (
            "      # formwork: ignore[SUP001]\n      # formwork: ignore[E0000]\n",
            "API001 NONE, (SUP001 SUP001 )",
        ),
        ("      # formwork: ignore[SUP001]\n", "API001 NONE"),
        (
            "      # formwork: ignore-file[SUP001]\n      # formwork: nothing\n",
            "API001 NONE, (SUP001 SUP001 )",
        ),
    ] {
        assert_eq!(shown(&open_method(above, "")), expected, "{above}");
    }
}

#[test]
fn metadata_covers_its_resource_or_the_file() {
    let resource = |metadata: &str| {
        shown(&format!(
            "Resources:
  M:
    Type: AWS::ApiGateway::Method
    Metadata: {metadata}
    Properties: {{ HttpMethod: GET }}
  N: {{ Type: AWS::ApiGateway::Method, Properties: {{ HttpMethod: GET }} }}
"
        ))
    };
    for (metadata, expected) in [
        ("{ formwork: { ignore: [API001] } }", "API001 N, (API001 API001 )"),
        ("{ formwork: { ignore: API001 } }", "API001 N, (API001 API001 )"),
        (
            "{ formwork: { ignore: [{ rule: API001, reason: why, until: 2027-03-01, owner: '@web' }] } }",
            "API001 N, (API001 API001 why)",
        ),
        ("{ formwork: { ignore: [{ rule: API001, until: soon }] } }", "API001 M, SUP001 soon, API001 N"),
        ("{ formwork: { ignore: [{ reason: all }] } }", "API001 M, SUP001 { reason: all }, API001 N"),
        ("{ formwork: { ignore: { API001: true } } }", "API001 M, SUP001 { API001: true }, API001 N"),
        ("{ guard: { SuppressedRules: [API001, OTHER_RULE] } }", "API001 N, (API001 API001 )"),
        ("{ cfn-lint: { config: { ignore_checks: [API001, E9999] } } }", "API001 N, (API001 API001 )"),
        ("{ cfn-lint: { config: { ignore_checks: [API, E0000] } } }", "API001 M, SUP001 E0000, API001 N"),
        (
            "{ cfn_nag: { rules_to_suppress: [{ id: API001, reason: why }, { reason: x }] } }",
            "API001 N, (API001 API001 why)",
        ),
        ("{ checkov: { skip: [{ id: API001, comment: why }, 7] } }", "API001 N, (API001 API001 why)"),
        ("{ guard: { SuppressedRules: API001 } }", "API001 N, (API001 API001 )"),
    ] {
        assert_eq!(resource(metadata), expected, "{metadata}");
    }
    let file = |metadata: &str| format!("Metadata: {metadata}\n{}", open_method("", ""));
    assert_eq!(shown(&file("{ formwork: { ignore: [API001] } }")), "(API001 API001 )");
    assert_eq!(shown(&file("{ guard: { SuppressedRules: [API001] } }")), "API001 NONE");
    assert_eq!(shown(&file("{ cfn-lint: { config: { ignore_checks: [E, API] } } }")), "API001 NONE");
}

#[test]
fn codes_of_cfn_lint_are_suppressed_by_their_beginning() {
    let text = "Metadata: { cfn-lint: { config: { ignore_checks: [E0] } } }\nResources: { A: 1, A: 2 }\n";
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let report = crate::check(&template, &Settings::default());
    assert!(report.suppressed.iter().any(|it| it.diagnostic.rule.as_str() == "E0000"), "{report:?}");
    assert!(report.diagnostics.iter().all(|it| it.rule.as_str() != "E0000"), "{report:?}");
}

#[test]
fn metadata_shared_by_an_alias_is_used_where_any_resource_needs_it() {
    let text = "\
Resources:
  M:
    Type: AWS::ApiGateway::Method
    Metadata: &m { formwork: { ignore: [API001] } }
    Properties: { HttpMethod: GET }
  N:
    Type: AWS::SNS::Topic
    Metadata: *m
";
    assert_eq!(shown(text), "(API001 API001 )");
}

#[test]
fn comments_are_taken_out_cleanly() {
    for (above, trailing, expected_above, expected_trailing) in [
        ("      # formwork: ignore[E0000]\n", "", "", ""),
        ("", " # formwork: ignore[E0000] -- why", "", ""),
        ("", " # hm # formwork: ignore[E0000]", "", " # hm"),
        ("      # formwork: ignore[E0000] # hm\n", "", "      # hm\n", ""),
        ("", " # formwork: ignore[E0000, API001]", "", " # formwork: ignore[API001]"),
        ("", " # formwork: ignore[API001, E0000]", "", " # formwork: ignore[API001]"),
        (
            "",
            " # formwork: ignore[E0000,unreadable-template, API001, E0000]",
            "",
            " # formwork: ignore[API001]",
        ),
        ("      # formwork: ignore[E0000, unreadable-template]\n", "", "", ""),
        ("", " # formwork: ignore[E0000, OTHER]", "", " # formwork: ignore[OTHER]"),
    ] {
        let expected = open_method(expected_above, expected_trailing);
        assert_eq!(fixed(&open_method(above, trailing)), expected);
    }
}

#[test]
fn items_of_metadata_are_taken_out_where_that_is_clean() {
    for (before, after) in [
        ("[API001, E0000]", "[API001]"),
        ("[E0000, API001]", "[API001]"),
        ("\n          - E0000\n          - API001", "\n          - API001"),
        ("\n          - API001 # a\n          - E0000", "\n          - API001 # a\n          - E0000"),
        ("\n          - API001\n          - E0000 # b", "\n          - API001\n          - E0000 # b"),
        ("\n          - API001\n          - rule: E0000\n            reason: x", "\n          - API001"),
        ("\n          - &a E0000\n          - API001", "\n          - &a API001"),
    ] {
        let template = |list: &str| {
            format!(
                "Resources:
  M:
    Type: AWS::ApiGateway::Method
    Metadata:
      formwork:
        ignore: {list}
    Properties: {{ HttpMethod: GET }}
"
            )
        };
        assert_eq!(fixed(&template(before)), template(after));
    }
    let json = |list: &str| {
        format!(
            r#"{{"Resources": {{"M": {{"Type": "AWS::ApiGateway::Method", "Metadata": {{"guard": {{"SuppressedRules": {list}}}}}, "Properties": {{"HttpMethod": "GET"}}}}}}}}"#
        )
    };
    assert_eq!(fixed(&json("[\n  \"E0000\",\n  \"API001\"\n]")), json("[\n  \"API001\"\n]"));
}

#[test]
fn nothing_is_called_unused_in_a_broken_text() {
    let text = "Resources:\n  A: 1\n  A: 2\n# formwork: ignore[API001]\n# formwork: what\n";
    let report = crate::check(&Template::new(parse(Arc::from(text), Syntax::Yaml)), &Settings::default());
    let said: Vec<_> = report.diagnostics.iter().filter(|it| it.rule.as_str() == "SUP001").collect();
    assert_eq!(said.len(), 1, "{said:?}");
}
