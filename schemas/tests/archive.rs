//! The archive as a whole: every entry decodes, and holds facts only.

use formwork_schemas::*;

#[test]
fn every_type_decodes() {
    let names: Vec<_> = resource_type_names().collect();
    assert_eq!(names.len(), 1898);
    assert!(names.is_sorted());
    for name in names {
        let found = resource_type(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(found.name(), name);
        assert!(
            !found.properties().properties().is_empty() || name == "AWS::CloudFormation::CustomResource",
            "{name}"
        );
    }
}
