//! Text to tokens: words, numbers with their points and commas, "U.S." whole, clitics ("'s", "n't") and every other
//! sign alone; hyphens split. Word boundaries are those of UAX #29 (Unicode Text Segmentation), split further.

use crate::Span;
use unicode_segmentation::UnicodeSegmentation;

/// One token. `span` is in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    /// Where its lower-case form stands in the document's folded text.
    pub(super) folded: Span,
    pub before: Before,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Space,
    LineBreak,
}

const CLITICS: [&str; 7] = ["'s", "'re", "'ve", "'ll", "'d", "'m", "n't"];

/// Splits `text` into the spans of its tokens, each with what stands before it.
pub(super) fn split(text: &str) -> Vec<(Span, Before)> {
    let mut tokens: Vec<(Span, Before)> = Vec::with_capacity(text.len() / 5);
    let mut before = Before::LineBreak;
    for (start, piece) in text.split_word_bound_indices() {
        let piece = piece.trim_end_matches(is_invisible);
        // A combining mark belongs to what stands before it, even to a space.
        let word = piece.trim_start_matches(is_gap);
        let gap = &piece[..piece.len() - word.len()];
        if !gap.is_empty() && before != Before::LineBreak {
            let breaks = gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']);
            before = if breaks { Before::LineBreak } else { Before::Space };
        }
        if word.is_empty() {
            continue;
        }
        let (start, piece) = (start + gap.len(), word);
        let end = start + piece.len();
        if piece == "." && before == Before::Nothing && closes_initials(text, &tokens) {
            tokens.last_mut().expect("initials stand before their point").0.end = end;
            continue;
        }
        for part in parts(piece) {
            let span = Span::new(start + part.start, start + part.end);
            tokens.push((span, before));
            before = Before::Nothing;
        }
    }
    tokens
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Signs that are not seen and part no words: soft hyphens, zero-width spaces, marks of direction. A joiner counts, since
/// it makes one emoji of several.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Whether the last token is initials that lack their last point ("U.S", "J"): a single capital, or single letters
/// with points between.
fn closes_initials(text: &str, tokens: &[(Span, Before)]) -> bool {
    let Some((span, _)) = tokens.last() else { return false };
    let word = span.of(text);
    let dotted = word.contains('.')
        && word.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic));
    let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    dotted || single
}

/// The tokens of one piece between two word boundaries, as byte ranges of it.
fn parts(piece: &str) -> Vec<std::ops::Range<usize>> {
    let mut cuts = vec![0];
    for (at, c) in piece.char_indices() {
        if c == '_' {
            cuts.push(at);
            cuts.push(at + 1);
        }
    }
    let straight = piece.replace('’', "'").to_lowercase();
    if let Some(clitic) = CLITICS.iter().find(|clitic| straight.len() > clitic.len() && straight.ends_with(*clitic)) {
        let letters = clitic.chars().count();
        let at = piece.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
        cuts.push(at);
    }
    cuts.push(piece.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Lower-case forms of all tokens in one string, with straight apostrophes and without invisible signs.
pub(super) fn fold(text: &str, tokens: Vec<(Span, Before)>) -> (String, Vec<Token>) {
    let mut folded = String::with_capacity(text.len());
    let tokens = tokens
        .into_iter()
        .map(|(span, before)| {
            let start = folded.len();
            for c in span.of(text).chars() {
                match c {
                    '’' | '‘' => folded.push('\''),
                    _ if is_invisible(c) => {}
                    _ => folded.extend(c.to_lowercase()),
                }
            }
            Token { span, folded: Span::new(start, folded.len()), before }
        })
        .collect();
    (folded, tokens)
}
