//! MLLP: a frame begins with 0x0B and ends with 0x1C 0x0D, in whatever pieces it arrives. A frame that never ends, or that
//! another one interrupts, is nothing: half a message is never read.

const BEGIN: u8 = 0x0B;
const END: u8 = 0x1C;
const RETURN: u8 = 0x0D;

/// The longest message that is read. A monitor's minute is a few kilobytes.
pub const MOST_BYTES: usize = 64 * 1024;

/// What came of a stretch of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Framed {
    /// A whole message, without its frame.
    Whole(Vec<u8>),
    /// It was longer than anything that is read; all of it was dropped.
    TooLong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside: what is not a beginning is dropped.
    Between,
    Inside,
    /// Inside, just after 0x1C.
    Ending,
    /// Inside one that is too long, until its end.
    Skipping,
    SkippingEnding,
}

/// Finds frames in a stream. Never holds more than one message of the greatest length.
#[derive(Debug)]
pub struct Framer {
    held: Vec<u8>,
    state: State,
}

impl Default for Framer {
    fn default() -> Self {
        Self { held: vec![], state: State::Between }
    }
}

impl Framer {
    /// Takes the next bytes, however they were cut, and answers the frames that ended in them.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Framed> {
        bytes.iter().filter_map(|byte| self.step(*byte)).collect()
    }

    fn step(&mut self, byte: u8) -> Option<Framed> {
        match (self.state, byte) {
            // A beginning inside a message: the one before was broken off.
            (_, BEGIN) => {
                self.held.clear();
                self.state = State::Inside;
            }
            (State::Between, _) => {}
            (State::Ending, RETURN) => {
                self.state = State::Between;
                return Some(Framed::Whole(std::mem::take(&mut self.held)));
            }
            (State::SkippingEnding, RETURN) => {
                self.state = State::Between;
                return Some(Framed::TooLong);
            }
            (State::Skipping | State::SkippingEnding, END) => self.state = State::SkippingEnding,
            (State::Skipping | State::SkippingEnding, _) => self.state = State::Skipping,
            (State::Ending, END) => self.keep(END),
            (State::Ending, _) => {
                self.state = State::Inside;
                self.keep(END);
                self.keep(byte);
            }
            (State::Inside, END) => self.state = State::Ending,
            (State::Inside, _) => self.keep(byte),
        }
        None
    }

    fn keep(&mut self, byte: u8) {
        if self.held.len() < MOST_BYTES {
            self.held.push(byte);
        } else {
            self.held.clear();
            self.state = State::Skipping;
        }
    }

    /// Is a message begun and not ended?
    pub fn is_inside(&self) -> bool {
        self.state != State::Between
    }
}

/// A message in its frame.
pub fn frame(message: &str) -> Vec<u8> {
    let mut framed = Vec::with_capacity(message.len() + 3);
    framed.push(BEGIN);
    framed.extend_from_slice(message.as_bytes());
    framed.extend_from_slice(&[END, RETURN]);
    framed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Framed {
        Framed::Whole(text.as_bytes().to_vec())
    }

    #[test]
    fn a_frame_is_found_however_it_is_cut() {
        let stream = [frame("MSH|one"), b"noise".to_vec(), frame("MSH|two"), frame("")].concat();
        for size in 1..=stream.len() {
            let mut framer = Framer::default();
            let found: Vec<Framed> = stream.chunks(size).flat_map(|piece| framer.take(piece)).collect();
            assert_eq!(found, [whole("MSH|one"), whole("MSH|two"), whole("")], "in pieces of {size}");
            assert!(!framer.is_inside());
        }
    }

    #[test]
    fn half_a_message_is_never_one() {
        let mut framer = Framer::default();
        assert_eq!(framer.take(b"\x0bMSH|begun"), []);
        assert!(framer.is_inside());
        assert_eq!(framer.take(b"\x0bMSH|whole\x1c\x0d"), [whole("MSH|whole")]);
        // The end's first byte inside a message is a byte of it.
        assert_eq!(framer.take(b"\x0ba\x1cb\x1c\x1c\x0d"), [whole("a\x1cb\x1c")]);
    }

    #[test]
    fn what_never_ends_is_not_held() {
        let mut framer = Framer::default();
        assert_eq!(framer.take(b"\x0b"), []);
        for _ in 0..3 * MOST_BYTES / 1_000 {
            assert_eq!(framer.take(&[b'x'; 1_000]), []);
            assert!(framer.held.capacity() <= 2 * MOST_BYTES);
        }
        assert_eq!(framer.take(b"\x1c\x0d"), [Framed::TooLong]);
        assert_eq!(framer.take(&frame("next")), [whole("next")]);
        let longest = "y".repeat(MOST_BYTES);
        assert_eq!(framer.take(&frame(&longest)), [whole(&longest)]);
        assert_eq!(framer.take(&frame(&format!("{longest}z"))), [Framed::TooLong]);
    }
}
