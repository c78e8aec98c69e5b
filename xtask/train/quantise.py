"""Weights to whole numbers: 8 bits a weight and one scale a row, 4 bits for word vectors."""
import numpy as np
import torch

from network import Network

WORD_BITS, BITS = 4, 8
STEPS_AN_OCTAVE = 8  # scales are rounded to powers of 2 ** (1 / 8): few different ones, which compress well
NARROWER = (1.0, 0.917, 0.841, 0.771, 0.707)  # scales to try for 4 bits: cutting off outliers may cost less than coarse steps


def rows(matrix, bits, rounded):
    """Whole numbers [row, column] and a scale a row: matrix ~ numbers * scales; scales `rounded` or as they are."""
    matrix = np.asarray(matrix, dtype=np.float32)
    top = 2 ** (bits - 1) - 1
    largest = np.maximum(np.abs(matrix).max(1), 1e-8) / top
    best = error = None
    for narrower in NARROWER if bits < 8 else NARROWER[:1]:
        scales = largest * narrower
        if rounded:
            scales = np.exp2(np.ceil(np.log2(scales) * STEPS_AN_OCTAVE) / STEPS_AN_OCTAVE).astype(np.float32)
        numbers = np.clip(np.round(matrix / scales[:, None]), -top, top)
        lost = ((numbers * scales[:, None] - matrix) ** 2).sum(1)
        if best is None:
            best, error = [numbers, scales], lost
        else:
            better = lost < error
            best[0][better], best[1][better], error[better] = numbers[better], scales[better], lost[better]
    return best[0].astype(np.int8), best[1]


def bits_of(name):
    return WORD_BITS if name == "tables.word" else BITS


def is_matrix(name):
    return name.startswith("tables.") or name.endswith(".weight")


def quantised(network):
    """The network with every matrix as its whole numbers say, and {name: (numbers, scales)}."""
    out, numbers = Network(network.shape), {}
    with torch.no_grad():
        for (name, parameter), source in zip(out.named_parameters(), network.parameters()):
            if is_matrix(name):
                numbers[name] = rows(source.detach().numpy(), bits_of(name), name.startswith("tables."))
                parameter.copy_(torch.from_numpy(numbers[name][0] * numbers[name][1][:, None]))
            else:
                parameter.copy_(source)
    return out.eval(), numbers
