//! How each part of a name is written in a template: as the configuration says it,
//! or as it is plain from the template's own parameters.

use std::collections::BTreeMap;

use formwork_template::{Template, Value};
use smol_str::SmolStr;

use crate::config::{Allowed, Environments, Naming, SubText, SubTextPiece};
use crate::known_text::Piece;
use crate::naming::fit::REGION;

/// The part that says what a resource is for.
pub(crate) const RESOURCE_NAME: &str = "resourceName";

/// The longest name of a region there is.
const LONGEST_REGION: usize = 14;

/// How long a value is taken to be of which nothing is known.
const USUAL_LENGTH: usize = 10;

/// The parts whose writing is known.
#[derive(Debug, Default)]
pub(crate) struct KnownParts<'n> {
    template: Option<&'n Template>,
    by_part: BTreeMap<&'n str, SubText>,
    /// What a variable that stands for a part may be.
    allowed: BTreeMap<String, &'n Allowed>,
}

impl<'n> KnownParts<'n> {
    pub(crate) fn new(naming: &'n Naming, template: &'n Template, environments: &Environments) -> Self {
        let mut known = Self { template: Some(template), ..Self::default() };
        let own = naming.parts.keys().chain(naming.values.keys()).chain(naming.pattern.parts());
        for part in own.map(SmolStr::as_str).filter(|part| *part != RESOURCE_NAME) {
            let allowed = naming.parts.get(part);
            let configured = naming.values.get(part).filter(|text| known.is_usable(text, allowed)).cloned();
            let evident = || known.evident(part, allowed, environments);
            let Some(text) = configured.or_else(evident) else { continue };
            if let (Some(allowed), [SubTextPiece::Variable(name)]) = (allowed, text.pieces.as_slice()) {
                known.allowed.insert(name.clone(), allowed);
            }
            known.by_part.insert(part, text);
        }
        known
    }

    /// How a part is written.
    pub(crate) fn get(&self, part: &str) -> Option<&SubText> {
        self.by_part.get(part)
    }

    /// What a template shows of itself: the only value there is, the region, a parameter with the part's name, or the one that
    /// names the environment.
    fn evident(&self, part: &str, allowed: Option<&Allowed>, environments: &Environments) -> Option<SubText> {
        if part == REGION {
            return Some(SubText::variable("AWS::Region"));
        }
        if let Some(Allowed::OneOf(values)) = allowed
            && let [only] = values.as_slice()
        {
            return Some(SubText::text(only));
        }
        let folded = |name: &str| name.replace(['-', '_'], "").to_ascii_lowercase();
        let names_environment = |name: &str| {
            let parameters = &environments.parameters;
            matches!(allowed, Some(Allowed::OneOf(_))) && parameters.iter().any(|known| known == name)
        };
        let parameters = || self.template.into_iter().flat_map(Template::parameters);
        let same = parameters().find(|parameter| folded(parameter.id().text) == folded(part));
        let named = same.or_else(|| {
            parameters().find(|parameter| {
                names_environment(parameter.id().text) && parameter.allowed_values().is_some()
            })
        });
        let text = SubText::variable(named?.id().text);
        self.is_usable(&text, allowed).then_some(text)
    }

    /// Whether the variables are there, and can only be what the part may be.
    fn is_usable(&self, text: &SubText, allowed: Option<&Allowed>) -> bool {
        text.variables().all(|name| name.starts_with("AWS::") || self.is_plain_parameter(name))
            && match (text.pieces.as_slice(), allowed) {
                ([SubTextPiece::Variable(name)], Some(allowed)) => {
                    self.values(name).into_iter().all(|value| value.is_empty() || allowed.accepts(value))
                }
                _ => true,
            }
    }

    fn is_plain_parameter(&self, name: &str) -> bool {
        let parameter = self.template.and_then(|template| template.parameter(name));
        parameter.is_some_and(|parameter| !parameter.is_list())
    }

    /// The values that a parameter is known to have.
    fn values(&self, name: &str) -> Vec<&'n str> {
        let Some(parameter) = self.template.and_then(|template| template.parameter(name)) else {
            return Vec::new();
        };
        match parameter.allowed_values() {
            Some(values) => values.items().filter_map(Value::text).collect(),
            None if parameter.is_ssm() => Vec::new(),
            None => parameter.default().and_then(Value::text).into_iter().collect(),
        }
    }

    /// The length of a text with the longest values of its variables.
    pub(crate) fn longest(&self, text: &SubText) -> usize {
        let length = |piece: &SubTextPiece| match piece {
            SubTextPiece::Text(text) => text.chars().count(),
            SubTextPiece::Variable(name) => match name.as_str() {
                "AWS::Region" => LONGEST_REGION,
                "AWS::AccountId" => 12,
                name => self.longest_value(name),
            },
        };
        text.pieces.iter().map(length).sum()
    }

    fn longest_value(&self, name: &str) -> usize {
        let own = self.values(name).into_iter().map(|value| value.chars().count()).max();
        let most = |values: &[SmolStr]| values.iter().map(|value| value.chars().count()).max();
        let allowed = self.allowed.get(name).and_then(|allowed| match allowed {
            Allowed::OneOf(values) => most(values),
            _ => None,
        });
        own.filter(|length| *length > 0).or(allowed).unwrap_or(USUAL_LENGTH)
    }

    /// A text as it can come out.
    pub(crate) fn sample(&self, text: &SubText) -> String {
        let one = |piece: &SubTextPiece| match piece {
            SubTextPiece::Text(text) => text.clone(),
            SubTextPiece::Variable(name) => match name.as_str() {
                "AWS::Region" => "eu-west-1".to_owned(),
                "AWS::AccountId" => "123456789012".to_owned(),
                name => match self.allowed.get(name) {
                    Some(Allowed::OneOf(values)) => values.first().map(ToString::to_string),
                    _ => self.values(name).first().map(|value| (*value).to_owned()),
                }
                .filter(|value| !value.is_empty())
                .unwrap_or_else(|| "a1".to_owned()),
            },
        };
        text.pieces.iter().map(one).collect()
    }
}

/// A text as stretches that are known and that are not; `None` where it says nothing.
pub(crate) fn pieces<'n>(text: &SubText) -> Option<Vec<Piece<'n>>> {
    let piece = |piece: &SubTextPiece| match piece {
        SubTextPiece::Text(text) => Piece::Exact(text.clone().into()),
        SubTextPiece::Variable(name) => match name.as_str() {
            "AWS::Region" => Piece::Region,
            "AWS::AccountId" => Piece::Account,
            name => Piece::Unknown(format!("${{{name}}}").into()),
        },
    };
    let mut pieces: Vec<Piece<'n>> = Vec::new();
    for next in text.pieces.iter().map(piece) {
        match (pieces.last_mut(), next) {
            (Some(Piece::Exact(text)), Piece::Exact(more)) => text.to_mut().push_str(&more),
            (_, next) => pieces.push(next),
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}
