//! JSON, as tools outside rely on it.

use super::Article;

pub(super) fn write(article: &Article) -> String {
    let mut annotations = article.annotations.clone();
    article.offsets.leave_bytes(&mut annotations);
    // Numbers, strings and lists only: nothing in there that JSON cannot say.
    without_markup(serde_json::to_string_pretty(&annotations).unwrap_or_default()) + "\n"
}

/// The same JSON in which nothing ends a `<script>` or opens a comment, if somebody puts it into a page.
pub fn without_markup(json: String) -> String {
    if !json.contains('<') {
        return json;
    }
    json.replace("</", r"<\/").replace("<!--", r"\u003c!--")
}
