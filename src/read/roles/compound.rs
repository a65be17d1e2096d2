//! Headers that no table lists, put together from words that each mean one thing: `Posting Date`, `Mtl. Umsatz`,
//! `企业客户名称`. Such a header counts only where words we know cover it to the last letter.

use crate::read::Role;

type Classes = u32;

const CUSTOMER: Classes = 1;
const ID: Classes = 1 << 1;
const NAME: Classes = 1 << 2;
const MONEY: Classes = 1 << 3;
const MONTHLY: Classes = 1 << 4;
const ANNUAL: Classes = 1 << 5;
const MONTH: Classes = 1 << 6;
const DATE: Classes = 1 << 7;
const START: Classes = 1 << 8;
const END: Classes = 1 << 9;
const BILLING: Classes = 1 << 10;
const CONTRACT: Classes = 1 << 11;
const FILL: Classes = 1 << 12;
const OPENING: Classes = 1 << 13;
const CLOSING: Classes = 1 << 14;
const NEW: Classes = 1 << 15;
const EXPANSION: Classes = 1 << 16;
const CONTRACTION: Classes = 1 << 17;
const CHURN: Classes = 1 << 18;
const BACK: Classes = 1 << 19;
const INTERVAL: Classes = 1 << 20;
const MRR: Classes = 1 << 21;
const ARR: Classes = 1 << 22;

/// What a word means.
const ATOMS: &[(Classes, &str)] = &[
    (
        CUSTOMER,
        "customer customers cust client clients account acct subscriber tenant debtor payer buyer billto soldto soldtoparty \
         company organization organisation kunde kunden kd debitor mandant abonne societe compte cliente cuenta empresa \
         abonado 客户 企业 公司 租户 会员 商户 店铺 用户单位 顧客 お客様 取引先 得意先 契約者 会員 客戶",
    ),
    (
        ID,
        "id no nr number num code ref reference refno key uuid guid external identifier nummer numero n nº codigo cod \
         identifiant identificador 编号 编码 号 号码 代码 标识 id号 番号 コード 編號",
    ),
    (NAME, "name full fullname nom nombre bezeichnung 名称 名 全称 简称 全名 名前 社名 名稱"),
    (
        MONEY,
        "revenue amount price fee fees cost spend charge charges billings value income sales payment umsatz betrag gebuhr \
         gebuehr preis erlos kosten entgelt revenu revenus montant prix tarif redevance ingreso ingresos importe cuota precio \
         monto tarifa 收入 金额 费用 费 服务费 订阅费 月费 价格 额 租金 売上 売上高 料金 金額 収益 利用料 使用料",
    ),
    (MRR, "mrr cmrr"),
    (ARR, "arr carr acv"),
    (
        MONTHLY,
        "monthly permonth month mo mtl mthly monatl monatlich monatliche monatlicher monatliches promonat monats mensuel \
         mensuelle mensuels parmois mensual mensuales 月度 每月 月均 月 月額 月次 月間",
    ),
    (
        ANNUAL,
        "annual yearly peryear annualized annualised year jahrl jahrlich jahrliche jahrlicher jahres projahr annuel \
         annuelle annuels paran anual anuales 年度 年化 每年 年 年額 年間 年次",
    ),
    (
        MONTH,
        "month mth months yyyymm monat mois mes 月份 账期 月 所属期 归属期 年月 年月份 期间 対象月 期間 period",
    ),
    (DATE, "date day datum fecha 日期 时间 日 年月日 日付 日時"),
    (
        START,
        "start startdate started starts starting begin begins beginning beginn anfang startdatum debut inicio 开始 起始 起 \
         生效 开通 開始 ご利用開始",
    ),
    (
        END,
        "end enddate ended ends ending ende enddatum fin termination terminated cancellation cancelled canceled expiry \
         expires expired expiration churned resiliation 结束 终止 到期 截止 失效 停用 退订 終了 解約 満了",
    ),
    (
        BILLING,
        "invoice bill billing posting posted recognition recognized recognised report reporting snapshot transaction \
         accounting movement activity statement rechnung rechnungs buchung buchungs abrechnung abrechnungs leistungs facture \
         facturation factura facturacion 账单 结算 统计 开票 入账 确认 业务 记账 計上 請求 売上 计费 付费 付款 收费 缴费 请求",
    ),
    (
        CONTRACT,
        "subscription subscriptions sub subs contract service term plan membership license recurring vertrag vertrags abo \
         contrat abonnement contrato suscripcion 合同 订阅 服务 续费 契約 利用 サービス 課金 経常 经常性 recurrent recurrents \
         recurrente recurrentes wiederkehrender wiederkehrende",
    ),
    (
        FILL,
        "of the for in at and de du des la le les del el l d current total net gross excl exclvat excltax vat ht ttc \
         parent end billed bill party per ご netto brutto neto inkl exkl at month monthend 含税 不含税 税抜 税込 当前 本 の",
    ),
    (
        OPENING,
        "opening beginning starting start prior previous bop initial inicial initiale anfangs anfang debut inicio 期初 月初 年初 期首",
    ),
    (CLOSING, "closing ending end eop final finale ende endof fin cierre cloture 期末 月末 年末"),
    (
        NEW,
        "new newbusiness newlogo newcustomers newcustomer neu neukunden nouveau nouveaux nuevo nuevos 新增 新签 新客 新規",
    ),
    (
        EXPANSION,
        "expansion upsell upgrade upgrades expanded erweiterungs ampliacion 增购 扩展 扩张 升级 拡大 増額 アップセル",
    ),
    (
        CONTRACTION,
        "contraction downgrade downgrades downsell kontraktions contraccion 降级 收缩 缩减 縮小 減額",
    ),
    (CHURN, "churn churned lost cancelled canceled verlorener verlorene perdu perdido 流失 解約"),
    (BACK, "reactivation reactivated winback reaktivierungs 回流 召回 再開 復活"),
    (
        INTERVAL,
        "interval frequency freq cycle periodicity recurrence unit zyklus intervall turnus rhythmus frequence cycle \
         periodicite frecuencia ciclo periodicidad 周期 频率 间隔 サイクル 間隔 周期 頻度",
    ),
];

/// The role of a header, and how sure in hundredths.
pub(super) fn role(plain: &str) -> Option<(Role, u8)> {
    if plain.len() < 3 || plain.len() > 48 {
        return None;
    }
    readings(plain).into_iter().find_map(meaning)
}

/// The ways to cover a text with words, as the classes in each; the fewest words first.
fn readings(plain: &str) -> Vec<Classes> {
    // For each place in the text: the classes gathered on the ways there, and the words that took.
    let mut ways: Vec<Vec<(u8, Classes)>> = vec![Vec::new(); plain.len() + 1];
    if let Some(first) = ways.first_mut() {
        first.push((0, 0));
    }
    for at in 0..plain.len() {
        let here = ways.get(at).cloned().unwrap_or_default();
        let Some(rest) = plain.get(at..).filter(|_| !here.is_empty()) else { continue };
        for (class, words) in ATOMS {
            for word in words.split_ascii_whitespace().filter(|w| rest.starts_with(w)) {
                let Some(there) = ways.get_mut(at + word.len()) else { continue };
                for (count, classes) in &here {
                    let way = (count + 1, classes | class);
                    if there.len() < 24 && !there.contains(&way) {
                        there.push(way);
                    }
                }
            }
        }
    }
    let mut found = ways.pop().unwrap_or_default();
    crate::base::sort_by_key(&mut found, |(count, _)| *count);
    found.into_iter().map(|(_, classes)| classes).collect()
}

/// What classes mean together; `None` where they mean nothing we need, or more than one thing.
fn meaning(classes: Classes) -> Option<(Role, u8)> {
    let has = |class: Classes| classes & class != 0;
    let only = |allowed: Classes| classes & !(allowed | FILL) == 0;
    let money = MONEY | MRR | ARR;
    let spans = MONTHLY | ANNUAL | CONTRACT;
    for (class, role) in [
        (OPENING, Role::Opening),
        (CLOSING, Role::Closing),
        (NEW, Role::New),
        (EXPANSION, Role::Expansion),
        (CONTRACTION, Role::Contraction),
        (CHURN, Role::Churn),
        (BACK, Role::Reactivation),
    ] {
        if has(class) && has(money) && only(class | money | spans | MONTH) {
            return Some((role, 85));
        }
    }
    if has(CUSTOMER) && only(CUSTOMER | ID | NAME) {
        return Some((Role::CustomerId, if has(ID) { 92 } else { 80 }));
    }
    if has(CUSTOMER) && !has(ID) && only(CUSTOMER | BILLING | NAME) {
        return Some((Role::CustomerId, 75));
    }
    if has(MRR) && only(MRR | MONTHLY | CONTRACT | CUSTOMER) {
        return Some((Role::Mrr, 88));
    }
    if has(ARR) && only(ARR | ANNUAL | CONTRACT | CUSTOMER) {
        return Some((Role::Arr, 85));
    }
    if has(MONEY) && only(MONEY | MONTHLY | CONTRACT | BILLING) && has(MONTHLY) {
        return Some((Role::Mrr, 85));
    }
    if has(MONEY) && only(MONEY | ANNUAL | CONTRACT | BILLING) && has(ANNUAL) {
        return Some((Role::Arr, 82));
    }
    if has(MONEY) && only(MONEY | CONTRACT | BILLING) {
        return Some((Role::Amount, 72));
    }
    if has(START)
        && has(CONTRACT | DATE | MONTH)
        && only(START | DATE | MONTH | CONTRACT | BILLING | CUSTOMER)
    {
        return Some((Role::Start, 85));
    }
    if has(END) && has(CONTRACT | DATE | MONTH) && only(END | DATE | MONTH | CONTRACT | BILLING | CUSTOMER) {
        return Some((Role::End, 85));
    }
    if has(INTERVAL) && has(BILLING | CONTRACT) && only(INTERVAL | BILLING | CONTRACT) {
        return Some((Role::Interval, 85));
    }
    if has(DATE) && has(BILLING) && only(DATE | BILLING) {
        return Some((Role::Month, 80));
    }
    if has(MONTH) && only(MONTH | BILLING | CONTRACT | MONEY | ANNUAL | DATE) {
        return Some((Role::Month, 85));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_we_know_make_headers_nobody_listed() {
        let of = |plain: &str| role(plain).map_or("-", |(role, _)| role.as_str());
        for (plain, meant) in [
            ("clientref", "customer_id"),
            ("kdnr", "customer_id"),
            ("企业客户名称", "customer_id"),
            ("postingdate", "month"),
            ("recognitionmonth", "month"),
            ("mtlumsatz", "mrr"),
            ("月度mrr", "mrr"),
            ("monthlyspend", "mrr"),
            ("年度合同金额", "arr"),
            ("recognisedrevenue", "amount"),
            ("substart", "start"),
            ("期初月费", "opening"),
            ("beginningofperiodmrr", "opening"),
            ("newcustomersmrr", "new"),
            ("计费频率", "interval"),
        ] {
            assert_eq!(of(plain), meant, "{plain}");
        }
        for plain in [
            "contractid",
            "invoicenumber",
            "subscriptionid",
            "customerstatus",
            "churnrate",
            "trialstart",
            "duedate",
            "renewaldate",
            "taxamount",
            "setupfee",
            "合同编号",
            "发票号",
            "plan",
            "contractdate",
            "segment",
        ] {
            assert_eq!(of(plain), "-", "{plain}");
        }
    }
}
