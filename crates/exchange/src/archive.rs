//! A ZIP file of what is given to it, uncompressed (APPNOTE 6.3, method 0): every system opens it. The same content makes
//! the same bytes: no clock is asked.

/// One file of it.
pub struct Entry {
    /// Its name, with `/` between folders.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// Names are UTF-8.
const UTF8: u16 = 0x0800;
/// 1980-01-01: the first day that a ZIP file knows, and the one that means "none".
const NO_DAY: u16 = 0x21;

/// The archive; none when it would be too long for its own numbers (4 GiB, 65,535 files).
pub fn zip(entries: &[Entry]) -> Option<Vec<u8>> {
    let (mut out, mut index) = (vec![], vec![]);
    for entry in entries {
        let from = u32::try_from(out.len()).ok()?;
        let (name, size) = (entry.name.as_bytes(), u32::try_from(entry.content.len()).ok()?);
        let length = u16::try_from(name.len()).ok()?;
        let mut both = vec![];
        for two in [20, UTF8, 0, 0, NO_DAY] {
            both.extend(two.to_le_bytes());
        }
        for four in [crc32(&entry.content), size, size] {
            both.extend(four.to_le_bytes());
        }
        both.extend(length.to_le_bytes());
        both.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&both);
        out.extend(name);
        out.extend(&entry.content);
        index.extend(b"PK\x01\x02\x14\0");
        index.extend(&both);
        index.extend([0; 10]);
        index.extend(from.to_le_bytes());
        index.extend(name);
    }
    let (from, size) = (u32::try_from(out.len()).ok()?, u32::try_from(index.len()).ok()?);
    let count = u16::try_from(entries.len()).ok()?.to_le_bytes();
    out.extend(index);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count);
    out.extend(count);
    out.extend(size.to_le_bytes());
    out.extend(from.to_le_bytes());
    out.extend([0, 0]);
    Some(out)
}

/// CRC-32 as ZIP, PNG and Ethernet have it.
fn crc32(bytes: &[u8]) -> u32 {
    let one = |mut crc: u32, byte: &u8| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 };
        }
        crc
    };
    !bytes.iter().fold(u32::MAX, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_text_has_its_known_sum() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    /// `unzip -t` says the same; this reads the numbers back without it.
    #[test]
    fn what_is_put_in_is_found_by_its_index() {
        let entry = |name: &str, content: &[u8]| Entry { name: name.to_owned(), content: content.to_vec() };
        let all =
            [entry("a.txt", b"one"), entry("diario/día.txt", "el mar 🌊".as_bytes()), entry("empty", b"")];
        let bytes = zip(&all).expect("small");
        let four = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) as usize;
        let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
        let end = bytes.len() - 22;
        assert_eq!((&bytes[end..end + 4], two(end + 10)), (&b"PK\x05\x06"[..], 3));
        let mut at = four(end + 16);
        for wanted in &all {
            assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
            let (size, length, from) = (four(at + 24), two(at + 28), four(at + 42));
            assert_eq!(&bytes[at + 46..at + 46 + length], wanted.name.as_bytes());
            assert_eq!(&bytes[from..from + 4], b"PK\x03\x04");
            assert_eq!(four(from + 14), crc32(&wanted.content) as usize);
            let content = from + 30 + two(from + 26) + two(from + 28);
            assert_eq!(&bytes[content..content + size], wanted.content);
            at += 46 + length;
        }
        assert_eq!(at, end);
    }
}
