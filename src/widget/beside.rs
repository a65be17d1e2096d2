//! What a report holds beside what is shown: where rows were rejected, and the customers behind a figure.

use super::figures::is_asked;
use super::names::{CODE, hashed, is_code};
use super::source::Source;
use super::wish::{Asked, Names};
use crate::chart::geometry;
use crate::read::Code;
use crate::report::{MetricId, Spot};
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Serialize};

/// A finding of a file, as a report has it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Found {
    /// What, as the report calls it.
    pub code: String,
    /// The first line of it, from 1.
    pub line: Option<u64>,
    /// The column's header.
    pub column: Option<String>,
    /// What stands there; a customer may be named in it.
    pub text: Option<String>,
    /// How many rows.
    pub count: u64,
}

impl Found {
    /// Whether rows were rejected for it. A later version's code is none that this one knows.
    pub(super) fn is_reject(&self) -> bool {
        let name: StrDeserializer<'_, Error> = self.code.as_str().into_deserializer();
        Code::deserialize(name).is_ok_and(Code::is_reject)
    }
}

/// A customer at the two ends of the window, as a report has it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default)]
pub struct Behind {
    /// Its name or its code.
    #[serde(rename(deserialize = "id"))]
    pub customer: String,
    /// MRR in the window's first month, a decimal text.
    pub opening: String,
    /// MRR in its last.
    pub closing: String,
}

impl Source {
    /// Where rows were rejected, a finding each; what stands there is told with the names alone.
    pub fn rejects(&self, names: Names) -> Vec<Found> {
        let shown = names == Names::Show;
        let told = |found: &Found| Found { text: found.text.clone().filter(|_| shown), ..found.clone() };
        self.rejected.iter().map(told).collect()
    }

    /// The customers behind a figure of the report's window, the largest first; `None` where the file lists none, the
    /// figure is of other months, or the two ends alone don't say who is behind it. Without names, codes by size stand for
    /// them.
    pub fn behind(&self, asked: &Asked) -> Option<Vec<Behind>> {
        let id = super::charts::first(asked);
        let report = self.report(Names::Show, (None, None));
        let window = report.window?;
        let from = if id.is_at_end() { window.to } else { window.from };
        if !is_asked(asked, from, window.to) {
            return None;
        }
        let spot = |spot: &Spot| {
            Some(Behind {
                customer: spot.customer.clone()?,
                opening: spot.opening.clone(),
                closing: String::new(),
            })
        };
        let opening = of_opening(id);
        let listed = match (&self.customers, &report.quadrant) {
            (Some(all), _) if opening || id.is_at_end() || changed(id) => all.clone(),
            (None, Some(quadrant)) if opening => quadrant.spots.iter().filter_map(spot).collect(),
            _ => return None,
        };
        let paid = |text: &String| geometry(text) != 0.0;
        let counts = |one: &Behind| match (id.is_at_end(), opening) {
            (true, _) => paid(&one.closing),
            (_, true) => paid(&one.opening),
            _ => one.opening != one.closing && (id != MetricId::LossCoverage || paid(&one.opening)),
        };
        let size = |one: &Behind| geometry(if id.is_at_end() { &one.closing } else { &one.opening });
        let mut behind: Vec<Behind> = listed.into_iter().filter(counts).collect();
        crate::base::sort_by(&mut behind, |a, b| size(b).total_cmp(&size(a)));
        if id == MetricId::NrrExLargest {
            // The first by name, where several are as large.
            let largest = behind.first().map(size);
            let ties = behind.iter().enumerate().take_while(|(_, one)| Some(size(one)) == largest);
            if let Some((place, _)) = ties.min_by(|a, b| a.1.customer.cmp(&b.1.customer)) {
                behind.remove(place);
            }
        }
        let digits = behind.len().to_string().len().max(3);
        // A file without names has codes already.
        let coded = behind.iter().all(|one| is_code(&one.customer));
        for (place, one) in (1_usize..).zip(&mut behind) {
            match asked.names {
                Names::Hide if !coded => one.customer = format!("{CODE}{place:0digits$}"),
                Names::Hash => one.customer = hashed(&one.customer),
                Names::Hide | Names::Show => {}
            }
        }
        Some(behind)
    }
}

/// Whether the customers of the window's first month are behind a figure: it is a sum over them, or a product of what one
/// of them pays and how many of them leave (a customer's value), whatever costs it is held against.
fn of_opening(id: MetricId) -> bool {
    let worth = id.is_economics()
        && !matches!(id, MetricId::GrossMargin | MetricId::Cac | MetricId::Crc | MetricId::CrcRatio);
    id.is_of_opening() || id == MetricId::NrrExLargest || worth
}

/// Whether those who pay more or less at the window's end than at its beginning are behind a figure.
fn changed(id: MetricId) -> bool {
    use MetricId::{ExpansionShare, LossCoverage, NetNewMrr, QuickRatio};
    matches!(id, ExpansionShare | LossCoverage | NetNewMrr | QuickRatio)
}
