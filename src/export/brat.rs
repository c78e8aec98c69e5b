//! brat standoff (Stenetorp et al. 2012, "brat: a Web-based Tool for NLP-Assisted Text Annotation"): the `.ann` file that
//! lies beside the text. Offsets are code points.
//!
//! ```text
//! T1     PERSON 24 32         Ada Moyo             mentions, references, quotes, speakers and cues
//! A1     Stance T5 denied                          what else is known of one
//! R1     Speaker Arg1:T5 Arg2:T6                   who says a quote, and by which cue
//! *      Same T1 T4                                one entity
//! #1     AnnotatorNotes T1    2025-03-03           values and names
//! ```

use super::Article;
use crate::offsets::{OffsetUnit, Offsets};
use crate::{Quote, ReferenceKind, Span, Stance};

pub(super) fn write(article: &Article) -> String {
    let offsets = Offsets::new(article.text, OffsetUnit::Chars);
    let mut file = Standoff { text: article.text, offsets, lines: String::new(), counts: [0; 4] };
    let mentions: Vec<usize> =
        article.annotations.mentions.iter().map(|mention| file.place(mention.label.name(), mention.span)).collect();
    for (mention, &id) in article.annotations.mentions.iter().zip(&mentions) {
        let entity = mention.entity.and_then(|id| article.annotations.entities.get(id));
        file.note(id, mention.value.as_ref().or(entity.map(|entity| &entity.name)));
        file.corrected(id, mention.corrected);
    }
    for entity in &article.annotations.entities {
        let named = entity.mentions.iter().filter_map(|&index| mentions.get(index).copied());
        let mut same: Vec<usize> = named.collect();
        for reference in &entity.references {
            let kind = match reference.kind {
                ReferenceKind::Pronoun => "Pronoun",
                ReferenceKind::Description => "Description",
            };
            same.push(file.place(kind, reference.span));
        }
        file.same(&same);
    }
    for quote in &article.annotations.quotes {
        file.quote(quote);
    }
    file.lines
}

/// The file as it grows. Its lines are numbered by kind: T, A, R, #.
struct Standoff<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    lines: String,
    counts: [usize; 4],
}

impl Standoff<'_> {
    fn line(&mut self, kind: usize, rest: &str) -> usize {
        self.counts[kind] += 1;
        self.lines += &format!("{}{}\t{rest}\n", ["T", "A", "R", "#"][kind], self.counts[kind]);
        self.counts[kind]
    }

    /// A stretch of the text. Lines of the text part it, for brat wants none within a piece; the words of pieces stand
    /// with blanks between them.
    fn place(&mut self, kind: &str, span: Span) -> usize {
        let pieces = pieces(self.text, span);
        let place =
            |piece: &Span| format!("{} {}", self.offsets.from_byte(piece.start), self.offsets.from_byte(piece.end));
        let places: Vec<String> = pieces.iter().map(place).collect();
        let words: Vec<&str> = pieces.iter().map(|piece| piece.of(self.text)).collect();
        self.line(0, &format!("{kind} {}\t{}", places.join(";"), words.join(" ")))
    }

    fn attribute(&mut self, name: &str, of: usize, value: &str) {
        self.line(1, &format!("{name} T{of}{value}"));
    }

    fn corrected(&mut self, of: usize, corrected: bool) {
        if corrected {
            self.attribute("Corrected", of, "");
        }
    }

    fn note(&mut self, of: usize, words: Option<&String>) {
        if let Some(words) = words {
            self.line(3, &format!("AnnotatorNotes T{of}\t{}", words.replace(['\t', '\n', '\r'], " ")));
        }
    }

    fn same(&mut self, places: &[usize]) {
        if places.len() > 1 {
            let places: String = places.iter().map(|place| format!(" T{place}")).collect();
            self.lines += &format!("*\tSame{places}\n");
        }
    }

    fn quote(&mut self, quote: &Quote) {
        let id = self.place("Quote", quote.span);
        self.attribute("Kind", id, &format!(" {}", quote.kind.name()));
        if quote.stance != Stance::Asserted {
            self.attribute("Stance", id, &format!(" {}", quote.stance.name()));
        }
        self.corrected(id, quote.corrected);
        for (kind, span) in [("Speaker", quote.speaker), ("Cue", quote.cue)] {
            if let Some(span) = span.filter(|span| !span.is_empty()) {
                let other = self.place(kind, span);
                self.line(2, &format!("{kind} Arg1:T{id} Arg2:T{other}"));
            }
        }
    }
}

/// The lines of `span`, without those that are blank.
fn pieces(text: &str, span: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    for piece in span.of(text).split(['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        if !piece.trim().is_empty() {
            pieces.push(Span::new(start, start + piece.len()));
        }
        start += piece.len();
        start += text[start..span.end].chars().next().map_or(0, char::len_utf8);
    }
    if pieces.is_empty() { vec![span] } else { pieces }
}
