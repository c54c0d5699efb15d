//! Exceptions as actions: each covers what it is for, in every place and spelling.

use std::sync::Arc;

use formwork_rules::{Date, Overrides, REASON_TO_GIVE, Settings, config};
use formwork_template::Span;

use super::super::actions;
use super::{at, check, check_none, chosen, found, titles};
use crate::testing::{Fixture, edited};

const CODE: &str = "SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED";
const PUBLIC: &str = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: vpc-0123456789abcdef0\n      MapPublicIpOnLaunch: tr$0ue\n";

fn json() -> String {
    "{\n  \"Resources\": {\n    \"Net\": {\n      \"Type\": \"AWS::EC2::Subnet\",\n      \"Properties\": {\n        \"VpcId\": \"vpc-0123456789abcdef0\",\n        \"MapPublicIpOnLaunch\": tr$0ue\n      }\n    }\n  }\n}\n".to_owned()
}

/// Every exception from the rule that is offered at the cursor covers what is found there.
#[track_caller]
fn check_covers(fixture: &str, code: &str, count: usize) {
    let (text, actions) = at(fixture);
    let is_it = |title: &str| title.starts_with("Except") && title.ends_with(&format!("from `{code}`"));
    let exceptions: Vec<_> = actions.iter().filter(|action| is_it(&action.title)).collect();
    assert_eq!(exceptions.len(), count, "{:?}", titles(fixture));
    let before = found(&text).iter().filter(|it| *it == code).count();
    for action in exceptions {
        let excepted = edited(&text, &action.edits);
        let after = found(&excepted);
        let left = after.iter().filter(|it| *it == code).count();
        assert_eq!(left, before - 1, "{}: {excepted}\n{after:?}", action.title);
        assert!(!after.iter().any(|it| it.starts_with("SUP") || it == "E0000"), "{excepted}\n{after:?}");
        assert_eq!(action.stops.last().map(String::as_str), Some(REASON_TO_GIVE));
    }
}

#[test]
fn exceptions_cover_what_they_are_for() {
    check_covers(PUBLIC, CODE, 3);
    check_covers(&PUBLIC.replace('\n', "\r\n"), CODE, 3);
    check_covers(&json(), CODE, 2);
    let flow = "Resources:\n  Net: { Type: AWS::EC2::Subnet, Properties: { VpcId: vpc-0123456789abcdef0, MapPublicIpOnLaunch: tr$0ue } }\n";
    check_covers(flow, CODE, 3);
    let with_metadata = PUBLIC
        .replace("    Properties", "    Metadata:\n      formwork:\n        ignore: [W9999]\n    Properties");
    let titles = titles(&with_metadata);
    assert!(titles.contains(&format!("Except `Net` from `{CODE}`")), "{titles:?}");
}

#[test]
fn exceptions_are_written_as_a_person_would() {
    check(
        PUBLIC,
        &format!("Except this line from `{CODE}`"),
        &PUBLIC.replace("$0", "").replace(
            "      MapPublic",
            &format!("      # formwork: ignore[{CODE}] -- reason\n      MapPublic"),
        ),
    );
    check(
        PUBLIC,
        &format!("Except `Net` from `{CODE}`"),
        &(PUBLIC.replace("$0", "")
            + &format!(
                "    Metadata:\n      formwork:\n        ignore:\n          - rule: {CODE}\n            reason: reason\n"
            )),
    );
}

#[test]
fn what_a_person_completes_begins_a_line() {
    for fixture in [PUBLIC.to_owned() + "Outputs: {}\n", PUBLIC.replace('\n', "\r\n")] {
        let (text, actions) = at(&fixture);
        for edit in actions.iter().filter(|it| !it.stops.is_empty()).flat_map(|it| &it.edits) {
            let before = &text[..edit.span.start as usize];
            assert!(before.is_empty() || before.ends_with('\n'), "{edit:?}");
            assert!(edit.text.ends_with('\n'), "{edit:?}");
        }
    }
}

#[test]
fn a_reason_that_nobody_gave_is_missed_where_one_is_asked_for() {
    let asked = format!("//- a.yaml\n{PUBLIC}//- formwork.yaml\nsuppressions: {{ require: [reason] }}\n");
    let excepted = chosen(&asked, &format!("Except this line from `{CODE}`"));
    let with_policy = |text: &str| {
        found(&format!("//- a.yaml\n{text}//- formwork.yaml\nsuppressions: {{ require: [reason] }}\n"))
    };
    assert!(with_policy(&excepted).contains(&"SUP004".to_owned()), "{excepted}");
    let given = excepted.replace("-- reason", "-- it is the lobby's");
    assert!(!with_policy(&given).contains(&"SUP004".to_owned()), "{given}");
}

#[test]
fn exceptions_end_when_the_policy_has_them_end() {
    let policy = "suppressions: { require: [reason, until], max-days: 90 }\n";
    let on_a_day = |text: &str| {
        let fixture = Fixture::new(text);
        let (mut snapshot, offset) = fixture.at_cursor();
        let overrides = Overrides { today: Date::after_epoch(20_000), ..Overrides::default() };
        let settings = Settings::new(config::read(&Arc::from(policy)).0, overrides);
        Arc::get_mut(&mut snapshot.around).expect("nobody else has it yet").settings = Arc::new(settings);
        (snapshot, offset)
    };
    let (snapshot, offset) = on_a_day(PUBLIC);
    let actions = actions(&snapshot, Span::at(offset));
    let exceptions: Vec<_> = actions.iter().filter(|it| it.title.starts_with("Except")).collect();
    assert_eq!(exceptions.len(), 3);
    for action in exceptions {
        assert_eq!(action.stops, ["2025-01-02", "reason"]);
        let given = edited(snapshot.text(), &action.edits)
            .replace("-- reason", "-- ours")
            .replace(": reason", ": ours");
        let (after, _) = on_a_day(&given);
        let codes: Vec<&str> = after.report().diagnostics.iter().map(|it| it.rule.as_str()).collect();
        assert!(!codes.contains(&CODE) && !codes.contains(&"SUP004"), "{given}\n{codes:?}");
    }
}

#[test]
fn what_may_never_be_excepted_is_not() {
    let never = format!("//- a.yaml\n{PUBLIC}//- formwork.yaml\nsuppressions: {{ never: [{CODE}] }}\n");
    check_none(&never, "Except");
    // Nor is a comment put into a text.
    let script = "Resources:\n  Net:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData:\n        Fn::Base64: !Sub |\n          a\n          echo ${No$0ne}\n";
    check_none(script, "Except this line");
}
