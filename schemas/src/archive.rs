//! The packed archive: named entries of bytes, each readable by itself.
//!
//! Layout, all numbers little-endian u32: magic, number of entries, length of
//! the names, length of the dictionary; then one record per entry in the order
//! of names (end of its name, end of its data, unpacked length), the names, the
//! dictionary, the data. An entry is raw DEFLATE that may refer back to the
//! dictionary, so small entries pack nearly as well as one large stream.
//! Opening an archive reads the sixteen bytes of the head and nothing else.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

const MAGIC: u32 = u32::from_le_bytes(*b"FWS1");
const HEAD: usize = 16;
const RECORD: usize = 12;
/// The largest entry that is unpacked: far above any real one, and an end for a damaged archive.
const LARGEST: usize = 64 * 1024 * 1024;

/// An archive over bytes that somebody else holds.
#[derive(Clone, Copy)]
pub struct Archive<'a> {
    records: &'a [u8],
    names: &'a str,
    dictionary: &'a [u8],
    data: &'a [u8],
}

impl<'a> Archive<'a> {
    /// `None` if the bytes are no archive.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD)?;
        if number(head, 0)? != MAGIC as usize {
            return None;
        }
        let (records, rest) = rest.split_at_checked(number(head, 1)?.checked_mul(RECORD)?)?;
        let (names, rest) = rest.split_at_checked(number(head, 2)?)?;
        let (dictionary, data) = rest.split_at_checked(number(head, 3)?)?;
        Some(Self { records, names: std::str::from_utf8(names).ok()?, dictionary, data })
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// True if there is no entry.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The name of the entry at `index`; names ascend.
    pub fn name(&self, index: usize) -> Option<&'a str> {
        let (start, end) = self.extent(index, 0)?;
        self.names.get(start..end)
    }

    /// Where the entry called `name` is.
    pub fn find(&self, name: &str) -> Option<usize> {
        let index = self.first_not_below(name);
        (self.name(index)? == name).then_some(index)
    }

    /// The first entry whose name is `name` or comes after it.
    pub fn first_not_below(&self, name: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.name(middle) {
                Some(found) if found < name => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    /// Unpacks the entry at `index`.
    pub fn unpack(&self, index: usize) -> Option<Vec<u8>> {
        let (start, end) = self.extent(index, 1)?;
        let length = number(self.records.get(index * RECORD..)?, 2).filter(|length| *length <= LARGEST)?;
        let mut out = vec![0; self.dictionary.len().checked_add(length)?];
        out.get_mut(..self.dictionary.len())?.copy_from_slice(self.dictionary);
        let (status, _, written) = decompress(
            &mut DecompressorOxide::new(),
            self.data.get(start..end)?,
            &mut out,
            self.dictionary.len(),
            TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        let whole = status == TINFLStatus::Done && written == length;
        whole.then(|| out.split_off(self.dictionary.len()))
    }

    /// Start and end of an entry in the names (`field` 0) or the data (1).
    fn extent(&self, index: usize, field: usize) -> Option<(usize, usize)> {
        let end = number(self.records.get(index.checked_mul(RECORD)?..)?, field)?;
        let start = match index {
            0 => 0,
            _ => number(self.records.get((index - 1) * RECORD..)?, field)?,
        };
        Some((start, end))
    }
}

fn number(bytes: &[u8], index: usize) -> Option<usize> {
    let four = bytes.get(index * 4..index * 4 + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?) as usize)
}

/// Writes an archive; the same entries and dictionary give the same bytes.
#[cfg(feature = "refresh")]
pub fn pack(entries: &std::collections::BTreeMap<String, Vec<u8>>, dictionary: &[u8]) -> Vec<u8> {
    let (mut records, mut names, mut data) = (Vec::new(), String::new(), Vec::new());
    for (name, bytes) in entries {
        names.push_str(name);
        data.extend(deflate(bytes, dictionary));
        for end in [names.len(), data.len(), bytes.len()] {
            records.extend((end as u32).to_le_bytes());
        }
    }
    let head = [MAGIC as usize, entries.len(), names.len(), dictionary.len()];
    let mut out: Vec<u8> = head.iter().flat_map(|n| (*n as u32).to_le_bytes()).collect();
    for part in [&records[..], names.as_bytes(), dictionary, &data] {
        out.extend(part);
    }
    out
}

/// Packs the dictionary and then the entry in one stream, and keeps what the
/// entry added: it starts on a byte because the dictionary ends with a flush.
#[cfg(feature = "refresh")]
fn deflate(bytes: &[u8], dictionary: &[u8]) -> Vec<u8> {
    use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress};
    use miniz_oxide::deflate::core::{create_comp_flags_from_zip_params, deflate_flags};

    let flags = create_comp_flags_from_zip_params(10, -15, 0);
    let mut packer = CompressorOxide::new(flags & !deflate_flags::TDEFL_WRITE_ZLIB_HEADER);
    let mut run = |input: &[u8], flush| {
        // Data that can't be packed grows by a few bytes per block only.
        let mut out = vec![0; input.len() + input.len() / 64 + 1024];
        let (_, taken, written) = compress(&mut packer, input, &mut out, flush);
        assert_eq!(taken, input.len(), "the room is enough for any input");
        out.truncate(written);
        out
    };
    run(dictionary, TDEFLFlush::Sync);
    run(bytes, TDEFLFlush::Finish)
}
