"""Linear-chain conditional random field over BIOES tags (Lafferty et al. 2001; Ratinov and Roth 2009 for BIOES).

A row of tokens is cut into chunks of equal length, so that all chunks of a batch advance together. A chunk is
conditioned on what gold allows just before and just after it, so cutting adds no false starts or ends.
Gold may be partial: of each token a set of tags is allowed, and the loss is minus the logarithm of the probability
that some path through the allowed sets is taken (Tsuboi et al. 2008).
"""
import numpy as np
import torch

LABELS = (
    "PERSON NORP FAC ORG GPE LOC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE DATE TIME PERCENT MONEY QUANTITY ORDINAL CARDINAL"
).split()
TAGS = ["O"] + [f"{prefix}-{label}" for label in LABELS for prefix in "BIES"]
INDEX = {tag: index for index, tag in enumerate(TAGS)}
CHUNK = 64


def legal_transitions():
    """Boolean [from, to]: what may follow what."""
    legal = np.zeros((len(TAGS), len(TAGS)), dtype=bool)
    for i, before in enumerate(TAGS):
        for j, after in enumerate(TAGS):
            if before[0] in "BI":
                legal[i, j] = after[0] in "IE" and before[2:] == after[2:]
            else:
                legal[i, j] = after[0] in "OBS"
    return torch.from_numpy(legal)


def outside():
    """Boolean [tag]: tags that may stand at the start (second: at the end) of a document."""
    starts = torch.tensor([tag[0] in "OBS" for tag in TAGS])
    ends = torch.tensor([tag[0] in "OES" for tag in TAGS])
    return starts, ends


class PathSums(torch.autograd.Function):
    """Logarithm of the sum over paths, for sequences [chunk, time, tag] of nonnegative `potentials`.

    `first` and `last` [chunk, tag] weigh where a path may come from and go to. The gradient is by the
    forward-backward algorithm with a scale a step (Rabiner 1989).
    """

    @staticmethod
    def forward(context, potentials, moves, first, last):
        chunks, time, tags = potentials.shape
        by_time = potentials.transpose(0, 1).contiguous()
        forward = torch.empty(time, chunks, tags)
        scales = torch.empty(time, chunks, 1)
        arriving = torch.empty(time, chunks, tags)
        state = first
        for step in range(time):
            torch.mm(state, moves, out=arriving[step])
            torch.mul(arriving[step], by_time[step], out=forward[step])
            scales[step] = forward[step].sum(1, keepdim=True).clamp_min_(1e-30)
            forward[step].div_(scales[step])
            state = forward[step]
        closing = (state * last).sum(1).clamp_min(1e-30)
        context.save_for_backward(by_time, moves, first, last, forward, scales, arriving, closing)
        return scales.log().sum((0, 2)) + closing.log()

    @staticmethod
    def backward(context, gradient):
        by_time, moves, first, last, forward, scales, arriving, closing = context.saved_tensors
        time, chunks, tags = by_time.shape
        potential_gradient = torch.empty_like(by_time)
        weighted = torch.empty_like(by_time)
        turned = moves.t().contiguous()
        backward = last / closing[:, None]
        for step in range(time - 1, -1, -1):
            scaled = backward / scales[step]
            torch.mul(arriving[step], scaled, out=potential_gradient[step])
            torch.mul(by_time[step], scaled, out=weighted[step])
            backward = weighted[step] @ turned
        sources = torch.cat([first[None], forward[:-1]])
        weighted.mul_(gradient[None, :, None])
        move_gradient = sources.reshape(-1, tags).t() @ weighted.reshape(-1, tags)
        potential_gradient.mul_(gradient[None, :, None])
        return potential_gradient.transpose(0, 1), move_gradient, None, None


def loss(scores, transitions, legal, batch, taught):
    """Two losses a token in the mean: minus log probability of the paths that gold allows, and the cross entropy of the
    teacher's probabilities. `taught` is the weight of the second where the teacher was asked, and 1 where gold has no names."""
    rows, tags = scores.shape
    chunks = rows // CHUNK
    moves = transitions.clamp(-15, 15).exp() * legal
    scores = (scores - scores.max(1, keepdim=True).values).clamp_min(-40)
    potentials = scores.exp().view(chunks, CHUNK, tags)
    inside = batch.allowed.float().view(chunks, CHUNK, tags)
    with torch.no_grad():
        first, last = borders(inside, legal.float())
        last = (last > 0).float()
    both = torch.cat([potentials, potentials * inside])
    sums = PathSums.apply(both, moves, torch.cat([first, first]), torch.cat([last, last]))
    gold = sums[:chunks] - sums[chunks:]
    if batch.judged is None:
        return gold.sum() / rows, torch.zeros(())
    judged = batch.judged.view(chunks, CHUNK, tags)
    sums = PathSums.apply(potentials, moves.detach(), *borders(judged, moves.detach()))
    teacher = sums - (scores.view(chunks, CHUNK, tags) * judged).sum((1, 2))
    judged, named = batch.taught.view(chunks, CHUNK).mean(1), batch.named.view(chunks, CHUNK).mean(1)
    return (gold * (1 - taught * judged)).sum() / rows, (teacher * judged * (1 - named * (1 - taught))).sum() / rows


def borders(inside, moves):
    """Where a path may come from and go to at each chunk, by what stands [chunk, time, tag] in its neighbours."""
    tags = inside.shape[2]
    nothing = torch.zeros(1, tags)
    nothing[0, 0] = 1
    first = torch.cat([nothing, inside[:-1, -1]])
    last = torch.cat([inside[1:, 0], outside()[0].float()[None]]) @ moves.t()
    return first / first.sum(1, keepdim=True), last


def marginals(scores, transitions, legal, keep):
    """Probability of every tag at every row. `scores` [batch, row, tag]; rows that `keep` [batch, row] lacks are O."""
    potentials = (scores - scores.max(2, keepdim=True).values).exp()
    nothing = torch.zeros(scores.shape[2])
    nothing[0] = 1
    potentials = torch.where(keep[:, :, None] > 0, potentials, nothing).requires_grad_()
    moves = transitions.detach().clamp(-15, 15).exp() * legal
    edge = nothing[None].repeat(len(scores), 1)
    PathSums.apply(potentials, moves, edge, torch.ones_like(edge)).sum().backward()
    return potentials.detach() * potentials.grad
