//! PNG without what is not the picture: chunk by chunk, up to its end and not beyond.

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks beyond the picture itself that change how it looks.
const LOOKS: &[&[u8]] = &[b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"];

/// The picture alone; none when it is not a whole PNG.
pub(super) fn without_traces(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut kept = SIGNATURE.to_vec();
    loop {
        let length = usize::try_from(u32::from_be_bytes(rest.get(..4)?.try_into().ok()?)).ok()?;
        let name = rest.get(4..8)?;
        let chunk = rest.get(..length.checked_add(12)?)?;
        // A capital first letter: no picture without it.
        if name[0].is_ascii_uppercase() || LOOKS.contains(&name) {
            kept.extend(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        rest = rest.get(chunk.len()..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [&length[..], name, content, b"csum"].concat()
    }

    #[test]
    fn a_picture_keeps_its_colours_and_not_its_notes() {
        let parts: [&[u8]; 4] = [b"IHDR", b"gAMA", b"IDAT", b"IEND"];
        let lean = parts.map(|name| chunk(name, b"12")).concat();
        let mut fat = SIGNATURE.to_vec();
        for name in [&b"IHDR"[..], b"eXIf", b"gAMA", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"IDAT", b"IEND"] {
            fat.extend(chunk(name, b"12"));
        }
        fat.extend(b"<script>after the end</script>");
        let kept = without_traces(&fat).expect("a picture");
        assert_eq!(kept, [SIGNATURE, &lean].concat());
        for cut in 0..fat.len() - 30 {
            assert_eq!(without_traces(&fat[..cut]), None, "cut at {cut}");
        }
        let huge = [SIGNATURE, &u32::MAX.to_be_bytes()[..], b"IDAT"].concat();
        assert_eq!(without_traces(&huge), None);
    }
}
