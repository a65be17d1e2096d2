//! The page's address as a value: the view, the months compared, the two definitions compared, the groups, and what is
//! chosen of a question. It names what is chosen, never what stands in a file: a column of a file's own goes by its place.

use crate::base::Month;
use crate::report::{CHOICES, Choice, Choices, DefinitionId, MetricId, SegmentBy, Segmentation, Settings};
use crate::rooms::{ANSWERED, RATES};

/// The addresses of the questions in [`ANSWERED`].
const HASHES: [&str; ANSWERED.len()] =
    ["#warnings", "#health", "#advocates", "#scaling", "#growth", "#demand", "#experience", "#playbook"];

/// A view of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The figures and charts.
    Overview,
    /// NRR, taken apart.
    Nrr,
    /// Retention by group.
    Groups,
    /// What customers are worth and cost.
    Economics,
    /// What an investor checks beside the headline.
    Diligence,
    /// Variants side by side, and every figure defined.
    Definitions,
    /// A question that has a room of figures, lists and findings, by its place in [`ANSWERED`].
    Question(usize),
    /// The nine questions.
    Guide,
    /// How the files were read.
    Data,
}

impl View {
    /// In the rail's order.
    pub const ALL: [View; 16] = [
        View::Overview,
        View::Nrr,
        View::Groups,
        View::Question(0),
        View::Question(1),
        View::Question(2),
        View::Question(3),
        View::Question(4),
        View::Question(5),
        View::Question(6),
        View::Question(7),
        View::Economics,
        View::Diligence,
        View::Guide,
        View::Definitions,
        View::Data,
    ];

    /// As the address writes it.
    pub fn hash(self) -> &'static str {
        match self {
            View::Overview => "#overview",
            View::Nrr => "#nrr",
            View::Groups => "#groups",
            View::Economics => "#economics",
            View::Diligence => "#diligence",
            View::Question(place) => HASHES.get(place).copied().unwrap_or_default(),
            View::Definitions => "#definitions",
            View::Guide => "#guide",
            View::Data => "#data",
        }
    }

    /// The choices that change what it answers and that an address may tell: those that name nothing of a file.
    pub fn choices(self) -> impl Iterator<Item = &'static Choice> {
        let question = match self {
            View::Question(place) => ANSWERED.get(place).map_or("", |(id, _)| *id),
            _ => "",
        };
        CHOICES.iter().filter(move |choice| choice.question() == question && choice.names_nothing())
    }

    /// Where a question (`q1` … `q9`) is answered.
    pub fn of_question(id: &str) -> Option<View> {
        match id {
            "q1" => Some(View::Nrr),
            "q2" => Some(View::Groups),
            _ => ANSWERED.iter().position(|(of, _)| *of == id).map(View::Question),
        }
    }
}

/// The two definitions that are compared where none are chosen.
pub const PAIR: (DefinitionId, DefinitionId) = (DefinitionId::NrrCohort, DefinitionId::NrrLazyReturns);

/// Months beyond which no window is asked for: fifty years, which is all that is told of cohorts too.
const LONGEST: u32 = 600;

/// Lengths of a window that are chosen as such, in months; it then goes with the data's last month.
pub const LENGTHS: [u32; 3] = [1, 3, 12];

/// What an address says. `None` where it says nothing or nothing that could be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The view.
    pub view: Option<View>,
    /// Months compared and the last of them, as in [`Settings`].
    pub window: Option<(u32, Option<Month>)>,
    /// The two definitions compared.
    pub pair: Option<(DefinitionId, DefinitionId)>,
    /// What the customers are parted by: [`token`].
    pub by: Option<String>,
    /// The rate the groups are drawn by.
    pub rate: Option<MetricId>,
    /// What is chosen of the view's question, by key and value ([`View::choices`]).
    pub choices: Vec<(String, String)>,
}

impl Address {
    /// Reads the part of an address from `#` on: `#groups?from=2024-01&to=2024-07&by=tier&rate=grr`.
    pub fn parse(hash: &str) -> Address {
        let (view, said) = hash.split_once('?').unwrap_or((hash, ""));
        let view = View::ALL.into_iter().find(|known| known.hash() == view);
        let mut address = Address { view, ..Address::default() };
        let (mut from, mut to, mut months) = (None, None, None);
        for (name, value) in said.split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "from" => from = Month::parse_iso(value),
                "to" => to = Month::parse_iso(value),
                "months" => months = value.parse::<u32>().ok(),
                "pair" => address.pair = pair(value),
                "by" => address.by = Some(value).filter(|value| is_token(value)).map(str::to_owned),
                "rate" => address.rate = RATES.into_iter().find(|rate| rate.as_str() == value),
                _ => {
                    let choice = view.and_then(|view| view.choices().find(|choice| choice.key == name));
                    let value = value.replace("%2C", ",").replace("%2c", ",");
                    if choice.is_some_and(|choice| choice.set(&mut Choices::default(), &value)) {
                        address.choices.push((name.to_owned(), value));
                    }
                }
            }
        }
        address.window = match (from, to) {
            (Some(from), Some(to)) => u32::try_from(to.since(from)).ok().map(|months| (months, Some(to))),
            (None, None) => months.map(|months| (months, None)),
            _ => None,
        };
        address.window = address.window.filter(|(months, _)| (1..=LONGEST).contains(months));
        address
    }

    /// Writes it, each part in the view it is of; what stands at its default is left out.
    pub fn text(&self) -> String {
        let view = self.view.unwrap_or(View::Overview);
        let mut said = Vec::new();
        match self.window.filter(|window| *window != default_window()) {
            Some((months, Some(to))) => {
                let from = to.plus(-i32::try_from(months).unwrap_or(0));
                said.push(format!("from={from}&to={to}"));
            }
            Some((months, None)) => said.push(format!("months={months}")),
            None => {}
        }
        if let Some((from, to)) = self.pair.filter(|pair| view == View::Definitions && *pair != PAIR) {
            said.push(format!("pair={},{}", from.name(), to.name()));
        }
        if view == View::Groups {
            said.extend(self.by.as_ref().map(|by| format!("by={by}")));
            let rate = self.rate.filter(|rate| Some(rate) != RATES.first());
            said.extend(rate.map(|rate| format!("rate={}", rate.as_str())));
        }
        let chosen = |(key, _): &&(String, String)| view.choices().any(|choice| choice.key == key);
        said.extend(self.choices.iter().filter(chosen).map(|(key, value)| format!("{key}={value}")));
        let sign = if said.is_empty() { "" } else { "?" };
        format!("{}{sign}{}", view.hash(), said.join("&"))
    }
}

/// The window where none is chosen.
pub fn default_window() -> (u32, Option<Month>) {
    let Settings { months, to, .. } = Settings::default();
    (months, to)
}

/// Whether data from the first to the second month have a window. One of the usual lengths up to the data's last month
/// can be asked of any data: what is missing then is told in its place.
pub fn reaches((months, to): (u32, Option<Month>), span: Option<(Month, Month)>) -> bool {
    if to.is_none() && LENGTHS.contains(&months) {
        return true;
    }
    span.is_some_and(|(first, last)| {
        let to = to.unwrap_or(last);
        to <= last && i64::from(to.since(first)) >= i64::from(months)
    })
}

/// Two definitions, in an address as it is or as some programs rewrite the comma when they pass one on.
fn pair(text: &str) -> Option<(DefinitionId, DefinitionId)> {
    let (from, to) = ["%2C", "%2c", ","].into_iter().find_map(|comma| text.split_once(comma))?;
    DefinitionId::named(from).zip(DefinitionId::named(to))
}

fn is_token(text: &str) -> bool {
    let known = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'_' | b'-');
    (1..=32).contains(&text.len()) && text.bytes().all(known)
}

/// What an address calls a segmentation: its kind, such as `tier`, and from the second of a kind on its number too. A
/// column that is of no known kind is `column`, so that its header is not told.
pub fn token(all: &[Segmentation], place: u32) -> Option<String> {
    let place = place as usize;
    let kind = |by: &Segmentation| match by.kind {
        SegmentBy::Other => "column".to_owned(),
        _ => by.by.clone(),
    };
    let this = kind(all.get(place)?);
    let earlier = all.iter().take(place).filter(|by| kind(by) == this).count();
    Some(if earlier == 0 { this } else { format!("{this}-{}", earlier + 1) })
}

/// The place of the segmentation that an address calls so.
pub fn place(all: &[Segmentation], called: &str) -> Option<u32> {
    (0..).zip(all).map(|(place, _)| place).find(|place| token(all, *place).as_deref() == Some(called))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        Month::parse_iso(text).unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let all = Address {
            view: Some(View::Definitions),
            window: Some((12, Some(month("2025-01")))),
            pair: Some((DefinitionId::NrrCohort, DefinitionId::NrrOpen)),
            by: Some("tier".to_owned()),
            rate: Some(MetricId::Grr),
            choices: Vec::new(),
        };
        assert_eq!(all.text(), "#definitions?from=2024-01&to=2025-01&pair=nrr_cohort,nrr_open");
        let read = Address::parse(&all.text());
        assert_eq!((read.view, read.window, read.pair), (all.view, all.window, all.pair));
        let groups = Address { view: Some(View::Groups), window: Some((3, None)), ..all };
        assert_eq!(groups.text(), "#groups?months=3&by=tier&rate=grr");
        assert_eq!(Address::parse(&groups.text()), Address { pair: None, ..groups });
        for view in View::ALL {
            let written = Address { view: Some(view), ..Address::default() };
            assert_eq!((written.text().as_str(), Address::parse(view.hash())), (view.hash(), written));
        }
    }

    #[test]
    fn what_stands_at_its_default_is_left_out() {
        let defaults = |view| Address {
            view: Some(view),
            window: Some(default_window()),
            pair: Some(PAIR),
            by: None,
            rate: Some(MetricId::LogoRetention),
            choices: Vec::new(),
        };
        for view in View::ALL {
            assert_eq!(defaults(view).text(), view.hash());
        }
    }

    #[test]
    fn what_can_not_be_is_not_said() {
        for hash in ["", "#", "#nowhere", "nrr", "#nrr ", "#Nrr?"] {
            assert_eq!(Address::parse(hash), Address::default(), "{hash}");
        }
        let window = |said: &str| Address::parse(&format!("#nrr?{said}")).window;
        assert_eq!(window("from=2024-01&to=2024-08"), Some((7, Some(month("2024-08")))));
        assert_eq!(window("to=2024-08&from=2024-01&x&y=1&="), window("from=2024-01&to=2024-08"));
        for said in [
            "from=2024-01",
            "to=2024-01",
            "from=2024-01&to=2024-01",
            "from=2024-02&to=2024-01",
            "from=1024-02&to=2024-01",
            "from=2024-13&to=2025-01",
            "from=2024-1&to=2025-01",
            "from=2024-01&months=3",
            "months=0",
            "months=-1",
            "months=601",
            "months=99999999999",
            "months=twelve",
            "months",
        ] {
            assert_eq!(window(said), None, "{said}");
        }
        let of = |said: &str| Address::parse(&format!("#definitions?{said}"));
        assert_eq!(
            of("pair=nrr_open%2Cgrr_cohort").pair,
            Some((DefinitionId::NrrOpen, DefinitionId::GrrCohort))
        );
        for said in
            ["pair=nrr_open", "pair=nrr_open,", "pair=nrr_open,nothing", "by=", "by=Acme%20Ltd", "rate=mrr"]
        {
            assert_eq!(of(said), Address::parse("#definitions"), "{said}");
        }
    }

    #[test]
    fn choices_stand_in_the_view_they_change_and_name_nothing() {
        let mut all = Choices::default();
        for (key, value) in [
            ("holidays", "2024-02-10..2024-02-17,2024-10-01"),
            ("basic_modules", "Acme Desk"),
            ("odds", "on"),
            ("gate", "5"),
            ("alias", "Acme login=SSO"),
            ("demand", "2,1,0"),
        ] {
            assert!(all.set(key, value));
        }
        let of = |view| Address { view: View::of_question(view), choices: all.pairs(), ..Address::default() };
        let warnings = "#warnings?holidays=2024-02-10..2024-02-17,2024-10-01..2024-10-01&odds=on";
        assert_eq!(of("q3").text(), warnings);
        assert_eq!(of("q8").text(), "#demand?gate=5&demand=2,1,0");
        assert_eq!(of("q4").text(), "#health");
        assert_eq!(Address::parse("#demand?gate=5&demand=2%2C1,0").choices, of("q8").choices[3..5].to_vec());
        for said in ["gate=0", "alias=a=b", "w3=all", "demand=1", "basic_modules=x"] {
            assert_eq!(Address::parse(&format!("#demand?{said}")).choices, [], "{said}");
        }
    }

    #[test]
    fn a_window_fits_where_the_data_have_its_months() {
        let span = Some((month("2023-01"), month("2024-06")));
        let fits = |months, to: Option<&str>| reaches((months, to.map(month)), span);
        assert!(fits(17, Some("2024-06")) && fits(1, Some("2023-02")) && fits(17, None) && fits(7, None));
        assert!(!fits(18, Some("2024-06")) && !fits(1, Some("2023-01")) && !fits(1, Some("2024-07")));
        assert!(!fits(18, None) && !fits(12, Some("2023-06")) && !fits(1, Some("1990-01")));
        assert!(reaches((12, None), None) && !reaches((7, None), None));
    }

    #[test]
    fn columns_go_by_their_kind_and_never_by_their_header() {
        let by = |kind, by: &str| Segmentation {
            by: by.to_owned(),
            kind,
            name: "Secret".to_owned(),
            derived: false,
            cuts: Vec::new(),
            spread: None,
            masked: false,
            spreads: Vec::new(),
            simpson: None,
            simpson_na: None,
        };
        let all = [
            by(SegmentBy::Tier, "tier"),
            by(SegmentBy::Other, "Acme says"),
            by(SegmentBy::Tier, "tier"),
            by(SegmentBy::Other, "Owner"),
            by(SegmentBy::StartYear, "start_year"),
        ];
        let said: Vec<String> = (0..5).filter_map(|at| token(&all, at)).collect();
        assert_eq!(said, ["tier", "column", "tier-2", "column-2", "start_year"]);
        for (at, said) in (0..).zip(&said) {
            assert!(place(&all, said) == Some(at) && is_token(said));
        }
        assert_eq!((place(&all, "Acme says"), place(&all, "tier-3"), token(&all, 5)), (None, None, None));
    }
}
