//! Ids of what the organisation puts into every account, where a template has them
//! written out; and the SSM parameters that it asks for them. Told by their form and
//! by the property that they stand in. Finding fault is the rules' work.

use std::ops::Range;

use formwork_template::{Kind, Section, Template, Value};

use crate::config::LandingZoneType as Type;

/// A text that is written out in a template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'t> {
    pub(crate) value: Value<'t>,
    pub(crate) text: &'t str,
    pub(crate) section: Section,
    /// The nearest key above it.
    key: &'t str,
    /// Whether it is below an alias target of Route 53, whose zone is AWS's own.
    is_alias_target: bool,
    /// The member: a resource, a parameter, a mapping.
    pub(crate) owner: &'t str,
}

/// An id in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identifier<'t> {
    pub(crate) kind: Type,
    pub(crate) id: &'t str,
    /// Where it is in the text.
    pub(crate) range: Range<usize>,
}

/// The texts in the properties of resources, the values of mappings and the defaults of parameters.
pub(crate) fn written(template: &Template) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    for (section, key) in
        [(Section::Parameters, "Default"), (Section::Mappings, ""), (Section::Resources, "Properties")]
    {
        for member in template.members(section) {
            let value = if key.is_empty() { Some(member.value) } else { member.value.get(key) };
            let Some(value) = value else { continue };
            let owner = member.id.text;
            walk(Written { value, text: "", section, key, is_alias_target: false, owner }, &mut found);
        }
    }
    found
}

fn walk<'t>(at: Written<'t>, found: &mut Vec<Written<'t>>) {
    match at.value.kind() {
        Kind::Scalar(_) => found.extend(at.value.text().map(|text| Written { text, ..at })),
        Kind::List => at.value.items().for_each(|value| walk(Written { value, ..at }, found)),
        Kind::Map => {
            for (key, value) in at.value.entries() {
                let is_alias_target = at.is_alias_target || key.text == "AliasTarget";
                walk(Written { value, key: key.text, is_alias_target, ..at }, found);
            }
        }
        // The names in `Ref`, `Fn::GetAtt` and the like are no ids.
        Kind::Function(function) => walk(Written { value: function.argument, ..at }, found),
        Kind::Tagged | Kind::Error => {}
    }
}

/// Properties whose texts people read.
const PROSE: [&str; 5] = ["Description", "Comment", "GroupDescription", "Name", "Label"];

/// The ids in a text.
pub(crate) fn ids<'t>(written: &Written<'t>) -> Vec<Identifier<'t>> {
    let text = written.text;
    if text.contains(char::is_whitespace) || text.contains("{{resolve:") || PROSE.contains(&written.key) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    // Between these an id is a word of its own: `arn:aws:ec2:eu-west-1:1234:vpc/vpc-0a1b2c3d`.
    for word in text.split_inclusive([':', '/', ',', '"', '\'', '=']) {
        let id = word.trim_end_matches([':', '/', ',', '"', '\'', '=']);
        if let Some(kind) = prefixed(id) {
            found.push(Identifier { kind, id, range: start..start + id.len() });
        }
        start += word.len();
    }
    if let Some(kind) = whole(written) {
        found.push(Identifier { kind, id: text, range: 0..text.len() });
    }
    found.extend(kms_key(text));
    if found.is_empty() {
        found.extend(account(text, written.key));
    }
    found
}

/// `vpc-0a1b2c3d` and its like: a prefix, and 8 or 17 hexadecimal digits.
fn prefixed(word: &str) -> Option<Type> {
    let (prefix, digits) = word.split_once('-')?;
    let is_id = matches!(digits.len(), 8 | 17)
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let kind = match prefix {
        "vpc" => Type::Vpc,
        "subnet" => Type::Subnet,
        "sg" => Type::SecurityGroup,
        "ami" => Type::Ami,
        _ => return None,
    };
    is_id.then_some(kind)
}

/// Ids that only their property tells from other texts.
fn whole(Written { text, key, is_alias_target, .. }: &Written<'_>) -> Option<Type> {
    let is_zone = *key == "HostedZoneId" && !is_alias_target;
    let is_zone_id = (8..=32).contains(&text.len())
        && text.starts_with('Z')
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if is_zone && is_zone_id {
        return Some(Type::HostedZone);
    }
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let is_uuid =
        groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    (is_uuid && key.to_ascii_lowercase().contains("kms")).then_some(Type::KmsKey)
}

/// `arn:aws:kms:eu-west-1:123456789012:key/...`
fn kms_key(text: &str) -> Option<Identifier<'_>> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", _, "kms", _, account, resource] = parts.as_slice() else { return None };
    let is_key = is_account(account) && resource.starts_with("key/") && !resource.contains(['*', '$']);
    is_key.then_some(Identifier { kind: Type::KmsKey, id: text, range: 0..text.len() })
}

/// An account: the fifth part of an ARN, or a text of its own where a property asks for one.
fn account<'t>(text: &'t str, last: &str) -> Option<Identifier<'t>> {
    let in_arn = text.strip_prefix("arn:").and_then(|_| text.split(':').nth(4));
    let is_asked =
        last.ends_with("AccountId") || last.ends_with("AccountIds") || matches!(last, "AWS" | "Accounts");
    let id = in_arn.or_else(|| is_asked.then_some(text)).filter(|id| is_account(id))?;
    if ACCOUNTS_OF_AWS.contains(&id) {
        return None;
    }
    let start = text.find(id)?;
    Some(Identifier { kind: Type::Account, id, range: start..start + id.len() })
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Accounts of AWS itself, which templates name: those of Elastic Load Balancing's access logs.
/// Source: "Attach a policy to your S3 bucket" in the user guide of Application Load Balancers.
const ACCOUNTS_OF_AWS: &[&str] = &[
    "127311923021",
    "033677994240",
    "027434742980",
    "797873946194",
    "098369216593",
    "754344448648",
    "589379963580",
    "718504428378",
    "383597477331",
    "600734575887",
    "114774131450",
    "783225319266",
    "582318560864",
    "985666609251",
    "054676820928",
    "156460612806",
    "652711504416",
    "635631232127",
    "009996457667",
    "897822967062",
    "076674570225",
    "507241528517",
    "048591011584",
    "190560391635",
    "638102146993",
    "037604701340",
];

/// The SSM parameters that a text asks for by dynamic references: each with its place in the text.
pub(crate) fn asked_for(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    const OPEN: &str = "{{resolve:ssm:";
    text.match_indices(OPEN).filter_map(|(at, _)| {
        let start = at + OPEN.len();
        let end = start + text[start..].find([':', '}'])?;
        Some((&text[start..end], start..end))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Syntax, parse};

    use super::*;

    fn found(properties: &str) -> String {
        let text = format!("Resources:\n  R:\n    Type: A::B::C\n    Properties: {{ {properties} }}\n");
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        let all = written(&template);
        let ids = all.iter().flat_map(ids).map(|id| format!("{} {}", id.kind.as_str(), id.id));
        ids.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn tells_ids_by_form_and_property() {
        for (properties, expected) in [
            ("VpcId: vpc-0a1b2c3d", "vpc vpc-0a1b2c3d"),
            ("Subnets: [subnet-0123456789abcdef0, !Ref S]", "subnet subnet-0123456789abcdef0"),
            ("A: !Sub 'arn:aws:ec2:${R}:1:vpc/vpc-0a1b2c3d'", "vpc vpc-0a1b2c3d"),
            ("A: 'sg-0a1b2c3d,sg-00000000'", "security-group sg-0a1b2c3d, security-group sg-00000000"),
            ("Description: vpc-0a1b2c3d", ""),
            ("UserData: 'echo vpc-0a1b2c3d'", ""),
            ("VpcId: vpc-shared", ""),
            ("HostedZoneId: Z0123456789ABC", "hosted-zone Z0123456789ABC"),
            ("AliasTarget: { HostedZoneId: Z2FDTNDATAQYW2 }", ""),
            (
                "KmsKeyId: 12345678-1234-1234-1234-123456789012",
                "kms-key 12345678-1234-1234-1234-123456789012",
            ),
            ("Id: 12345678-1234-1234-1234-123456789012", ""),
            (
                "K: 'arn:aws:kms:eu-west-1:123456789012:key/1'",
                "kms-key arn:aws:kms:eu-west-1:123456789012:key/1",
            ),
            ("R: 'arn:aws:iam::123456789012:role/x'", "account 123456789012"),
            ("Principal: { AWS: '127311923021' }", ""),
            ("V: '{{resolve:ssm:/a/vpc-0a1b2c3d}}'", ""),
        ] {
            assert_eq!(found(properties), expected, "{properties}");
        }
    }
}
