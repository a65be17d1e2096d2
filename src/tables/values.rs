//! When two texts are one value of an attribute (domain.md §3.1).

use super::AttributeKind;
use crate::base::half_width;

/// Words of one value each, by the attribute they are values of: lower-case, without blanks.
const SAME: &[(AttributeKind, &[&str])] = &[
    (
        AttributeKind::Tier,
        &[
            "ka keyaccount keyaccounts ka客户 大客户 重点客户 战略客户 关键客户 大客戶 重點客戶 戰略客戶 grosskunde grosskunden \
             großkunde großkunden schlüsselkunde schlüsselkunden schluesselkunde grandcompte grandscomptes compteclé comptesclés \
             cuentaclave cuentasclave grancuenta contachave contaschave grandeconta 大口顧客 重要顧客 重点顧客",
            "smb smbs 中小客户 小微 小微客户 中小微客户 中小客戶 kmu pme pyme pymes 中小企業",
        ],
    ),
    (
        AttributeKind::SizeClass,
        &[
            "elephant elephants 大象 大象客户 elefant éléphant elefante ゾウ",
            "cheetah cheetahs 猎豹 猎豹客户 獵豹 gepard guépard guepardo chita チーター",
            "rabbit rabbits 兔子 兔子客户 kaninchen hase lapin conejo coelho ウサギ",
        ],
    ),
    (
        AttributeKind::BuyerTier,
        &[
            "enterprise 企业级 企业版 企業級 企業版 unternehmen entreprise empresa エンタープライズ 法人",
            "team 团队级 团队版 團隊級 團隊版 équipe equipo equipe チーム",
            "individual 个人级 个人版 个人 個人版 個人 einzelperson einzelnutzer individuel particulier",
        ],
    ),
];

/// What makes two texts of an attribute one value: blanks and full width don't count, and the field's own words for
/// the same (`KA`, `大客户`) are one.
pub fn value_key(kind: AttributeKind, text: &str) -> String {
    let half: String = text.chars().map(half_width).collect();
    let folded = half.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((_, groups)) = SAME.iter().find(|(of, _)| *of == kind) else { return folded };
    let bare: String = folded.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let group = groups.iter().find(|words| words.split(' ').any(|word| word == bare));
    // The group goes by its first word, which is one of it: no other text has this key.
    group.and_then(|words| words.split(' ').next()).map_or(folded, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_blanks_do_not_matter_but_letters_do() {
        let key = |text| value_key(AttributeKind::Industry, text);
        assert_eq!(key(" ＩＴ　Services "), key("IT  Services"));
        assert_ne!(key("IT"), key("it"));
        assert_ne!(key("大客户"), key("KA"), "a tier's words mean nothing elsewhere");
    }

    #[test]
    fn the_fields_own_words_are_one_value() {
        for (kind, texts) in [
            (AttributeKind::Tier, &["KA", "大客户", "重点客户", "战略客户", "Key Account", "ｋａ"][..]),
            (AttributeKind::Tier, &["SMB", "中小客户", "小微"]),
            (AttributeKind::SizeClass, &["大象", "Elephant"]),
            (AttributeKind::BuyerTier, &["企业级", "Enterprise"]),
        ] {
            let keys: Vec<String> = texts.iter().map(|text| value_key(kind, text)).collect();
            assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
        }
    }

    #[test]
    fn no_word_is_of_two_values() {
        for (_, groups) in SAME {
            let mut words: Vec<&str> = groups.iter().flat_map(|words| words.split(' ')).collect();
            let many = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), many);
        }
    }
}
