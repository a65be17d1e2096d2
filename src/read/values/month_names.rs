//! Names of months in the languages that exports speak, without regard to case and accents.

/// January to December: English, German, French, Spanish, Italian, Portuguese and Dutch, long and short.
/// No name stands for two months.
const NAMES: [&str; 12] = [
    "jan january januar janner jaenner janv janvier ene enero gen gennaio janeiro januari",
    "feb february februar feber fev fevr fevrier febrero febbraio fevereiro februari",
    "mar march marz maerz mrz mars marzo marco maart mrt",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio mei",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juillet julio lug luglio julho",
    "aug august aout ago agosto augustus",
    "sep sept september septembre septiembre setiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember decembre dic diciembre dicembre dezembro",
];

/// The longest name's letters.
const LONGEST: usize = 10;

/// The number of a month's name, 1 to 12; a full stop behind it doesn't matter.
pub(in crate::read) fn month_name(word: &str) -> Option<u32> {
    let mut folded = [0u8; LONGEST];
    let mut length = 0;
    for c in word.trim_end_matches('.').chars() {
        // An accent of its own, behind its letter.
        if matches!(c, '\u{300}'..='\u{36F}') {
            continue;
        }
        *folded.get_mut(length)? = plain(c)?;
        length += 1;
    }
    let word = folded.get(..length).filter(|w| w.len() >= 3)?;
    let at = NAMES.iter().position(|names| names.split(' ').any(|name| name.as_bytes() == word))?;
    Some(at as u32 + 1)
}

/// A letter in lower case and without its accent.
fn plain(c: char) -> Option<u8> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => (c as u8).to_ascii_lowercase(),
        'é' | 'è' | 'ê' | 'É' | 'È' | 'Ê' => b'e',
        'û' | 'ü' | 'ù' | 'Û' | 'Ü' | 'Ù' => b'u',
        'ä' | 'á' | 'à' | 'â' | 'Ä' | 'Á' => b'a',
        'ç' | 'Ç' => b'c',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_many_tongues() {
        let of = |names: &[&str]| names.iter().map(|n| month_name(n)).collect::<Vec<_>>();
        for (number, names) in [
            (1, &["Jan", "JANUARY", "janv.", "Jänner", "ene", "enero"][..]),
            (2, &["Feb", "févr.", "FÉVRIER", "fe\u{301}vrier", "febrero"]),
            (3, &["Mar", "März", "Mär", "Mrz", "mars", "marzo", "maart", "março"]),
            (4, &["avr.", "avril", "abr", "Apr."]),
            (5, &["May", "Mai", "mayo", "mei"]),
            (6, &["juin", "Juni", "junio"]),
            (7, &["juil.", "juillet", "Juli"]),
            (8, &["août", "Aug", "agosto", "AOÛT"]),
            (9, &["Sept", "sept.", "septiembre"]),
            (10, &["Okt", "octubre", "Oktober"]),
            (11, &["nov", "novembre"]),
            (12, &["Dez", "déc.", "dic", "Décembre"]),
        ] {
            assert!(of(names).iter().all(|n| *n == Some(number)), "{names:?}: {:?}", of(names));
        }
        assert!(of(&["", "j", "ju", "Janus", "Mayor", "decembers", "一月"]).iter().all(Option::is_none));
        let mut all: Vec<&str> = NAMES.iter().flat_map(|n| n.split(' ')).collect();
        let many = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), all.iter().map(|n| n.len()).max()), (many, Some(LONGEST)));
    }
}
