//! What a movement, an invoice's line or a status is, by the words that systems and people write, in six languages.

use super::described;
use crate::read::dialect::sample::Sample;
use crate::read::roles::header::{folded, simplified, traditional};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// What moved a customer's revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    New,
    Expansion,
    Contraction,
    Churn,
    Reactivation,
}

impl Kind {
    /// Whether it takes revenue away.
    pub fn is_loss(self) -> bool {
        matches!(self, Kind::Contraction | Kind::Churn)
    }
}

/// What an invoice's line charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Line {
    Recurring,
    OneOff,
    Proration,
    Credit,
}

/// What a column of types speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Column {
    Movements,
    Lines,
}

/// Words for movements, in the form [`meaning`] compares: letters and digits only, without case and accents.
const KINDS: &[(Kind, &str)] = &[
    (
        Kind::New,
        "new activestart newbusiness newbiz newlogo newcustomer newmrr newarr newsubscription newsubscriber signup start initial opening \
         新增 新签 新客户 新购 新客 neu neukunde neugeschaft nouveau nuevo novo 新規",
    ),
    (
        Kind::Expansion,
        "expansion activeupgrade expand expanded upgrade upgrades upgraded upsell crosssell increase priceincrease expansionmrr addon \
         增购 扩展 扩容 扩张 升级 加购 追加 增加 增值 erweiterung extension ampliacion expansao ampliacao 拡大 増額 アップセル アップグレード",
    ),
    (
        Kind::Contraction,
        "contraction activedowngrade contract contracted downgrade downgrades downgraded downsell decrease pricedecrease contractionmrr reduction \
         降级 减购 缩减 收缩 减少 缩容 herabstufung reduzierung contraccion reduccion contracao reducao 縮小 減額 ダウングレード",
    ),
    (
        Kind::Churn,
        "churn activeend churned cancel cancelled canceled cancellation newcancelled newcanceled churndelinquent delinquentchurn \
         delinquent voluntarychurn involuntarychurn churnmrr lost 流失 退订 取消 退租 终止 kundigung abwanderung \
         resiliation attrition baja cancelacion abandono cancelamento 解約 チャーン",
    ),
    (
        Kind::Reactivation,
        "reactivation reactivations reactivated reactivate reactivationmrr winback resurrection resurrected returning returned \
         回流 召回 唤回 恢复 复购 重新激活 reaktivierung reactivacion reativacao 再開 復活 再契約",
    ),
];

/// Words for an invoice's lines.
const LINES: &[(Line, &str)] = &[
    (
        Line::Recurring,
        "subscription recurring plan license licence renewal renewed seat seats 订阅 订阅费 续费 续订 续约 周期性 \
         软件费 abonnement suscripcion assinatura recorrente 定期 サブスクリプション",
    ),
    (
        Line::OneOff,
        "onetime oneoff setup setupfee implementation onboarding service services professionalservices training \
         hardware consulting nonrecurring 一次性 一次性费用 实施 实施费 服务费 培训 培训费 硬件 定制 定制开发 咨询 \
         部署费 einmalig ponctuel unique unico 初期費用 単発",
    ),
    (Line::Proration, "proration prorated prorata prorateddebit proratedcredit 按比例"),
    (
        Line::Credit,
        "credit creditmemo creditnote refund adjustment chargeback 退款 贷记 红冲 冲销 gutschrift avoir abono",
    ),
];

/// Words of the same columns that say nothing of what counts: such a line recurs, such a movement isn't known.
const OTHER_KINDS: &str = "usage metered overage invoice discount end 按量 用量";

/// Subscriptions that nobody has paid for yet, or never did.
const NEVER_PAID: &str = "trialing trial intrial trialling ontrial freetrial incomplete incompleteexpired future scheduled \
    draft trialended trialexpired 试用 试用中 试用结束 未生效 待生效 草稿 testphase test essai periodedessai prueba enprueba teste emteste トライアル トライアル中 \
    無料トライアル お試し";

/// Invoices that were never owed.
const NOT_COUNTED: &str = "void voided draft deleted cancelled canceled 作废 已作废 草稿 取消 已取消 红冲 storniert entwurf \
    annule annulee brouillon anulada anulado borrador rascunho 無効";

/// Other words for where subscriptions and invoices stand.
const OTHER_STATES: &str = "active pastdue unpaid paused expired nonrenewing live open paid uncollectible pending overdue \
    inactive ended churned 有效 生效 生效中 正常 已过期 过期 已付款 已支付 待付款 未付款 暂停 已停用 aktiv gekundigt inaktiv actif \
    inactif activo cancelado inactivo ativo inativo 有効 解約済 解約 停止";

/// All that a word may mean, depending on the column it stands in.
#[derive(Clone, Copy, Debug, Default)]
struct Meaning {
    movement: Option<Kind>,
    line: Option<Line>,
    never_paid: bool,
    not_counted: bool,
    /// It is one of a movement's or a line's words.
    kind: bool,
    /// It is one of a status's.
    state: bool,
}

/// Every word, read once.
fn meanings() -> &'static FxHashMap<&'static str, Meaning> {
    static ALL: OnceLock<FxHashMap<&'static str, Meaning>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: FxHashMap<&str, Meaning> = FxHashMap::default();
        let mut add = |words: &'static str, set: &dyn Fn(&mut Meaning)| {
            words.split_whitespace().for_each(|word| set(all.entry(word).or_default()));
        };
        for (kind, words) in KINDS {
            add(words, &|m| (m.movement, m.kind) = (Some(*kind), true));
        }
        for (line, words) in LINES {
            add(words, &|m| (m.line, m.kind) = (Some(*line), true));
        }
        add(OTHER_KINDS, &|m| m.kind = true);
        add(NEVER_PAID, &|m| (m.never_paid, m.state) = (true, true));
        add(NOT_COUNTED, &|m| (m.not_counted, m.state) = (true, true));
        add(OTHER_STATES, &|m| m.state = true);
        all
    })
}

/// What a cell's word may mean; nothing where it is none we know.
fn meaning(text: &str) -> Meaning {
    // Longer than any of them: spare the work.
    if text.is_empty() || text.len() > 60 {
        return Meaning::default();
    }
    let word = plain(text);
    let known = |word: &str| meanings().get(word).copied();
    let found = known(&word).or_else(|| (!word.is_ascii()).then(|| known(&simplified(&word)))?);
    found.unwrap_or_default()
}

/// A word in comparable form: as a header's, letters and digits only.
pub(super) fn plain(text: &str) -> String {
    folded(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What a movement is.
pub(in crate::read) fn movement(text: &str) -> Option<Kind> {
    meaning(text).movement
}

/// Whether a label moves no revenue: a customer who came and left within the month, or, where cancellations are
/// notices, one who pays on until a churn follows (ProfitWell's glossary of its CSV labels, paddle.com/help).
pub(in crate::read) fn moves_nothing(text: &str, notices: bool) -> bool {
    let word = || plain(text);
    text.len() <= 20
        && match text.as_bytes().first() {
            Some(b'n' | b'N') => matches!(word().as_str(), "newcancelled" | "newcanceled"),
            Some(b'c' | b'C') => notices && matches!(word().as_str(), "cancelled" | "canceled"),
            _ => false,
        }
}

/// Whether a column of types has labels that ProfitWell alone writes.
pub(in crate::read) fn of_profitwell(sample: &Sample, index: usize) -> bool {
    let own = |cell: &str| matches!(cell, "new_cancelled" | "churn_delinquent");
    sample.rows.iter().any(|row| own(row.cell(index)))
}

/// What an invoice's line is; `None` for words we don't know, which count as recurring.
pub(in crate::read) fn line(text: &str) -> Option<Line> {
    meaning(text).line.or_else(|| described::line(text))
}

/// The words for it in comparable form.
pub(crate) fn never_paid_words() -> impl Iterator<Item = &'static str> {
    NEVER_PAID.split_whitespace()
}

/// What a word of these may be written with beside its own letters, for an engine that can only put one character in
/// another's place: capitals, letters with accents, of full width, traditional characters; after them what doesn't count.
/// And the letters that the first ones count as. `ß`, `œ` and `æ`, which count as two letters, are not among them.
pub(crate) fn never_paid_letters() -> (String, String) {
    // Accents that stand behind their letter.
    let marks = "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{30A}\u{30B}\u{30C}\u{327}\u{328}\u{200B}\u{FEFF}";
    let all = (' '..='~').chain('\u{A0}'..='\u{17F}').chain(traditional()).chain(['\u{3000}']);
    let all = all.chain('\u{2010}'..='\u{201F}').chain('\u{FF01}'..='\u{FF5E}').chain(marks.chars());
    let (mut from, mut to, mut dropped) = (String::new(), String::new(), String::new());
    for letter in all {
        let counts_as = simplified(&plain(letter.encode_utf8(&mut [0; 4])));
        let mut letters = counts_as.chars();
        match (letters.next(), letters.next()) {
            (None, _) => dropped.push(letter),
            (Some(only), None) if only != letter && NEVER_PAID.contains(only) => {
                from.push(letter);
                to.push(only);
            }
            _ => (),
        }
    }
    (from + &dropped, to)
}

/// Whether a subscription of this status never paid.
pub(in crate::read) fn never_paid(text: &str) -> bool {
    meaning(text).never_paid
}

/// Whether an invoice of this status doesn't count.
pub(in crate::read) fn not_counted(text: &str) -> bool {
    meaning(text).not_counted
}

/// Whether a cell's word is a kind (of movements, of lines), and whether it is a state; "cancelled" is both.
pub(in crate::read) fn kind_and_state(text: &str) -> (bool, bool) {
    let meaning = meaning(text);
    (meaning.kind, meaning.state)
}

/// Whether a flag is set.
pub(in crate::read) fn is_set(text: &str) -> bool {
    matches!(plain(text).as_str(), "true" | "yes" | "y" | "1" | "t" | "是" | "x")
}

/// What most cells of a column of types are.
pub(in crate::read) fn of_column(sample: &Sample, index: usize) -> Option<Column> {
    let (mut filled, mut moves, mut lines) = (0, 0, 0);
    for row in sample.rows.iter().take(200) {
        let cell = row.cell(index);
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        moves += usize::from(movement(cell).is_some());
        lines += usize::from(line(cell).is_some());
    }
    let most = |n: usize| n > 0 && n * 2 >= filled;
    match (most(moves), most(lines)) {
        (true, _) if moves >= lines => Some(Column::Movements),
        (_, true) => Some(Column::Lines),
        _ => None,
    }
}

/// Whether a description in the sample says of its line what we know words for.
pub(in crate::read) fn describes(sample: &Sample, index: usize) -> bool {
    sample.rows.iter().any(|row| described::line(row.cell(index)).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_that_changes_letter_for_letter_knows_the_same_words() {
        let (from, to) = never_paid_letters();
        let translated = |text: &str| -> String {
            let place = |letter: char| from.chars().position(|c| c == letter);
            let letter = |letter| place(letter).map_or(Some(letter), |place| to.chars().nth(place));
            text.chars().filter_map(letter).collect()
        };
        let there = |text: &str| never_paid_words().any(|word| word == translated(text));
        for word in never_paid_words() {
            assert!(there(word) && never_paid(word), "{word}");
        }
        for (place, letter) in from.chars().enumerate() {
            let dropped = place >= to.chars().count();
            for word in never_paid_words() {
                let other = match to.chars().nth(place) {
                    Some(plain) if word.contains(plain) => word.replacen(plain, &letter.to_string(), 1),
                    _ if dropped => format!("{word}{letter}"),
                    _ => continue,
                };
                assert!(there(&other) && never_paid(&other), "{other} for {word}");
            }
        }
        for other in ["trials", "Active", "", "tr1al", "试用x"] {
            assert!(!there(other) && !never_paid(other), "{other}");
        }
    }

    #[test]
    fn labels_of_the_systems() {
        for (text, wanted) in [
            ("New Business", Kind::New),
            ("new_business", Kind::New),
            ("upgrade", Kind::Expansion),
            ("Downgrade", Kind::Contraction),
            ("churn_delinquent", Kind::Churn),
            ("Cancelled", Kind::Churn),
            ("reactivated", Kind::Reactivation),
            ("增购", Kind::Expansion),
            ("流失", Kind::Churn),
            ("回流", Kind::Reactivation),
            ("新增", Kind::New),
            ("擴容", Kind::Expansion),
            ("Kündigung", Kind::Churn),
            ("Résiliation", Kind::Churn),
            ("アップグレード", Kind::Expansion),
        ] {
            assert_eq!(movement(text), Some(wanted), "{text}");
        }
        assert_eq!(movement("invoice"), None);
        assert_eq!((line("one_time"), line("Setup fee")), (Some(Line::OneOff), Some(Line::OneOff)));
        assert_eq!((line("subscription"), line("实施费")), (Some(Line::Recurring), Some(Line::OneOff)));
        assert!(never_paid("In Trial") && never_paid("incomplete_expired") && !never_paid("active"));
        assert_eq!((line("Einmalig"), line("Credit memo")), (Some(Line::OneOff), Some(Line::Credit)));
        assert_eq!((kind_and_state("cancelled"), kind_and_state("Acme")), ((true, true), (false, false)));
        assert!(not_counted("Void") && not_counted("draft") && !not_counted("open"));
    }

    #[test]
    fn words_are_in_normal_form_and_each_stands_for_one_kind() {
        let tables = |words: &[&'static str]| -> Vec<&'static str> {
            words.iter().flat_map(|words| words.split_whitespace()).collect()
        };
        let kinds = tables(&KINDS.iter().map(|(_, words)| *words).collect::<Vec<_>>());
        let lines = tables(&LINES.iter().map(|(_, words)| *words).collect::<Vec<_>>());
        let rest = [OTHER_KINDS, NEVER_PAID, NOT_COUNTED, OTHER_STATES].map(|words| tables(&[words]));
        for words in [kinds, lines].into_iter().chain(rest) {
            let mut once = words.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), words.len(), "{words:?}");
            let off: Vec<&&str> = words.iter().filter(|word| plain(word) != **word).collect();
            assert!(off.is_empty(), "{off:?}");
        }
    }
}
