"""The parser on top of the trained network, which stays as it is: further gated convolutions over its last states, a
vector of each token as a dependent and one as a head, and relations by a small network over both.

A head is chosen among the tokens of the sentence and its root, as in Dozat and Manning 2017, whose biaffine product is
here a plain product with a bias by distance.
"""
import torch
import torch.nn.functional as F
from torch import nn

from relations import RELATIONS
from network import Block

REACH = 64  # a head stands so many tokens away at most
VECTOR, HIDDEN = 40, 64
OUTPUTS = 2 * VECTOR + 2 + 2 * HIDDEN
# Distances to the head between which the network for relations makes a difference, either side.
NEAR = (1, 2, 3, 6, 11)
BINS = 2 * len(NEAR)


class Shape:
    """What `Block` asks of a network, and the sizes of what goes in."""

    def __init__(self, width=72, dilations=(1, 2, 4), taps=3, states=112, embedded=192):
        self.width, self.dilations, self.taps = width, list(dilations), taps
        self.states, self.embedded = states, embedded

    def multiply_adds(self):
        width = self.width
        own = (self.states + self.embedded + OUTPUTS) * width + len(self.dilations) * 2 * width * width * self.taps
        return own + HIDDEN * len(RELATIONS)


def distance_bins(distances):
    """The bins of distances from dependents to their heads, negative ones to the left."""
    sizes = torch.bucketize(distances.abs(), torch.tensor(NEAR), right=True) - 1
    return sizes.clamp(min=0) + len(NEAR) * (distances > 0)


class Parser(nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.shape = shape
        self.embedded = nn.Linear(shape.embedded, shape.width)
        self.states = nn.Linear(shape.states, shape.width)
        self.blocks = nn.ModuleList(Block(shape, dilation) for dilation in shape.dilations)
        self.output = nn.Linear(shape.width, OUTPUTS)
        self.distance = nn.Parameter(torch.zeros(2 * REACH + 1))
        self.near = nn.Parameter(torch.zeros(BINS, HIDDEN))
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))
        self.dropout, self.input_dropout = 0.1, 0.1

    def forward(self, embedded, states, keep):
        """The outputs of every row, from the embeddings side by side and the last states, normalised."""
        if self.training:
            embedded, states = F.dropout(embedded, self.input_dropout), F.dropout(states, self.input_dropout)
        own = (self.embedded(embedded) + self.states(states)) * keep
        for block in self.blocks:
            own = block(own, keep, self.dropout)
        return self.output(F.layer_norm(own, own.shape[1:]))

    def arcs(self, outputs, places, lengths):
        """Scores [sentence, dependent, head] with the root as the last head. `places` [sentence, token] are rows."""
        rows = outputs[places]
        dependents, heads = rows[..., :VECTOR], rows[..., VECTOR:2 * VECTOR]
        size = places.shape[1]
        at = torch.arange(size)
        offsets = at[None, :] - at[:, None]
        scores = torch.bmm(dependents, heads.transpose(1, 2)) + rows[..., 2 * VECTOR][:, None, :]
        scores = scores + self.distance[offsets.clamp(-REACH, REACH) + REACH]
        barred = (offsets.abs() > REACH) | (offsets == 0)
        barred = barred[None] | (at[None, :] >= lengths[:, None])[:, None, :]
        scores = scores.masked_fill(barred, -1e4)
        return torch.cat([scores, rows[..., 2 * VECTOR + 1, None]], 2)

    def relations(self, outputs, dependents, heads):
        """Scores of relations for pairs of rows."""
        start = 2 * VECTOR + 2
        hidden = outputs[dependents, start:start + HIDDEN] + outputs[heads, start + HIDDEN:]
        return self.relation(F.relu(hidden + self.near[distance_bins(heads - dependents)]))
