"""The model file: sections of numbers and bytes, as `src/model/README.md` describes them."""
import json
import struct
import subprocess
import zlib

import numpy as np

BYTES, FLOATS, ROWS_8, ROWS_4 = 0, 1, 2, 3
ALIGNED = 16
SIZES = dict(ner=73, pos=24, attribution=7)

# For the test that the library's scores are those of the trainer. Written for newsmark.
REFERENCE = [
    "Secretary Mara Ellison told reporters on Tuesday that NATO would spend $40 billion more.",
    "OSLO (Reuters) - Norway's oil fund lost 3.2 percent.",
    "\"We won't wait,\" said Tomás Okafor of Lagos. Okafor, 52, leads a march.",
    "STORM HELGA KILLS TWELVE IN EASTERN MEXICO",
]


def section(name, kind, dimensions, body):
    return name, kind, dimensions, body


def rows_section(name, numbers, scales, bits):
    if bits == 4:
        flat = (numbers + 8).astype(np.uint8)
        if flat.shape[1] % 2:
            flat = np.pad(flat, ((0, 0), (0, 1)), constant_values=8)
        packed = flat[:, 0::2] | (flat[:, 1::2] << 4)
        return section(name, ROWS_4, numbers.shape, scales.astype("<f4").tobytes() + packed.tobytes())
    return section(name, ROWS_8, numbers.shape, scales.astype("<f4").tobytes() + numbers.astype(np.int8).tobytes())


def floats_section(name, values):
    values = np.asarray(values, dtype="<f4")
    return section(name, FLOATS, values.shape, values.tobytes())


def exported_name(name):
    """The file's name for a parameter: tables.word -> embedding.word, blocks.0.mix.weight -> block.0.weight."""
    return name.replace("tables.", "embedding.").replace("blocks.", "block.").replace("mix.", "")


def config(shape, note):
    lines = dict(width=shape.width, blocks=len(shape.dilations), kernel=shape.taps,
                 dilations=",".join(map(str, shape.dilations)), memory_after=shape.memory_after, gated=1,
                 activation_bits=16, **SIZES, **note)
    return "".join(f"{name}={value}\n" for name, value in lines.items()).encode()


def sections(network, numbers, edges, curves, lists, note):
    moves, starts, ends = edges
    yield section("config", BYTES, (), config(network.shape, note))
    for name in ("words", "gazetteer"):
        yield section(name, BYTES, (), (lists / f"{name}.fst").read_bytes())
    for name, parameter in network.named_parameters():
        if name == "transitions":
            continue
        if name in numbers:
            yield rows_section(exported_name(name), *numbers[name], 4 if name == "tables.word" else 8)
        else:
            yield floats_section(exported_name(name), parameter.detach().numpy())
    yield floats_section("transitions", moves)
    yield floats_section("start", starts)
    yield floats_section("end", ends)
    yield floats_section("calibration", curves)


def assemble(parts):
    parts = [(name.encode(), kind, [int(size) for size in dimensions], body) for name, kind, dimensions, body in parts]
    out = bytearray(b"NEWSMARK" + struct.pack("<II", 1, len(parts)))
    for name, kind, dimensions, body in parts:
        out += struct.pack("<B", len(name)) + name + struct.pack("<BB", kind, len(dimensions))
        out += struct.pack(f"<{len(dimensions)}I", *dimensions) + struct.pack("<I", len(body))
        out += bytes(-len(out) % ALIGNED) + body
    return bytes(out + struct.pack("<I", zlib.crc32(out)))


def write(output, network, numbers, edges, curves, lists, note):
    command = ["cargo", "xtask", "pack-lists", lists / "words.txt", lists / "gazetteer.txt", lists / "words.fst",
               lists / "gazetteer.fst"]
    subprocess.run(command, check=True)
    parts = list(sections(network, numbers, edges, curves, lists, note))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(assemble(parts))
    return {name: len(body) for name, _, _, body in parts}


def write_reference(path, texts, rows):
    """Each text with all scores of every token, by the quantised weights."""
    cases = []
    for text, scores in zip(texts, rows):
        cases.append(dict(text=text, scores=[[round(float(value), 2) for value in row] for row in scores]))
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    path.write_text(f"[{body}]\n", encoding="utf8")
