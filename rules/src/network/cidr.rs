//! CIDR blocks as ranges of numbers: reading, cutting as `Fn::Cidr` cuts, and
//! finding free room. It knows nothing of templates.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// A block's text; host bits that are set don't count.
pub(crate) fn parse(text: &str) -> Option<IpNet> {
    text.trim().parse::<IpNet>().ok().map(|net| net.trunc())
}

/// IPv4 or IPv6; blocks of different families never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    V4,
    V6,
}

impl Family {
    pub(crate) fn of(net: IpNet) -> Self {
        match net {
            IpNet::V4(_) => Self::V4,
            IpNet::V6(_) => Self::V6,
        }
    }

    fn block(self, first: u128, prefix: u8) -> Option<IpNet> {
        let address = match self {
            Self::V4 => IpAddr::V4(Ipv4Addr::from(u32::try_from(first).ok()?)),
            Self::V6 => IpAddr::V6(Ipv6Addr::from(first)),
        };
        IpNet::new(address, prefix).ok()
    }
}

/// The first address as a number.
pub(crate) fn first(net: IpNet) -> u128 {
    number(net.network())
}

/// Whether two blocks have an address in common.
pub(crate) fn overlap(one: IpNet, other: IpNet) -> bool {
    one.contains(&other) || other.contains(&one)
}

/// The last address as a number.
pub(crate) fn last(net: IpNet) -> u128 {
    number(net.broadcast())
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// The addresses of an IPv4 subnet that resources can have: EC2 keeps the first four and the last.
pub(crate) fn usable(prefix: u8) -> u64 {
    const KEPT: u64 = 5;
    (1u64 << 32u8.saturating_sub(prefix)).saturating_sub(KEPT)
}

/// Number `index` of the blocks that `Fn::Cidr: [block, count, bits]` gives; each
/// has `bits` bits for its hosts. `None` where CloudFormation refuses the arguments.
pub(crate) fn cut(block: IpNet, count: u32, bits: u8, index: u32) -> Option<IpNet> {
    /// Source: `Fn::Cidr` in the CloudFormation template reference.
    const MAX_COUNT: u32 = 256;
    let prefix = block.max_prefix_len().checked_sub(bits).filter(|prefix| *prefix >= block.prefix_len())?;
    let available = 1u128.checked_shl(u32::from(prefix - block.prefix_len())).unwrap_or(u128::MAX);
    let fits = (1..=MAX_COUNT).contains(&count) && u128::from(count) <= available && index < count;
    // Only /0 cut into one leaves 128 bits to shift, and there the index is 0.
    let offset = u128::from(index).checked_shl(u32::from(bits)).unwrap_or_default();
    fits.then(|| Family::of(block).block(first(block) + offset, prefix))?
}

/// Ranges that are in use.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// First address to last address, by family; the ranges neither touch nor overlap.
    ranges: BTreeMap<Family, BTreeMap<u128, u128>>,
}

impl Taken {
    pub(crate) fn add(&mut self, net: IpNet) {
        let ranges = self.ranges.entry(Family::of(net)).or_default();
        let (mut start, mut end) = (first(net), last(net));
        while let Some((&other, &until)) = ranges
            .range(..=end.saturating_add(1))
            .next_back()
            .filter(|(_, until)| until.saturating_add(1) >= start)
        {
            (start, end) = (start.min(other), end.max(until));
            ranges.remove(&other);
        }
        ranges.insert(start, end);
    }

    /// The next free block of a prefix length inside `within`: at or behind the
    /// block `from` where there is one, else from the start.
    pub(crate) fn next_free(&self, within: IpNet, prefix: u8, from: IpNet) -> Option<IpNet> {
        if prefix < within.prefix_len() {
            return None;
        }
        let behind = within.contains(&from).then(|| self.free_from(within, prefix, first(from))).flatten();
        behind.or_else(|| self.free_from(within, prefix, first(within)))
    }

    fn free_from(&self, within: IpNet, prefix: u8, from: u128) -> Option<IpNet> {
        /// Gaps that are looked at; a network with more of them has no room worth naming.
        const GAPS: usize = 256;
        let bits = u32::from(within.max_prefix_len() - prefix);
        let size_less_one = 1u128.checked_shl(bits).map_or(u128::MAX, |size| size - 1);
        let mut start = from & !size_less_one;
        let taken = self.ranges.get(&Family::of(within));
        for _ in 0..GAPS {
            let end = start | size_less_one;
            if end > last(within) {
                return None;
            }
            let last_before = taken.and_then(|ranges| ranges.range(..=end).next_back());
            let Some((_, &until)) = last_before.filter(|(_, until)| **until >= start) else {
                return Family::of(within).block(start, prefix);
            };
            start = until.max(end).checked_add(1)?;
            start = start.checked_add(size_less_one)? & !size_less_one;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> IpNet {
        parse(text).expect("a block")
    }

    fn cut_text(block: &str, count: u32, bits: u8, index: u32) -> Option<String> {
        cut(net(block), count, bits, index).map(|net| net.to_string())
    }

    #[test]
    fn cuts_as_cloudformation_does() {
        assert_eq!(cut_text("10.0.0.0/16", 6, 8, 5).as_deref(), Some("10.0.5.0/24"));
        assert_eq!(cut_text("10.0.0.0/24", 6, 5, 1).as_deref(), Some("10.0.0.32/27"));
        assert_eq!(cut_text("2001:db8::/56", 256, 64, 255).as_deref(), Some("2001:db8:0:ff::/64"));
        assert_eq!(cut_text("10.0.0.0/24", 9, 5, 0), None, "no room for nine");
        assert_eq!(cut_text("10.0.0.0/16", 2, 8, 2), None, "only two were cut");
        assert_eq!(cut_text("10.0.0.0/8", 257, 8, 0), None, "at most 256");
        assert_eq!(cut_text("10.0.0.0/24", 1, 9, 0), None, "larger than the block");
        assert_eq!(cut_text("::/0", 1, 128, 0).as_deref(), Some("::/0"));
    }

    #[test]
    fn next_free_goes_on_behind_and_comes_round() {
        let mut taken = Taken::default();
        for block in ["10.0.1.0/24", "10.0.0.0/25", "10.0.3.0/24", "10.0.0.128/25"] {
            taken.add(net(block));
        }
        assert_eq!(taken.ranges[&Family::V4].len(), 2);
        let next = |within: &str, prefix, from: &str| {
            taken.next_free(net(within), prefix, net(from)).map(|net| net.to_string())
        };
        assert_eq!(next("10.0.0.0/22", 24, "10.0.0.0/24").as_deref(), Some("10.0.2.0/24"));
        assert_eq!(next("10.0.0.0/22", 24, "10.0.3.0/24").as_deref(), Some("10.0.2.0/24"));
        assert_eq!(next("10.0.0.0/22", 23, "10.0.0.0/24"), None);
        assert_eq!(next("10.0.0.0/16", 22, "10.0.0.0/22").as_deref(), Some("10.0.4.0/22"));
        assert_eq!(next("10.0.0.0/16", 15, "10.0.0.0/24"), None);

        let mut taken = Taken::default();
        taken.add(net("::/0"));
        assert_eq!(taken.next_free(net("::/0"), 0, net("::/0")), None);
    }
}
