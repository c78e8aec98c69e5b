//! Compressed input and output: gzip (RFC 1952) and Zstandard (RFC 8878). What is written is a row of whole members, each
//! of which ends with a line, so that what a run has written before it was stopped can be read and gone on with.

use flate2::bufread::{GzDecoder, MultiGzDecoder};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

/// How many bytes, before compression, a member has, if not a few more.
const MEMBER: usize = 1 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    None,
    Gzip,
    Zstandard,
}

impl Compression {
    /// That of a file with the name `path`.
    pub fn of_name(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("gz") => Compression::Gzip,
            Some("zst") => Compression::Zstandard,
            _ => Compression::None,
        }
    }

    /// That of a file that begins with `bytes`: its magic number tells, whatever its name.
    fn of_start(bytes: &[u8]) -> Self {
        match bytes {
            [0x1F, 0x8B, ..] => Compression::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Compression::Zstandard,
            _ => Compression::None,
        }
    }

    /// Whether a file so compressed may begin with `bytes`. Too few of them tell nothing.
    pub fn begins(self, bytes: &[u8]) -> bool {
        bytes.len() < 4 || Compression::of_start(bytes) == self
    }

    /// `bytes` as one member.
    fn member(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Compression::None => Ok(bytes.to_vec()),
            Compression::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
            Compression::Zstandard => Ok(compress_to_vec(bytes, CompressionLevel::Fastest)),
        }
    }

    /// What the next member of `input` holds; an error where it is damaged or cut short. `None` at the end.
    pub fn read_member(self, mut input: impl BufRead) -> io::Result<Option<Vec<u8>>> {
        if input.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut content = Vec::new();
        match self {
            Compression::None => input.read_until(b'\n', &mut content)?,
            Compression::Gzip => GzDecoder::new(input).read_to_end(&mut content)?,
            Compression::Zstandard => {
                ruzstd::decoding::StreamingDecoder::new(input).map_err(io::Error::other)?.read_to_end(&mut content)?
            }
        };
        Ok(Some(content))
    }
}

/// What `input` says once it is unpacked, if it is packed.
pub fn unpacked(mut input: impl BufRead + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    Ok(match Compression::of_start(input.fill_buf()?) {
        Compression::None => Box::new(input),
        Compression::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(input))),
        Compression::Zstandard => Box::new(BufReader::new(Frames { input, decoder: FrameDecoder::new() })),
    })
}

/// Reads the frames of Zstandard, one behind the other.
struct Frames<Input> {
    input: Input,
    decoder: FrameDecoder,
}

impl<Input: BufRead> Read for Frames<Input> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if !self.decoder.is_finished() {
                let strategy = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.input, strategy).map_err(io::Error::other)?;
            } else if self.input.fill_buf()?.is_empty() {
                return Ok(0);
            } else {
                self.open_frame()?;
            }
        }
        self.decoder.read(buffer)
    }
}

impl<Input: BufRead> Frames<Input> {
    fn open_frame(&mut self) -> io::Result<()> {
        match self.decoder.reset(&mut self.input) {
            // A frame that holds no data: other programs keep notes there.
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                io::copy(&mut (&mut self.input).take(length.into()), &mut io::sink()).map(drop)
            }
            opened => opened.map_err(io::Error::other),
        }
    }
}

/// Where lines are written, packed or not.
pub struct Packer<Output> {
    output: Output,
    compression: Compression,
    /// Lines that wait until they are enough for a member.
    waiting: Vec<u8>,
}

impl<Output: Write> Packer<Output> {
    pub fn new(output: Output, compression: Compression) -> Self {
        Packer { output, compression, waiting: Vec::new() }
    }

    /// Writes `lines`, which end with one.
    pub fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        self.waiting.extend(lines);
        if self.waiting.len() >= MEMBER { self.write_member() } else { Ok(()) }
    }

    /// Lets out what a reader at the other end may wait for. Packed lines wait until they are many.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.compression == Compression::None { self.finish() } else { Ok(()) }
    }

    /// Lets out the rest.
    pub fn finish(&mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.write_member()?;
        }
        self.output.flush()
    }

    fn write_member(&mut self) -> io::Result<()> {
        self.output.write_all(&self.compression.member(&self.waiting)?)?;
        self.waiting.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Compression;

    #[test]
    fn beginnings() {
        let (plain, gzip, zstandard) = (b"{\"id", [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD]);
        let begins = |bytes: &[u8]| {
            [Compression::None, Compression::Gzip, Compression::Zstandard].map(|compression| compression.begins(bytes))
        };
        assert_eq!(begins(plain), [true, false, false]);
        assert_eq!(begins(&gzip), [false, true, false]);
        assert_eq!(begins(&zstandard), [false, false, true]);
        assert_eq!(begins(&plain[..3]), [true; 3], "too few of them tell nothing");
    }
}
