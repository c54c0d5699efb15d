//! What the organisation asks for: tags and their values, names by its pattern, what the landing zone gives,
//! and free address blocks.

use formwork_rules::config::{Allowed, LandingZoneType, Piece, TagRule};
use formwork_template::{Syntax, Value};
use ipnet::IpNet;

use super::item::{Item, ItemKind, Rank};
use super::{Asked, Items, writing};
use crate::cursor::Slot;
use crate::trail::{self, Step};

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let steps = cursor.trail.steps.as_slice();
    let Some(("Resources", _, depth)) = trail::member(steps) else { return };
    let [Step::Key(properties), below @ ..] = &steps[depth..] else { return };
    let Some(type_name) = cursor.resource_type().filter(|_| properties == "Properties") else { return };
    let is_value = cursor.wants_value();
    match below {
        [Step::Key(tags), Step::Item(_), Step::Key(key)] if tags == "Tags" && key == "Key" && is_value => {
            tag_keys(asked, type_name, items);
        }
        [Step::Key(tags), Step::Item(_), Step::Key(value)]
            if tags == "Tags" && value == "Value" && is_value =>
        {
            let item = cursor.trail.value_at(cursor.template().tree(), steps.len() - 1);
            if let Some(key) = item.get("Key").and_then(Value::text) {
                tag_values(asked, type_name, key, items);
            }
        }
        [Step::Key(tags)] | [Step::Key(tags), Step::Item(_)] if tags == "Tags" => {
            missing_tags(asked, type_name, items);
        }
        [Step::Key(name)] if is_value => {
            if name == "Name" || name.ends_with("Name") {
                names(asked, type_name, items);
            }
            if name == "CidrBlock" && type_name == "AWS::EC2::Subnet" {
                free_block(asked, depth, items);
            }
            landing_zone(asked, name, items);
        }
        [Step::Key(name), Step::Item(_)] if is_value => landing_zone(asked, name, items),
        _ => {}
    }
}

/// The tags that the organisation knows for a type: required ones first.
fn known_tags<'a>(asked: &'a Asked<'_>, type_name: &str) -> Vec<(&'a str, &'a TagRule, bool)> {
    let Some(tagging) = asked.snapshot.settings().tagging() else { return Vec::new() };
    let required = tagging.required.iter().map(|(key, rule)| (key.as_str(), rule, true));
    let optional = tagging.optional.iter().map(|(key, rule)| (key.as_str(), rule, false));
    required.chain(optional).filter(|(_, rule, _)| rule.is_about(type_name)).collect()
}

/// The keys that the resource has.
fn present_tags(asked: &Asked<'_>) -> Vec<String> {
    let tags = asked.cursor.resource().and_then(|resource| resource.at(&["Properties", "Tags"]));
    let keys = tags.into_iter().flat_map(Value::items).filter_map(|tag| tag.get("Key")?.text());
    keys.map(str::to_owned).collect()
}

fn tag_keys(asked: &Asked<'_>, type_name: &str, items: &mut Items) {
    let present = present_tags(asked);
    for (key, _, is_required) in known_tags(asked, type_name) {
        if present.iter().any(|known| known == key) {
            continue;
        }
        let item = Item::new(key, ItemKind::Value, asked.cursor.span)
            .text(writing::word(&asked.cursor, key))
            .detail(if is_required { "required tag" } else { "optional tag" })
            .rank(if is_required { Rank::Required } else { Rank::Usual });
        items.push(item);
    }
}

fn tag_values(asked: &Asked<'_>, type_name: &str, key: &str, items: &mut Items) {
    let naming = asked.snapshot.settings().naming();
    let rules = known_tags(asked, type_name);
    let Some((_, rule, _)) = rules.iter().find(|(known, _, _)| *known == key) else { return };
    if let Allowed::OneOf(values) = rule.text(naming) {
        for value in values {
            let item = Item::new(value.clone(), ItemKind::Value, asked.cursor.span);
            items.push(item.text(writing::word(&asked.cursor, value)).rank(Rank::Best));
        }
    }
    for reference in &rule.references {
        if asked.cursor.writing.syntax == Syntax::Yaml && asked.cursor.writing.quote.is_none() {
            let text = format!("!Ref {reference}");
            items.push(Item::new(text.as_str(), ItemKind::Parameter, asked.cursor.span).rank(Rank::Best));
        }
    }
}

/// The whole of a tag that is required and missing.
fn missing_tags(asked: &Asked<'_>, type_name: &str, items: &mut Items) {
    let cursor = &asked.cursor;
    let is_open = matches!(cursor.slot, Slot::Key { alone: true, has_colon: false });
    if !is_open || cursor.writing.syntax == Syntax::Json || cursor.writing.flow {
        return;
    }
    let present = present_tags(asked);
    let naming = asked.snapshot.settings().naming();
    let is_item = matches!(cursor.trail.steps.last(), Some(Step::Item(_)));
    let (dash, column) = if is_item {
        ("", cursor.writing.column as usize)
    } else {
        ("- ", cursor.writing.column as usize + 2)
    };
    for (key, rule, is_required) in known_tags(asked, type_name) {
        if present.iter().any(|known| known == key) {
            continue;
        }
        let value = match rule.text(naming) {
            Allowed::OneOf(values) => {
                format!(
                    "${{1|{}|}}",
                    values.iter().map(smol_str::SmolStr::as_str).collect::<Vec<_>>().join(",")
                )
            }
            Allowed::Any | Allowed::Pattern(_) => "$1".to_owned(),
        };
        let text = format!("{dash}Key: {}\n{}Value: {value}", writing::escaped(key), writing::blanks(column));
        let item = Item::new(format!("Tag {key}"), ItemKind::Snippet, cursor.span)
            .snippet(text)
            .filter(if cursor.typed.is_empty() { format!("Tag {key}") } else { cursor.typed.clone() })
            .rank(if is_required { Rank::Required } else { Rank::Poor });
        items.push(item);
    }
}

/// A name by the organisation's pattern, a stop for each part.
fn names(asked: &Asked<'_>, type_name: &str, items: &mut Items) {
    let cursor = &asked.cursor;
    let Some(naming) = asked.snapshot.settings().naming() else { return };
    let (mut text, mut shown) = (String::new(), String::new());
    for (number, piece) in (1..).zip(naming.pattern_of(type_name).pieces()) {
        match piece {
            Piece::Literal(literal) => {
                text.push_str(&writing::escaped(literal));
                shown.push_str(literal);
            }
            Piece::Part(part) => {
                shown.push_str(&format!("{{{part}}}"));
                match naming.parts.get(part) {
                    Some(Allowed::OneOf(values)) => {
                        let values: Vec<&str> = values.iter().map(smol_str::SmolStr::as_str).collect();
                        text.push_str(&format!("${{{number}|{}|}}", values.join(",")));
                    }
                    _ => text.push_str(&format!("${{{number}:{part}}}")),
                }
            }
            Piece::Optional(_) => {}
        }
    }
    if text.is_empty() {
        return;
    }
    let text = match (cursor.writing.syntax, cursor.writing.quote) {
        (Syntax::Json, None) => format!("\"{text}\""),
        _ => text,
    };
    items.push(
        Item::new(shown, ItemKind::Snippet, cursor.span)
            .snippet(text)
            .detail("name by the pattern")
            .rank(Rank::Best),
    );
}

/// What the landing zone tells by parameters, for properties that take such things.
fn landing_zone(asked: &Asked<'_>, property: &str, items: &mut Items) {
    let cursor = &asked.cursor;
    let Some(zone) = asked.snapshot.settings().landing_zone() else { return };
    let kind = match property {
        "VpcId" => LandingZoneType::Vpc,
        "SubnetId" | "SubnetIds" | "Subnets" => LandingZoneType::Subnet,
        "SecurityGroupIds" | "SecurityGroups" | "VpcSecurityGroupIds" => LandingZoneType::SecurityGroup,
        "HostedZoneId" => LandingZoneType::HostedZone,
        "ImageId" => LandingZoneType::Ami,
        "KmsKeyId" | "KmsMasterKeyId" | "KMSMasterKeyID" => LandingZoneType::KmsKey,
        _ => return,
    };
    if !zone.types.contains(&kind) {
        return;
    }
    let named: Vec<String> = zone
        .parameters
        .iter()
        .filter(|(_, provided)| provided.kind == kind)
        .map(|(name, _)| format!("{}{name}", zone.parameter_prefix))
        .collect();
    let is_named = !named.is_empty();
    let names = if is_named { named } else { vec![format!("{}{}", zone.parameter_prefix, kind.as_str())] };
    for name in names {
        let reference = format!("{{{{resolve:ssm:{name}}}}}");
        let text = match cursor.writing.quote {
            Some(_) => reference.clone(),
            None => formwork_template::json_string(&reference),
        };
        let rank = if is_named { Rank::Best } else { Rank::Usual };
        items.push(
            Item::new(reference, ItemKind::Value, cursor.span).text(text).detail("landing zone").rank(rank),
        );
    }
}

/// The next block of the usual size that no other subnet has.
fn free_block(asked: &Asked<'_>, depth: usize, items: &mut Items) {
    /// What subnets mostly are.
    const USUAL: u8 = 24;
    let cursor = &asked.cursor;
    let all = formwork_rules::resolved::address_blocks(asked.snapshot.template());
    let resource = cursor.trail.value_at(cursor.template().tree(), depth);
    let vpc = resource
        .at(&["Properties", "VpcId"])
        .and_then(|value| value.function()?.reference().map(|name| name.text));
    let of_vpc = |owner: &str| vpc.is_none_or(|vpc| vpc == owner);
    let is_vpc =
        |owner: &str| asked.snapshot.template().resource(owner).is_some_and(|it| it.is("AWS::EC2::VPC"));
    let own = trail::member(&cursor.trail.steps).map(|(_, name, _)| name);
    let taken: Vec<IpNet> = all
        .iter()
        .filter(|it| !is_vpc(&it.owner) && Some(it.owner.as_str()) != own)
        .map(|it| it.block)
        .collect();
    for within in all.iter().filter(|it| is_vpc(&it.owner) && of_vpc(&it.owner)) {
        let size = USUAL.max(within.block.prefix_len());
        let Ok(mut candidates) = within.block.subnets(size) else { continue };
        let is_free =
            |block: &IpNet| taken.iter().all(|other| !other.contains(block) && !block.contains(other));
        if let Some(free) = candidates.by_ref().take(4096).find(is_free) {
            let text = free.to_string();
            let item =
                Item::new(text.as_str(), ItemKind::Value, cursor.span).text(writing::word(cursor, &text));
            items.push(item.detail(format!("next free in {}", within.owner)).rank(Rank::Best));
        }
    }
}
