"""The network: embeddings side by side, gated convolutions, a memory of the same word's other places, three heads.

Gated convolutions after Dauphin et al. 2017, layer normalisation after Ba et al. 2016.
"""
import torch
import torch.nn.functional as F
from torch import nn

GAP = 4  # blank rows between documents: the reach of one convolution to one side must not pass it

NER, POS, ATTRIBUTION = 73, 24, 7


class Shape:
    """The choices that make a network."""

    def __init__(self, columns, width=112, blocks=6, taps=3, dilations=(1, 1, 2, 3, 1, 2), memory_after=4,
                 list_dimensions=16):
        self.columns, self.width, self.blocks, self.taps = columns, width, blocks, taps
        self.dilations, self.memory_after = list(dilations), memory_after
        self.list_dimensions = list_dimensions

    DIMENSIONS = dict(word=48, hash=32, prefix3=16, suffix2=8, suffix3=16, suffix4=16, shape=16, case=8, before=4,
                      line=8, first=4, lists=16)

    def input_width(self):
        return sum(self.DIMENSIONS[column["name"]] for column in self.columns)

    def multiply_adds(self):
        width = self.width
        kernel = 2 * width * width * self.taps
        return self.input_width() * width + self.blocks * kernel + 2 * width * width + width * (NER + POS + ATTRIBUTION)


class Block(nn.Module):
    def __init__(self, shape, dilation):
        super().__init__()
        width, taps = shape.width, shape.taps
        self.taps, self.dilation = taps, dilation
        self.mix = nn.Linear(taps * width, 2 * width)

    def forward(self, states, keep, dropout):
        normal = F.layer_norm(states, states.shape[1:])
        reach = self.taps // 2 * self.dilation
        padded = F.pad(normal, (0, 0, reach, reach))
        rows = states.shape[0]
        shifted = [padded[tap * self.dilation: tap * self.dilation + rows] for tap in range(self.taps)]
        value, gate = self.mix(torch.cat(shifted, 1)).chunk(2, 1)
        update = value * torch.sigmoid(gate)
        if self.training:
            update = F.dropout(update, dropout)
        return states + update * keep


class Network(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        width = shape.width
        self.tables = nn.ParameterDict()
        for column in shape.columns:
            dimensions = Shape.DIMENSIONS[column["name"]]
            self.tables[column["name"]] = nn.Parameter(torch.randn(column["size"], dimensions) * 0.3)
        self.input = nn.Linear(shape.input_width(), width)
        self.blocks = nn.ModuleList(Block(shape, dilation) for dilation in shape.dilations)
        self.memory = nn.Linear(2 * width, width)
        self.heads = nn.Linear(width, NER + POS + ATTRIBUTION)
        self.transitions = nn.Parameter(torch.zeros(NER, NER))
        self.dropout, self.input_dropout = 0.1, 0.15

    def look_up(self, features):
        """Embeddings side by side. `features`: column name to indices [row] or bits [row, size] as floats."""
        parts = []
        for column in self.shape.columns:
            name = column["name"]
            if column["kind"] == "bits":
                parts.append(features[name] @ self.tables[name])
            else:
                parts.append(F.embedding(features[name], self.tables[name]))
        return torch.cat(parts, 1)

    def encode(self, embedded, keep, words, others):
        """`keep` [row, 1] is 0 at blank rows; `words` [row] numbers each article's different words; `others` [row, 1]
        is one over how many other places the word has there, or 0."""
        states = self.input(embedded) * keep
        for index, block in enumerate(self.blocks):
            if index == self.shape.memory_after:
                states = self.remember(states, keep, words, others)
            states = block(states, keep, self.dropout)
        return self.heads(F.layer_norm(states, states.shape[1:]))

    def remember(self, states, keep, words, others):
        sums = torch.zeros_like(states).index_add(0, words, states)
        elsewhere = (sums[words] - states) * others
        update = torch.tanh(self.memory(torch.cat([states, elsewhere], 1)))
        return states + update * keep

    def forward(self, features, keep, words, others):
        embedded = self.look_up(features)
        if self.training:
            embedded = F.dropout(embedded, self.input_dropout)
        return self.encode(embedded, keep, words, others)
