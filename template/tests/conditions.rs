//! What conditions say of one another.

use std::fmt::Write as _;
use std::sync::Arc;

use formwork_template::{Answer, Syntax, Template, parse};

const ENVIRONMENTS: &str = "\
Parameters:
  Env: { Type: String, AllowedValues: [dev, test, prod] }
  Free: { Type: String }
Conditions:
  IsDev: !Equals [!Ref Env, dev]
  IsTest: !Equals [!Ref Env, test]
  IsProd: !Equals [prod, !Ref Env]
  IsStage: !Equals [!Ref Env, stage]
  NotProd: !Not [!Condition IsProd]
  Either: !Or [!Condition IsDev, { Condition: IsProd }]
  Both: !And [!Condition IsDev, !Condition IsProd]
  FreeA: !Equals [!Ref Free, a]
  FreeB: !Equals [!Ref Free, b]
  InEurope: !Equals [!Ref AWS::Region, eu-west-1]
  Odd: !Equals [!Select [0, !Ref List], x]
";

fn template(text: &str) -> Template {
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    assert_eq!(template.errors(), []);
    template
}

fn ask(template: &Template, literals: &str) -> Answer {
    let literals: Vec<_> = literals
        .split_whitespace()
        .map(|name| (name.trim_start_matches('!'), !name.starts_with('!')))
        .collect();
    template.conditions().satisfiable(&literals)
}

#[test]
fn values_of_one_parameter_exclude_one_another() {
    let template = template(ENVIRONMENTS);
    for (literals, answer) in [
        ("", Answer::Yes),
        ("IsDev", Answer::Yes),
        ("IsDev IsProd", Answer::No),
        ("IsDev !IsDev", Answer::No),
        ("!IsDev !IsTest", Answer::Yes),
        ("!IsDev !IsTest !IsProd", Answer::No),
        ("IsStage", Answer::No),
        ("NotProd IsProd", Answer::No),
        ("Either IsTest", Answer::No),
        ("Either !IsDev !IsProd", Answer::No),
        ("Both", Answer::No),
        ("FreeA FreeB", Answer::No),
        ("!FreeA !FreeB", Answer::Yes),
        ("Odd", Answer::Yes),
        ("!Odd", Answer::Yes),
        ("Undefined", Answer::Yes),
    ] {
        assert_eq!(ask(&template, literals), answer, "{literals}");
    }
}

#[test]
fn implication_is_the_impossibility_of_the_opposite() {
    let template = template(ENVIRONMENTS);
    let conditions = template.conditions();
    assert!(conditions.implies(&[("IsDev", true)], "NotProd", true));
    assert!(conditions.implies(&[("IsDev", true)], "Either", true));
    assert!(!conditions.implies(&[("NotProd", true)], "IsDev", true));
}

#[test]
fn a_region_decides_conditions_about_it() {
    let template = template(ENVIRONMENTS);
    let conditions = template.conditions();
    assert_eq!(conditions.satisfiable_in(&[("InEurope", true)], "eu-west-1"), Answer::Yes);
    assert_eq!(conditions.satisfiable_in(&[("InEurope", true)], "us-east-1"), Answer::No);
    assert_eq!(conditions.satisfiable_in(&[("InEurope", false)], "eu-west-1"), Answer::No);
}

#[test]
fn rules_are_taken_to_hold() {
    let template = template(
        "Parameters:\n  A: { Type: String }\n  B: { Type: String }\nRules:\n  R:\n    \
         RuleCondition: !Equals [!Ref A, x]\n    Assertions:\n      \
         - Assert: { 'Fn::Contains': [[p, q], !Ref B] }\nConditions:\n  \
         AX: !Equals [!Ref A, x]\n  BP: !Equals [!Ref B, p]\n  BQ: !Equals [!Ref B, q]\n",
    );
    assert_eq!(ask(&template, "AX !BP !BQ"), Answer::No);
    assert_eq!(ask(&template, "!AX !BP !BQ"), Answer::Yes);
}

#[test]
fn conditions_that_need_themselves_end() {
    let template = template("Conditions:\n  A: !Not [!Condition B]\n  B: !Condition A\n");
    assert_ne!(ask(&template, "A B"), Answer::Unknown);
}

/// The public report of a linter that took a minute: 74 parameters, 41 conditions.
#[test]
fn many_parameters_and_conditions_stay_within_the_budget() {
    let mut text = String::from("Parameters:\n");
    for number in 0..74 {
        let _ = writeln!(text, "  P{number}: {{ Type: String, AllowedValues: [a, b, c, d] }}");
    }
    text.push_str("Conditions:\n");
    for number in 0..41 {
        let (next, far) = ((number * 7 + 3) % 74, (number * 13 + 5) % 74);
        let _ = writeln!(
            text,
            "  C{number}: !Or [!And [!Equals [!Ref P{number}, a], !Equals [!Ref P{next}, b]], !Not [!Equals [!Ref P{far}, c]]]"
        );
    }
    let template = template(&text);
    for first in 0..41 {
        for second in 0..41 {
            let literals = format!("C{first} !C{second}");
            let expected = if first == second { Answer::No } else { Answer::Yes };
            assert_eq!(ask(&template, &literals), expected, "{literals}");
        }
    }
    assert!(!template.conditions().is_exhausted());
}

#[test]
fn what_can_not_be_decided_in_time_is_unknown() {
    // Pigeons and holes: no short answer for a search that only backtracks.
    let (pigeons, holes) = (12, 11);
    let mut text = String::from("Conditions:\n");
    for pigeon in 0..pigeons {
        let in_hole: Vec<_> = (0..holes).map(|hole| format!("!Equals [!Ref P{pigeon}H{hole}, y]")).collect();
        let _ = writeln!(text, "  In{pigeon}: !Or [{}]", in_hole.join(", "));
    }
    let mut apart = Vec::new();
    for hole in 0..holes {
        for first in 0..pigeons {
            for second in first + 1..pigeons {
                apart.push(format!(
                    "!Not [!And [!Equals [!Ref P{first}H{hole}, y], !Equals [!Ref P{second}H{hole}, y]]]"
                ));
            }
        }
    }
    let _ = writeln!(text, "  Apart: !And [{}]", apart.join(", "));
    let template = template(&text);
    let all: Vec<String> =
        (0..pigeons).map(|pigeon| format!("In{pigeon}")).chain(["Apart".to_owned()]).collect();
    assert_eq!(ask(&template, &all.join(" ")), Answer::Unknown);
    assert!(template.conditions().is_exhausted());
}

#[test]
fn a_long_chain_of_conditions_does_not_overflow() {
    let mut text = String::from("Conditions:\n  C0: !Equals [!Ref P, a]\n");
    for number in 1..5_000 {
        let _ = writeln!(text, "  C{number}: !Not [!Condition C{}]", number - 1);
    }
    assert_eq!(ask(&template(&text), "C4999 C10"), Answer::Unknown);
}
