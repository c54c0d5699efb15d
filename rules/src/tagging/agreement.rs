//! The rule of required tags held against the schemas, on every type that there is; and the
//! table of it in `docs/taggable-types.md`. `UPDATE_DOCS=1 cargo test` writes the table.

use std::fmt::Write as _;
use std::sync::Arc;

use formwork_schemas::{ResourceType, TagShape, resource_type, resource_type_names};
use formwork_template::{Syntax, Template, parse};

use crate::testing::findings;
use crate::{Settings, check};

const PAGE: &str = include_str!("../../../docs/taggable-types.md");

fn types() -> impl Iterator<Item = (&'static str, &'static ResourceType)> {
    resource_type_names().filter_map(|name| Some((name, resource_type(name)?)))
}

/// A type is blamed for lacking tags if and only if its schema has a place for them; the fix puts
/// them there, and no rule finds fault with what it writes.
#[test]
fn every_type_is_blamed_as_its_schema_says() {
    const CONFIG: &str = "tagging: { required: { team: { fix: web } } }\npacks: []\n";
    let settings = Settings::for_tests(CONFIG);
    let (mut blamed, mut unfixed) = (0, Vec::new());
    let mut faults = Vec::new();
    for (name, known) in types() {
        let bare = format!("Resources:\n  X:\n    Type: {name}\n");
        let (found, fixed) = findings("TAG001", CONFIG, &bare);
        let Some(tagging) = known.tagging() else {
            assert_eq!(found, "", "{name} can't be tagged");
            continue;
        };
        blamed += 1;
        assert_eq!(found, "2: `X` lacks the tag `team`\n", "{name}");
        if fixed == bare {
            unfixed.push(name);
            continue;
        }
        assert_eq!(findings("TAG001", CONFIG, &fixed).0, "", "{fixed}");
        let template = Template::new(parse(Arc::from(fixed.as_str()), Syntax::Yaml));
        let report = check(&template, &settings);
        let about_tags = report.diagnostics.iter().filter(|found| {
            found.path.to_string().starts_with(&format!("Resources/X/Properties/{}", tagging.property))
        });
        faults.extend(about_tags.map(|found| format!("{fixed}{} {}", found.rule, found.message)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(unfixed, [""; 0]);
    assert!(blamed > 1_000, "{blamed}");
}

/// Where the flag and the properties of a schema disagree, the properties decide.
#[test]
fn flags_and_properties_disagree_in_these_types() {
    let disagreeing = |flag: bool| -> Vec<&str> {
        let types = types().filter(|(_, known)| known.taggable_flag() == Some(flag));
        types.filter(|(_, known)| known.tagging().is_some() != flag).map(|(name, _)| name).collect()
    };
    let without_place =
        ["AWS::Lightsail::Alarm", "AWS::Lightsail::LoadBalancerTlsCertificate", "AWS::Lightsail::StaticIp"];
    assert_eq!(disagreeing(true), without_place);
    let in_spite = [
        "AWS::EC2::EC2Fleet",
        "AWS::EC2::LaunchTemplate",
        "AWS::EC2::SpotFleet",
        "AWS::Forecast::Dataset",
        "AWS::Glue::CustomEntityType",
        "AWS::WorkspacesInstances::Volume",
    ];
    assert_eq!(disagreeing(false), in_spite);
}

#[test]
fn the_table_is_up_to_date() {
    let page = page();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/taggable-types.md");
        std::fs::write(path, &page).expect("the page can be written");
    } else {
        assert!(page == PAGE, "docs/taggable-types.md is out of date: UPDATE_DOCS=1 cargo test");
    }
}

fn page() -> String {
    let all = types().count();
    let taggable: Vec<_> = types().filter_map(|(name, known)| Some((name, known.tagging()?))).collect();
    let mut page = format!(
        "# Taggable types\n\n\
         {} of {all} resource types can be tagged in a template. TAG001 asks these for the required tags, and no other; its \
         fix writes the form in the table. The page is made from the schemas: `UPDATE_DOCS=1 cargo test -p formwork-rules \
         --lib agreement`.\n\n\
         - *on create*, *on update*: whether CloudFormation can set the tags then.\n\
         - *stack*: whether the resource gets the tags of its stack. It does where the schema calls the type taggable; \
         `false` beside a property means that a template has to write them.\n\
         - *system*: whether it gets the `aws:cloudformation:` tags.\n\n\
         | type | property | form | on create | on update | stack | system |\n|---|---|---|---|---|---|---|\n",
        taggable.len()
    );
    let word = |flag: bool| if flag { "yes" } else { "no" };
    for (name, tagging) in &taggable {
        let _ = writeln!(
            page,
            "| {name} | `{}` | {} | {} | {} | {} | {} |",
            tagging.property,
            form(tagging.shape),
            word(tagging.on_create),
            word(tagging.updatable),
            word(tagging.declared),
            word(tagging.system_tags)
        );
    }
    page.push_str("\n## Types that can't be tagged\n\n");
    for (name, _) in types().filter(|(_, known)| known.tagging().is_none()) {
        let _ = writeln!(page, "- {name}");
    }
    page
}

fn form(shape: TagShape) -> &'static str {
    match shape {
        TagShape::List => "`[{ Key, Value }]`",
        TagShape::PropagatingList => "`[{ Key, Value, PropagateAtLaunch }]`",
        TagShape::TagKeyList => "`[{ TagKey, TagValue }]`",
        TagShape::Map => "`{ key: value }`",
        TagShape::Specifications => "`[{ ResourceType, Tags: [{ Key, Value }] }]`",
        TagShape::Items => "`{ Items: [{ Key, Value }] }`",
    }
}
