//! The first configuration of small repositories: what stands in it, and that it
//! is valid with and without what it proposes.

use std::sync::Arc;

use formwork_schemas::Region;
use formwork_template::{Syntax, Template, parse};

use super::{OtherTools, Survey, configuration};
use crate::config;

/// With a resource of a name and tags `n` times.
fn template(count: usize, prefix: &str, tags: &str) -> Template {
    let resource = |index| {
        format!(
            "  R{index}:\n    Type: AWS::SQS::Queue\n    Properties: {{ QueueName: {prefix}-q{index}-dev, Tags: [{tags}] }}\n"
        )
    };
    let resources: String = (0..count).map(resource).collect();
    let vpc = "  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.3.0.0/16 } }\n  Api: { Type: AWS::ApiGateway::RestApi }\n  Zone: { Type: X, Properties: { Az: [eu-west-1a, eu-west-1, us-east-1] } }\n";
    Template::new(parse(format!("Parameters: {{ Stage: {{ Type: String, AllowedValues: [dev, 'on'] }} }}\nResources:\n{resources}{vpc}").into(), Syntax::Yaml))
}

fn survey(templates: &[Template]) -> Survey {
    let mut survey = Survey::default();
    for template in templates {
        survey.add(template);
    }
    survey
}

/// The settings of a page without prose; those that are only proposed begin with `#`.
fn settings(page: &str) -> String {
    let is_prose = |line: &str| line.is_empty() || line.starts_with("# ") && !line.starts_with("#  ");
    page.lines().filter(|line| !is_prose(line)).map(|line| format!("{line}\n")).collect()
}

/// Checks that the page can be read as it is, and with all that it proposes.
fn check(survey: &Survey, around: &OtherTools) -> String {
    let page = configuration(survey, around, "formwork-baseline.json");
    for line in page.lines().filter(|line| line.starts_with('#')) {
        assert!(line.chars().count() <= 130, "{line}");
    }
    let all: String =
        settings(&page).lines().map(|line| format!("{}\n", line.trim_start_matches('#'))).collect();
    for text in [&page, &all] {
        assert_eq!(config::read(&Arc::from(text.as_str())).1, [], "{text}");
    }
    settings(&page)
}

#[test]
fn what_most_have_becomes_the_rule() {
    let tags = "{ Key: team, Value: web }, { Key: cost-center, Value: '123456' }, { Key: Name, Value: x }";
    let odd = "{ Key: team, Value: ops }, { Key: 'on', Value: yes }, { Key: cost-center, Value: '654321' }";
    let survey = survey(&[template(8, "shop", tags), template(3, "web", odd)]);
    let page = check(&survey, &OtherTools::default());
    let expected = "\
baseline: formwork-baseline.json
#regions: [eu-west-1, us-east-1]
#packs:
#  - security-pillar
#  - reliability-pillar
#  - cis-level-1
#  - api-gateway
#severity:
#  security-pillar: warning
#environments:
#  names: [dev, \"on\"]
tagging:
  required:
    cost-center: \"^[0-9]{6}$\" # 11 of 11 tagged resources
    team: [ops, web] # 11 of 11 tagged resources
#  optional:
#    Name: any
#    \"on\": any # 3 of 11 tagged resources
#  unknown: warning
naming:
  pattern: \"{prefix}-{resourceName}-{environment}\"
  parts:
    prefix: [shop, web]
    environment: [dev]
#network:
#  supernets:
#    all: [\"10.3.0.0/16\"]
#  min-prefix: 28
#defaults:
#  log-retention: 365
#  encryption: true
#landing-zone:
#  parameter-prefix: /landing-zone/
#api-gateway:
#  allow: [AWS_IAM, COGNITO_USER_POOLS, CUSTOM, JWT]
";
    assert_eq!(page, expected);
}

#[test]
fn what_few_have_is_only_proposed() {
    let page = check(&Survey::default(), &OtherTools::default());
    assert!(page.contains("#tagging:\n#  required:\n#    team: any\n#naming:\n"), "{page}");
    let few = survey(&[template(2, "shop", "{ Key: team, Value: web }")]);
    assert!(check(&few, &OtherTools::default()).contains("#    team: any\n#naming:\n"));
}

#[test]
fn other_tools_are_heard() {
    let around = OtherTools {
        regions: Region::parse("eu-west-3").map(|region| (region, [".cfnlintrc".to_owned()].into())).into_iter().collect(),
        ignored: [("W3005".to_owned(), "`.cfnlintrc`".to_owned()), ("E3".to_owned(), "a\nb: [".to_owned())].into(),
        maybe_ignored: [("API001".to_owned(), "CKV".to_owned()), ("W3005".to_owned(), String::new())].into(),
        packs: vec![("cfn-nag".to_owned(), "there is `.cfn_nag.yml`".to_owned())],
        guard: vec!["./rules/a b.guard".to_owned()],
        left_out: vec!["`.cfnlintrc` has a key that has no equivalent and a very long explanation that has to go on in another line.".to_owned()],
    };
    let page = check(&Survey::default(), &around);
    let expected = "\
baseline: formwork-baseline.json
regions: [eu-west-3]
packs:
  - security-pillar
  - cfn-nag # there is `.cfn_nag.yml`
  - \"./rules/a b.guard\"
#  - reliability-pillar
#  - cis-level-1
#  - api-gateway
ignore:
  - E3 # a b: [
  - W3005 # `.cfnlintrc`
#  - API001 # CKV
";
    assert!(page.starts_with(expected), "{page}");
}
