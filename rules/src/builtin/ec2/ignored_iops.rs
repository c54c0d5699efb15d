use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, removal};
use super::ignored_virtual_name::devices;

rule! {
    /// A volume has `Iops`, and is of a type that takes none.
    ///
    /// EC2 ignores it without a word.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sda1
    ///           Ebs: { VolumeType: gp2, Iops: 500 }
    /// #                                 ^^^^ EC2 ignores `Iops` of a `gp2` volume
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sda1
    ///           Ebs: { VolumeType: gp2 }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       ImageId: ami-0123456789abcdef0
    ///       BlockDeviceMappings:
    ///         - DeviceName: /dev/sda1
    ///           Ebs: { VolumeType: gp3, Iops: 5000 }
    /// ```
    pub struct IgnoredIops {
        code: "W3671",
        name: "ignored-iops",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IgnoredIops {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for volume in devices(&walk).iter().flat_map(|device| device.found("Ebs")) {
            let Some((key, _)) = volume.entry("Iops") else { continue };
            let Some(kind) = volume.written("VolumeType").and_then(|kind| kind.string()) else { continue };
            if IGNORING.iter().any(|ignoring| kind.eq_ignore_ascii_case(ignoring)) {
                let found = cx.report::<Self>(key.span, format!("EC2 ignores `Iops` of a `{kind}` volume"));
                found.when(volume.when.to_string());
                found.help("Remove it, or use one of `gp3`, `io1` and `io2`");
                let edit = volume.value.and_then(|map| removal::entry(map, key.text));
                found.fix = Fix::remove("`Iops`", edit, Applicability::Safe);
            }
        }
    }
}

/// Source: volume types in the EBS user guide.
const IGNORING: &[&str] = &["gp2", "sc1", "st1", "standard"];
