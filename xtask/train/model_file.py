"""Reads model files, and writes them with further sections: see `export.py`."""
import struct

import numpy as np

import export


class ModelFile:
    """The sections of a model file: name to (kind, dimensions, body), in their order."""

    def __init__(self, sections):
        self.sections = sections

    def matrix(self, name):
        """A table of whole numbers as `float32`."""
        kind, (rows, columns), body = self.sections[name]
        scales = np.frombuffer(body, "<f4", rows)
        numbers = np.frombuffer(body, np.int8, offset=4 * rows)
        if kind == export.ROWS_4:
            packed = numbers.view(np.uint8).reshape(rows, -1)
            numbers = np.stack([packed & 15, packed >> 4], 2).reshape(rows, -1)[:, :columns].astype(np.int8) - 8
        return numbers.reshape(rows, columns).astype(np.float32) * scales[:, None]

    def numbers(self, name):
        """A section of `float32`."""
        _, dimensions, body = self.sections[name]
        return np.frombuffer(body, "<f4").reshape(dimensions).copy()

    def with_sections(self, owner, config, parts):
        """The bytes of the file with `parts`, sections of `owner`, and the lines of `config`, in place of those it has."""
        kind, dimensions, body = self.sections["config"]
        lines = [line for line in body.decode().splitlines() if not line.startswith(f"{owner}_")]
        lines += [f"{name}={value}" for name, value in config.items()]
        config = kind, dimensions, "".join(f"{line}\n" for line in lines).encode()
        kept = {name: section for name, section in self.sections.items() if not name.startswith(f"{owner}.")}
        return export.assemble([(name, *section) for name, section in dict(kept, config=config).items()] + list(parts))


def read(path):
    data = path.read_bytes()
    count, at, sections = struct.unpack_from("<I", data, 12)[0], 16, {}
    for _ in range(count):
        length = data[at]
        name = data[at + 1: at + 1 + length].decode()
        at += 1 + length
        kind, number = struct.unpack_from("<BB", data, at)
        dimensions = struct.unpack_from(f"<{number}I", data, at + 2)
        at += 2 + 4 * number
        size = struct.unpack_from("<I", data, at)[0]
        at += 4
        at += -at % export.ALIGNED
        sections[name] = kind, dimensions, data[at:at + size]
        at += size
    return ModelFile(sections)
