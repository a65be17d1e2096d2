//! Billing intervals: from a word to the factor that makes an amount monthly (peers.md §5).

use crate::base::divide_half_even;

/// An amount times `times` over `over` is a month's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) struct Factor {
    /// Numerator.
    pub times: i64,
    /// Denominator, above zero.
    pub over: i64,
}

impl Factor {
    /// A month is a month.
    pub const MONTH: Factor = Factor { times: 1, over: 1 };

    /// An amount scaled by the factor and by ten to the `down`th less, rounded half to even.
    pub fn apply(self, amount: i64, down: u8) -> Option<i64> {
        let over = i128::from(self.over) * 10i128.checked_pow(u32::from(down))?;
        divide_half_even(i128::from(amount) * i128::from(self.times), over)
    }
}

/// Words without a number, already lower-case and without spaces and hyphens.
const WORDS: &[(&str, i64, i64)] = &[
    (
        "day days daily d perday tag tage täglich taglich jour jours journalier quotidien día dia días diario diaria \
         日 天 每日 每天 按日 按天 日付 日額 毎日 日次",
        365,
        12,
    ),
    (
        "week weeks weekly w wk perweek woche wochen wöchentlich wochentlich semaine semaines hebdomadaire semana \
         semanas semanal 周 每周 按周 星期 周付 週 毎週 週次 週額",
        52,
        12,
    ),
    (
        "month months monthly m mo mth permonth monat monate monatlich promonat mois mensuel mensuelle mensuellement \
         parmois mes meses mensual mensualmente pormes mensile mensal maandelijks 月 每月 按月 月度 月付 个月 包月 月額 \
         毎月 月次 月払い 月払 ヶ月 か月 カ月 ヵ月 个自然月",
        1,
        1,
    ),
    (
        "quarter quarters quarterly q qtr perquarter quartal quartale quartalsweise vierteljährlich vierteljahrlich \
         vierteljährig trimestre trimestres trimestriel trimestrielle trimestral trimestralmente 季 季度 每季 每季度 按季 \
         季付 四半期 四半期払い 四半期ごと 毎四半期",
        1,
        3,
    ),
    (
        "halfyear halfyearly semiannual semiannually biannual semester halbjahr halbjährlich halbjahrlich semestre \
         semestriel semestrielle semestral 半年 每半年 半年付 半年度 半期 半年ごと 半年払い",
        1,
        6,
    ),
    (
        "year years yearly y yr annual annually annum peryear perannum jahr jahre jährlich jahrlich jaehrlich projahr an \
         ans année annee annuel annuelle annuellement paran año ano años anual anualmente porano annuale jaarlijks 年 每年 \
         按年 年度 年付 包年 年額 毎年 年次 年払い 年払 年間",
        1,
        12,
    ),
];

/// The factor of a word: `month`, `Quarterly`, `3 months`, `every 2 years`, `12个月`, `年付`.
pub(in crate::read) fn factor(text: &str) -> Option<Factor> {
    let mut word: String = text
        .chars()
        .map(crate::read::roles::header::half_width)
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '.'))
        .collect();
    if let Some(rest) = word.strip_prefix("every") {
        word = rest.to_owned();
    }
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = word.split_at_checked(digits)?;
    let count: i64 = match number {
        "" => 1,
        n => n.parse().ok().filter(|n| (1..=1200).contains(n))?,
    };
    let (_, times, over) =
        WORDS.iter().find(|(words, _, _)| words.split_ascii_whitespace().any(|w| w == unit))?;
    Some(Factor { times: *times, over: over * count })
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: Factor = Factor { times: 1, over: 12 };

    #[test]
    fn words_in_two_languages() {
        let of = |t| factor(t).map(|f| (f.times, f.over));
        for text in ["month", "Monthly", "1 month", "月", "按月", "every month"] {
            assert_eq!(of(text), Some((1, 1)), "{text}");
        }
        for text in ["quarter", "3 months", "季度", "3个月", "every 3 months"] {
            assert_eq!(of(text), Some((1, 3)), "{text}");
        }
        assert_eq!(of("half-year"), Some((1, 6)));
        assert_eq!(of("年付"), Some((1, 12)));
        assert_eq!(of("2 years"), Some((1, 24)));
        assert_eq!(of("week"), Some((52, 12)));
        assert_eq!(of("day"), Some((365, 12)));
        for text in ["", "fortnight", "biweekly", "0 months", "months 3", "lifetime"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn scales_exactly() {
        assert_eq!(YEAR.apply(1_200_000, 2), Some(1000));
        // 100.00 a year: 8.333…
        assert_eq!(YEAR.apply(1_000_000, 2), Some(833));
        // 0.30 a year is 0.025 a month: half to even.
        assert_eq!(YEAR.apply(3_000, 2), Some(2));
        assert_eq!(Factor { times: 52, over: 12 }.apply(1_000, 0), Some(4333));
    }
}
