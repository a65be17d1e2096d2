//! What an invoice's line is by the free text that describes it, in six languages.
//!
//! Words for what is charged once make a line one-off, unless others beside them say that it recurs. Words that
//! may be a product's name too ("Training") count only alone or beside one for a fee. Unknown words say nothing.

use super::kinds::Line;
use crate::read::roles::header::{folded, simplified};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Says that it is charged once, whatever else stands there. Latin words are beginnings of words, `_` a blank.
const ONCE: &str = "one_time one_off onetime oneoff non_recurring nonrecurring einmalig ponctuel paiement_unique \
    facturation_unique frais_unique pago_unico cargo_unico cuota_unica cobro_unico 一次性 单次收费 単発 一回限り";

/// Work that is done once.
const WORK: &str = "setup set_up implement onboarding installation instalacion einricht inbetriebnahme \
    erstkonfiguration mise_en_service mise_en_place frais_d_install frais_d_activation frais_de_dossier \
    puesta_en_marcha cuota_de_alta configuracion_inicial 实施 部署费 部署服务 初装 安装费 开户费 上线费 接入费 定制开发 \
    定制费 初期費用 初期設定 導入費 導入支援 導入作業";

/// The same where a fee stands beside it, or nothing else.
const WORK_FOR_A_FEE: &str = "training consult migration customi activation activacion integration integracion \
    professional_service kickoff kick_off workshop hardware schulung beratung anpassung formation conseil parametrage \
    deploiement formacion capacitacion consultoria migracion 培训 咨询 迁移 硬件 激活 研修 移行 機器";

/// What a fee is called.
const FEES: &str = "fee charge cost day hour session gebuhr pauschale kosten tag stunde frais jour heure cuota tarifa \
    coste costo dia hora 费 費 料金";

/// Says that it recurs, or that it is a product.
const RECURS: &str = "subscription recurring monthly annual yearly quarterly per_month per_year renewal license licence \
    plan seat user module suite software platform app edition maintenance abonnement abo monatlich jahrlich lizenz \
    wartung mensuel annuel licence suscripcion mensual anual licencia cuota_mensual 订阅 续费 月费 年费 包月 包年 许可 \
    套餐 会员 维护 月額 年額 利用料 ライセンス サブスクリプション 保守";

/// What is taken off, or given back: no charge of its own.
const TAKEN_OFF: &str = "discount coupon rabatt nachlass remise reduction descuento 折扣 优惠 減免 割引 値引";

/// A part of a period.
const PARTS: &str = "prorat pro_rata anteilig prorrate 按比例 日割";

/// A credit.
const CREDITS: &str = "credit_note credit_memo refund gutschrift note_de_credit avoir_n nota_de_credito reembolso 退款 \
    红冲 返金";

/// The lists, in the order of their bits.
const LISTS: [&str; 8] = [PARTS, CREDITS, TAKEN_OFF, ONCE, WORK, WORK_FOR_A_FEE, FEES, RECURS];

/// What a description says; `None` where its words are none of these, or speak for both.
pub(in crate::read) fn line(text: &str) -> Option<Line> {
    if text.is_empty() {
        return None;
    }
    let text = spaced(text.get(..400).unwrap_or(text));
    let mut found = found(&text);
    if !text.is_ascii() {
        found |= self::found(&simplified(&text));
    }
    let says = |list: &str| LISTS.iter().position(|l| *l == list).is_some_and(|i| found & (1 << i) != 0);
    if found == 0 {
        return None;
    }
    let single = || !text.trim().contains(' ') && text.is_ascii();
    if says(PARTS) {
        Some(Line::Proration)
    } else if says(CREDITS) {
        Some(Line::Credit)
    } else if says(TAKEN_OFF) {
        None
    } else if says(ONCE) || (says(WORK) || says(WORK_FOR_A_FEE) && (single() || says(FEES))) && !says(RECURS)
    {
        Some(Line::OneOff)
    } else {
        None
    }
}

/// Lower-case words without accents, a blank before each and behind the last.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    spaced.push(' ');
    for c in folded(text).chars() {
        match c {
            c if c.is_alphanumeric() => spaced.push(c),
            _ if !spaced.ends_with(' ') => spaced.push(' '),
            _ => {}
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

/// The lists that have a word in the text, a bit each. Latin words begin one of the text's; those without blanks
/// between words may stand anywhere.
fn found(text: &str) -> u8 {
    let words = by_first();
    let mut found = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // Nothing but the beginning of a Latin word is looked up.
        if (before == ' ' && c != ' ') || !c.is_ascii() {
            let rest = text.as_bytes().get(at..).unwrap_or(&[]);
            for (word, bit) in words.get(&c).into_iter().flatten() {
                let same = |(w, t): (u8, &u8)| w == *t || w == b'_' && *t == b' ';
                if rest.len() >= word.len() && word.bytes().zip(rest).all(same) {
                    found |= bit;
                }
            }
        }
        before = c;
    }
    found
}

/// All words by their first character, each with its list's bit. Asked for every row: hence a map.
fn by_first() -> &'static FxHashMap<char, Vec<(&'static str, u8)>> {
    static ALL: OnceLock<FxHashMap<char, Vec<(&'static str, u8)>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: FxHashMap<char, Vec<(&str, u8)>> = FxHashMap::default();
        for (place, list) in LISTS.iter().enumerate() {
            for word in list.split_ascii_whitespace() {
                if let Some(first) = word.chars().next() {
                    all.entry(first).or_default().push((word, 1 << place));
                }
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_charged_once_in_six_languages() {
        for text in [
            "Setup fee",
            "One-time setup fee for the annual plan",
            "One-time onboarding",
            "Implementation",
            "SetupFee",
            "Set-up charge (Berlin)",
            "Training",
            "Training, 2 days",
            "Consulting fee March",
            "Einrichtungsgebühr",
            "Einmalige Einrichtung",
            "Schulungskosten: Schulung (Tag)",
            "Frais d'installation",
            "Frais d’activation",
            "Formation (1 jour)",
            "Cuota de alta",
            "Pago único: puesta en marcha",
            "实施费",
            "項目實施服務費",
            "一次性部署费用",
            "培训费",
            "初期費用",
            "導入支援（初回）",
        ] {
            assert_eq!(line(text), Some(Line::OneOff), "{text}");
        }
    }

    #[test]
    fn what_recurs_or_says_nothing_stays() {
        for text in [
            "Pro plan",
            "Phone time, 200 minutes",
            "Onboarding Suite, 50 seats",
            "Training Cloud",
            "Implementation platform subscription",
            "Annual subscription, setup included",
            "Pro plan (one-time discount)",
            "Wartung Einrichtung",
            "Abonnement formation",
            "软件服务费",
            "实施管理系统 年费",
            "月額利用料（導入支援つき）",
            "Service",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
        assert_eq!(line("Prorated charge for 3 seats"), Some(Line::Proration));
        assert_eq!(line("Refund INV-7"), Some(Line::Credit));
    }

    #[test]
    fn words_are_in_the_form_they_are_compared_in() {
        for words in LISTS {
            for word in words.split_ascii_whitespace() {
                let plain = word.replace('_', " ");
                assert_eq!(spaced(&plain).trim(), plain, "{word}");
            }
        }
    }
}
