//! What an entry is made of: a text, a drawing, a voice note, a photo. Its content is sealed; this is what may be known
//! of it from outside.

use crate::ids::CommandId;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

words! {
    /// In which way something was put down.
    PieceKind {
        /// Written.
        Text = "text",
        /// Drawn.
        Drawing = "drawing",
        /// Spoken.
        Voice = "voice",
        /// Photographed.
        Photo = "photo",
    }
}
words! {
    /// In which form it is sealed. Nothing that a browser would run.
    Media {
        /// Plain text.
        Plain = "text/plain",
        /// PNG.
        Png = "image/png",
        /// JPEG.
        Jpeg = "image/jpeg",
        /// WebP.
        Webp = "image/webp",
        /// WebM with sound.
        Webm = "audio/webm",
        /// Ogg with sound.
        Ogg = "audio/ogg",
        /// MPEG-4 with sound.
        Mp4 = "audio/mp4",
        /// WAV.
        Wav = "audio/wav",
    }
}

/// Longest text, in characters: about ten pages. House policy.
pub const TEXT_MAX: usize = 20_000;
/// Largest drawing, voice note or photo. House policy: photos of today's telephones are 2 to 5 MB, five minutes of
/// voice about 2 MB; each is sealed and synced to disk as one act, which nobody at a chair should wait for.
pub const FILE_MAX_BYTES: u32 = 6 * 1024 * 1024;
/// Most pieces in one entry. House policy.
pub const PIECES_MAX: usize = 20;

/// A piece that is in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// The sealed document: the command that brought it.
    pub document: CommandId,
    /// In which way.
    pub kind: PieceKind,
    /// In which form.
    pub media: Media,
    /// How long, unsealed.
    pub size_bytes: u32,
    /// When it came.
    pub at: Instant,
}

/// A piece to be sealed. Its content travels beside the act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPiece {
    /// In which way.
    pub kind: PieceKind,
    /// In which form.
    pub media: Media,
    /// How long, unsealed.
    pub size_bytes: u32,
}

impl PieceKind {
    /// The forms it may have.
    pub const fn media(self) -> &'static [Media] {
        match self {
            Self::Text => &[Media::Plain],
            Self::Drawing => &[Media::Png],
            Self::Voice => &[Media::Webm, Media::Ogg, Media::Mp4, Media::Wav],
            Self::Photo => &[Media::Jpeg, Media::Png, Media::Webp],
        }
    }
}

impl NewPiece {
    /// A text of these words.
    pub fn text(words: &str) -> Self {
        let size_bytes = u32::try_from(words.len()).unwrap_or(u32::MAX);
        Self { kind: PieceKind::Text, media: Media::Plain, size_bytes }
    }

    /// The piece it becomes, if its form and size are ones that are kept.
    pub(super) fn checked(&self, moment: &Moment) -> Result<Piece, Refusal> {
        if !self.kind.media().contains(&self.media) {
            return Err(Refusal::DiaryPieceUnfit);
        }
        if self.size_bytes == 0 {
            return Err(Refusal::TextMissing);
        }
        if FILE_MAX_BYTES < self.size_bytes {
            return Err(Refusal::DiaryPieceTooBig {
                size_bytes: self.size_bytes,
                most_bytes: FILE_MAX_BYTES,
            });
        }
        let Self { kind, media, size_bytes } = *self;
        Ok(Piece { document: moment.command, kind, media, size_bytes, at: moment.now })
    }

    /// Is this content what the piece says it is? Asked by whoever seals it: content never passes through a fact.
    pub fn holds(&self, content: &[u8]) -> Result<(), Refusal> {
        if content.is_empty() {
            return Err(Refusal::TextMissing);
        }
        if usize::try_from(self.size_bytes) != Ok(content.len()) {
            return Err(Refusal::DiaryPieceUnfit);
        }
        match self.kind {
            PieceKind::Text => {
                check_text(std::str::from_utf8(content).map_err(|_| Refusal::DiaryPieceUnfit)?)
            }
            PieceKind::Drawing | PieceKind::Voice | PieceKind::Photo => Ok(()),
        }
    }
}

/// Diary words are kept as they are: every letter of every script, also the marks that turn its direction, which other
/// records refuse. Only what no keyboard writes is refused.
pub fn check_text(words: &str) -> Result<(), Refusal> {
    if words.trim().is_empty() {
        return Err(Refusal::TextMissing);
    }
    let length = words.chars().count();
    if TEXT_MAX < length {
        return Err(Refusal::TextTooLong { length, most: TEXT_MAX });
    }
    if words.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\t')) {
        return Err(Refusal::TextHasHiddenMarks);
    }
    Ok(())
}
