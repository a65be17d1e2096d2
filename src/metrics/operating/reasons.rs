//! Why customers left: the reasons that the accounts state, in the terms of one list where their words fit it
//! (domain.md §2.10 N-08, N-09; G-09, G-10).

use crate::base::{Date, Month};
use crate::tables::{AttributeKind, Company};

/// The terms and the words that stand for them, those that say most first: the first that occurs in a reason holds.
const TERMS: &[(&str, &str)] = &[
    (
        "business_closed",
        "business closed|company closed|closed down|out of business|bankrupt|shut down|shutdown|liquidat|ceased|went under|倒闭|关闭|关停|注销|停业|破产|歇业|geschäftsaufgabe|insolven|faillite|fermeture|cessation d'activité|cierre|quiebra|encerramento|falência|廃業|倒産",
    ),
    (
        "not_adopted",
        "adopt|not used|unused|no usage|low usage|never used|not using|inactive|用不起来|没用起来|未使用|使用率|没人用|不活跃|未采用|nicht genutzt|kaum genutzt|keine nutzung|non utilis|peu utilis|sin uso|no se usa|poco uso|não utiliz|sem uso|pouco uso|使われ|未利用|定着し",
    ),
    (
        "freemium",
        "freemium|free plan|free version|free tier|free alternative|免费|kostenlos|gratis|gratuit|gratuito|無料",
    ),
    (
        "competitor",
        "competitor|competition|competing|switched to|moved to|竞品|竞争|友商|对手|替换为|换成|wettbewerb|konkurren|concurren|competencia|competidor|concorren|競合|他社",
    ),
    (
        "oversold",
        "oversold|over sold|oversell|overpromis|over promis|expectation|promised|过度承诺|过度销售|夸大|忽悠|承诺不符|预期不符|zu viel versprochen|übertriebene versprech|survendu|promesses|sobrevend|promesas|vendido em excesso|promessas|過剰な約束|期待外れ",
    ),
    (
        "price",
        "price|pricing|cost|expensive|budget|价格|太贵|预算|费用|成本|preis|teuer|kosten|presupuesto|orçamento|prix|trop cher|coût|precio|caro|preço|価格|料金|高すぎ|予算",
    ),
    (
        "goal_unknown",
        "goal|no clear value|no roi|business case|目标|ziele|unklares ziel|geschäftsziel|objectif|objetivo|目的|目標",
    ),
    (
        "end_user_burden",
        "burden|end user|too complex|complicated|hard to use|difficult to use|usability|负担|难用|太复杂|操作复杂|操作不便|belastung|zu kompliziert|trop compliqu|charge pour les utilisateurs|carga para|complicad|sobrecarga|使いにく|操作が難し|現場の負担",
    ),
    (
        "support_quality",
        "support|service quality|customer service|response time|poor service|客服|服务质量|售后|响应慢|服务差|kundendienst|assistance|soporte|atención|suporte|atendimento|サポート",
    ),
    (
        "feature_gap",
        "feature|functional|missing|integration|功能|缺少|不满足|无法对接|funktion|fehlende|fonctionnalit|manque|funcionalidad|falta de|機能",
    ),
];

/// The term of a reason; `None` where its words are none we know: it stays as it is written.
pub fn term(reason: &str) -> Option<&'static str> {
    let folded = reason.to_lowercase().replace(['_', '-'], " ");
    let has = |words: &str| words.split('|').any(|word| folded.contains(word));
    TERMS.iter().find(|(_, words)| has(words)).map(|(term, _)| *term)
}

/// A customer that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Who, by [`Company::customers`].
    pub customer: u32,
    /// In which month, by the accounts, else the first without revenue.
    pub month: Option<Month>,
    /// Why, as it is written.
    pub reason: Option<String>,
    /// What it paid a month at last, in minor units; `None` where no revenue of it is known.
    pub lost: Option<i64>,
}

/// Who left up to a day, where there is any date: by the accounts' dates and reasons, or because revenue ends.
pub fn losses(company: &Company<'_>, as_of: Option<Date>) -> Vec<Loss> {
    let reasons = company.attribute(AttributeKind::ChurnReason);
    let month = company.month();
    let mut all = Vec::new();
    for (customer, ((_, left), reason)) in (0..).zip(company.signed_and_left().iter().zip(reasons)) {
        let points = company.book.points(customer);
        let left = left.map(|day| (Some(day) <= as_of, day.month()));
        let ended = points
            .last()
            .zip(month)
            .filter(|(last, month)| last.month < *month)
            .map(|(last, _)| last.month.plus(1));
        let gone = match left {
            Some((gone, _)) => gone,
            // A reason without a date speaks of who pays no longer, or of whom no revenue is known.
            None => ended.is_some() || reason.is_some() && points.is_empty(),
        };
        if !gone {
            continue;
        }
        let month = left.map(|(_, month)| month).or(ended);
        let before = points
            .iter()
            .rev()
            .find(|point| point.amount > 0 && month.is_none_or(|month| point.month <= month));
        all.push(Loss { customer, month, reason, lost: before.map(|point| point.amount) });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_languages_have_one_term() {
        for (reason, wanted) in [
            ("Too expensive", Some("price")),
            ("价格太贵", Some("price")),
            ("Switched to a competitor", Some("competitor")),
            ("竞品", Some("competitor")),
            ("feature_gap", Some("feature_gap")),
            ("功能始终用不起来", Some("not_adopted")),
            ("功能缺失", Some("feature_gap")),
            ("Company closed", Some("business_closed")),
            ("moved to the free plan", Some("freemium")),
            ("End-user burden", Some("end_user_burden")),
            ("Support quality", Some("support_quality")),
            ("销售过度承诺", Some("oversold")),
            ("业务目标不清", Some("goal_unknown")),
            ("Merged with its parent", None),
            ("other", None),
            ("其他", None),
        ] {
            assert_eq!(term(reason), wanted, "{reason}");
        }
    }

    #[test]
    fn every_term_stands_for_itself() {
        for (name, _) in TERMS {
            assert_eq!(term(name), Some(*name));
        }
    }
}
