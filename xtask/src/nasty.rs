//! `cargo xtask bench --nasty`: how long a byte takes in texts that invite a program to look back and forth for ever,
//! beside a byte of ordinary prose; and in ten times as much text, beside as much. Nothing is asserted: times belong to a
//! machine.

use anyhow::Result;
use cpu_time::ThreadTime;
use newsmark::{Annotator, Options};

const PROSE: &str = "The harbour board said on Tuesday that it would not pay for a new bridge. “We have no money,” Mayor \
     Ann Lee told reporters in Port Ellery, where prices rose 4 percent last year.\n\n";

/// A name, what is repeated, and whether a number goes with each repetition, so that no two are the same.
const NASTY: [(&str, &str, bool); 32] = [
    ("opening marks", "“", false),
    ("closing marks", "”", false),
    ("straight marks", "\"", false),
    ("single marks", "'", false),
    ("nested marks", "“‘", false),
    ("marks, spaced", "\" ", false),
    ("open quotes", "“It rained. ", false),
    ("quotes", "“It rained,” she said. ", false),
    ("quotes, one a line", "“It rained,” she said.\n", false),
    ("quotes without cues", "“It rained.”\n\n", false),
    ("said", "said ", false),
    ("said that", "said that ", false),
    ("according to", "according to ", false),
    ("he", "he ", false),
    ("names", "Ann Lee", true),
    ("one surname", "Lee met Ann Lee. ", false),
    ("descriptions", "the mayor met the company. ", false),
    ("capitals", "A", false),
    ("initials", "A. ", false),
    ("capital words", "LEE ", false),
    ("digits", "1", false),
    ("numbers", "12 million ", false),
    ("amounts", "$12, ", false),
    ("dates", "March 3, 2025, ", false),
    ("full stops", ".", false),
    ("colons", "Lee: ", false),
    ("brackets", "(", false),
    ("one long word", "a", false),
    ("lines", "It rained in town\n", false),
    ("wrapped lines", "It rained all day long in the town and on the bridges of the old\n", false),
    ("combining marks", "e\u{301}", false),
    ("blanks", " \n", false),
];

/// Prints a line for each text: nanoseconds a byte, beside prose, and how much longer a byte takes in ten times the text.
pub fn run(annotator: &Annotator, bytes: usize) -> Result<()> {
    let prose = cost(annotator, &repeated(PROSE, false, bytes));
    println!("{:>21}  {prose:.0} ns a byte of {bytes}", "prose");
    for (name, piece, numbered) in NASTY {
        let [small, large] = [bytes / 10, bytes].map(|bytes| cost(annotator, &repeated(piece, numbered, bytes)));
        println!(
            "{name:>21}  {large:.0} ns a byte, {:.1} times prose; {:.1} times a tenth",
            large / prose,
            large / small
        );
    }
    Ok(())
}

fn repeated(piece: &str, numbered: bool, bytes: usize) -> String {
    let mut text = String::new();
    for number in 0.. {
        if text.len() >= bytes {
            break;
        }
        text += piece;
        if numbered {
            // A word for each number, as a name would go on.
            let letters = number.to_string().bytes().map(|digit| (digit - b'0' + b'a') as char).collect::<String>();
            text += &format!("{letters} met. ");
        }
    }
    text
}

/// Nanoseconds of processor time a byte.
fn cost(annotator: &Annotator, text: &str) -> f64 {
    let start = ThreadTime::now();
    annotator.annotate(text, &Options::default());
    start.elapsed().as_secs_f64() * 1e9 / text.len() as f64
}
