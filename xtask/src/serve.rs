//! `cargo xtask serve`: builds what is missing or stale, and serves `dist/` to this machine alone.

use crate::arguments::Arguments;
use crate::build::build;
use anyhow::{Context, Result, anyhow};
use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use tiny_http::{Request, Server};

const PORT: u16 = 8017;

pub fn run(mut arguments: Arguments) -> Result<()> {
    let port = arguments.value("--port")?.unwrap_or(PORT);
    arguments.finish()?;
    let dist = build()?;
    let (server, address) = listen(port)?;
    println!("newsmark is at {address} (stop with Ctrl-C)");
    answer_all(&server, &dist);
    Ok(())
}

/// Serves `dist` in the background for as long as the program runs, and gives its address.
pub fn in_background(dist: PathBuf) -> Result<String> {
    let (server, address) = listen(0)?;
    std::thread::spawn(move || answer_all(&server, &dist));
    Ok(address)
}

/// Listens on `port`, or on one that is free where that is taken.
fn listen(port: u16) -> Result<(Server, String)> {
    let server = Server::http(("127.0.0.1", port)).or_else(|_| Server::http(("127.0.0.1", 0)));
    let server = server.map_err(|error| anyhow!("cannot listen on this machine: {error}"))?;
    let taken = server.server_addr().to_ip().context("the server has no address")?.port();
    if port != 0 && port != taken {
        println!("port {port} is taken, so this uses another");
    }
    Ok((server, format!("http://127.0.0.1:{taken}/")))
}

/// Answers each request in a thread of its own: a browser that stops reading must not keep the others waiting.
fn answer_all(server: &Server, dist: &Path) {
    std::thread::scope(|threads| {
        for request in server.incoming_requests() {
            // A browser that goes away in the middle is no concern of ours.
            threads.spawn(move || answer(request, dist).ok());
        }
    });
}

/// Writes the whole answer itself, for `tiny_http` leaves out a header that closes the connection. It gives each
/// connection a thread, and where two come at once it may let one wait until another ends: so they must end.
fn answer(request: Request, dist: &Path) -> std::io::Result<()> {
    let file = file_at(dist, request.url()).and_then(|path| Some((File::open(&path).ok()?, path)));
    let (status, media_type, length) = match &file {
        Some((file, path)) => ("200 OK", media_type(path), file.metadata()?.len()),
        None => ("404 Not Found", "text/plain", 0),
    };
    let headers = file.as_ref().map_or(String::new(), |(_, path)| headers(dist, path));
    let mut writer = request.into_writer();
    write!(
        writer,
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\
         {headers}Connection: close\r\n\r\n"
    )?;
    if let Some((mut file, _)) = file {
        std::io::copy(&mut file, &mut writer)?;
    }
    writer.flush()
}

/// What README.md asks of a host.
fn headers(dist: &Path, path: &Path) -> String {
    let is_named_by_content = path.starts_with(dist.join("page"));
    let cache = if is_named_by_content { "public, max-age=31536000, immutable" } else { "no-cache" };
    let policy = match path.strip_prefix(dist).ok().and_then(|name| name.to_str()) {
        Some("index.html") => "Content-Security-Policy: frame-ancestors 'none'\r\n",
        Some("service-worker.js") => "Content-Security-Policy: default-src 'none'; connect-src 'self'\r\n",
        _ => "",
    };
    format!("Cache-Control: {cache}\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n{policy}")
}

/// The file that `url` means: within `dist`, and `index.html` for a folder.
fn file_at(dist: &Path, url: &str) -> Option<PathBuf> {
    let relative = Path::new(url.split(['?', '#']).next()?.trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let path = dist.join(relative);
    inside.then(|| if path.is_dir() { path.join("index.html") } else { path })
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("ts" | "txt" | "md") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
