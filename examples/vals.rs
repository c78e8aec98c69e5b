use newsmark::recognition::FoundMention;
use newsmark::*;
use std::io::*;
fn main() {
    for l in stdin().lock().lines() {
        let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
        let t = v["text"].as_str().unwrap();
        let idx: Vec<usize> = t.char_indices().map(|x| x.0).chain([t.len()]).collect();
        let d = Document::read(t, "1989-11-01".parse().ok());
        let ms: Vec<_> = v["entities"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| FoundMention {
                span: Span::new(idx[e["start"].as_u64().unwrap() as usize], idx[e["end"].as_u64().unwrap() as usize]),
                label: serde_json::from_value(e["label"].clone()).unwrap(),
                score: None,
            })
            .collect();
        let vals = values::normalise(&d, &ms);
        for (m, x) in ms.iter().zip(vals) {
            if m.label.is_name() {
                continue;
            }
            let s = m.span.start;
            let mut a = s.saturating_sub(45);
            while !t.is_char_boundary(a) {
                a -= 1;
            }
            let mut b = (m.span.end + 25).min(t.len());
            while !t.is_char_boundary(b) {
                b += 1;
            }
            println!(
                "{}\t{}\t{}\t{}[{}]{}",
                m.label.name(),
                x.unwrap_or("-".into()),
                m.span.of(t).replace('\n', " "),
                t[a..s].replace('\n', " "),
                m.span.of(t).replace('\n', " "),
                t[m.span.end..b].replace('\n', " ")
            );
        }
    }
}
