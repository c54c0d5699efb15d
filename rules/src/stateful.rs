//! The resource types that hold data of their own, which is lost with the resource.
//! Not a rule.

use std::sync::LazyLock;

use formwork_schemas::rule_data;
use rustc_hash::FxHashSet;

/// Types that CloudFormation deletes with what is in them. It refuses to delete what has to be
/// empty first, which the data marks.
static STATEFUL: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let data = rule_data("data/stateful-types").unwrap_or_default();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap_or_default();
    let types = data["ResourceTypes"].as_object().into_iter().flatten();
    let lost = types.filter(|(_, facts)| facts["DeleteRequiresEmptyResource"] != true);
    lost.map(|(name, _)| name.clone()).collect()
});

/// Whether data goes with a resource of the type.
pub(crate) fn is_stateful(type_name: &str) -> bool {
    STATEFUL.contains(type_name)
}
