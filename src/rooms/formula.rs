//! The formula of a figure that is no single ratio of sums, with the file's own numbers put in.

use super::figure::{amount_text, value_text};
use crate::chart::Figures;
use crate::i18n::FigureTexts;
use crate::report::{Metric, MetricId, Report, Value};

/// What stands before the equals sign; `None` where a ratio of two sums says it, or nothing can.
pub fn formula(t: &FigureTexts, figures: &dyn Figures, report: &Report, id: MetricId) -> Option<String> {
    let value = |id: MetricId| match report.metrics.get(&id)? {
        Metric::Value { value, .. } => Some(value_text(figures, id, value)),
        Metric::Na { .. } => None,
    };
    let (opening, customers) = match report.metrics.get(&MetricId::Nrr)? {
        Metric::Value { denominator: Some(opening @ Value::Money(_)), n, .. } => {
            (amount_text(figures, opening), figures.count(*n))
        }
        _ => return None,
    };
    let over = t.over;
    let each = format!("{opening} {over} {customers}");
    let months = |n: u32| figures.count(n.into());
    let ratio =
        |above: MetricId, below: MetricId| Some(format!("{} {over} {}", value(above)?, value(below)?));
    match id {
        MetricId::Ltv if report.economics.as_ref()?.capped => {
            Some(format!("{each} × {}", months(report.policies.lifetime_cap)))
        }
        MetricId::Ltv => {
            let window = months(report.window?.months);
            Some(format!("{each} × {window} {over} {}", value(MetricId::LogoChurn)?))
        }
        MetricId::LtvMargin => Some(format!("{} × {}", value(MetricId::Ltv)?, value(MetricId::GrossMargin)?)),
        MetricId::LtvDiscounted => {
            let (churn, window) = (value(MetricId::LogoChurn)?, months(report.window?.months));
            Some(format!("{each} × 1.1 {over} (0.1 + {churn} {over} {window})"))
        }
        MetricId::LtvCohort => Some(format!("{each} × {}", months(report.policies.lifetime_cap))),
        MetricId::LtvCac => ratio(MetricId::LtvMargin, MetricId::Cac),
        MetricId::BreakEvenMargin => ratio(MetricId::Cac, MetricId::Ltv),
        MetricId::CacPaybackMonths => {
            Some(format!("{} {over} ({each} × {})", value(MetricId::Cac)?, value(MetricId::GrossMargin)?))
        }
        MetricId::LtvCrc => Some(format!(
            "({each} × {}) {over} ({} {over} 12)",
            value(MetricId::GrossMargin)?,
            value(MetricId::Crc)?
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::plain::Plain;
    use crate::i18n::{Lang, messages};
    use crate::read::{ReadOptions, Reader};
    use crate::report::{Session, Settings};
    use crate::tables::{Margin, Policies};

    #[test]
    fn formulas_hold_the_files_own_numbers() {
        let mut reader = Reader::new(ReadOptions::default());
        reader.push(b"customer,2024-01,2024-02\nA,100,100\nB,100,100\nC,100,100\nD,100,\n");
        let policies = Policies { gross_margin: Some(Margin(8_000)), ..Policies::default() };
        let settings = Settings { months: 1, policies, ..Settings::default() };
        let report = Session::new(vec![reader.finish()]).report(&settings);
        let of = |id| formula(messages(Lang::En), &Plain, &report, id);
        assert_eq!(of(MetricId::Ltv).as_deref(), Some("400.00 ÷ 4 × 1 ÷ 25.0%"));
        assert_eq!(of(MetricId::LtvMargin).as_deref(), Some("400.00 × 80.0%"));
        assert_eq!(of(MetricId::LtvDiscounted).as_deref(), Some("400.00 ÷ 4 × 1.1 ÷ (0.1 + 25.0% ÷ 1)"));
        assert_eq!((of(MetricId::LtvCac), of(MetricId::Nrr)), (None, None));
    }
}
