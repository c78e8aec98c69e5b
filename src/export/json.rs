//! JSON, as tools outside rely on it.

use super::Article;

pub(super) fn write(article: &Article) -> String {
    let mut annotations = article.annotations.clone();
    article.offsets.leave_bytes(&mut annotations);
    // Numbers, strings and lists only: nothing in there that JSON cannot say.
    serde_json::to_string_pretty(&annotations).unwrap_or_default() + "\n"
}
