//! The command as a person or a program calls it: real processes.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
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

/// A date as editorial systems write it, and the day that it states. `tests/browser/module.test.js` holds the module to the same.
#[test]
fn the_day_of_a_point_in_time() {
    let cases = [
        ("2025-03-03", r#""2025-03-03""#),
        ("2025-03-03T10:00:00Z", r#""2025-03-03""#),
        ("2025-03-03t10:00:00.125z", r#""2025-03-03""#),
        ("2025-03-03T23:30:00-05:00", r#""2025-03-03""#),
        ("2025-03-03 10:00:00 +0100", r#""2025-03-03""#),
        (" 2025-03-03 10:00 ", r#""2025-03-03""#),
        ("", "null"),
        (" ", "null"),
        ("3 March 2025", "wrong"),
        ("20250303", "wrong"),
        ("2025-03-33", "wrong"),
        ("2025-03-03T", "wrong"),
        ("2025-03-03 or so", "wrong"),
        ("2025-03-03T10:00:00+1", "wrong"),
        ("2025-03-03T10:00:00+01:0", "wrong"),
        ("2025-03-1é", "wrong"),
    ];
    let line = |(written, _)| serde_json::json!({ "id": 1, "text": "It rained.", "date": written }).to_string();
    let answers = text(&run(&["annotate", "--jsonl"], cases.map(line).join("\n").as_bytes()).stdout);
    for (answer, (written, day)) in answers.lines().zip(cases) {
        let expected = if day == "wrong" { r#"{"id":1,"line":"#.into() } else { format!(r#"{{"id":1,"date":{day},"#) };
        assert!(answer.starts_with(&expected), "{written:?}: {answer}");
    }
    for (written, day) in [cases[1], cases[6], cases[8]] {
        let output = run(&["annotate", "--date", written], b"It rained.");
        let told = text(&output.stdout).contains(&format!(r#""date": {day}"#));
        assert_eq!((told, output.status.success()), (day != "wrong", day != "wrong"), "{written:?}");
    }
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
fn a_dash_is_standard_input() {
    assert_eq!(annotate(&["-"], "It rained."), annotate(&[], "It rained."));
    let line = r#"{"id":1,"text":"It rained."}"#;
    assert_eq!(annotate(&["--jsonl", "-"], line), annotate(&["--jsonl"], line));
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
        (&["annotate", "-", "article.txt"], b"", 2, "unexpected argument \"article.txt\""),
        (&["annotate", "--jsonl", "--jobs", "0"], b"", 2, "--jobs: \"0\" is no number from 1 to 1024"),
        (&["annotate", "--progress"], b"", 2, "--jobs, --progress and --resume go with --jsonl"),
        (&["annotate", "--jsonl", "--resume"], b"", 2, "--resume needs the --output FILE"),
        (
            &["annotate", "--jsonl", "--resume", "--output", "x", "--format", "csv-quotes"],
            b"",
            2,
            "--resume goes with a line for each article",
        ),
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
    let lines: [(&[u8], &str); 13] = [
        (br#"{"id":"a","text":"It rained."}"#, r#"{"id":"a","date":null,"sentences":[{"start":0,"end":10}]"#),
        (b"not JSON", r#"{"id":null,"line":2,"error":"no JSON object"}"#),
        (b"null", r#"{"id":null,"line":3,"error":"no JSON object"}"#),
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
        (br#"{"id":"</script>"}"#, r#"{"id":"<\/script>","line":12,"error":"missing field `text`"#),
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

/// A path of this test's own in the folder for passing files; what an earlier run may have left there is gone.
fn passing_file(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("newsmark-{}-{name}", std::process::id()));
    let _ = std::fs::remove_file(&path);
    path
}

/// The same article so often, with `id` from 0 on.
fn articles(count: usize) -> String {
    (0..count).map(|id| format!("{{\"id\":{id},\"text\":\"Ada Moyo said it rained.\"}}\n")).collect()
}

/// What `path` holds once it is unpacked: the command itself reads what it writes, and `gzip` and `zstd` read it, too.
fn unpacked(path: &Path) -> String {
    let bytes = std::fs::read(path).expect("the file is read");
    let mut words = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_string(&mut words).expect("gzip");
        return words;
    }
    let mut rest = &bytes[..];
    while !rest.is_empty() {
        let mut frame = ruzstd::decoding::StreamingDecoder::new(&mut rest).expect("Zstandard");
        frame.read_to_string(&mut words).expect("Zstandard");
    }
    words
}

#[test]
fn what_stands_around_lines_is_passed_over() {
    let input = "\u{FEFF}{\"id\":1,\"text\":\"\"}\r\n\r\n  \n{\"id\":2,\"text\":\"\"}\n\nno\n";
    let output = run(&["annotate", "--jsonl"], input.as_bytes());
    let starts: Vec<String> = text(&output.stdout).lines().map(|line| line.chars().take(16).collect()).collect();
    assert_eq!(starts, ["{\"id\":1,\"date\":n", "{\"id\":2,\"date\":n", "{\"id\":null,\"line"]);
    assert!(text(&output.stdout).contains("\"line\":6"), "lines are counted as an editor does");
}

#[test]
fn an_id_goes_out_as_it_came() {
    for id in ["12345678901234567890123456789", "1.50", "1e400", "\"\\ud83d\"", "[1, {\"a\": null}]", "\"é\""] {
        let answer = annotate(&["--jsonl"], &format!("{{\"text\":\"It rained.\",\"id\":{id}}}"));
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
}

#[test]
fn tables_of_many_articles() {
    let input = "{\"id\":\"a;=1\",\"text\":\"Ada Moyo said it rained.\",\"date\":\"2025-03-03\"}\nno\n{\"id\":7,\"text\":\"\"}\n";
    let output = run(&["annotate", "--jsonl", "--format", "csv-entities"], input.as_bytes());
    let (table, complaint) = (text(&output.stdout), text(&output.stderr));
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 2, "{table}");
    assert!(rows[0].starts_with("article,date,id,label,name,"), "{table}");
    assert!(rows[1].starts_with("\"a;'=1\",2025-03-03,0,PERSON,Ada Moyo,"), "{table}");
    assert_eq!((complaint.as_str(), output.status.code()), ("newsmark: line 2: no JSON object\n", Some(1)));
}

#[test]
fn files_of_many_articles() {
    for (format, start) in [
        ("html", "{\"id\":0,\"html\":\"<!doctype html>\\n"),
        ("web-annotation", "{\"id\":0,\"page\":{\"@context\""),
        ("displacy", "{\"id\":0,\"displacy\":{\"ents\":[{"),
        ("brat", "{\"id\":0,\"brat\":\"T1\\tPERSON 0 8\\tAda Moyo\\n"),
        ("conll", "{\"id\":0,\"conll\":\"-DOCSTART-"),
        ("webanno", "{\"id\":0,\"webanno\":\"#FORMAT=WebAnno TSV 3.3\\n"),
        ("tei", "{\"id\":0,\"tei\":\"<?xml version"),
        ("markdown", "{\"id\":0,\"markdown\":\"Ada Moyo[^1] said"),
    ] {
        let answers = annotate(&["--jsonl", "--format", format], &articles(2));
        assert_eq!(answers.lines().count(), 2);
        assert!(answers.starts_with(start), "{answers}");
    }
}

#[test]
fn compressed_input_and_output() {
    let plain = annotate(&["--jsonl"], &articles(30));
    for name in ["packed.gz", "packed.zst"] {
        let (input, output) = (passing_file(&format!("in-{name}")), passing_file(name));
        let lines = articles(30);
        // Two members, as tools that append make them.
        let bytes = [&lines.as_bytes()[..500], &lines.as_bytes()[500..]].map(|half| match name {
            "packed.gz" => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(half).and_then(|()| encoder.finish()).expect("gzip")
            }
            _ => ruzstd::encoding::compress_to_vec(half, ruzstd::encoding::CompressionLevel::Fastest),
        });
        std::fs::write(&input, bytes.concat()).expect("the file is written");
        let [from, to] = [&input, &output].map(|path| path.to_str().expect("a plain path"));
        assert_eq!(annotate(&["--jsonl", from, "--output", to], ""), "");
        assert_eq!(unpacked(&output), plain, "{name}");
        assert_eq!(annotate(&["--jsonl"], &articles(30)), plain);
        for path in [input, output] {
            std::fs::remove_file(path).expect("the file is removed");
        }
    }
}

/// Whatever of a run's output was on the disk when it was stopped, `--resume` makes the rest.
#[test]
fn a_run_that_was_stopped_goes_on() {
    let input = passing_file("stopped.jsonl");
    std::fs::write(&input, articles(12)).expect("the file is written");
    for name in ["stopped.out", "stopped.gz", "stopped.zst"] {
        let output = passing_file(name);
        let [from, to] = [&input, &output].map(|path| path.to_str().expect("a plain path"));
        let run = || annotate(&["--jsonl", "--jobs", "2", from, "--output", to, "--resume"], "");
        run();
        let read =
            || if name.ends_with("out") { std::fs::read_to_string(&output).expect("text") } else { unpacked(&output) };
        let (whole, bytes) = (read(), std::fs::read(&output).expect("the file is read"));
        assert_eq!(whole.lines().count(), 12);
        for kept in [0, 1, bytes.len() / 2, bytes.len() - 1, bytes.len()] {
            std::fs::write(&output, &bytes[..kept]).expect("the file is written");
            run();
            assert_eq!(read(), whole, "{name}, {kept} bytes kept");
        }
        std::fs::remove_file(output).expect("the file is removed");
    }
    std::fs::remove_file(input).expect("the file is removed");
}

#[test]
fn answers_to_other_articles_are_not_gone_on_with() {
    let output = passing_file("others.jsonl");
    for before in ["{\"id\":\"x\"}\n{\"id\":\"y\"}\n", "my notes\n"] {
        std::fs::write(&output, before).expect("the file is written");
        let to = output.to_str().expect("a plain path");
        let ended = run(&["annotate", "--jsonl", "--resume", "--output", to], articles(3).as_bytes());
        assert_eq!(ended.status.code(), Some(1));
        assert!(text(&ended.stderr).contains("answers other lines than these"), "{}", text(&ended.stderr));
        assert_eq!(std::fs::read_to_string(&output).expect("text"), before, "it stays as it was");
    }
    std::fs::remove_file(output).expect("the file is removed");
}

#[test]
fn progress_is_told_beside_the_answers() {
    let output = run(&["annotate", "--jsonl", "--progress"], articles(3).as_bytes());
    let told = text(&output.stderr);
    assert!(told.starts_with("3 articles, ") && told.ends_with(" words a second\n"), "{told}");
    assert_eq!(text(&output.stdout), annotate(&["--jsonl", "--jobs", "1"], &articles(3)));
}
