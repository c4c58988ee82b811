//! WebP without what is not the picture.

/// Chunks that draw it.
const PICTURE: &[&[u8]] = &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// Of `VP8X`: "there is Exif", "there is XMP".
const NOTES: u8 = 0b0000_1100;

/// The picture alone; none when it is not a whole WebP.
pub(super) fn without_traces(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = |at: &[u8]| usize::try_from(u32::from_le_bytes(at.try_into().ok()?)).ok();
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let whole = size(bytes.get(4..8)?)?.checked_add(8)?;
    let mut rest = bytes.get(12..whole)?;
    let mut kept = b"WEBP".to_vec();
    while !rest.is_empty() {
        let length = size(rest.get(4..8)?)?;
        // Chunks of odd length are padded.
        let chunk = rest.get(..8_usize.checked_add(length)?.checked_add(length % 2)?)?;
        if PICTURE.contains(&&chunk[..4]) {
            let from = kept.len();
            kept.extend(chunk);
            if chunk.starts_with(b"VP8X")
                && let Some(flags) = kept.get_mut(from + 8)
            {
                *flags &= !NOTES;
            }
        }
        rest = rest.get(chunk.len()..)?;
    }
    let drawn = kept.len() > 4;
    let length = u32::try_from(kept.len()).ok()?.to_le_bytes();
    drawn.then(|| [b"RIFF", &length[..], &kept].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        let pad: &[u8] = if content.len() % 2 == 1 { b"\0" } else { b"" };
        [name, &length[..], content, pad].concat()
    }

    fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
        let body = [b"WEBP".to_vec(), chunks.concat()].concat();
        let length = u32::try_from(body.len()).expect("short").to_le_bytes();
        [b"RIFF", &length[..], &body].concat()
    }

    #[test]
    fn a_picture_keeps_its_lines_and_not_its_notes() {
        let flags = |byte: u8| chunk(b"VP8X", &[byte, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
        let fat = riff(&[
            flags(0b0011_1100),
            chunk(b"ICCP", b"odd"),
            chunk(b"VP8L", b"lines"),
            chunk(b"EXIF", b"GPS 40.7128"),
            chunk(b"XMP ", b"<x:GPS>"),
        ]);
        let lean = riff(&[flags(0b0011_0000), chunk(b"ICCP", b"odd"), chunk(b"VP8L", b"lines")]);
        assert_eq!(without_traces(&[&fat[..], b"more"].concat()), Some(lean));
        for cut in 0..fat.len() {
            assert_eq!(without_traces(&fat[..cut]), None, "cut at {cut}");
        }
        assert_eq!(without_traces(&riff(&[chunk(b"EXIF", b"only")])), None);
    }
}
