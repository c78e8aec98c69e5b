//! NOTICE names every crate that is compiled into what ships.

use std::process::Command;

#[test]
fn every_crate_is_named() {
    let notice = include_str!("../NOTICE");
    for target in ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"] {
        let arguments =
            ["tree", "--package=newsmark", "--edges=normal,no-proc-macro", "--prefix=none", "--target", target];
        let output = Command::new(env!("CARGO")).args(arguments).output().expect("cargo starts");
        let tree = String::from_utf8(output.stdout).expect("UTF-8");
        let crates: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(crates.contains(&"serde_json"), "{}", String::from_utf8_lossy(&output.stderr));
        for name in crates.into_iter().filter(|&name| name != "newsmark") {
            assert!(notice.lines().any(|line| line.starts_with(&format!("  {name} "))), "NOTICE lacks {name}");
        }
    }
}
