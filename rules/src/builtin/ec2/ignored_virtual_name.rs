use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, removal};

rule! {
    /// A device mapping has `VirtualName` beside `Ebs`.
    ///
    /// EC2 ignores the name without a word.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdb
    ///           VirtualName: ephemeral0
    /// #         ^^^^^^^^^^^ EC2 ignores `VirtualName` beside `Ebs`
    ///           Ebs: { VolumeSize: 8 }
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdb
    ///           Ebs: { VolumeSize: 8 }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sdb
    ///           VirtualName: ephemeral0
    /// ```
    pub struct IgnoredVirtualName {
        code: "W3698",
        name: "ignored-virtual-name",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IgnoredVirtualName {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for device in devices(&walk) {
            if let (Some((key, _)), Some(_)) = (device.entry("VirtualName"), device.entry("Ebs")) {
                let found = cx.report::<Self>(key.span, "EC2 ignores `VirtualName` beside `Ebs`");
                found.when(device.when.to_string());
                found.help("Remove one of the two");
                let edit = device.value.and_then(|map| removal::entry(map, key.text));
                found.fix = Fix::remove("`VirtualName`", edit, Applicability::Safe);
            }
        }
    }
}

/// Every device that is mapped in instances and what launches them.
pub(super) fn devices<'w, 't>(walk: &'w Walk<'t>) -> Vec<Site<'w, 't>> {
    const PATHS: &[&str] = &[
        "AWS::AutoScaling::LaunchConfiguration/BlockDeviceMappings/*",
        "AWS::EC2::Instance/BlockDeviceMappings/*",
        "AWS::EC2::LaunchTemplate/LaunchTemplateData/BlockDeviceMappings/*",
        "AWS::EC2::SpotFleet/SpotFleetRequestConfigData/LaunchSpecifications/*/BlockDeviceMappings/*",
        "AWS::OpsWorks::Instance/BlockDeviceMappings/*",
    ];
    PATHS.iter().flat_map(|path| walk.all(path)).collect()
}
