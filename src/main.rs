//! The command `newsmark`: reads, calls, writes.

fn main() {
    println!("nothing to do yet");
}
