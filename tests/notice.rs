//! NOTICE names every crate that is compiled into what ships, and deny.toml allows the licence of whatever is used.

use serde_json::Value;
use std::process::Command;

/// What `cargo tree` prints, a crate a line.
fn tree(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(["tree", "--prefix=none"]).args(arguments).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn every_crate_is_named() {
    let notice = include_str!("../NOTICE");
    for target in ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"] {
        let listed = tree(&["--package=newsmark", "--edges=normal,no-proc-macro", "--target", target]);
        let crates: Vec<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(crates.contains(&"serde_json"), "{listed}");
        for name in crates.into_iter().filter(|&name| name != "newsmark") {
            assert!(notice.lines().any(|line| line.starts_with(&format!("  {name} "))), "NOTICE lacks {name}");
        }
    }
}

#[test]
fn every_licence_is_allowed() {
    let crates = tree(&["--workspace", "--edges=normal,build,dev", "--format={p}|{l}"]);
    let crates = crates.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('|'));
    let lock: Value = serde_json::from_str(include_str!("../www/package-lock.json")).expect("JSON");
    let packages = lock["packages"].as_object().expect("packages").iter();
    let packages = packages
        .filter(|(path, package)| !path.is_empty() && package["dev"] != true && package["optional"] != true)
        .map(|(path, package)| (path.as_str(), package["license"].as_str().unwrap_or("none")))
        // Its LICENSE has two clauses.
        .map(|(path, licence)| {
            (path, if path.ends_with("/duck") { licence.replace("BSD", "BSD-2-Clause") } else { licence.into() })
        });
    let mut count = 0;
    for (name, licence) in crates.map(|(name, licence)| (name, licence.to_string())).chain(packages) {
        assert!(allows(&licence), "{name} comes under {licence}, which deny.toml does not allow");
        count += 1;
    }
    assert!(count > 100, "{count}");
}

/// Whether each part of an SPDX expression has an alternative in the list of deny.toml.
fn allows(licence: &str) -> bool {
    let allowed = include_str!("../deny.toml").lines().find(|line| line.starts_with("allow = ")).expect("a list");
    licence.replace('/', " OR ").split(" AND ").all(|part| {
        let mut alternatives = part.trim_matches(['(', ')']).split(" OR ");
        alternatives.any(|name| allowed.contains(&format!("\"{name}\"")))
    })
}

#[test]
fn licences_are_read_as_written() {
    for licence in ["MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "Unlicense/MIT", "MIT OR GPL-3.0-or-later"] {
        assert!(allows(licence), "{licence}");
    }
    for licence in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "BSL-1.0 OR Unlicense"] {
        assert!(!allows(licence), "{licence}");
    }
}

#[test]
fn every_crate_comes_from_the_registry() {
    let lock = include_str!("../Cargo.lock");
    for line in lock.lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
}
