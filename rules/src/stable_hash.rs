//! A hash that is written into files, and so is the same in every version and on
//! every machine: FNV-1a. Where it only speeds up a map, `rustc_hash` is the one.

/// The hash of some texts one after the other.
pub fn stable_hash(parts: &[&str]) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}
