use super::Document;

fn words(text: &str) -> Vec<&str> {
    let document = Document::read(text, None);
    (0..document.tokens().len()).map(|index| document.word(index)).collect()
}

#[test]
fn tokens() {
    assert_eq!(
        words("U.S. officials don’t say $1,200.50."),
        ["U.S.", "officials", "do", "n’t", "say", "$", "1,200.50", "."]
    );
    assert_eq!(words("Mr. Smith's well-known dog"), ["Mr", ".", "Smith", "'s", "well", "-", "known", "dog"]);
}
