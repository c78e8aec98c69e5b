//! What a developer does with the project: `cargo xtask build | serve | test | train | evaluate | bench`.

fn main() {
    println!("nothing to do yet");
}
