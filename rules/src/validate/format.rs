//! `format`: what a text is by its name in the schemas, such as the ID of a
//! subnet. Each AWS format is a rule of its own; the formats of JSON Schema
//! share one.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use formwork_schemas::Pattern;
use formwork_template::{ScalarKind, Value};
use ipnet::{Ipv4Net, Ipv6Net};
use rustc_hash::FxHashMap;

/// A format of AWS: its name, the rule that reports it, and what a text of it looks like.
/// Source: the resource ID and ARN formats in the AWS documentation, as cfn-lint 1.58.0 reads them.
struct AwsFormat {
    name: &'static str,
    code: &'static str,
    pattern: &'static str,
    noun: &'static str,
    example: &'static str,
}

const AWS_FORMATS: &[AwsFormat] = &[
    AwsFormat {
        name: "AWS::EC2::SecurityGroup.Id",
        code: "E1150",
        pattern: r"^sg-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$",
        noun: "ID of a security group",
        example: "sg-0123456789abcdef0",
    },
    AwsFormat {
        name: "AWS::EC2::VPC.Id",
        code: "E1151",
        pattern: r"^vpc-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$",
        noun: "ID of a VPC",
        example: "vpc-0123456789abcdef0",
    },
    AwsFormat {
        name: "AWS::EC2::Image.Id",
        code: "E1152",
        pattern: r"^ami-([0-9a-z]{8}|[0-9a-z]{17})$",
        noun: "ID of an AMI",
        example: "ami-0123456789abcdef0",
    },
    AwsFormat {
        name: "AWS::EC2::SecurityGroup.Name",
        code: "E1153",
        pattern: r"^[a-zA-Z0-9 ._\-:/()#,@\[\]+=&;{}!$*]+$",
        noun: "name of a security group",
        example: "web-servers",
    },
    AwsFormat {
        name: "AWS::EC2::Subnet.Id",
        code: "E1154",
        pattern: r"^subnet-([0-9A-Fa-f]{8}|[0-9A-Fa-f]{17})$",
        noun: "ID of a subnet",
        example: "subnet-0123456789abcdef0",
    },
    AwsFormat {
        name: "AWS::Logs::LogGroup.Name",
        code: "E1155",
        pattern: r"^[-._/#A-Za-z0-9]{1,512}$",
        noun: "name of a log group",
        example: "/aws/lambda/web",
    },
    AwsFormat {
        name: "AWS::IAM::Role.Arn",
        code: "E1156",
        pattern: r"^arn:aws[a-zA-Z-]*:iam::\d{12}:role/.+$",
        noun: "ARN of a role",
        example: "arn:aws:iam::123456789012:role/web",
    },
    AwsFormat {
        name: "AWS::KMS::Key.Arn",
        code: "E1157",
        pattern: r"^arn:aws[a-zA-Z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/.+$",
        noun: "ARN of a KMS key",
        example: "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef",
    },
    AwsFormat {
        name: "AWS::SNS::Topic.Arn",
        code: "E1158",
        pattern: r"^arn:aws[a-zA-Z-]*:sns:[a-z0-9-]+:\d{12}:.+$",
        noun: "ARN of a topic",
        example: "arn:aws:sns:eu-west-1:123456789012:alarms",
    },
    AwsFormat {
        name: "AWS::ACM::Certificate.Arn",
        code: "E1159",
        pattern: r"^arn:aws[a-zA-Z-]*:acm:[a-z0-9-]+:\d{12}:certificate/.+$",
        noun: "ARN of a certificate",
        example: "arn:aws:acm:eu-west-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef",
    },
    AwsFormat {
        name: "AWS::Lambda::Function.Arn",
        code: "E1160",
        pattern: r"^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+$",
        noun: "ARN of a Lambda function",
        example: "arn:aws:lambda:eu-west-1:123456789012:function:web",
    },
    AwsFormat {
        name: "AWS::S3::Bucket.Name",
        code: "E1161",
        pattern: r"^(?![.\-])(?!.*(\.\.|-\.|\.-))[a-z0-9.\-]{2,62}[a-z0-9]$",
        noun: "name of a bucket",
        example: "web-logs",
    },
    AwsFormat {
        name: "AWS::KMS::Key.Id",
        code: "E1162",
        pattern: r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias/[a-zA-Z0-9/_-]+)$",
        noun: "ID of a KMS key",
        example: "01234567-89ab-cdef-0123-456789abcdef",
    },
    AwsFormat {
        name: "AWS::KMS::Alias.AliasName",
        code: "E1164",
        pattern: r"^alias/[a-zA-Z0-9:/_-]+$",
        noun: "alias of a KMS key",
        example: "alias/web",
    },
];

/// The rule about formats that are not of AWS.
pub(super) const STANDARD: &str = "E1103";

static PATTERNS: LazyLock<FxHashMap<&'static str, (&'static str, Pattern)>> = LazyLock::new(|| {
    AWS_FORMATS.iter().map(|format| (format.name, (format.code, Pattern::new(format.pattern)))).collect()
});

/// The rule that a value breaks by not being of a format; `None` where it is, or where nobody knows.
pub(super) fn broken(format: &str, value: Value<'_>) -> Option<&'static str> {
    let text = value.text()?;
    if value.scalar()?.kind != ScalarKind::String {
        return None;
    }
    if let Some((code, pattern)) = PATTERNS.get(format) {
        return (pattern.is_match(text) == Some(false)).then_some(*code);
    }
    let fits = match format {
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "ipv4-network" => {
            text.parse::<Ipv4Addr>().is_ok() || text.parse::<Ipv4Net>().is_ok_and(|net| net.trunc() == net)
        }
        "ipv6-network" => {
            text.parse::<Ipv6Addr>().is_ok() || text.parse::<Ipv6Net>().is_ok_and(|net| net.trunc() == net)
        }
        "email" => text.contains('@'),
        "date" => is_date(text),
        "time" => is_time(text),
        "date-time" => text.split_once('T').is_some_and(|(date, time)| is_date(date) && is_time(time)),
        "regex" => Pattern::new(text).is_sound(),
        _ => true,
    };
    (!fits).then_some(STANDARD)
}

/// The formats of JSON Schema that are looked at.
const STANDARD_NAMES: [&str; 9] =
    ["ipv4", "ipv6", "ipv4-network", "ipv6-network", "email", "date", "time", "date-time", "regex"];

/// The names of all formats that are looked at.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    AWS_FORMATS.iter().map(|format| format.name).chain(STANDARD_NAMES)
}

/// Whether a format is looked at.
pub(crate) fn is_known(format: &str) -> bool {
    names().any(|name| name == format)
}

/// What a format is called in a message.
pub(crate) fn noun(format: &str) -> &str {
    match format {
        "ipv4" => "IPv4 address",
        "ipv6" => "IPv6 address",
        "ipv4-network" => "IPv4 CIDR block",
        "ipv6-network" => "IPv6 CIDR block",
        "email" => "email address",
        "date-time" => "date and time",
        "regex" => "regular expression",
        _ => AWS_FORMATS.iter().find(|known| known.name == format).map_or(format, |known| known.noun),
    }
}

/// The text of a format that another one can only mean.
pub(crate) fn mended(format: &str, text: &str) -> Option<String> {
    let mended = match format {
        "ipv4-network" => text.parse::<Ipv4Net>().ok()?.trunc().to_string(),
        "ipv6-network" => text.parse::<Ipv6Net>().ok()?.trunc().to_string(),
        "AWS::KMS::Alias.AliasName" => format!("alias/{text}"),
        "AWS::S3::Bucket.Name" => text.to_lowercase().replace('_', "-"),
        _ => return None,
    };
    let fits = PATTERNS.get(format).is_none_or(|(_, pattern)| pattern.is_match(&mended) == Some(true));
    fits.then_some(mended)
}

/// A text of a format.
pub(crate) fn example(format: &str) -> Option<&'static str> {
    match format {
        "ipv4-network" => Some("10.0.0.0/16"),
        "ipv6-network" => Some("2001:db8::/56"),
        "date-time" => Some("2027-03-01T10:20:30Z"),
        _ => AWS_FORMATS.iter().find(|known| known.name == format).map(|known| known.example),
    }
}

/// `2026-03-01`
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, width: usize| {
        (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())?
    };
    match parts.as_slice() {
        [year, month, day] => {
            number(year, 4).is_some()
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
        }
        _ => false,
    }
}

/// `10:20:30Z`, with a fraction and an offset where there is one.
fn is_time(text: &str) -> bool {
    static TIME: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$")
    });
    TIME.is_match(text) == Some(true)
}
