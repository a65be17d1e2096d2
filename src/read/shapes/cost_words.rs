//! What money was spent on, by the words that ledgers write, in seven languages.

use super::kinds::plain;
use crate::read::roles::header::simplified;
use crate::tables::CostCategory;

/// Words for each category: letters and digits only, without case and accents.
const WORDS: &[(CostCategory, &str)] = &[
    (
        CostCategory::CogsHosting,
        "cogshosting cogs costofgoodssold costofrevenue costofsales hosting infrastructure cloud cloudhosting cloudcosts servers aws \
         azure gcp bandwidth 服务器 云服务 云服务器 云资源 主机 带宽 服务器成本 云成本 托管 基础设施 营业成本 主营业务成本 infrastruktur \
         hebergement alojamiento infraestructura hospedagem infraestrutura nuvem サーバー サーバー費 インフラ クラウド ホスティング",
    ),
    (
        CostCategory::CogsSupport,
        "cogssupport support customersupport technicalsupport helpdesk customerservice supportteam 客服 客户支持 技术支持 售后 \
         客服成本 售后服务 售后支持 kundensupport kundenservice supportclient supporttechnique soporte atencionalcliente suporte suporteaocliente atendimentoaocliente サポート \
         カスタマーサポート",
    ),
    (
        CostCategory::Csm,
        "csm cs customersuccess customersuccessmanagers customersuccessmanager customersuccessteam csmsalaries csteam 客户成功 \
         客户成功经理 客户成功团队 客户成功人力 kundenerfolg succesclient exitodelcliente exitodeclientes sucessodocliente カスタマーサクセス",
    ),
    (
        CostCategory::Renewals,
        "renewals renewal accountmanagement renewalsteam accountmanagers 续约 续费 续约团队 客户管理 verlangerung \
         verlangerungen renouvellement renouvellements renovaciones renovacoes 契約更新",
    ),
    (
        CostCategory::Onboarding,
        "onboarding implementation customeronboarding 实施 上线 客户上线 实施交付 交付 客户实施 einfuhrung implementierung \
         implementacion miseenservice implantacao 導入支援 オンボーディング",
    ),
    (
        CostCategory::CsTools,
        "cstools cstooling cssoftware customersuccesstools customersuccesssoftware cs工具 客户成功工具 客户成功软件 \
         客户成功系统 cstool cswerkzeuge outilscs herramientascs ferramentascs csツール",
    ),
    (
        CostCategory::CustomerMarketing,
        "customermarketing customerevents customeradvocacy usercommunity 客户营销 客户活动 老客户营销 存量客户营销 客户运营 \
         bestandskundenmarketing marketingclient marketingdeclientes marketingparaclientes 既存顧客マーケティング",
    ),
    (
        CostCategory::Training,
        "training customertraining customereducation 培训 客户培训 schulung schulungen formation formations formacion \
         capacitacion treinamento formacao トレーニング 研修",
    ),
    (
        CostCategory::SalesMarketingNew,
        "salesmarketingnew salesandmarketing salesmarketing marketingandsales sm sandm cac newcustomeracquisition \
         customeracquisition sales marketing advertising 销售 市场 市场营销 销售费用 营销费用 市场费用 获客 获客成本 销售与市场 \
         销售和市场 销售及市场 市场推广 广告 推广 vertrieb vertriebundmarketing vertriebmarketing ventes ventesetmarketing \
         ventas ventasymarketing publicidad vendas vendasemarketing publicidade 営業 マーケティング 広告 営業マーケティング 広告宣伝費",
    ),
    (
        CostCategory::SalesMarketingExpansion,
        "salesmarketingexpansion expansionsales expansion upsell upselling upsells crosssell crossselling upsellandcrosssell \
         salesexpansion expansionmarketing 增购 增购销售 增购费用 增购成本 老客户销售 二次销售 扩展销售 交叉销售 \
         bestandskundenvertrieb ventesadditionnelles ventaadicional vendaadicional アップセル クロスセル",
    ),
    (
        CostCategory::RndStandard,
        "rndstandard rnd rd randd researchanddevelopment researchdevelopment productdevelopment engineering standarddevelopment \
         研发 标准研发 产品研发 标准产品研发 研发费用 标准开发 forschungundentwicklung entwicklung produktentwicklung \
         rechercheetdeveloppement investigacionydesarrollo pesquisaedesenvolvimento 研究開発 研究開発費 製品開発",
    ),
    (
        CostCategory::RndCustom,
        "rndcustom customdevelopment rdcustom customization customisation bespokedevelopment 定制 定制研发 定制开发 项目定制 \
         客户定制 individualentwicklung developpementspecifique desarrolloamedida desenvolvimentosobmedida 受託開発 カスタム開発",
    ),
];

/// The category a cell names.
pub(in crate::read) fn cost_category(text: &str) -> Option<CostCategory> {
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    let word = plain(text);
    let known = |word: &str| {
        WORDS
            .iter()
            .find(|(_, words)| words.split_whitespace().any(|w| w == word))
            .map(|(category, _)| *category)
    };
    known(&word).or_else(|| (!word.is_ascii()).then(|| known(&simplified(&word)))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_as_ledgers_name_them() {
        for (text, wanted) in [
            ("cogs_hosting", CostCategory::CogsHosting),
            ("Sales & Marketing", CostCategory::SalesMarketingNew),
            ("S&M", CostCategory::SalesMarketingNew),
            ("R&D", CostCategory::RndStandard),
            ("rnd_custom", CostCategory::RndCustom),
            ("Customer Success", CostCategory::Csm),
            ("客户成功", CostCategory::Csm),
            ("銷售費用", CostCategory::SalesMarketingNew),
            ("Kundensupport", CostCategory::CogsSupport),
            ("Hébergement", CostCategory::CogsHosting),
            ("Formación", CostCategory::Training),
            ("研究開発", CostCategory::RndStandard),
        ] {
            assert_eq!(cost_category(text), Some(wanted), "{text}");
        }
        for text in ["", "Acme", "rent", "房租", "total"] {
            assert_eq!(cost_category(text), None, "{text}");
        }
    }

    #[test]
    fn words_are_in_normal_form_and_each_stands_for_one_category() {
        let all: Vec<&str> = WORDS.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
        let off: Vec<&&str> = all.iter().filter(|word| plain(word) != **word).collect();
        assert!(off.is_empty(), "{off:?}");
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
    }
}
