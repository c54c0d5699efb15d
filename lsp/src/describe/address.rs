//! Address blocks in words.

use ipnet::IpNet;

/// How many addresses a block has.
pub(crate) fn size(block: IpNet) -> u128 {
    let bits = block.max_prefix_len() - block.prefix_len();
    1_u128.checked_shl(bits.into()).unwrap_or(u128::MAX)
}

/// `256 addresses`; of IPv6, which nobody counts in addresses, `256 x /64`. Nothing where it goes without
/// saying: of single addresses and of all there are.
pub(crate) fn size_in_short(block: IpNet) -> Option<String> {
    /// The size of a subnet of IPv6.
    const SUBNET: u8 = 64;
    let prefix = block.prefix_len();
    if prefix == 0 || prefix == block.max_prefix_len() {
        return None;
    }
    match block {
        IpNet::V4(_) => Some(addresses(size(block))),
        IpNet::V6(_) if prefix < SUBNET => {
            Some(format!("{} x /{SUBNET}", grouped(1_u128 << (SUBNET - prefix))))
        }
        IpNet::V6(_) => None,
    }
}

/// `1 address`, `65,536 addresses`.
pub(crate) fn addresses(count: u128) -> String {
    if count == 1 { "1 address".to_owned() } else { format!("{} addresses", grouped(count)) }
}

/// A number with its digits in threes.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
