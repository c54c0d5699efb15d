//! A CIDR block: its range and size, and what lies around it.

use ipnet::IpNet;

use crate::snapshot::Snapshot;

/// Addresses of each subnet that AWS keeps. Source: subnet sizing in the VPC user guide.
const RESERVED: u128 = 5;

/// What is to be said of a text that is a block.
pub(super) fn address(snapshot: &Snapshot, text: &str, type_name: &str) -> Option<String> {
    let block: IpNet = text.parse().ok()?;
    let size = size(block);
    let mut said =
        format!("**{block}**\n\n- {} to {}\n- {}", block.network(), block.broadcast(), plural(size));
    if type_name == "AWS::EC2::Subnet" && size > RESERVED {
        said.push_str(&format!(", {} usable", grouped(size - RESERVED)));
    }
    said.push('\n');
    let all = formwork_rules::resolved::address_blocks(snapshot.template());
    let mut around: Vec<String> = Vec::new();
    for other in &all {
        if other.block == block {
            continue;
        }
        let relation = if other.block.contains(&block) {
            "in"
        } else if block.contains(&other.block) {
            "holds"
        } else {
            "beside"
        };
        around.push(format!("- {relation} `{}` of `{}`\n", other.block, other.owner));
    }
    if !around.is_empty() {
        said.push('\n');
        around.iter().take(20).for_each(|line| said.push_str(line));
    }
    Some(said)
}

/// How many addresses a block has.
pub(crate) fn size(block: IpNet) -> u128 {
    let bits = block.max_prefix_len() - block.prefix_len();
    1_u128.checked_shl(bits.into()).unwrap_or(u128::MAX)
}

fn plural(size: u128) -> String {
    if size == 1 { "1 address".to_owned() } else { format!("{} addresses", grouped(size)) }
}

/// A number with its digits in threes.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
