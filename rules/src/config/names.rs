//! Names of CloudFormation's that a configuration may write: resource types and regions.

use formwork_schemas::{Region, private_type_names, resource_type_names};
use formwork_template::NodeId;
use smol_str::SmolStr;

use super::reader::{Decode, Reader};
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::words::shortened;

/// The names of every type that is known here, private ones last.
pub(crate) fn all_types() -> impl Iterator<Item = &'static str> {
    resource_type_names().chain(private_type_names())
}

/// The name of a resource type that there is.
pub(super) struct TypeName(pub(super) SmolStr);

impl Decode for TypeName {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a resource type")?;
        if formwork_schemas::resource_type(name).is_none() {
            let names: Vec<&str> = all_types().collect();
            let message = format!("`{}` is not a resource type", shortened(name));
            reader.unknown::<UnknownConfigName>(node, message, &names);
            return None;
        }
        Some(Self(name.into()))
    }
}

/// The name of a resource type, or several in one: `*` stands for any text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypePattern(SmolStr);

impl TypePattern {
    /// The types that fit.
    pub(super) fn types(&self) -> Vec<SmolStr> {
        let fitting = all_types().filter(|name| self.is_match(name));
        fitting.map(SmolStr::new_static).collect()
    }

    /// Whether a type's name fits.
    pub(super) fn is_match(&self, name: &str) -> bool {
        formwork_schemas::is_named_by(name, &self.0)
    }
}

impl Decode for TypePattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "the name of a resource type")?;
        if !text.contains('*') {
            return TypeName::decode(reader, node).map(|TypeName(name)| Self(name));
        }
        let pattern = Self(text.into());
        if all_types().any(|name| pattern.is_match(name)) {
            return Some(pattern);
        }
        // The services, for the nearest to what is written before the first `*`.
        let mut services: Vec<String> =
            all_types().filter_map(|name| Some(format!("{}::*", name.rsplit_once("::")?.0))).collect();
        services.dedup();
        let services: Vec<&str> = services.iter().map(String::as_str).collect();
        let message = format!("`{}` fits no resource type", shortened(text));
        reader.unknown::<UnknownConfigName>(node, message, &services);
        None
    }
}

impl Decode for Region {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a region")?;
        let region = Self::parse(name);
        if region.is_none() {
            let names: Vec<&str> = Self::all().map(Self::name).collect();
            let message = format!("`{}` is not a region", shortened(name));
            reader.unknown::<UnknownConfigName>(node, message, &names);
        }
        region
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, name, fits) in [
            ("AWS::S3::*", "AWS::S3::Bucket", true),
            ("AWS::S3::*", "AWS::S3Express::DirectoryBucket", false),
            ("*", "AWS::S3::Bucket", true),
            ("AWS::*::Cluster", "AWS::ECS::Cluster", true),
            ("AWS::*::Cluster", "AWS::ECS::ClusterX", false),
            ("AWS::*Gateway*::*", "AWS::ApiGatewayV2::Api", true),
            ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", false),
            ("a*a", "a", false),
        ] {
            assert_eq!(TypePattern(pattern.into()).is_match(name), fits, "{pattern} {name}");
        }
    }
}
