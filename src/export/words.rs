//! The words of an article, sentence by sentence, and its lines, for formats that are made of them.

use super::Article;
use crate::{Document, Span};

/// A sentence and its words, in bytes.
pub(super) struct SentenceWords {
    /// From its first word to its last.
    pub span: Span,
    pub words: Vec<Span>,
}

/// The sentences of the text with their words. Where a mention or quote that a person has made begins or ends within a
/// word, the word is parted there.
pub(super) fn sentences(article: &Article) -> Vec<SentenceWords> {
    let document = Document::read(article.text, None);
    let mut cuts: Vec<usize> = article.annotations.spans().iter().flat_map(|span| [span.start, span.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let sentence = |sentence: &crate::document::Sentence| {
        let tokens = &document.tokens()[sentence.tokens.clone()];
        let words = tokens.iter().flat_map(|token| parted(token.span, &cuts)).collect();
        SentenceWords { span: document.span(sentence.tokens.clone()), words }
    };
    document.sentences().iter().filter(|sentence| !sentence.tokens.is_empty()).map(sentence).collect()
}

/// `word` cut at those of `cuts`, which are sorted, that lie within it.
fn parted(word: Span, cuts: &[usize]) -> Vec<Span> {
    let within = cuts.partition_point(|&cut| cut <= word.start)..cuts.partition_point(|&cut| cut < word.end);
    let mut start = word.start;
    let ends = cuts[within].iter().chain([&word.end]);
    ends.map(|&end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}

/// The lines of the text, without the white space around them, in bytes.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        let words = line.trim();
        let begin = start + (line.len() - line.trim_start().len());
        start += line.len();
        Span::new(begin, begin + words.len())
    };
    text.split_inclusive('\n').map(line).collect()
}
