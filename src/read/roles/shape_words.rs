//! Headers put together of a word for the revenue and one for where it stands or what moved it ("opening MRR"), and
//! what else the shapes beyond the plain ledger ask of a header. Whole headers are in [`super::words`].

use crate::read::Role;

/// Roles that say where revenue stands or what moved it, without the word for the revenue.
const STANDS: &[(Role, &[&str])] = &[
    (
        Role::Opening,
        &[
            "opening",
            "beginning",
            "bop",
            "bom",
            "boy",
            "starting",
            "previous",
            "prior",
            "lastyear",
            "previousyear",
            "prioryear",
            "期初",
            "上期",
            "去年",
            "上年",
            "年初",
            "月初",
        ],
    ),
    (
        Role::Closing,
        &[
            "closing",
            "ending",
            "eop",
            "eom",
            "eoy",
            "current",
            "thisyear",
            "currentyear",
            "期末",
            "本期",
            "今年",
            "本年",
            "年末",
            "月末",
        ],
    ),
    (
        Role::New,
        &["new", "newbusiness", "newlogo", "newcustomer", "newcustomers", "新增", "新签", "新客户", "新客"],
    ),
    (
        Role::Expansion,
        &["expansion", "upsell", "upgrade", "upgrades", "expanded", "增购", "扩展", "扩容", "增值", "升级"],
    ),
    (
        Role::Contraction,
        &[
            "contraction",
            "downsell",
            "downgrade",
            "downgrades",
            "contracted",
            "降级",
            "缩减",
            "减购",
            "收缩",
            "减少",
        ],
    ),
    (Role::Churn, &["churn", "churned", "lost", "cancellation", "cancellations", "流失"]),
    (
        Role::Reactivation,
        &[
            "reactivation",
            "reactivated",
            "reactivations",
            "winback",
            "returned",
            "returning",
            "回流",
            "召回",
            "唤回",
            "恢复",
        ],
    ),
];

/// Words for the revenue itself that may stand around those.
const REVENUE: &[&str] =
    &["recurringrevenue", "revenue", "balance", "amount", "mrr", "arr", "经常性收入", "收入", "余额", "金额"];

/// The role a header names, and how sure.
pub(in crate::read) fn role(plain: &str) -> Option<(Role, f64)> {
    let of = |word: &str| STANDS.iter().find(|(_, words)| words.contains(&word)).map(|(role, _)| *role);
    let bare = REVENUE.iter().find_map(|unit| {
        let rest = plain.strip_suffix(unit).or_else(|| plain.strip_prefix(unit))?;
        // "Starting MRR", "MRR start": alone these would be dates.
        let dates = [("start", Role::Opening), ("begin", Role::Opening), ("end", Role::Closing)];
        of(rest).or_else(|| dates.iter().find(|(word, _)| *word == rest).map(|(_, role)| *role))
    });
    bare.map(|role| (role, 0.9)).or_else(|| of(plain).map(|role| (role, 0.8)))
}

/// Whether a header says that its amounts are annual.
pub(in crate::read) fn is_annual(plain: &str) -> bool {
    plain.contains("arr") && !plain.contains("carry")
        || plain.contains("annualrecurring")
        || plain.contains("年经常性")
}

/// Whether a header is one of an invoice.
pub(in crate::read) fn of_invoice(plain: &str) -> bool {
    let named = ["invoice", "lineitem", "proration", "发票", "账单编号", "账单号"];
    plain != "invoicedate" && named.iter().any(|word| plain.contains(word))
}

/// Whether a header names an invoice's line.
pub(in crate::read) fn of_line_id(plain: &str) -> bool {
    [
        "lineid",
        "lineitemid",
        "lineexternalid",
        "lineitemexternalid",
        "externalid",
        "invoicelineid",
        "invoiceitemid",
        "行号",
        "明细编号",
        "行编号",
    ]
    .contains(&plain)
}

/// Whether a header says of a line that it is a proration.
pub(in crate::read) fn of_proration(plain: &str) -> bool {
    ["proration", "prorated", "isproration", "按比例", "按比例计费"].contains(&plain)
}

/// Whether a header stands over texts that say what a line charges.
pub(in crate::read) fn of_description(plain: &str) -> bool {
    [
        "description",
        "linedescription",
        "lineitemdescription",
        "itemdescription",
        "productdescription",
        "invoicedescription",
        "lineitem",
        "lineitemname",
        "itemname",
        "item",
        "chargename",
        "chargedescription",
        "productname",
        "product",
        "productservice",
        "memo",
        "memodescription",
        "details",
        "particulars",
        "描述",
        "说明",
        "摘要",
        "明细",
        "项目",
        "项目名称",
        "费用项目",
        "收费项目",
        "商品名称",
        "产品名称",
        "服务内容",
        "内容",
        "beschreibung",
        "bezeichnung",
        "position",
        "leistung",
        "artikel",
        "artikelbezeichnung",
        "positionstext",
        "libelle",
        "designation",
        "prestation",
        "article",
        "descripcion",
        "concepto",
        "detalle",
        "articulo",
        "producto",
        "項目",
        "品名",
        "品目",
        "件名",
        "明細",
        "商品名",
        "説明",
    ]
    .contains(&plain)
}

/// Whether amounts below a header are already those of all units.
pub(in crate::read) fn is_total_amount(plain: &str) -> bool {
    ["total", "subtotal", "合计", "总额", "总价", "mrr"].iter().any(|word| plain.contains(word))
}

/// Whether a header says that its amounts are one unit's.
pub(super) fn is_unit_price(plain: &str) -> bool {
    let anywhere = [
        "unitprice",
        "unitamount",
        "unitrate",
        "priceper",
        "perunit",
        "perseat",
        "peruser",
        "perlicense",
        "perlicence",
        "einzelpreis",
        "stuckpreis",
        "stueckpreis",
        "prixunitaire",
        "preciounitario",
        "单价",
        "単価",
    ];
    anywhere.iter().any(|word| plain.contains(word))
}

/// Whether a header speaks of a price, which beside a quantity is rather one unit's than that of all.
pub(super) fn is_price(plain: &str) -> bool {
    ["price", "listprice", "rate", "preis", "prix", "tarif", "precio", "tarifa", "価格", "价格"]
        .contains(&plain)
}

/// Whether a header in normal form speaks of a cancellation: its day, beside the end of what is paid for.
pub(super) fn of_cancellation(plain: &str) -> bool {
    const WORDS: [&str; 8] = ["cancel", "kundig", "kündig", "resili", "résili", "解約", "取消", "退订"];
    WORDS.iter().any(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    #[test]
    fn words_are_in_normal_form_and_each_stands_for_one_role() {
        let mut all: Vec<&str> = STANDS.iter().flat_map(|(_, words)| words.iter().copied()).collect();
        for word in &all {
            assert_eq!(header::words(word).plain, *word);
        }
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), many);
    }

    #[test]
    fn where_revenue_stands_is_told_by_either_word_first() {
        for (text, wanted) in [
            ("Opening MRR", Role::Opening),
            ("arr_start", Role::Opening),
            ("去年收入", Role::Opening),
            ("期末 MRR", Role::Closing),
            ("End ARR", Role::Closing),
            ("本期收入", Role::Closing),
            ("Churned MRR", Role::Churn),
            ("新增收入", Role::New),
        ] {
            assert_eq!(role(&header::words(text).plain).map(|(r, _)| r), Some(wanted), "{text}");
        }
        assert!(role("start").is_none() && role("end").is_none());
        assert!(is_annual("openingarr") && !is_annual("openingmrr"));
    }
}
