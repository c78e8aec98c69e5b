//! The format of the CoNLL-2003 shared task (Tjong Kim Sang and De Meulder 2003): a line for each word with its part of
//! speech, its chunk and its name, sentences parted by blank lines. Parts of speech and chunks are not told (`-X-`). Names
//! are in the scheme IOB2 with our labels; a title that overlaps a name is left out.

use super::{Article, words};
use crate::{Label, Mention};

pub(super) fn write(article: &Article) -> String {
    let mut file = String::from("-DOCSTART- -X- -X- O\n");
    let mut mentions = plain(article).into_iter().peekable();
    for sentence in words::sentences(article) {
        file.push('\n');
        for word in sentence.words {
            while mentions.next_if(|mention| mention.span.end <= word.start).is_some() {}
            let name = mentions.peek().filter(|mention| mention.span.overlaps(word)).map_or("O".into(), |mention| {
                let place = if mention.span.start >= word.start { 'B' } else { 'I' };
                format!("{place}-{}", mention.label.name())
            });
            // A narrow space may stand within a number, and would end its column.
            file += &format!("{} -X- -X- {name}\n", word.of(article.text).replace(char::is_whitespace, "_"));
        }
    }
    file
}

/// The mentions in order, without titles that overlap others: no two of them overlap.
pub(super) fn plain<'a>(article: &'a Article) -> Vec<&'a Mention> {
    let mentions = article.annotations.mentions.iter().filter(|mention| !mention.span.is_empty());
    let (titles, mut names): (Vec<&Mention>, Vec<&Mention>) =
        mentions.partition(|mention| mention.label == Label::Title);
    let overlaps = |title: &Mention| {
        let place = names.partition_point(|name| name.span.end <= title.span.start);
        names.get(place).is_some_and(|name| name.span.overlaps(title.span))
    };
    let free: Vec<&Mention> = titles.into_iter().filter(|title| !overlaps(title)).collect();
    names.extend(free);
    names.sort_by_key(|mention| mention.span);
    names.dedup_by(|next, mention| mention.span.overlaps(next.span));
    names
}
