//! What a column says of customers beside their revenue, and of costs, by the header's words in six languages.
//!
//! These words are apart from those of revenue: they give a column a role only where revenue leaves it free.

use super::header::{self, Words};
use super::{Candidate, words};
use crate::read::Role;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// Roles and their headers, in the form [`header::words`] gives.
const WORDS: &[(Role, &str)] = &[
    (
        Role::Tier,
        "tier level segment keyaccount iska ka customertype customerlevel customerclass customercategory accounttype \
         accountcategory marketsegment businesssegment typeofcustomer 客户等级 客户层级 客户类型 客户分级 客户级别 是否ka \
         客户分类 客户类别 客群 客户群 客户细分 细分市场 等级 客户属性 kundentyp kundensegment kundengruppe kundenklasse \
         kundenkategorie typedeclient typeclient segmentclient categorieclient segmento tipodecliente tipocliente \
         segmentodecliente categoriadecliente 顧客ランク 顧客区分 顧客セグメント セグメント 顧客種別 顧客分類",
    ),
    (
        Role::SizeClass,
        "size sizeclass sizeband companysize sizesegment employeeband employeerange 客户规模 分层 客户分层 大象猎豹兔子 企业规模 公司规模 \
         规模 unternehmensgrosse firmengrosse taille tailleentreprise tailledelentreprise tamano tamanoempresa \
         tamanodeempresa 企業規模 会社規模",
    ),
    (
        Role::BuyerTier,
        "buyertier buyertype purchasetype purchaselevel 采购类型 采购级别 购买主体 采购主体 购买类型 采购层级 购买级别",
    ),
    (
        Role::Industry,
        "industry sector vertical industrysector industryvertical businesstype lineofbusiness 行业 所属行业 行业分类 客户行业 \
         行业类别 行业类型 branche industrie secteur secteurdactivite industria sectorindustrial 業種 業界 業態",
    ),
    (
        Role::Region,
        "region country territory geo geography province city countrycode salesregion location subregion 地区 区域 省份 国家 城市 \
         大区 省 市 所在地区 所在省份 所在城市 国家地区 销售区域 land bundesland gebiet stadt pays ville zone pais ciudad \
         provincia territorio 地域 国 都道府県 エリア",
    ),
    (
        Role::Plan,
        "plan planname plantype edition package pricingplan subscriptionplan productplan planid plancode pricebook 套餐 版本 \
         套餐名称 版本名称 订阅套餐 套餐类型 产品版本 订阅版本 paket formule forfait offre plandesuscripcion paquete プラン \
         プラン名 契約プラン 料金プラン",
    ),
    (
        Role::Product,
        "product productname productline productfamily module sku productid 产品 产品名称 产品线 模块 产品模块 产品类别 produkt \
         produktname produktlinie modul produit nomduproduit producto nombredelproducto lineadeproductos modulo \
         製品 商品 製品名 商品名 サービス名 モジュール",
    ),
    (
        Role::Channel,
        "channel source leadsource acquisitionchannel saleschannel marketingchannel utmsource referralsource partner reseller \
         渠道 来源 客户来源 获客渠道 销售渠道 线索来源 渠道来源 合作伙伴 kanal vertriebskanal quelle canal origine canaldeventa \
         canaldeadquisicion origen fuente チャネル 流入経路 獲得経路 販売チャネル",
    ),
    (
        Role::Csm,
        "csm customersuccessmanager accountmanager accountowner owner csmowner csmname accountexecutive salesrep \
         relationshipmanager 客户成功经理 负责人 客户经理 成功经理 跟进人 客户负责人 kundenbetreuer ansprechpartner betreuer \
         responsable responsablecompte chargedecompte gestordecuenta ejecutivodecuenta 担当者 営業担当 \
         カスタマーサクセス担当",
    ),
    (
        Role::ChurnReason,
        "churnreason cancellationreason cancelreason reasonforchurn reasonforleaving lossreason reasonforcancellation 流失原因 \
         退订原因 取消原因 停用原因 kundigungsgrund abwanderungsgrund motifderesiliation motifresiliation motivodebaja \
         motivodecancelacion 解約理由 チャーン理由",
    ),
    (
        Role::Seats,
        "seats seatcount numberofseats licenses licences users usercount activeusers paidseats 席位 席位数 账号数 授权数 用户数 账号数量 \
         席位数量 sitze lizenzen nutzer anzahlnutzer postes utilisateurs nombredutilisateurs puestos usuarios licencias \
         numerodeusuarios ユーザー数 シート数 ライセンス数 アカウント数",
    ),
    (
        Role::PotentialSeats,
        "potentialseats potentialusers employees employeecount headcount numberofemployees totalemployees staff 潜在席位 \
         潜在席位数 潜在用户数 员工数 员工人数 企业人数 员工数量 员工总数 mitarbeiter mitarbeiterzahl anzahlmitarbeiter effectif \
         nombredesalaries empleados numerodeempleados 従業員数 社員数",
    ),
    (
        Role::SignedDate,
        "signeddate signdate signupdate signupmonth signupat signuptime signed registrationdate registeredat \
         customersince 签约日期 签约时间 签约月份 注册日期 注册时间 开通日期 vertragsdatum datedesignature fechadefirma 契約日 \
         登録日",
    ),
    (
        Role::ChurnDate,
        "churndate churnmonth churneddate cancellationdate canceldate leftdate 流失日期 停用日期 流失月份 流失时间 \
         kundigungsdatum datederesiliation fechadebaja 解約日",
    ),
    (
        Role::Category,
        "category costcategory expensecategory costtype expensetype costcenter costcentre expense 费用类别 成本科目 费用科目 科目 \
         成本类别 费用类型 支出类别 类别 费用项目 成本项目 kostenart kategorie kostenkategorie categorie typedecout \
         categoriededepense categoria categoriadecoste tipodegasto 費目 勘定科目 カテゴリ 費用区分",
    ),
];

/// Words before a header's own that don't change what it is.
const LEADS: [&str; 9] =
    ["customer", "account", "client", "company", "billing", "primary", "current", "客户", "公司"];
/// Words behind it.
const TAILS: [&str; 3] = ["name", "名称", "code"];

/// Every header and its role.
fn all() -> &'static FxHashMap<&'static str, Role> {
    static ALL: OnceLock<FxHashMap<&'static str, Role>> = OnceLock::new();
    ALL.get_or_init(|| {
        let words = |(role, words): &'static (Role, &str)| words.split_whitespace().map(|word| (word, *role));
        WORDS.iter().flat_map(words).collect()
    })
}

/// What a header says of customers or costs beside revenue.
pub(super) fn role(plain: &str) -> Option<Role> {
    let known = |word: &str| all().get(word).copied();
    let decorated = || {
        let bare = LEADS.iter().filter_map(|lead| plain.strip_prefix(lead));
        let bare = bare.chain(TAILS.iter().filter_map(|tail| plain.strip_suffix(tail)));
        bare.filter_map(known).next()
    };
    let simplified = || (!plain.is_ascii()).then(|| known(&header::simplified(plain)))?;
    known(plain).or_else(simplified).or_else(decorated)
}

/// Whether a header names something that groups customers or counts their seats: no amount and no customer.
pub(super) fn is_other(plain: &str) -> bool {
    role(plain).is_some_and(|role| !matches!(role, Role::SignedDate | Role::ChurnDate))
}

/// Columns of any text that repeats, beyond which no more are kept.
const MOST: usize = 24;

/// Which of the columns that revenue leaves free are attributes: place, role and how sure.
pub(super) fn find(
    candidates: &[Candidate],
    headers: &[Words],
    is_free: impl Fn(usize) -> bool,
) -> Vec<(usize, Role, f64)> {
    let mut found: Vec<(usize, Role, f64)> = Vec::new();
    let mut others = 0;
    for (index, (c, w)) in candidates.iter().zip(headers).enumerate().filter(|(i, _)| is_free(*i)) {
        if c.forced {
            let told = c.role.filter(|role| role.attribute().is_some());
            found.extend(told.map(|role| (index, role, 1.0)));
            continue;
        }
        let named = role(&w.plain).filter(|role| role.attribute().is_some());
        // What revenue knows by its header is no attribute: a state, a currency, a customer's name.
        if c.content.filled == 0 || named.is_none() && known(c, w) {
            continue;
        }
        let text = c.content.is_text() && !c.content.mostly(c.content.emails);
        let coded = named.is_some() && c.content.mostly(c.content.integers) && c.content.repeats();
        if !text && !coded {
            continue;
        }
        let taken = |role: Role| found.iter().any(|(_, other, _)| *other == role);
        match named.filter(|role| !taken(*role)) {
            Some(role) => found.push((index, role, 0.9)),
            None if c.content.repeats() && !words::other_number(&w.plain) && others < MOST => {
                others += 1;
                found.push((index, Role::Attribute, 0.6));
            }
            None => {}
        }
    }
    found
}

/// Whether revenue knows what a column is by its header.
fn known(c: &Candidate, w: &Words) -> bool {
    c.role.is_some() || words::role_of(w, true).is_some_and(|(_, sure)| sure >= 0.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_in_normal_form_and_each_stands_for_one_role() {
        let mut seen: FxHashMap<&str, Role> = FxHashMap::default();
        let mut wrong: Vec<&str> = Vec::new();
        for (role, words) in WORDS {
            for word in words.split_whitespace() {
                if seen.insert(word, *role).is_some() || header::words(word).plain != word {
                    wrong.push(word);
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn headers_of_customers() {
        for (text, wanted) in [
            ("Customer Tier", Some(Role::Tier)),
            ("客户等级", Some(Role::Tier)),
            ("客戶類型", Some(Role::Tier)),
            ("Branche", Some(Role::Industry)),
            ("Secteur d'activité", Some(Role::Industry)),
            ("País", Some(Role::Region)),
            ("billing_country", Some(Role::Region)),
            ("プラン名", Some(Role::Plan)),
            ("席位数", Some(Role::Seats)),
            ("Employees", Some(Role::PotentialSeats)),
            ("Cancellation reason", Some(Role::ChurnReason)),
            ("cost_category", Some(Role::Category)),
            ("signup_month", Some(Role::SignedDate)),
            ("initial_plan", None),
            ("mrr", None),
        ] {
            assert_eq!(role(&header::words(text).plain), wanted, "{text}");
        }
    }
}
