//! The upper tail of the chi-square distribution.

/// Terms after which a series has long converged.
const TERMS: u32 = 500;

/// The chance of a chi-square of `df` degrees of freedom of at least `x`: Q(df/2, x/2), the regularised upper
/// incomplete gamma function. Right to about ten digits, down to 1e-300.
/// Source: W. H. Press et al., Numerical Recipes, 3rd ed., §6.2; `lgamma`, `log` and `exp` from libm, which are the
/// same to the bit on every platform.
pub fn chi_square_p(x: f64, df: u32) -> f64 {
    if x <= 0.0 || df == 0 {
        return 1.0;
    }
    let (a, x) = (f64::from(df) / 2.0, x / 2.0);
    let scale = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { (1.0 - scale * series(a, x)).max(0.0) } else { scale * fraction(a, x) }
}

/// The series of the lower part, which converges fast below `a + 1`.
fn series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut next) = (1.0 / a, 1.0 / a, a);
    for _ in 0..TERMS {
        next += 1.0;
        term *= x / next;
        sum += term;
        if term < sum * 1e-16 {
            break;
        }
    }
    sum
}

/// The continued fraction of the upper part, after Lentz.
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let off_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / off_zero(b);
    let mut product = d;
    for i in 1..=TERMS {
        let i = f64::from(i);
        let part = -i * (i - a);
        b += 2.0;
        d = 1.0 / off_zero(part * d + b);
        c = off_zero(b + part / c);
        product *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_the_textbooks() {
        // Critical values as printed: NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.4.
        for (x, df, p) in [
            (3.841, 1, 0.05),
            (6.635, 1, 0.01),
            (10.828, 1, 0.001),
            (5.991, 2, 0.05),
            (18.307, 10, 0.05),
            (29.588, 10, 0.001),
            (124.342, 100, 0.05),
        ] {
            let got = chi_square_p(x, df);
            assert!((got / p - 1.0).abs() < 1e-3, "{x} {df}: {got}");
        }
        // Two degrees: exp(-x/2), in both branches.
        for x in [0.1, 1.0, 3.9, 4.1, 50.0, 600.0] {
            assert!((chi_square_p(x, 2) / libm::exp(-x / 2.0) - 1.0).abs() < 1e-12, "{x}");
        }
        assert_eq!((chi_square_p(0.0, 3), chi_square_p(5.0, 0)), (1.0, 1.0));
    }
}
