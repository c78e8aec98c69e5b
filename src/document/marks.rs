//! Tokens to what stands between quotation marks: straight, curly, single and low marks and guillemets, told from
//! apostrophes, inches and markup; quotes inside quotes; quotes that run over paragraphs. One pass with a stack that
//! is emptied at each paragraph's end, so that a mark that is missing or too many spoils one paragraph at most.

use super::{Before, Document};
use crate::lexicon;
use std::ops::Range;

/// What stands between two marks, or after one that is never closed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Marked {
    /// With the marks.
    pub tokens: Range<usize>,
    /// How many of the first tokens are the opening mark; 0 where it is missing.
    pub opening: usize,
    /// How many of the last tokens are the closing mark; 0 where it is missing.
    pub closing: usize,
    /// Whether it lies within another.
    pub nested: bool,
    /// The quote of the paragraph before that this one goes on with.
    pub continues: Option<usize>,
}

impl Marked {
    /// The tokens between the marks.
    pub fn inner(&self) -> Range<usize> {
        let start = self.tokens.start + self.opening;
        start..(self.tokens.end - self.closing).max(start)
    }

    /// The token of its opening mark; of its closing one where that is missing.
    fn sign(&self) -> usize {
        if self.opening > 0 { self.tokens.start } else { self.tokens.end - self.closing }
    }
}

/// What stands between marks in `document`, sorted by start, then by end.
pub(super) fn pair(document: &Document) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    for block in document.blocks() {
        let first = found.len();
        let waiting = last_open(document, &found, block.tokens.start);
        Pairing::new(document, block.tokens.clone(), waiting.is_some()).run(&mut found);
        found[first..].sort_by_key(|marked| (marked.tokens.start, marked.tokens.end));
        if let (Some(before), Some(next)) = (waiting, found.get(first))
            && next.tokens.start == block.tokens.start
            && style(document, found[before].tokens.start) == style(document, next.sign())
        {
            found[first].continues = Some(before);
        }
    }
    found
}

/// The quote that the block before `start` leaves open.
fn last_open(document: &Document, found: &[Marked], start: usize) -> Option<usize> {
    let block = document.block_of(start.checked_sub(1)?);
    let end = document.blocks()[block].tokens.end;
    let last = found.iter().rposition(|marked| !marked.nested)?;
    (found[last].closing == 0 && found[last].tokens.end == end).then_some(last)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Straight,
    Curly,
    Single,
    Guillemet,
}

fn style(document: &Document, token: usize) -> Style {
    match document.word(token) {
        "'" if document.lower_at(Some(token + 1)) == "'" => Style::Straight,
        "'" | "‘" | "’" => Style::Single,
        "“" | "”" | "„" => Style::Curly,
        "«" | "»" => Style::Guillemet,
        _ => Style::Straight,
    }
}

/// What a sign can be where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
    /// A single mark after a plural's s, an apostrophe more likely than not.
    Doubtful,
    None,
}

struct Open {
    token: usize,
    length: usize,
    style: Style,
    /// Where it may have been closed, if no better mark comes.
    doubtful: Option<usize>,
}

struct Pairing<'a, 'text> {
    document: &'a Document<'text>,
    block: Range<usize>,
    open: Vec<Open>,
    /// Whether a quoted attribute of markup is being read.
    in_markup: bool,
    /// Where the last quote of this block ended.
    last_end: usize,
    /// Whether the block before leaves a quote open.
    goes_on: bool,
}

impl<'a, 'text> Pairing<'a, 'text> {
    fn new(document: &'a Document<'text>, block: Range<usize>, goes_on: bool) -> Self {
        Pairing { document, last_end: block.start, block, open: Vec::new(), in_markup: false, goes_on }
    }

    fn run(mut self, found: &mut Vec<Marked>) {
        let mut token = self.block.start;
        while token < self.block.end {
            let (length, style, side) = self.read(token);
            self.take(token, length, style, side, found);
            token += length;
        }
        while let Some(open) = self.open.pop() {
            self.leave_open(open, found);
        }
    }

    /// How many tokens the sign at `token` has, its style, and what it can be.
    fn read(&mut self, token: usize) -> (usize, Style, Side) {
        let word = self.document.word(token);
        let pair = self.document.lower_at(Some(token + 1)) == word.replace('’', "'") && self.is_attached(token + 1);
        match word {
            "`" if pair => (2, Style::Straight, Side::Open),
            "'" if pair => (2, Style::Straight, self.straight(token, token + 1)),
            // Some papers set two single marks: ‘‘We will not sign,’’ he said.
            "‘" if self.word_after(token) == "‘" && self.is_attached(token + 1) => (2, Style::Curly, Side::Open),
            "’" if pair && self.quotes() => (2, Style::Curly, Side::Close),
            "″" if !self.word_before(token).ends_with(|c: char| c.is_ascii_digit()) => {
                (1, Style::Straight, self.straight(token, token))
            }
            "\"" => (1, Style::Straight, self.straight(token, token)),
            "“" if self.open.last().is_some_and(|open| self.document.word(open.token) == "„") => {
                (1, Style::Curly, Side::Close)
            }
            // Some set the same mark at both ends.
            "“" if self.is_closing_twin(token) => (1, Style::Curly, Side::Close),
            "“" | "„" => (1, Style::Curly, Side::Open),
            "”" if self.open.is_empty() && !self.is_attached(token) => (1, Style::Curly, Side::Open),
            "”" => (1, Style::Curly, Side::Close),
            // Some set them the other way round: »We will not sign«.
            "»" if self.open.is_empty() && !self.is_attached(token) && self.is_attached(token + 1) => {
                (1, Style::Guillemet, Side::Open)
            }
            "«" if self.open.last().is_some_and(|open| self.document.word(open.token) == "»") => {
                (1, Style::Guillemet, Side::Close)
            }
            "«" => (1, Style::Guillemet, Side::Open),
            "»" => (1, Style::Guillemet, Side::Close),
            "'" | "‘" | "’" => (1, Style::Single, self.single(token)),
            _ => (1, Style::Straight, Side::None),
        }
    }

    /// Whether the opening mark at `token` stands where only a closing one can, with its like open.
    fn is_closing_twin(&self, token: usize) -> bool {
        let open = self.open.last().is_some_and(|open| self.document.word(open.token) == "“");
        open && self.is_attached(token) && !self.is_attached(token + 1) && token + 1 < self.block.end
    }

    /// Whether `token` follows the one before it without a space.
    fn is_attached(&self, token: usize) -> bool {
        token > self.block.start && token < self.block.end && self.document.tokens()[token].before == Before::Nothing
    }

    fn word_before(&self, token: usize) -> &'text str {
        if token > self.block.start { self.document.word(token - 1) } else { "" }
    }

    fn word_after(&self, token: usize) -> &'text str {
        if token + 1 < self.block.end { self.document.word(token + 1) } else { "" }
    }

    fn straight(&mut self, token: usize, last: usize) -> Side {
        if self.in_markup || self.is_attached(token) && self.word_before(token) == "=" {
            self.in_markup = !self.in_markup;
            return Side::None;
        }
        let after_word = self.is_attached(token) && !opens_bracket(self.word_before(token));
        let before_word = self.is_attached(last + 1) && !closes_phrase(self.word_after(last));
        let quoted = self.quotes();
        let doubled = self.word_before(token) == "\"" && self.is_attached(token) && token == self.last_end;
        if doubled && !quoted && !before_word {
            return Side::None;
        }
        if after_word && self.is_inch(token, quoted) {
            return Side::None;
        }
        match (after_word, before_word) {
            (true, false) => Side::Close,
            (false, true) => Side::Open,
            _ => Side::Either,
        }
    }

    /// Whether a quote is open that double marks close.
    fn quotes(&self) -> bool {
        self.open.iter().any(|open| open.style != Style::Single)
    }

    /// A mark after a number, where no quote is open or the next mark cannot open another.
    fn is_inch(&self, token: usize, quoted: bool) -> bool {
        let word = self.word_before(token);
        let number = word.ends_with(|c: char| c.is_ascii_digit() || c == '½');
        let word_follows = self.word_after(token).starts_with(|c: char| c.is_lowercase());
        number && (!quoted || word_follows && self.next_closes(token + 1))
    }

    /// Whether the next straight mark can only close a quote.
    fn next_closes(&self, from: usize) -> bool {
        let near = from..self.block.end.min(from + 60);
        let next = near.into_iter().find(|&token| self.document.word(token) == "\"");
        next.is_some_and(|token| self.is_attached(token) && !self.is_attached(token + 1))
    }

    fn single(&self, token: usize) -> Side {
        let (before, after) = (self.word_before(token), self.word_after(token));
        let after_word = self.is_attached(token) && !opens_bracket(before);
        let before_word = self.is_attached(token + 1)
            && after.starts_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '"' | '“' | '$' | '£' | '[') || !after_word && matches!(c, '.' | '…')
            });
        let word = self.document.word(token);
        if !after_word && before_word {
            return if word == "’" || is_elision(&after.to_lowercase()) { Side::None } else { Side::Open };
        }
        if !after_word || before_word || word == "‘" {
            return Side::None;
        }
        let plural = before.ends_with(['s', 'S', 'z', 'x']);
        let goes_on = after.starts_with(char::is_alphanumeric);
        let number = before.ends_with(|c: char| c.is_ascii_digit());
        match plural && goes_on || number {
            true => Side::Doubtful,
            false => Side::Close,
        }
    }

    fn take(&mut self, token: usize, length: usize, style: Style, side: Side, found: &mut Vec<Marked>) {
        let top = self
            .open
            .iter()
            .rposition(|open| open.style == style || style != Style::Single && open.style != Style::Single);
        match side {
            Side::None => {}
            Side::Doubtful => {
                if let Some(open) = top.map(|top| &mut self.open[top]) {
                    open.doubtful = Some(token);
                }
            }
            Side::Close => self.close(token, length, style, top, found),
            Side::Either if top.is_some() => self.close(token, length, style, top, found),
            Side::Open | Side::Either => self.open(token, length, style, top, found),
        }
    }

    fn open(&mut self, token: usize, length: usize, style: Style, top: Option<usize>, found: &mut Vec<Marked>) {
        // A second mark of the same style opens anew, for the first was never closed, unless it stands in a quote of
        // another style within that: “She wrote, ‘He called me “a liar” and left.’”
        let deeper = |top: usize| self.open[top + 1..].iter().any(|open| self.document.word(open.token) == "‘");
        if let Some(top) = top.filter(|&top| self.open[top].style == style && style != Style::Single && !deeper(top)) {
            while self.open.len() > top {
                let Some(open) = self.open.pop() else { break };
                self.leave_open_before(open, token, found);
            }
        }
        if self.open.len() < 4 {
            self.open.push(Open { token, length, style, doubtful: None });
        }
    }

    fn close(&mut self, token: usize, length: usize, style: Style, top: Option<usize>, found: &mut Vec<Marked>) {
        let Some(top) = top else {
            if style != Style::Single {
                self.close_unopened(token, length, found);
            }
            return;
        };
        while self.open.len() > top + 1 {
            let Some(inner) = self.open.pop() else { break };
            self.close_doubtful(inner, found);
        }
        let Some(open) = self.open.pop() else { return };
        if token > open.token + open.length {
            self.push(open.token..token + length, open.length, length, found);
        }
    }

    fn push(&mut self, tokens: Range<usize>, opening: usize, closing: usize, found: &mut Vec<Marked>) {
        self.last_end = self.last_end.max(tokens.end);
        found.push(Marked { tokens, opening, closing, nested: !self.open.is_empty(), continues: None });
    }

    /// A closing mark without an opening one: the quote began with the sentence, or with the first of those before it in
    /// which somebody speaks of himself or to another; where the paragraph before is open, with this one.
    fn close_unopened(&mut self, token: usize, length: usize, found: &mut Vec<Marked>) {
        if !self.word_before(token).ends_with([',', '.', '?', '!', '…']) {
            return;
        }
        let sentence_start = |token: usize| {
            let sentence = self.document.sentences().get(self.document.sentence_of(token));
            sentence.map_or(token, |sentence| sentence.tokens.start.max(self.last_end))
        };
        let mut start = sentence_start(token.saturating_sub(1));
        if self.goes_on && self.last_end == self.block.start {
            start = self.block.start;
        }
        while start > self.last_end && self.is_spoken(sentence_start(start - 1)..start) {
            start = sentence_start(start - 1);
        }
        let stray = token + length == self.block.end && !self.goes_on && !self.is_spoken(start..token);
        if start < token && !stray {
            self.push(start..token + length, 0, length, found);
        }
    }

    /// Whether somebody speaks of himself or to another in `tokens`.
    fn is_spoken(&self, tokens: Range<usize>) -> bool {
        tokens
            .into_iter()
            .any(|token| matches!(lexicon::PRONOUNS.get(self.document.lower(token)), Some("i" | "we" | "you")))
    }

    fn close_doubtful(&mut self, open: Open, found: &mut Vec<Marked>) {
        if let Some(end) = open.doubtful.filter(|&end| end > open.token + 1) {
            self.push(open.token..end + 1, open.length, 1, found);
        }
    }

    /// What to do with a mark that is open at the paragraph's end.
    fn leave_open(&mut self, open: Open, found: &mut Vec<Marked>) {
        let end = self.block.end;
        if open.style == Style::Single {
            let opens =
                open.token == self.block.start || self.word_before(open.token).ends_with(['.', '?', '!', ',', ':']);
            let stops = self.document.word(end - 1).ends_with(['.', '?', '!']);
            let goes_on = opens && stops && self.opens_next(&open);
            if !goes_on || open.doubtful.is_some() {
                return self.close_doubtful(open, found);
            }
        }
        self.leave_open_before(open, end, found);
    }

    /// Whether the next block opens with the same mark.
    fn opens_next(&self, open: &Open) -> bool {
        let end = self.block.end;
        end < self.document.tokens().len() && self.document.word(end) == self.document.word(open.token)
    }

    fn leave_open_before(&mut self, open: Open, end: usize, found: &mut Vec<Marked>) {
        if open.style == Style::Single && end < self.block.end {
            return self.close_doubtful(open, found);
        }
        let before = self.word_before(open.token);
        let stands_apart = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric());
        let goes_on = end == self.block.end && self.document.word(open.token) == "“" && self.opens_next(&open);
        if end > open.token + open.length && (stands_apart || goes_on) {
            self.push(open.token..end, open.length, 0, found);
        }
    }
}

fn opens_bracket(word: &str) -> bool {
    matches!(word, "(" | "[" | "{" | "-" | "–" | "—" | "/" | "\"" | "“" | "‘" | "'" | "«" | "„" | ":" | ">")
}

fn closes_phrase(word: &str) -> bool {
    word.starts_with([',', '.', '?', '!', ';', ':', ')', ']', '”', '"', '’', '\'', '—', '–', '-', '…', '<', '»'])
        && !word.starts_with("..")
}

/// Words that lost their beginning: "'em", "'tis", "'80s".
fn is_elision(word: &str) -> bool {
    let decade = word.len() <= 3 && word.ends_with('s') && word.starts_with(|c: char| c.is_ascii_digit())
        || word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
    decade || lexicon::ELISIONS.contains(word)
}
