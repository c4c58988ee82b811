//! Files that people put into their diary. What a file is, its first bytes say, never its name; and of a photo only the
//! picture is kept, of a sound only the sound: where and when it was taken, and with what, is cut out before anything is
//! sealed. WebM and Ogg are what browsers record here, and name no place; they are kept as they are. Pure.

mod jpeg;
mod mp4;
mod png;
mod wav;
mod webp;

use care::diary::piece::FILE_MAX_BYTES;
use care::diary::{Media, NewPiece, PieceKind};
use care::refusal::Refusal;

/// What a file is, by its first bytes. None: nothing that the diary keeps.
pub fn media_of(bytes: &[u8]) -> Option<Media> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let riff = |kind: &[u8]| at(0, b"RIFF") && at(8, kind);
    if at(0, png::SIGNATURE) {
        Some(Media::Png)
    } else if at(0, &[0xFF, 0xD8, 0xFF]) {
        Some(Media::Jpeg)
    } else if riff(b"WEBP") {
        Some(Media::Webp)
    } else if riff(b"WAVE") {
        Some(Media::Wav)
    } else if at(0, b"OggS") {
        Some(Media::Ogg)
    } else if at(0, &[0x1A, 0x45, 0xDF, 0xA3])
        && bytes[..bytes.len().min(64)].windows(4).any(|part| part == b"webm")
    {
        Some(Media::Webm)
    } else if at(4, b"ftyp") && SOUND_BRANDS.iter().any(|brand| at(8, brand)) {
        Some(Media::Mp4)
    } else {
        None
    }
}

/// Brands of MPEG-4 files that browsers and telephones record sound in. Pictures (`heic`, `avif`) are not among them.
const SOUND_BRANDS: &[&[u8]] =
    &[b"M4A ", b"mp41", b"mp42", b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"dash"];

/// A file as it is kept: what it is, and its content without what gives away a place.
///
/// # Errors
/// `DiaryPieceTooBig` with both sizes; `DiaryPieceUnfit` for anything that is no picture and no sound, or is broken;
/// `TextMissing` for an empty file.
pub fn checked(bytes: &[u8], drawn: bool) -> Result<(NewPiece, Vec<u8>), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::TextMissing);
    }
    let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    if FILE_MAX_BYTES < size(bytes.len()) {
        return Err(Refusal::DiaryPieceTooBig { size_bytes: size(bytes.len()), most_bytes: FILE_MAX_BYTES });
    }
    let media = media_of(bytes).ok_or(Refusal::DiaryPieceUnfit)?;
    let kept = match media {
        Media::Jpeg => jpeg::without_traces(bytes),
        Media::Png => png::without_traces(bytes),
        Media::Webp => webp::without_traces(bytes),
        Media::Mp4 => mp4::without_traces(bytes),
        Media::Wav => wav::without_traces(bytes),
        Media::Plain => None,
        Media::Webm | Media::Ogg => Some(bytes.to_vec()),
    };
    let kept = kept.ok_or(Refusal::DiaryPieceUnfit)?;
    let kind = match media {
        Media::Png if drawn => PieceKind::Drawing,
        Media::Jpeg | Media::Png | Media::Webp => PieceKind::Photo,
        _ => PieceKind::Voice,
    };
    Ok((NewPiece { kind, media, size_bytes: size(kept.len()) }, kept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let riff = |kind: &[u8]| [b"RIFF\x04\0\0\0", kind].concat();
        for (bytes, media) in [
            (b"\x89PNG\r\n\x1a\nrest".to_vec(), Some(Media::Png)),
            (vec![0xFF, 0xD8, 0xFF, 0xE0], Some(Media::Jpeg)),
            (riff(b"WEBP"), Some(Media::Webp)),
            (riff(b"WAVE"), Some(Media::Wav)),
            (riff(b"AVI "), None),
            (b"OggS\0".to_vec(), Some(Media::Ogg)),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm".to_vec(), Some(Media::Webm)),
            (b"\x1a\x45\xdf\xa3\x42\x82\x88matroska".to_vec(), None),
            (b"\0\0\0\x20ftypM4A \0".to_vec(), Some(Media::Mp4)),
            (b"\0\0\0\x20ftypheic\0".to_vec(), None),
            (b"<svg onload=alert(1)>".to_vec(), None),
            (b"<!doctype html>".to_vec(), None),
            (b"MZ\x90".to_vec(), None),
            (b"%PDF-1.7".to_vec(), None),
            (b"GIF89a".to_vec(), None),
            (vec![], None),
        ] {
            assert_eq!(media_of(&bytes), media, "{bytes:?}");
        }
    }

    #[test]
    fn what_cannot_be_kept_is_told_with_why() {
        let told = |bytes: &[u8]| checked(bytes, false).map_err(|no| no.code()).map(|_| ());
        assert_eq!(told(b""), Err("text-missing"));
        assert_eq!(told(b"<html>"), Err("diary-piece-unfit"));
        assert_eq!(told(&[0xFF, 0xD8, 0xFF, 0xE0]), Err("diary-piece-unfit"), "half a photo");
        let mut big = vec![0; FILE_MAX_BYTES as usize + 1];
        big[..3].copy_from_slice(&[0xFF, 0xD8, 0xFF]);
        assert_eq!(told(&big), Err("diary-piece-too-big"));
        let (piece, kept) = checked(b"OggS and so on", false).expect("a sound");
        assert_eq!((piece.kind, kept.len()), (PieceKind::Voice, 14));
    }
}
