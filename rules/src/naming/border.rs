//! Where the resources of one group end and those of others begin: ARNs in IAM
//! policies, whose names begin with the parts that the organisation tells groups
//! apart by, or reach beyond them.

use smol_str::SmolStr;

use crate::config::{Naming, SubText};
use crate::known_text::{KnownText, Piece};
use crate::language::{Symbol, is_known, shown, symbols};
use crate::naming::fit::{Form, Slot};
use crate::naming::parts::KnownParts;

/// The beginning of names that belong to the template's own group.
#[derive(Debug)]
pub(crate) struct Border<'n> {
    form: Form<'n>,
    parts: &'n [SmolStr],
}

/// How an ARN crosses the border.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Crossing {
    /// A wildcard stands where the beginning of the name belongs.
    Open,
    /// The name begins with something else.
    Unprefixed,
    /// The name begins as those of another group do: the part, what it is, and what the template's is.
    Foreign(SmolStr, String, String),
}

impl<'n> Border<'n> {
    /// `None` where the organisation does not tell groups apart.
    pub(crate) fn new(naming: &'n Naming) -> Option<Self> {
        let parts = naming.iam_prefixes.as_slice();
        (!parts.is_empty()).then(|| Self { form: Form::beginning(naming, parts), parts })
    }

    /// How the resource of a statement crosses the border, if it surely does.
    pub(crate) fn crossing(&self, text: &KnownText<'_>, parts: &KnownParts<'_>) -> Option<Crossing> {
        let name = named_by(&text.pieces)?;
        let steps: Vec<Vec<Piece<'_>>> =
            if name.is_path { steps_of(&name.pieces) } else { vec![name.pieces] };
        let mut foreign = None;
        let mut is_open = false;
        for step in steps {
            let (known, has_wildcard) = until_wildcard(&step);
            let found = symbols(&known, "")?;
            let fit = self.form.fit(&found);
            if fit.cost > 0 {
                is_open |= has_wildcard && known.is_empty();
                continue;
            }
            match self.other_group(&fit.slots, &known, &found, parts) {
                Some(other) => foreign = Some(other),
                None => return None,
            }
        }
        Some(foreign.unwrap_or(if is_open { Crossing::Open } else { Crossing::Unprefixed }))
    }

    /// The first part that is settled in the template, and is another in the name.
    fn other_group(
        &self,
        slots: &[Slot<'_>],
        known: &[Piece<'_>],
        found: &[Symbol],
        parts: &KnownParts<'_>,
    ) -> Option<Crossing> {
        slots.iter().find_map(|slot| {
            let Slot::Fits(part, range) = slot else { return None };
            if !self.parts.iter().any(|name| name == part) || !is_known(found, range) {
                return None;
            }
            let own = parts.get(part).and_then(SubText::literal)?;
            let theirs = shown(known, "", range.clone());
            (theirs != own).then(|| Crossing::Foreign((*part).into(), theirs, own))
        })
    }
}

/// The name in an ARN.
#[derive(Debug)]
struct NameInArn<'t> {
    pieces: Vec<Piece<'t>>,
    /// Any step of it can be the organisation's part.
    is_path: bool,
}

/// Kinds of resources that an organisation names: the service, what stands before the name in the last field
/// of an ARN, and whether names are paths. Of two that fit, the first counts.
///
/// Source: "Resource types" of the services in the Service Authorization Reference.
const KINDS: &[(&str, &str, bool)] = &[
    ("athena", "workgroup/", false),
    ("backup", "backup-vault:", false),
    ("cloudwatch", "alarm:", false),
    ("codebuild", "project/", false),
    ("codecommit", "", false),
    ("codedeploy", "application:", false),
    ("codepipeline", "", false),
    ("dynamodb", "table/", false),
    ("ecr", "repository/", true),
    ("ecs", "cluster/", false),
    ("events", "event-bus/", false),
    ("events", "rule/", true),
    ("firehose", "deliverystream/", false),
    ("glue", "job/", false),
    ("iam", "group/", true),
    ("iam", "instance-profile/", true),
    ("iam", "policy/", true),
    ("iam", "role/", true),
    ("iam", "user/", true),
    ("kinesis", "stream/", false),
    ("kms", "alias/", false),
    ("lambda", "function:", false),
    ("lambda", "layer:", false),
    ("logs", "log-group:", true),
    ("s3", "", false),
    ("scheduler", "schedule/", true),
    ("secretsmanager", "secret:", true),
    ("sns", "", false),
    ("sqs", "", false),
    ("ssm", "parameter/", true),
    ("states", "activity:", false),
    ("states", "stateMachine:", false),
];

/// What AWS itself keeps: roles of services, buckets of its tools.
///
/// Source: "SSM Agent communications with AWS managed S3 buckets" in the user guide of Systems Manager.
const KEPT_BY_AWS: &[(&str, &str)] = &[
    ("iam", "role/aws-service-role/"),
    ("iam", "role/aws-reserved/"),
    ("s3", "amazon-ssm-"),
    ("s3", "amazoncloudwatch-agent"),
    ("s3", "aws-"),
    ("s3", "elasticbeanstalk-"),
    ("s3", "patch-baseline-snapshot-"),
];

/// Buckets of AWS whose names begin with a region.
fn is_bucket_of_aws(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Exact(text) if text.contains("-birdwatcher-prod") || text.contains("-starport-layer-bucket"))
}

/// Where the name begins in an ARN as it is written, with `${Variables}`, if a wildcard stands there.
pub(crate) fn wildcard_at(arn: &str) -> Option<usize> {
    let (mut colons, mut at, mut service) = (0, 0, "");
    let mut field = 0;
    while colons < 5 {
        let rest = arn.get(at..)?;
        if let Some(variable) = rest.strip_prefix("${") {
            at += variable.find('}')? + 3;
            continue;
        }
        let char = rest.chars().next()?;
        if char == ':' {
            colons += 1;
            if colons == 3 {
                service = &arn[field..at];
            }
            field = at + 1;
        }
        at += char.len_utf8();
    }
    let kinds = KINDS.iter().filter(|(of, ..)| *of == service);
    let starts = kinds.filter_map(|(_, before, _)| {
        arn[at..].strip_prefix(before)?.starts_with('*').then_some(at + before.len())
    });
    starts.max()
}

/// The name that an ARN holds, of a kind that an organisation names. Nothing where AWS is the owner.
fn named_by<'t>(arn: &[Piece<'t>]) -> Option<NameInArn<'t>> {
    let (fields, resource) = fields(arn)?;
    let [first, _, service, _, account] = fields.as_slice() else { return None };
    let exact = |field: &[Piece<'t>]| match field {
        [Piece::Exact(text)] => Some(text.to_string()),
        _ => None,
    };
    let service = exact(service).filter(|_| exact(first).as_deref() == Some("arn"))?;
    if exact(account).as_deref() == Some("aws") {
        return None;
    }
    let start = match resource.first() {
        Some(Piece::Exact(text)) => text.to_string(),
        _ => String::new(),
    };
    let mut kinds = KINDS.iter().filter(|(of, ..)| *of == service).peekable();
    kinds.peek()?;
    if start == "*" && resource.len() == 1 {
        // All log groups of an account are what a function's role is usually given.
        return (service != "logs").then_some(NameInArn { pieces: resource, is_path: false });
    }
    let (_, before, is_path) = kinds.find(|(_, before, _)| start.starts_with(before))?;
    let is_kept = |(of, kept): &(&str, &str)| *of == service && start.starts_with(kept);
    if KEPT_BY_AWS.iter().any(is_kept) || (service == "s3" && resource.iter().any(is_bucket_of_aws)) {
        return None;
    }
    let mut pieces = resource;
    if let Some(Piece::Exact(text)) = pieces.first_mut() {
        *text = text[before.len()..].to_owned().into();
    }
    Some(NameInArn { pieces, is_path: *is_path })
}

/// The first five fields of an ARN, and the rest.
fn fields<'t>(arn: &[Piece<'t>]) -> Option<(Vec<Vec<Piece<'t>>>, Vec<Piece<'t>>)> {
    const FIELDS: usize = 5;
    let (mut fields, mut open) = (Vec::new(), Vec::new());
    for piece in arn {
        let Piece::Exact(text) = piece else {
            open.push(piece.clone());
            continue;
        };
        let mut rest: &str = text;
        while fields.len() < FIELDS
            && let Some((field, after)) = rest.split_once(':')
        {
            if !field.is_empty() {
                open.push(Piece::Exact(field.to_owned().into()));
            }
            fields.push(std::mem::take(&mut open));
            rest = after;
        }
        if !rest.is_empty() {
            open.push(Piece::Exact(rest.to_owned().into()));
        }
    }
    (fields.len() == FIELDS).then_some((fields, open))
}

/// The steps of a path, those that are empty left out.
fn steps_of<'t>(path: &[Piece<'t>]) -> Vec<Vec<Piece<'t>>> {
    let mut steps: Vec<Vec<Piece<'t>>> = vec![Vec::new()];
    for piece in path {
        let Piece::Exact(text) = piece else {
            steps.last_mut().into_iter().for_each(|step| step.push(piece.clone()));
            continue;
        };
        for (index, part) in text.split('/').enumerate() {
            if index > 0 {
                steps.push(Vec::new());
            }
            if let Some(step) = steps.last_mut().filter(|_| !part.is_empty()) {
                step.push(Piece::Exact(part.to_owned().into()));
            }
        }
    }
    steps.retain(|step| !step.is_empty());
    steps
}

/// The part of a name before the first wildcard, and whether there is one.
fn until_wildcard<'t>(name: &[Piece<'t>]) -> (Vec<Piece<'t>>, bool) {
    let mut known = Vec::new();
    for piece in name {
        if let Piece::Exact(text) = piece
            && let Some(at) = text.find(['*', '?'])
        {
            if at > 0 {
                known.push(Piece::Exact(text[..at].to_owned().into()));
            }
            return (known, true);
        }
        known.push(piece.clone());
    }
    (known, false)
}
