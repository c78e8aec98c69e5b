//! The command as a person or a program calls it: real processes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts")
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    // The command may end before it has read all: then writing fails, and the output is what counts.
    let writer = thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("the command ends");
    let _ = writer.join();
    output
}

/// What goes in at standard input, what comes out at standard output, and a good end.
fn annotate(arguments: &[&str], input: &str) -> String {
    let output = run(&[&["annotate"], arguments].concat(), input.as_bytes());
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()), "{arguments:?}");
    text(&output.stdout)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// The end of the last sentence, in the unit of `arguments`.
fn last_end(arguments: &[&str], input: &str) -> u64 {
    let annotations: serde_json::Value = serde_json::from_str(&annotate(arguments, input)).expect("JSON");
    let sentences = annotations["sentences"].as_array().expect("sentences");
    sentences.last().expect("a sentence")["end"].as_u64().expect("an offset")
}

#[test]
fn offsets_in_the_unit_asked_for() {
    let article = "“Grüße 🙂”, said Zoë.";
    assert_eq!(last_end(&[], article), 20);
    assert_eq!(last_end(&["--offsets", "chars"], article), 20);
    assert_eq!(last_end(&["--offsets", "utf16"], article), 21);
    assert_eq!(last_end(&["--offsets=bytes"], article), article.len() as u64);
}

#[test]
fn the_date_of_the_caller() {
    assert!(annotate(&["--date", "2025-02-11"], "It rained.").contains(r#""date": "2025-02-11""#));
    assert!(annotate(&[], "It rained.").contains(r#""date": null"#));
}

#[test]
fn article_from_a_file() {
    let path = std::env::temp_dir().join(format!("newsmark-{}.txt", std::process::id()));
    std::fs::write(&path, "It rained. It snowed.").expect("the file is written");
    let from_file = annotate(&[path.to_str().expect("a plain path")], "");
    std::fs::remove_file(path).expect("the file is removed");
    assert_eq!(from_file, annotate(&[], "It rained. It snowed."));
}

#[test]
fn wrong_calls_get_one_line_and_a_status() {
    for (arguments, input, status, message) in [
        (&[] as &[&str], &b""[..], 2, "no command given"),
        (&["annotat"], b"", 2, "no command is called \"annotat\""),
        (&["annotate", "--formt"], b"", 2, "invalid option '--formt'"),
        (&["annotate", "--format", "yaml"], b"", 2, "--format: \"yaml\" is none of"),
        (&["annotate", "--offsets", "lines"], b"", 2, "--offsets: \"lines\" is none of"),
        (&["annotate", "--date", "2025-02-30"], b"", 2, "--date: \"2025-02-30\" is no date"),
        (&["annotate", "--date"], b"", 2, "missing argument for option '--date'"),
        (&["annotate", "one", "two"], b"", 2, "unexpected argument \"two\""),
        (&["annotate", "/no/such/file"], b"", 1, "/no/such/file: No such file"),
        (&["annotate", "--jsonl", "/no/such/file"], b"", 1, "/no/such/file: No such file"),
        (&["annotate"], b"caf\xe9", 1, "standard input: not UTF-8 at byte 3"),
    ] {
        let output = run(arguments, input);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
        assert!(error.contains(message) && error.lines().count() == 1, "{arguments:?}: {error}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
    }
}

#[test]
fn help_and_version() {
    for arguments in [&["--help"] as &[&str], &["-h"], &["annotate", "--help"]] {
        let output = run(arguments, b"");
        assert!(output.status.success() && text(&output.stdout).contains("Usage:"), "{arguments:?}");
    }
    let version = run(&["--version"], b"");
    assert_eq!(text(&version.stdout), concat!("newsmark ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_line_for_each_line_in_order() {
    let long = "It rained all day. ".repeat(2000);
    let input: String = (0..200)
        .map(|id| {
            let text = if id % 50 == 0 { &long } else { "It rained." };
            format!("{}\n", serde_json::json!({ "id": id, "text": text }))
        })
        .collect();
    let ids: Vec<u64> = annotate(&["--jsonl"], &input)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].as_u64().expect("an id"))
        .collect();
    assert_eq!(ids, (0..200).collect::<Vec<_>>());
}

/// One line in, the start of the line that comes out.
#[test]
fn bad_lines_are_told_and_passed_over() {
    let lines: [(&[u8], &str); 12] = [
        (br#"{"id":"a","text":"It rained."}"#, r#"{"id":"a","date":null,"sentences":[{"start":0,"end":10}]"#),
        (b"not JSON", r#"{"id":null,"line":2,"error":"no JSON object"}"#),
        (b"", r#"{"id":null,"line":3,"error":"no JSON object"}"#),
        (b"{\"id\":\"b\",\"text\":\"\xff\"}", r#"{"id":null,"line":4,"error":"not UTF-8 at byte 18"}"#),
        (br#"{"id":"c"}"#, r#"{"id":"c","line":5,"error":"missing field `text`"#),
        (br#"{"id":7,"text":null}"#, r#"{"id":7,"line":6,"error":"invalid type: null"#),
        (
            br#"{"id":8,"text":"","date":"soon"}"#,
            r#"{"id":8,"line":7,"error":"\"soon\" is no date of the form YYYY-MM-DD"#,
        ),
        (br#"{"id":9,"text":"cut of"#, r#"{"id":null,"line":8,"error":"EOF while parsing a string"#),
        (br#"["id","It rained.",null]"#, r#"{"id":null,"line":9,"error":"no JSON object"}"#),
        (br#"{"id":{"n":1},"text":"","more":[]}"#, r#"{"id":{"n":1},"date":null"#),
        (br#"{"text":"Half: \ud83d.","date":null}"#, r#"{"id":null,"date":null,"sentences":[{"start":0,"end":8}]"#),
        (br#"{"id":10,"text":"","date":"2025-01-31"}"#, r#"{"id":10,"date":"2025-01-31""#),
    ];
    let input = lines.map(|(line, _)| line).join(&b'\n');
    let output = run(&["annotate", "--jsonl"], &input);
    let answers = text(&output.stdout);
    for (answer, (line, expected)) in answers.lines().zip(lines) {
        assert!(answer.starts_with(expected), "{}\n{answer}\n{expected}", String::from_utf8_lossy(line));
    }
    assert_eq!((answers.lines().count(), output.status.code()), (lines.len(), Some(1)));
}

#[test]
fn a_line_is_answered_before_the_next_comes() {
    let mut child = start(&["annotate", "--jsonl"]);
    let mut input = child.stdin.take().expect("standard input is a pipe");
    let mut answers = BufReader::new(child.stdout.take().expect("standard output is a pipe")).lines();
    for id in 0..3 {
        writeln!(input, r#"{{"id":{id},"text":"It rained."}}"#).expect("the command reads");
        let answer = answers.next().expect("an answer").expect("it is UTF-8");
        assert!(answer.starts_with(&format!(r#"{{"id":{id},"#)), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("the command ends").success());
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = start(&["annotate", "--jsonl"]);
    let mut input = child.stdin.take().expect("standard input is a pipe");
    let mut first = [0; 10];
    input.write_all(&b"{\"id\":1,\"text\":\"It rained.\"}\n".repeat(500)).expect("the command reads");
    let mut output = child.stdout.take().expect("standard output is a pipe");
    output.read_exact(&mut first).expect("an answer");
    drop(output);
    // Its input stays open: the command must not wait for more of it.
    let _ = input.write_all(&b"{\"id\":2,\"text\":\"It rained.\"}\n".repeat(500));
    let ended = child.wait_with_output().expect("the command ends");
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), String::new()));
}
