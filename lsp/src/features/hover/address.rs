//! A block of addresses: its range and size, and what lies around it.

use formwork_rules::resolved::{address_blocks, reserved, supernets};
use ipnet::IpNet;

use crate::describe::{self, Markdown};
use crate::snapshot::Snapshot;

/// Addresses of each subnet that AWS keeps. Source: subnet sizing in the VPC user guide.
const KEPT: u128 = 5;

/// Most blocks around that are told.
const MOST: usize = 12;

/// What is to be said of a text that is a block; the type of the resource that has it, if one has.
pub(super) fn address(snapshot: &Snapshot, text: &str, type_name: Option<&str>) -> Option<String> {
    let block: IpNet = text.trim().parse().ok()?;
    let mut said = Markdown::titled(&block.to_string());
    said.item(format!("{} to {}", block.network(), block.broadcast()));
    let size = describe::size(block);
    let count = match block {
        IpNet::V6(_) => describe::size_in_short(block),
        IpNet::V4(_) => None,
    };
    let mut count = count.unwrap_or_else(|| describe::addresses(size));
    if type_name == Some("AWS::EC2::Subnet") && matches!(block, IpNet::V4(_)) {
        let usable = describe::grouped(size.saturating_sub(KEPT));
        count = format!("{count}, {usable} usable: AWS keeps {KEPT}");
    }
    said.item(count);
    said.end_list();
    let block = block.trunc();
    let mut around = in_plan(snapshot, block);
    around.extend(in_template(snapshot, block));
    said.most_items(&around, MOST);
    Some(said.into_text())
}

/// The supernets that hold a block, and the reserved blocks that it meets.
fn in_plan(snapshot: &Snapshot, block: IpNet) -> Vec<String> {
    let settings = snapshot.settings();
    let supernets = supernets(settings).filter(|(_, other)| other.contains(&block));
    let reserved = reserved(settings).filter(|(_, other)| is_common(*other, block));
    let supernets = supernets.map(|(name, other)| format!("in `{other}` of {name}"));
    let reserved = reserved.map(|(purpose, other)| match purpose {
        Some(purpose) => format!("meets `{other}`, which is reserved for {purpose}"),
        None => format!("meets `{other}`, which is reserved"),
    });
    supernets.chain(reserved).collect()
}

/// The blocks of the template: those that hold it, those in it, and the nearest beside it.
fn in_template(snapshot: &Snapshot, block: IpNet) -> Vec<String> {
    let mut all = address_blocks(snapshot.template());
    all.retain(|other| {
        matches!((other.block, block), (IpNet::V4(_), IpNet::V4(_)) | (IpNet::V6(_), IpNet::V6(_)))
    });
    all.sort_by_key(|other| (other.block.network(), other.block.prefix_len()));
    all.dedup();
    let told = |relation: &str, other: &formwork_rules::resolved::AddressBlock| {
        format!("{relation} `{}` of `{}`", other.block, other.owner)
    };
    let others = || all.iter().filter(|other| other.block != block);
    let around = others().filter(|other| other.block.contains(&block)).map(|other| told("in", other));
    let inside = others().filter(|other| block.contains(&other.block)).map(|other| told("holds", other));
    let apart = || others().filter(|other| !is_common(other.block, block));
    let before = apart().rfind(|other| other.block.network() < block.network());
    let behind = apart().find(|other| other.block.network() > block.network());
    let mut lines: Vec<String> = around.chain(inside).collect();
    lines.extend(before.map(|other| told("behind", other)));
    lines.extend(behind.map(|other| told("before", other)));
    lines
}

fn is_common(one: IpNet, other: IpNet) -> bool {
    one.contains(&other) || other.contains(&one)
}
