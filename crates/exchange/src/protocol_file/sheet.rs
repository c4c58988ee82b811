//! The text as it lies on the table: where its lines begin, and the faults written in its margin.

use std::ops::Range;

use super::fault::Fault;

/// A text with its faults.
pub(crate) struct Sheet<'a> {
    file: &'a str,
    text: &'a str,
    starts: Vec<usize>,
    faults: Vec<Fault>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let after_ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { file, text, starts: std::iter::once(0).chain(after_ends).collect(), faults: vec![] }
    }

    /// The line, from 1, that holds this byte.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// What is written there, up to the end of its first line.
    pub(crate) fn written(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).and_then(|text| text.lines().next()).unwrap_or_default()
    }

    /// Writes a fault in the margin; the same one on the same line once.
    pub(crate) fn fault(&mut self, line: usize, reason: String) {
        let fault = Fault { file: self.file.to_owned(), line, reason };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    /// Every fault, in the order of the lines.
    pub(crate) fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.line);
        self.faults
    }
}
