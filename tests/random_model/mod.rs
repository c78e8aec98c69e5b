//! A model file with random weights: everything that a trained one has, small, and knowing nothing.

/// The sizes of a network.
pub struct Sizes {
    pub width: usize,
    pub dilations: &'static [usize],
    pub memory_after: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { width: 32, dilations: &[1, 2, 3], memory_after: 2 }
    }
}

/// The sizes of the parser, as the configuration has them.
const PARSER: &str = "parser_width=16\nparser_kernel=3\nparser_dilations=1,2\nparser_vector=8\nparser_hidden=8\n";

const TAGS: usize = 73;
const OUTPUTS: usize = TAGS + 24 + 7;

/// The bytes of a model file with such a network.
pub fn write(sizes: &Sizes) -> Vec<u8> {
    let mut file = File { bytes: b"NEWSMARK\x01\0\0\0\0\0\0\0".to_vec(), sections: 0, random: 1 };
    let dilations: Vec<String> = sizes.dilations.iter().map(usize::to_string).collect();
    let Sizes { width, memory_after, .. } = *sizes;
    let config =
        format!("width={width}\nkernel=3\ndilations={}\nmemory_after={memory_after}\n{PARSER}", dilations.join(","));
    file.section("config", 0, &[config.len()], config.as_bytes());
    file.section("words", 0, &[], &pack([("minister", 0), ("the", 1)]));
    file.section("gazetteer", 0, &[], &pack([("new york", 5), ("york", 2)]));
    let tables = [
        ("word", 3, 16),
        ("hash", 8192, 16),
        ("prefix3", 4096, 8),
        ("suffix2", 2048, 8),
        ("suffix3", 4096, 8),
        ("suffix4", 4096, 8),
        ("shape", 1024, 8),
        ("case", 8, 4),
        ("before", 3, 2),
        ("line", 8, 4),
        ("first", 3, 2),
        ("lists", 32, 8),
    ];
    for (name, rows, dimensions) in tables {
        match name {
            "word" => file.rows(&format!("embedding.{name}"), 3, &[rows, dimensions], dimensions / 2, 0.1),
            _ => file.rows(&format!("embedding.{name}"), 2, &[rows, dimensions], dimensions, 0.01),
        }
    }
    file.layer("input", width, tables.iter().map(|table| table.2).sum());
    for index in 0..sizes.dilations.len() {
        file.layer(&format!("block.{index}"), 2 * width, 3 * width);
    }
    file.layer("memory", width, 2 * width);
    file.layer("heads", OUTPUTS, width);
    file.parser(tables.iter().map(|table| table.2).sum(), width);
    file.floats("transitions", TAGS * TAGS, 1.0);
    file.floats("start", TAGS, 1.0);
    file.floats("end", TAGS, 1.0);
    file.finish()
}

fn pack<const N: usize>(entries: [(&str, u64); N]) -> Vec<u8> {
    fst::Map::from_iter(entries).expect("sorted").into_fst().into_inner()
}

struct File {
    bytes: Vec<u8>,
    sections: u32,
    random: u32,
}

impl File {
    fn random(&mut self) -> u32 {
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.random >> 8
    }

    fn section(&mut self, name: &str, kind: u8, dimensions: &[usize], content: &[u8]) {
        self.sections += 1;
        self.bytes.push(name.len() as u8);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend([kind, dimensions.len() as u8]);
        dimensions.iter().for_each(|&size| self.bytes.extend((size as u32).to_le_bytes()));
        self.bytes.extend((content.len() as u32).to_le_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(16), 0);
        self.bytes.extend(content);
    }

    fn rows(&mut self, name: &str, kind: u8, dimensions: &[usize], row: usize, step: f32) {
        let mut content = step.to_le_bytes().repeat(dimensions[0]);
        content.extend((0..dimensions[0] * row).map(|_| self.random() as u8).collect::<Vec<u8>>());
        self.section(name, kind, dimensions, &content);
    }

    fn floats(&mut self, name: &str, count: usize, scale: f32) {
        let random = |file: &mut Self| (file.random() as f32 / (1 << 24) as f32 - 0.5) * 2.0 * scale;
        let content: Vec<u8> = (0..count).flat_map(|_| random(self).to_le_bytes()).collect();
        self.section(name, 1, &[count], &content);
    }

    fn layer(&mut self, name: &str, outputs: usize, inputs: usize) {
        let step = 1.0 / 64.0 / (inputs as f32).sqrt();
        self.rows(&format!("{name}.weight"), 2, &[outputs, inputs], inputs, step);
        self.floats(&format!("{name}.bias"), outputs, 0.1);
    }

    /// A parser of the sizes in [`PARSER`].
    fn parser(&mut self, embedded: usize, states: usize) {
        let (width, vector, hidden) = (16, 8, 8);
        self.layer("parser.embedded", width, embedded);
        self.layer("parser.states", width, states);
        self.layer("parser.block.0", 2 * width, 3 * width);
        self.layer("parser.block.1", 2 * width, 3 * width);
        self.layer("parser.output", 2 * vector + 2 + 2 * hidden, width);
        self.floats("parser.distance", 129, 1.0);
        self.floats("parser.near", 10 * hidden, 1.0);
        self.layer("parser.relation", 38, hidden);
    }

    fn finish(mut self) -> Vec<u8> {
        self.bytes[12..16].copy_from_slice(&self.sections.to_le_bytes());
        let checksum = checksum(&self.bytes);
        self.bytes.extend(checksum.to_le_bytes());
        self.bytes
    }
}

/// CRC-32, bit by bit.
pub fn checksum(bytes: &[u8]) -> u32 {
    let step = |value: u32| if value & 1 == 1 { value >> 1 ^ 0xEDB8_8320 } else { value >> 1 };
    !bytes.iter().fold(!0, |value, &byte| (0..8).fold(value ^ u32::from(byte), |value, _| step(value)))
}
