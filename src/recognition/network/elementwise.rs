//! What happens between the matrix products, number by number, in `f32`. The same bits on every target: only
//! additions, multiplications, divisions and square roots, in a fixed order, never fused; sums go over eight lanes.

/// Layer normalisation turns out numbers that are quantised in steps of one part in this many. They are at most the
/// square root of the width, so that widths up to 256 fit into 16 bits.
pub const NORMALISED_STEPS: f32 = 2048.0;

const LANES: usize = 8;

/// Adding it to a number smaller than 2^22 moves the number's whole part into the last bits: rounds half to even.
const ROUNDING: f32 = 12_582_912.0;

fn round(number: f32) -> i32 {
    (number + ROUNDING).to_bits() as i32 - ROUNDING.to_bits() as i32
}

/// e to the power of `x`, which is cut to -87..88; right to about one part in ten million.
pub fn exp(x: f32) -> f32 {
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -0.000_212_194_44;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUNDING;
    let power = shifted - ROUNDING;
    let rest = x - power * LN_2_HIGH - power * LN_2_LOW;
    let series = [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let value = series.iter().fold(1.0 / 720.0, |sum, coefficient| sum * rest + coefficient);
    let exponent = shifted.to_bits().wrapping_sub(ROUNDING.to_bits()).wrapping_add(127);
    value * f32::from_bits(exponent << 23)
}

pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// The natural logarithm of a positive number.
pub fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let mantissa = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = [1.0 / 11.0, 1.0 / 9.0, 1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0];
    let sum = series.iter().fold(1.0 / 13.0, |sum, term| sum * square + term);
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * ratio * sum
}

fn sum(numbers: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane += term(number);
        }
    }
    rest.iter().fold(lanes.iter().sum(), |sum, &number| sum + term(number))
}

/// So many vectors lie number by number side by side: the first numbers of all, then the second ones.
pub const SIDE_BY_SIDE: usize = 4;

/// The products of `left` with vectors of the same length that lie side by side.
pub fn dot_each(left: &[f32], rights: &[[f32; SIDE_BY_SIDE]]) -> [f32; SIDE_BY_SIDE] {
    let mut lanes = [[0.0; SIDE_BY_SIDE]; LANES];
    let ((lefts, left), (blocks, rights)) = (left.as_chunks::<LANES>(), rights.as_chunks::<LANES>());
    for (left, rights) in lefts.iter().zip(blocks) {
        for lane in 0..LANES {
            add_products(left[lane], &rights[lane], &mut lanes[lane]);
        }
    }
    let mut sums = lanes.iter().fold([0.0; SIDE_BY_SIDE], |mut sums, lane| {
        add_products(1.0, lane, &mut sums);
        sums
    });
    left.iter().zip(rights).for_each(|(&left, rights)| add_products(left, rights, &mut sums));
    sums
}

fn add_products(left: f32, rights: &[f32; SIDE_BY_SIDE], sums: &mut [f32; SIDE_BY_SIDE]) {
    for vector in 0..SIDE_BY_SIDE {
        sums[vector] += left * rights[vector];
    }
}

/// The sum of e to the power of each of `numbers` less `shift`.
pub fn sum_exp(numbers: &[f32], shift: f32) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let sum = chunks.iter().fold(0.0, |sum, chunk| {
        let mut powers = *chunk;
        powers.iter_mut().for_each(|number| *number = exp(*number - shift));
        powers.iter().fold(sum, |sum, power| sum + power)
    });
    rest.iter().fold(sum, |sum, number| sum + exp(number - shift))
}

/// Layer normalisation (Ba et al. 2016) without gain and bias, which training folds into the next layer; quantised in
/// [`NORMALISED_STEPS`].
pub fn normalise(state: &[f32], output: &mut [i16]) {
    let count = state.len() as f32;
    let mean = sum(state, |x| x) / count;
    let variance = sum(state, |x| (x - mean) * (x - mean)) / count;
    let factor = NORMALISED_STEPS / (variance + 1e-5).sqrt();
    for (output, x) in output.iter_mut().zip(state) {
        *output = round(((x - mean) * factor).clamp(-32_767.0, 32_767.0)) as i16;
    }
}

/// The greatest of the numbers without their signs. By comparison: `f32::max` is a slow call in WebAssembly.
fn greatest_size(numbers: &[f32]) -> f32 {
    let greater = |one: f32, other: f32| if other > one { other } else { one };
    let mut lanes = [0.0; LANES];
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, number)| *lane = greater(*lane, number.abs()));
    }
    lanes.into_iter().chain(rest.iter().map(|number| number.abs())).fold(0.0, greater)
}

/// Quantises `numbers` to 16 bits in steps of their greatest part; says how large a step is.
pub fn quantise(numbers: &[f32], output: &mut [i16]) -> f32 {
    let greatest = greatest_size(numbers);
    if greatest == 0.0 {
        output.fill(0);
        return 0.0;
    }
    let factor = 32_767.0 / greatest;
    for (output, number) in output.iter_mut().zip(numbers) {
        *output = round(number * factor) as i16;
    }
    greatest / 32_767.0
}

/// Adds to `state` the gated linear unit (Dauphin et al. 2017) of `values`: its first half times the sigmoid of its
/// second half.
pub fn add_gated(values: &[f32], state: &mut [f32]) {
    let (linear, gates) = values.split_at(state.len());
    for ((x, linear), &gate) in state.iter_mut().zip(linear).zip(gates) {
        *x += linear * sigmoid(gate);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_follow_their_definitions() {
        for step in -2000..=2000 {
            let x = step as f32 / 100.0;
            let wide = f64::from(x);
            assert!((f64::from(exp(x)) / wide.exp() - 1.0).abs() < 3e-7, "exp({x})");
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-wide).exp())).abs() < 3e-7, "sigmoid({x})");
            assert!((f64::from(tanh(x)) - wide.tanh()).abs() < 5e-7, "tanh({x})");
            assert!((f64::from(ln(exp(x))) - wide).abs() < 1e-5, "ln(exp({x}))");
        }
        assert_eq!([exp(-1e9), exp(f32::NEG_INFINITY)], [exp(-87.0); 2]);
    }

    #[test]
    fn products_and_sums_follow_their_definitions() {
        for length in [1, 7, 8, 21, 40] {
            let number = |at: usize| (at * 37 % 23) as f32 - 11.0;
            let left: Vec<f32> = (0..length).map(number).collect();
            let rights: Vec<[f32; SIDE_BY_SIDE]> =
                (0..length).map(|at| std::array::from_fn(|vector| number(at * vector + vector))).collect();
            let product = |vector: usize| -> f32 { left.iter().zip(&rights).map(|(x, y)| x * y[vector]).sum() };
            assert_eq!(dot_each(&left, &rights), std::array::from_fn(product), "{length}");
            let sum: f64 = left.iter().map(|&x| (f64::from(x) - 3.0).exp()).sum();
            assert!((f64::from(sum_exp(&left, 3.0)) / sum - 1.0).abs() < 1e-6, "{length}");
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_and_half_to_even() {
        assert_eq!([-2.5, -1.5, -0.4, 0.0, 0.5, 1.5, 32_766.7].map(round), [-2, -2, 0, 0, 0, 2, 32_767]);
    }

    #[test]
    fn normalised_numbers_have_mean_0_and_variance_1() {
        let state: Vec<f32> = (0..32).map(|x| x as f32 * 3.0 + 7.0).collect();
        let mut output = [0; 32];
        normalise(&state, &mut output);
        let numbers = output.map(|x| f64::from(x) / f64::from(NORMALISED_STEPS));
        assert!(numbers.iter().sum::<f64>().abs() < 1e-3);
        assert!((numbers.iter().map(|x| x * x).sum::<f64>() / 32.0 - 1.0).abs() < 1e-3);
    }
}
