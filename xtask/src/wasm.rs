//! The library as WebAssembly: compiled twice (with 128-bit SIMD and without), with the glue for JavaScript.

use crate::install;
use crate::process::{cargo, command, find, output, run};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

pub const TARGET: &str = "wasm32-unknown-unknown";

/// What every engine has had since 2021 and the compiler takes for granted; `wasm-opt` must be told.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Fewer copies of small functions than the compiler would make of itself (its own is 275): less to download, and as fast.
const INLINING: &str = "-Cllvm-args=-inline-threshold=150";

/// The two modules and the glue, which is the same for both.
pub struct Wasm {
    pub glue: String,
    pub simd: Vec<u8>,
    pub scalar: Vec<u8>,
}

/// Compiles what changed.
pub fn build() -> Result<Wasm> {
    let compiler = Compiler::find()?;
    let optimiser = optimiser();
    let module = |simd| finish(compiler.compile(simd)?, simd, optimiser.as_deref());
    let (simd, scalar) = thread::scope(|threads| {
        let simd = threads.spawn(|| module(true));
        let scalar = module(false);
        (simd.join().expect("a build does not panic"), scalar)
    });
    let ((simd_glue, simd), (scalar_glue, scalar)) = (simd?, scalar?);
    ensure!(simd_glue == scalar_glue, "the SIMD and the scalar module need different glue: the page loads only one");
    Ok(Wasm { glue: simd_glue, simd, scalar })
}

/// The modules as they were last built.
pub fn last_built() -> Result<Wasm> {
    let (glue, simd) = finished(&finished_folder(true))?;
    Ok(Wasm { glue, simd, scalar: finished(&finished_folder(false))?.1 })
}

/// A compiler that can make WebAssembly.
enum Compiler {
    /// The toolchain that runs this, with its target added by rustup.
    Rustup,
    /// Debian's, which brings the standard library as source.
    Debian { linker: PathBuf },
}

impl Compiler {
    fn find() -> Result<Self> {
        let debian_asked_for = std::env::var("NEWSMARK_WASM_COMPILER").is_ok_and(|name| name == "debian");
        if !debian_asked_for && (has_target()? || add_target()) {
            return Ok(Compiler::Rustup);
        }
        Compiler::debian().with_context(|| format!("the target {TARGET} is missing: rustup target add {TARGET}"))
    }

    fn debian() -> Result<Self> {
        let linkers = ["wasm-ld-22", "wasm-ld-23", "wasm-ld-24", "wasm-ld"];
        let source = Path::new("/usr/lib/rustlib/src/rust");
        let complete = || {
            let linker = find(&linkers)?;
            let all = Path::new("/usr/bin/rustc").exists() && Path::new("/usr/bin/cargo").exists() && source.exists();
            all.then_some(Compiler::Debian { linker })
        };
        if let Some(compiler) = complete() {
            return Ok(compiler);
        }
        install::debian_packages(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"])?;
        complete().context("Debian's compiler is still incomplete after its packages were installed")
    }

    /// Cargo of this compiler, set to build for wasm into a folder of its own.
    fn cargo(&self, simd: bool) -> Command {
        let mut cargo = match self {
            Compiler::Rustup => cargo(&["build"]),
            Compiler::Debian { linker } => {
                let mut cargo = command("/usr/bin/cargo", &["build", "-Zbuild-std=std,panic_abort"]);
                for name in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTC_WRAPPER", "LD_LIBRARY_PATH"] {
                    cargo.env_remove(name);
                }
                cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
                cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                cargo
            }
        };
        let flags = format!("{INLINING}{}", if simd { " -Ctarget-feature=+simd128" } else { "" });
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags).env_remove("RUSTFLAGS");
        cargo.args(["--lib", "--release", "--package", "newsmark", "--target", TARGET, "--target-dir"]);
        cargo.arg(self.folder(simd));
        cargo
    }

    /// One for each of its modules: cargo keeps only what it built with the last flags.
    fn folder(&self, simd: bool) -> PathBuf {
        let compiler = match self {
            Compiler::Rustup => "rustup",
            Compiler::Debian { .. } => "debian",
        };
        crate::target().join("wasm").join(compiler).join(name(simd))
    }

    /// The module as it is compiled.
    fn compile(&self, simd: bool) -> Result<Vec<u8>> {
        run(&mut self.cargo(simd))?;
        Ok(fs::read(self.folder(simd).join(TARGET).join("release/newsmark.wasm"))?)
    }
}

fn name(simd: bool) -> &'static str {
    if simd { "simd" } else { "scalar" }
}

/// Whether the toolchain that runs this can compile for [`TARGET`].
pub fn has_target() -> Result<bool> {
    let libraries = output(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    Ok(Path::new(libraries.trim()).exists())
}

fn add_target() -> bool {
    if find(&["rustup"]).is_none() {
        return false;
    }
    eprintln!("   adding the target: rustup target add {TARGET}");
    run(&mut command("rustup", &["target", "add", TARGET])).is_ok()
}

/// `wasm-opt`, without which the module works too.
fn optimiser() -> Option<PathBuf> {
    install::wasm_opt().inspect_err(|error| eprintln!("   no wasm-opt, and so larger and slower: {error:#}")).ok()
}

/// The glue and the optimised module, or what was made of the same compiled module before.
fn finish(compiled: Vec<u8>, simd: bool, optimiser: Option<&Path>) -> Result<(String, Vec<u8>)> {
    let mut hasher = DefaultHasher::new();
    // What is made depends on how it is made, which is this file.
    (&compiled, optimiser.is_some(), include_str!("wasm.rs")).hash(&mut hasher);
    let folder = finished_folder(simd);
    let (stamp, glue, module) = (folder.join("made-of"), folder.join("newsmark.js"), folder.join("newsmark.wasm"));
    let made_of = format!("{:016x}", hasher.finish());
    if !fs::read_to_string(&stamp).is_ok_and(|old| old == made_of) {
        fs::create_dir_all(&folder)?;
        bind(compiled, &glue, &module)?;
        if let Some(optimiser) = optimiser {
            optimise(optimiser, &module, simd)?;
        }
        fs::write(&stamp, made_of)?;
    }
    finished(&folder)
}

fn finished_folder(simd: bool) -> PathBuf {
    crate::target().join("wasm/finished").join(name(simd))
}

fn finished(folder: &Path) -> Result<(String, Vec<u8>)> {
    let read = || {
        std::io::Result::Ok((fs::read_to_string(folder.join("newsmark.js"))?, fs::read(folder.join("newsmark.wasm"))?))
    };
    read().with_context(|| format!("no wasm was built yet in {}", folder.display()))
}

/// Writes the glue and the module that it goes with.
fn bind(compiled: Vec<u8>, glue: &Path, module: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("newsmark", compiled).web(true)?.typescript(false).omit_default_module_path(true);
    // The page starts a broken instance anew.
    bindgen.reset_state_function(true);
    let mut bound = bindgen.generate_output()?;
    fs::write(glue, bound.js())?;
    Ok(fs::write(module, bound.wasm_mut().emit_wasm())?)
}

fn optimise(optimiser: &Path, module: &Path, simd: bool) -> Result<()> {
    let mut wasm_opt = command(optimiser, &["-O3", "--strip-producers", "--strip-debug"]);
    wasm_opt.args(FEATURES).args(simd.then_some("--enable-simd"));
    run(wasm_opt.arg(module).arg("--output").arg(module))
}
