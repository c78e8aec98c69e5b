"""From the probability that the random field gives a mention to the share of such mentions that are right."""
import numpy as np

import crf
from evaluate import SCHEMES, edges, key

FEWEST = 150  # mentions of a label that are enough for a curve of its own


def probabilities(emissions, spans, found, moves, starts, ends):
    """Probability of each mention of one document: that of its tags, by the forward-backward algorithm."""
    count = len(emissions)
    if not found:
        return []
    weights = np.exp(emissions - emissions.max(1, keepdims=True)).astype(np.float64)
    moves, forward = np.exp(moves.astype(np.float64)), np.zeros((count, len(crf.TAGS)))
    scales = np.zeros(count)
    for step in range(count):
        arriving = np.exp(starts) if step == 0 else forward[step - 1] @ moves
        forward[step] = arriving * weights[step]
        scales[step] = forward[step].sum()
        forward[step] /= scales[step]
    backward = np.zeros_like(forward)
    backward[-1] = np.exp(ends)
    for step in range(count - 2, -1, -1):
        backward[step] = moves @ (weights[step + 1] * backward[step + 1]) / scales[step + 1]
    total = forward[-1] @ backward[-1]
    opened = {int(start): index for index, start in enumerate(spans[:, 0])}
    closed = {int(end): index for index, end in enumerate(spans[:, 1])}
    out = []
    for start, end, label in found:
        first, last = opened[start], closed[end]
        names = ["S"] if first == last else ["B"] + ["I"] * (last - first - 1) + ["E"]
        tags = [crf.INDEX[f"{name}-{label}"] for name in names]
        value = forward[first, tags[0]]
        for step in range(first + 1, last + 1):
            value *= moves[tags[step - first - 1], tags[step - first]] * weights[step, tags[step - first]] / scales[step]
        out.append(value * backward[last, tags[-1]] / total)
    return out


def logit(probability):
    clipped = np.clip(probability, 1e-6, 1 - 1e-6)
    return np.log(clipped / (1 - clipped))


def fit(values, right, centre=(1.0, 0.0), pull=1.0):
    """Logistic regression of `right` on `values` by Newton's method, pulled towards `centre`."""
    inputs = np.stack([values, np.ones_like(values)], 1)
    curve = np.array(centre)
    for _ in range(30):
        predicted = 1 / (1 + np.exp(-inputs @ curve))
        gradient = inputs.T @ (right - predicted) - pull * (curve - centre)
        hessian = (inputs * (predicted * (1 - predicted))[:, None]).T @ inputs + pull * np.eye(2)
        curve = curve + np.linalg.solve(hessian, gradient)
    return curve


def curves(network, rows, dev, dev_documents, found):
    """(a, b) for each label: score = sigmoid(a * logit(probability) + b); and the expected error after it."""
    moves, starts, ends = edges(network)
    values, right, labels = [], [], []
    for emissions, tokens, document, ours in zip(rows, dev, dev_documents, found):
        if document["scheme"] != "ontonotes":
            continue
        names = SCHEMES["ontonotes"]
        gold = {key(document["text"], *m, names) for m in document["spans"]}
        values += probabilities(emissions[:, :73], tokens.spans, ours, moves, starts, ends)
        right += [key(document["text"], *m, names) in gold for m in ours]
        labels += [m[2] for m in ours]
    values, right, labels = logit(np.array(values)), np.array(right, dtype=float), np.array(labels)
    general = fit(values, right)
    out = np.tile(general, (len(crf.LABELS), 1))
    for index, label in enumerate(crf.LABELS):
        here = labels == label
        if here.sum() >= FEWEST:
            out[index] = fit(values[here], right[here], general, pull=10.0)
    own = np.array([out[crf.LABELS.index(label)] for label in labels])
    scores = 1 / (1 + np.exp(-(own[:, 0] * values + own[:, 1])))
    return out.astype(np.float32), expected_error(scores, right)


def expected_error(scores, right):
    bins = np.minimum(9, (10 * scores).astype(int))
    return sum(abs((scores - right)[bins == b].sum()) for b in range(10)) / max(1, len(scores))
