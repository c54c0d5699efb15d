//! The first `formwork.yaml` of a repository. What stands in it holds today, or is
//! in the baseline that is written with it; all else is proposed in comments.

use std::collections::BTreeMap;

use formwork_schemas::Region;
use ipnet::IpNet;

use super::page::{Page, remarked, scalar};
use super::survey::{Survey, TagUse};
use super::{OtherTools, names};
use crate::guard::DEFAULT_PACK;
use crate::words;

/// The text of the file, with the path of the baseline that goes with it.
pub fn configuration(survey: &Survey, around: &OtherTools, baseline: &str) -> String {
    let mut page = Page::default();
    page.section(
        "How Formwork checks this repository. `formwork init` wrote it so that `formwork lint` passes today, \
         and says how to tighten it. A line with `#` in front of a setting is a proposal: take the `#` away. \
         All keys: docs/configuration.md of Formwork.",
    );
    page.section(
        "What was found on the day of adoption, which is not shown; `formwork lint --no-baseline` shows it. \
         To tighten: mend some of it and shorten the list with `formwork lint --write-baseline`. Once it is \
         empty, leave out this key.",
    );
    page.line(&format!("baseline: {}", scalar(baseline)));
    regions(&mut page, survey, around);
    packs(&mut page, around);
    ignored(&mut page, around);
    page.section(
        "How much findings matter. To tighten: let what is only told become a warning or an error. \
         A key is a rule, the first letters of its code, or a pack.",
    );
    page.proposal("severity:");
    page.proposal(&format!("  {DEFAULT_PACK}: warning"));
    environments(&mut page, survey);
    tagging(&mut page, survey);
    naming(&mut page, survey);
    network(&mut page, survey);
    page.section(
        "What properties are where nobody says: the fix writes it, and what contradicts it is found. To \
         tighten: turn on what your organisation wants; `properties` takes any other.",
    );
    page.proposal("defaults:");
    page.proposal("  log-retention: 365");
    page.proposal("  encryption: true");
    page.section(
        "What the organisation puts into every account, to be looked up in SSM parameters and not written \
         out. To tighten: give the prefix of those parameters.",
    );
    page.proposal("landing-zone:");
    page.proposal("  parameter-prefix: /landing-zone/");
    if survey.has_apis {
        page.section(
            "What counts as authorization of an API's method; every kind does, but for OPTIONS, which needs \
             none. To tighten: list what your organisation takes.",
        );
        page.proposal("api-gateway:");
        page.proposal("  allow: [AWS_IAM, COGNITO_USER_POOLS, CUSTOM, JWT]");
    }
    if !around.left_out.is_empty() {
        page.section("What other tools are told and this file does not say:");
        for sentence in &around.left_out {
            page.prose(&format!("- {sentence}"));
        }
    }
    page.into_text()
}

fn regions(page: &mut Page, survey: &Survey, around: &OtherTools) {
    let list = |regions: &[Region]| {
        let mut names: Vec<&str> = regions.iter().map(|region| region.name()).collect();
        names.sort_unstable();
        format!("regions: [{}]", names.join(", "))
    };
    if !around.regions.is_empty() {
        let files: std::collections::BTreeSet<&str> =
            around.regions.values().flatten().map(String::as_str).collect();
        let files: Vec<&str> = files.into_iter().collect();
        page.section(&format!(
            "Where the templates are deployed to, as told by {}. What a region does not have is an error. \
             To tighten: take out the regions that are not in use.",
            words::and_quoted(&files)
        ));
        page.line(&list(&around.regions.keys().copied().collect::<Vec<_>>()));
        return;
    }
    // The few that are written most often.
    let mut named: Vec<(&Region, &usize)> = survey.regions.iter().collect();
    named.sort_by_key(|(region, count)| (std::cmp::Reverse(**count), region.name()));
    named.truncate(3);
    let said = if named.is_empty() {
        "nor do the templates name a region".to_owned()
    } else {
        let counts = named.iter().map(|(region, count)| {
            format!("`{}` {}", region.name(), words::counted(**count, "time", "times"))
        });
        format!("but the templates name {}", words::joined(&counts.collect::<Vec<_>>(), "and"))
    };
    page.section(&format!(
        "Where the templates are deployed to. No file says it, {said}; without the key it is us-east-1. \
         To tighten: list your regions, and what one of them does not have becomes an error."
    ));
    let mut proposed: Vec<Region> = named.iter().map(|(region, _)| **region).collect();
    if proposed.is_empty() {
        proposed.extend(Region::parse("us-east-1"));
    }
    page.proposal(&list(&proposed));
}

fn packs(page: &mut Page, around: &OtherTools) {
    let holds = !around.packs.is_empty() || !around.guard.is_empty();
    page.section(
        "Which packs of Guard rules run, and which files of your own. `formwork guard packs` lists the packs \
         and their rules. To tighten: add a pack, and `formwork lint --write-baseline` when it finds more than \
         you can mend at once.",
    );
    page.setting(holds, "packs:");
    page.setting(holds, &format!("  - {DEFAULT_PACK}"));
    for (pack, why) in &around.packs {
        page.line(&remarked(&format!("  - {pack}"), why));
    }
    for path in &around.guard {
        page.line(&format!("  - {}", scalar(path)));
    }
    for pack in ["reliability-pillar", "cis-level-1", "api-gateway"] {
        page.proposal(&format!("  - {pack}"));
    }
}

fn ignored(page: &mut Page, around: &OtherTools) {
    let proposed: BTreeMap<&String, &String> =
        around.maybe_ignored.iter().filter(|(rule, _)| !around.ignored.contains_key(*rule)).collect();
    if around.ignored.is_empty() && proposed.is_empty() {
        return;
    }
    let holds = !around.ignored.is_empty();
    page.section(
        "Rules that do not run, because another tool is told so. To tighten: take one out, and \
         `formwork lint --write-baseline` so that only what is new counts.",
    );
    page.setting(holds, "ignore:");
    for (rule, why) in &around.ignored {
        page.line(&remarked(&format!("  - {}", scalar(rule)), why));
    }
    for (rule, why) in proposed {
        page.proposal(&remarked(&format!("  - {}", scalar(rule)), why));
    }
}

fn environments(page: &mut Page, survey: &Survey) {
    /// More values are no environments.
    const MOST: usize = 12;
    if survey.environments.is_empty() || survey.environments.len() > MOST {
        return;
    }
    page.section(
        "The environments that templates are deployed to, as their parameters have them. To tighten: keep those \
         that there are, and say with `deployments` which files hold the parameters of each.",
    );
    let names: Vec<String> = survey.environments.iter().map(|name| scalar(name)).collect();
    page.proposal("environments:");
    page.proposal(&format!("  names: [{}]", names.join(", ")));
}

fn tagging(page: &mut Page, survey: &Survey) {
    let usual: Vec<(&str, &TagUse)> = survey.usual_tags().collect();
    let mut further = survey.further_tags();
    further.truncate(if usual.is_empty() { 5 } else { 20 });
    let share = |used: &TagUse| format!("{} of {} tagged resources", used.resources, survey.tagged);
    if usual.is_empty() {
        page.section(&format!(
            "Which tags resources have. Of {}, {} tags, and there is no tag that nearly all of them have. To \
             tighten: require those that your organisation asks for; the value is a regular expression, a list \
             of values or `any`.",
            words::counted(survey.resources, "resource", "resources"),
            if survey.tagged == 1 { "1 has".to_owned() } else { format!("{} have", survey.tagged) }
        ));
        page.proposal("tagging:");
        page.proposal("  required:");
        if further.is_empty() {
            page.proposal("    team: any");
        }
        for (key, used) in further {
            page.proposal(&remarked(&format!("    {}: {}", scalar(key), used.allowed()), &share(used)));
        }
        return;
    }
    page.section(
        "Which tags resources have: those that nearly all tagged resources have today. To tighten: say what \
         their values are (a regular expression, a list of values or `any`), and turn `unknown` on once \
         `optional` has the rest.",
    );
    page.line("tagging:");
    page.line("  required:");
    for (key, used) in usual {
        page.line(&remarked(&format!("    {}: {}", scalar(key), used.allowed()), &share(used)));
    }
    page.proposal("  optional:");
    page.proposal("    Name: any");
    for (key, used) in further {
        page.proposal(&remarked(&format!("    {}: {}", scalar(key), used.allowed()), &share(used)));
    }
    page.proposal("  unknown: warning");
}

fn naming(page: &mut Page, survey: &Survey) {
    /// Fewer names may follow a pattern by chance.
    const SURE: usize = 10;
    let count = survey.names.len();
    let Some(found) = names::pattern(&survey.names) else {
        let examples: Vec<&String> = survey.names.iter().take(3).collect();
        let said = if examples.is_empty() {
            "No name is written out in the templates.".to_owned()
        } else {
            format!(
                "{} written out, such as {}, and no pattern is plain to see.",
                if count == 1 { "One name is".to_owned() } else { format!("{count} names are") },
                words::and_quoted(&examples)
            )
        };
        page.section(&format!(
            "How resources are named. {said} To tighten: give the pattern of your organisation."
        ));
        page.proposal("naming:");
        page.proposal("  pattern: \"{team}-{resourceName}-{environment}\"");
        page.proposal("  parts:");
        page.proposal("    team: any");
        page.proposal("    environment: [dev, test, prod]");
        return;
    };
    let holds = found.fitting == count && count >= SURE;
    page.section(&format!(
        "How resources are named: {} of {} that are written out follow this pattern. To tighten: add the parts \
         that are missing, and `region: global-types-only` with `[-{{region}}]` in the pattern.",
        found.fitting,
        words::counted(count, "name", "names")
    ));
    page.setting(holds, "naming:");
    page.setting(holds, &format!("  pattern: {}", scalar(&found.pattern)));
    page.setting(holds, "  parts:");
    for (part, values) in &found.parts {
        let values: Vec<String> = values.iter().map(|value| scalar(value)).collect();
        page.setting(holds, &format!("    {part}: [{}]", values.join(", ")));
    }
}

fn network(page: &mut Page, survey: &Survey) {
    let mut blocks = IpNet::aggregate(&survey.networks.iter().copied().collect());
    blocks.truncate(20);
    if blocks.is_empty() {
        return;
    }
    page.section(
        "The network plan. To tighten: give the address range of each environment, out of which its networks \
         are cut; these are the blocks that the VPCs have today.",
    );
    page.proposal("network:");
    page.proposal("  supernets:");
    page.proposal(&format!(
        "    all: [{}]",
        blocks.iter().map(|block| scalar(&block.to_string())).collect::<Vec<_>>().join(", ")
    ));
    page.proposal("  min-prefix: 28");
}
