//! Decoding compared with what all sequences of three tokens say.

use super::*;

/// Numbers between -2 and 2, the same each time.
fn random_numbers(count: usize, seed: u32) -> Vec<f32> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 22) as f32 - 2.0
    };
    (0..count).map(next).collect()
}

fn may_follow(from: usize, to: usize) -> bool {
    let leaves = from == 0 || (from - 1) % 4 >= 2;
    let enters = to == 0 || (to - 1).is_multiple_of(4) || (to - 1) % 4 == 3;
    let within = !leaves && !enters && (from - 1) / 4 == (to - 1) / 4;
    leaves && enters || within
}

/// All sequences of tags that make sense, of three tokens.
fn sequences() -> Vec<[usize; 3]> {
    let all = (0..TAGS.pow(3)).map(|n| [n / TAGS / TAGS, n / TAGS % TAGS, n % TAGS]);
    let makes_sense = |tags: &[usize; 3]| {
        may_follow(0, tags[0]) && may_follow(tags[0], tags[1]) && may_follow(tags[1], tags[2]) && may_follow(tags[2], 0)
    };
    all.filter(makes_sense).collect()
}

#[test]
fn decoding_is_what_all_sequences_say() {
    for seed in 1..5 {
        let scores: Vec<f32> = random_numbers(3 * TAGS, seed).iter().map(|score| score * 2.0).collect();
        let transitions = random_numbers(TAGS * TAGS, seed + 10);
        let (start, end) = (random_numbers(TAGS, seed + 20), random_numbers(TAGS, seed + 30));
        let decoder = Decoder::new(&transitions, &start, &end, [[1.0, 0.0]; LABELS]);
        let score = |tags: &[usize; 3]| {
            let emitted: f32 = (0..3).map(|token| scores[token * TAGS + tags[token]]).sum();
            let steps = transitions[tags[0] * TAGS + tags[1]] + transitions[tags[1] * TAGS + tags[2]];
            f64::from(emitted + steps + start[tags[0]] + end[tags[2]])
        };
        let sequences = sequences();
        let best = sequences.iter().max_by(|a, b| score(a).total_cmp(&score(b))).expect("there are some");
        let total: f64 = sequences.iter().map(|tags| score(tags).exp()).sum();
        let mentions = decoder.decode(&in_cell_order(&scores), TAGS);
        let mut tags = [0; 3];
        for mention in &mentions {
            let tags_of_mention = tags_of(mention);
            tags[mention.tokens.clone()].copy_from_slice(&tags_of_mention);
            let with = |sequence: &&[usize; 3]| sequence[mention.tokens.clone()] == tags_of_mention;
            let share = sequences.iter().filter(with).map(|tags| score(tags).exp()).sum::<f64>() / total;
            assert!((f64::from(mention.probability) - share).abs() < 1e-4, "{mention:?}: {share}");
        }
        assert_eq!(&tags, best);
    }
}

fn in_cell_order(scores: &[f32]) -> Vec<f32> {
    scores.chunks_exact(TAGS).flat_map(|row| tag_order().map(|tag| row[tag])).collect()
}

fn tags_of(mention: &TaggedMention) -> Vec<usize> {
    let begin = 1 + 4 * mention.label as usize;
    match mention.tokens.len() {
        1 => vec![begin + 3],
        length => (0..length)
            .map(|at| begin + [0, 2, 1][usize::from(at > 0) + usize::from(at > 0 && at + 1 < length)])
            .collect(),
    }
}
