//! Names of CloudFormation's that a configuration may write: resource types and regions.

use formwork_schemas::Region;
use formwork_template::NodeId;
use smol_str::SmolStr;

use super::reader::{Decode, Reader};
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::words::shortened;

/// The name of a resource type that there is.
pub(super) struct TypeName(pub(super) SmolStr);

impl Decode for TypeName {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a resource type")?;
        if formwork_schemas::resource_type_names().all(|known| known != name) {
            let names: Vec<&str> = formwork_schemas::resource_type_names().collect();
            let message = format!("`{}` is not a resource type", shortened(name));
            reader.unknown::<UnknownConfigName>(node, message, &names);
            return None;
        }
        Some(Self(name.into()))
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
