//! MPEG-4 without what is not the sound: telephones write where a memo was spoken into its title. Notes become free space
//! of the same length, because the tables of the file count from its beginning; days become none.

/// Boxes that hold boxes in which notes and days are.
const HOLDS: &[&[u8]] = &[b"moov", b"trak", b"mdia", b"moof", b"traf"];
/// Boxes of notes.
const NOTES: &[&[u8]] = &[b"udta", b"meta", b"uuid", b"XMP_", b"skip", b"free"];
/// Boxes that begin with the day of the recording and of its last change.
const DAYS: &[&[u8]] = &[b"mvhd", b"tkhd", b"mdhd"];

/// Boxes inside boxes at most: real files need five. Deeper ones are there to overflow a stack.
const DEPTH_MAX: u8 = 8;

/// The sound alone; none when its boxes are not whole.
pub(super) fn without_traces(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.to_vec();
    clean(&mut kept, DEPTH_MAX)?;
    Some(kept)
}

fn clean(mut rest: &mut [u8], depth: u8) -> Option<()> {
    while !rest.is_empty() {
        let (head, length) = extent(rest)?;
        let (this, after) = rest.split_at_mut_checked(length)?;
        let (head, content) = this.split_at_mut_checked(head)?;
        let name = head.get_mut(4..8)?;
        if NOTES.contains(&&*name) {
            name.copy_from_slice(b"free");
            content.fill(0);
        } else if DAYS.contains(&&*name) {
            // A version and flags; then two times, of 4 or of 8 bytes each.
            let times = if *content.first()? == 1 { 4..20 } else { 4..12 };
            content.get_mut(times)?.fill(0);
        } else if HOLDS.contains(&&*name) {
            clean(content, depth.checked_sub(1)?)?;
        }
        rest = after;
    }
    Some(())
}

/// How long the head of the box here is, and how long all of it.
fn extent(bytes: &[u8]) -> Option<(usize, usize)> {
    let four = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (head, length) = match four(0)? {
        // To the end of the file.
        0 => (8, bytes.len()),
        1 => (16, usize::try_from(u64::from(four(8)?) << 32 | u64::from(four(12)?)).ok()?),
        length => (8, usize::try_from(length).ok()?),
    };
    (head <= length).then_some((head, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
        [&length[..], name, content].concat()
    }

    fn memo() -> Vec<u8> {
        let days = |name: &[u8]| boxed(name, b"\0\0\0\0day1day2and the rest of it");
        let long = boxed(b"mdhd", b"\x01\0\0\0daydays1daydays2rest");
        let track = boxed(b"trak", &[days(b"tkhd"), boxed(b"mdia", &long)].concat());
        let title = boxed(b"udta", b"\xA9nam 12 Harbor Street");
        let place = boxed(b"meta", b"com.apple.quicktime.location.ISO6709 +40.7128");
        let mut wide = vec![0, 0, 0, 1];
        wide.extend(b"mdat\0\0\0\0\0\0\0\x16sounds");
        let movie = boxed(b"moov", &[days(b"mvhd"), track, title].concat());
        [boxed(b"ftyp", b"M4A mp42"), movie, place, wide, boxed(b"uuid", b"<x:xmpmeta GPS")].concat()
    }

    #[test]
    fn boxes_inside_boxes_without_end_are_refused() {
        // A length of nothing means "to the end", so every eight bytes open one more box.
        let deep = [boxed(b"ftyp", b"M4A mp42"), b"\0\0\0\0moov".repeat(700_000)].concat();
        assert_eq!(without_traces(&deep), None);
    }

    #[test]
    fn a_memo_keeps_its_sound_and_not_its_place() {
        let (fat, kept) = (memo(), without_traces(&memo()).expect("a memo"));
        let has = |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|part| part == words.as_bytes());
        for gone in ["Harbor", "+40.7128", "GPS", "day1", "day2", "daydays"] {
            assert!(has(&fat, gone) && !has(&kept, gone), "{gone}");
        }
        for there in ["M4A mp42", "and the rest of it", "sounds", "rest"] {
            assert!(has(&kept, there), "{there}");
        }
        // Nothing moved: the tables of the file still point where they did.
        assert_eq!(kept.len(), fat.len());
        assert_eq!(without_traces(&kept), Some(kept));
    }

    #[test]
    fn half_a_memo_is_none_and_never_a_panic() {
        let whole = memo();
        let whole_boxes: Vec<usize> = {
            let (mut at, mut ends) = (0, vec![0]);
            while let Some((_, length)) = whole.get(at..).filter(|rest| !rest.is_empty()).and_then(extent) {
                at += length;
                ends.push(at);
            }
            ends
        };
        for cut in 0..=whole.len() {
            assert_eq!(without_traces(&whole[..cut]).is_some(), whole_boxes.contains(&cut), "cut at {cut}");
        }
        for size in [[0, 0, 0, 7], [0, 0, 0, 1], [0xFF; 4]] {
            assert_eq!(without_traces(&[&size[..], b"moov"].concat()), None);
        }
    }
}
