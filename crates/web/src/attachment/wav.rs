//! WAV without what is not the sound.

/// Chunks that sound.
const SOUND: &[&[u8]] = &[b"fmt ", b"fact", b"data"];

/// The sound alone; none when it is not a whole WAV.
pub(super) fn without_traces(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = |at: &[u8]| usize::try_from(u32::from_le_bytes(at.try_into().ok()?)).ok();
    if bytes.get(..4)? != b"RIFF" || bytes.get(8..12)? != b"WAVE" {
        return None;
    }
    let mut rest = bytes.get(12..)?;
    let (mut kept, mut sounds) = (b"WAVE".to_vec(), false);
    while !rest.is_empty() && !sounds {
        let (name, length) = (rest.get(..4)?, size(rest.get(4..8)?)?);
        sounds = name == b"data";
        // A recorder that was cut off has not said how long it is: its sound goes to the end of the file.
        let left = rest.len().checked_sub(8)?;
        let length = if sounds { length.min(left) } else { length };
        let content = rest.get(8..8_usize.checked_add(length)?)?;
        let padded = length.checked_add(length % 2)?;
        if SOUND.contains(&name) {
            kept.extend(name);
            kept.extend(u32::try_from(length).ok()?.to_le_bytes());
            kept.extend(content);
            kept.extend(vec![0; length % 2]);
        }
        rest = rest.get((8 + padded).min(rest.len())..)?;
    }
    let length = u32::try_from(kept.len()).ok()?.to_le_bytes();
    sounds.then(|| [b"RIFF", &length[..], &kept].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(chunks: &[(&[u8], &[u8])]) -> Vec<u8> {
        let mut body = b"WAVE".to_vec();
        for (name, content) in chunks {
            body.extend(*name);
            body.extend(u32::try_from(content.len()).expect("short").to_le_bytes());
            body.extend(*content);
            body.extend(vec![0; content.len() % 2]);
        }
        [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat()
    }

    #[test]
    fn a_sound_keeps_itself_and_not_its_notes() {
        let fat = wav(&[
            (b"fmt ", b"how"),
            (b"bext", b"Harbor Street"),
            (b"LIST", b"INFOICMT at home"),
            (b"data", b"sound"),
            (b"iXML", b"<LOCATION_GPS>40.7128"),
        ]);
        let lean = wav(&[(b"fmt ", b"how"), (b"data", b"sound")]);
        assert_eq!(without_traces(&fat), Some(lean.clone()));
        assert_eq!(without_traces(&lean), Some(lean));
    }

    #[test]
    fn a_sound_of_no_length_goes_to_the_end_and_half_a_head_is_none() {
        let mut open = wav(&[(b"fmt ", b"how."), (b"data", b"sounds")]);
        let at = open.len() - 10;
        open[at..at + 4].copy_from_slice(&[0xFF; 4]);
        assert_eq!(without_traces(&open), Some(wav(&[(b"fmt ", b"how."), (b"data", b"sounds")])));
        for cut in 0..at {
            assert_eq!(without_traces(&open[..cut]), None, "cut at {cut}");
        }
    }
}
