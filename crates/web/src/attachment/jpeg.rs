//! JPEG without what is not the picture: segment by segment, up to its end and not beyond. Which way up it is held stays.

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const EXIF: u8 = 0xE1;

/// The picture alone; none when it is not a whole JPEG.
pub(super) fn without_traces(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(..2)? != [0xFF, START] {
        return None;
    }
    let mut kept = vec![0xFF, START];
    let mut turned = None;
    let mut body = vec![];
    let mut at = 2;
    loop {
        let marker = marker_at(bytes, &mut at)?;
        if marker == END {
            body.extend([0xFF, END]);
            break;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let segment = bytes.get(at..at.checked_add(length)?).filter(|segment| 2 <= segment.len())?;
        if marker == EXIF {
            turned = turned.or(orientation(segment.get(2..)?));
        }
        if is_picture(marker, &segment[2..]) {
            body.extend([0xFF, marker]);
            body.extend(segment);
        }
        at += length;
        if marker == SCAN {
            let ends = scan_end(bytes, at)?;
            body.extend(bytes.get(at..ends)?);
            at = ends;
        }
    }
    if let Some(turned) = turned {
        kept.extend(upright(turned));
    }
    kept.extend(body);
    Some(kept)
}

/// The code of the marker here; steps over it and over padding.
fn marker_at(bytes: &[u8], at: &mut usize) -> Option<u8> {
    if *bytes.get(*at)? != 0xFF {
        return None;
    }
    while *bytes.get(*at)? == 0xFF {
        *at += 1;
    }
    let marker = *bytes.get(*at)?;
    *at += 1;
    Some(marker)
}

/// Where the coded lines of a scan end: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let pairs = bytes.get(from..)?.windows(2);
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0xFF | 0xD0..=0xD7);
    pairs.enumerate().find(|(_, pair)| ends(pair)).map(|(n, _)| from + n)
}

/// Is a segment needed to draw the picture? Tables and frames are; of what programs add, only colours.
fn is_picture(marker: u8, content: &[u8]) -> bool {
    match marker {
        0xE0 => content.starts_with(b"JFIF\0"),
        0xE2 => content.starts_with(b"ICC_PROFILE\0"),
        0xEE => content.starts_with(b"Adobe"),
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    }
}

/// Which way up, as a camera notes it: 1 to 8.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let big = match tiff.get(..2)? {
        b"MM" => true,
        b"II" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let four = |at: usize| {
        let (high, low) = (u32::from(two(at)?), u32::from(two(at + 2)?));
        Some(if big { high << 16 | low } else { low << 16 | high })
    };
    let first = usize::try_from(four(4)?).ok()?;
    let entries = (0..usize::from(two(first)?)).map(|n| first + 2 + 12 * n);
    let entry = entries.take_while(|at| *at < tiff.len()).find(|at| two(*at) == Some(0x0112))?;
    two(entry + 8).and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=8).contains(value))
}

/// A note of nothing but which way up.
fn upright(turned: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, EXIF, 0, 34];
    segment.extend(b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([turned, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A segment with its length.
    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
        [&[0xFF, marker], &length[..], content].concat()
    }

    /// What a telephone writes, little-endian, with a place in it.
    fn exif(turned: u8) -> Vec<u8> {
        let mut content = b"Exif\0\0II\x2A\0\x08\0\0\0\x02\0".to_vec();
        content.extend([0x0F, 0x01, 2, 0, 4, 0, 0, 0, b'A', b'c', b'm', b'e']);
        content.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0]);
        content.extend(b"\0\0\0\0GPS 40.7128 N 74.0060 W");
        content
    }

    fn photo(turned: u8) -> Vec<u8> {
        [
            vec![0xFF, START],
            segment(0xE0, b"JFIF\0\x01\x01"),
            segment(EXIF, &exif(turned)),
            segment(EXIF, b"http://ns.adobe.com/xap/1.0/\0<x:GPSLatitude>40.7128"),
            segment(0xED, b"Photoshop 3.0\0City: Harbor"),
            segment(0xFE, b"taken at home"),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xDB, b"a table"),
            segment(SCAN, b"a scan"),
            b"lines \xFF\x00 and \xFF\xD0 more".to_vec(),
            segment(0xC4, b"a later table"),
            segment(SCAN, b"another"),
            b"lines".to_vec(),
            vec![0xFF, END],
            b"\0\0\0\x20ftypmp42 a film of the same moment, with GPS".to_vec(),
        ]
        .concat()
    }

    #[test]
    fn a_photo_keeps_its_picture_and_not_its_place() {
        let kept = without_traces(&photo(6)).expect("a photo");
        let has = |words: &str| kept.windows(words.len()).any(|part| part == words.as_bytes());
        for gone in ["GPS", "40.7128", "Harbor", "at home", "Acme", "ftyp", "adobe.com"] {
            assert!(!has(gone), "{gone}");
        }
        for there in ["JFIF", "ICC_PROFILE", "a table", "lines \u{0}", "a later table", "another"] {
            assert!(has(there) || there.contains('\u{0}'), "{there}");
        }
        assert!(kept.ends_with(b"lines\xFF\xD9"));
        // It is still held the right way up, and is a JPEG that is left as it is.
        assert_eq!(&kept[2..6], &[0xFF, EXIF, 0, 34]);
        assert_eq!(kept[2 + 2 + 34], 0xFF, "the next segment begins where this one says it ends");
        assert_eq!(orientation(&kept[6..38]), Some(6));
        assert_eq!(without_traces(&kept).as_deref(), Some(&kept[..]));
    }

    #[test]
    fn half_a_photo_or_a_false_one_is_none() {
        let whole = photo(1);
        let end = whole.windows(2).position(|pair| pair == [0xFF, END]).expect("an end");
        for cut in 0..=end {
            assert_eq!(without_traces(&whole[..cut]), None, "cut at {cut}");
        }
        assert_eq!(without_traces(&[0xFF, START, 0xFF, 0xE0, 0, 0]), None);
        assert_eq!(without_traces(b"GIF89a"), None);
        for turned in [0, 9, 255] {
            assert_eq!(orientation(&exif(turned)), None);
        }
    }
}
