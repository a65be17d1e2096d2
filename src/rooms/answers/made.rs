//! How the figures of a list's row are made, in words with the row's own numbers.

use super::{column_name, fact, is_text, word, written};
use crate::base::format_minor;
use crate::i18n::charts::fill;
use crate::i18n::data::datum;
use crate::i18n::evidence::EvidenceTexts;
use crate::report::{
    End, EvidenceColumn, EvidencePage, Formula, GridColumn, IntervalOf, ListRow, Ranking, TermOf, Unit,
    Value, formula,
};
use crate::rooms::Setting;
use crate::rooms::behind::{cell, column, plain, product};
use crate::rooms::figure::amount_text;

/// A line a figure: "Share: Took 12 ÷ Out of 40 = 30.0 %". Nothing where the page is of no row of a list.
pub(in crate::rooms) fn made(s: &Setting, page: &EvidencePage) -> Vec<String> {
    let Some(row) = ListRow::of(&s.report, page) else { return Vec::new() };
    let said = Said { s, texts: EvidenceTexts::of(s.texts.lang), row, page };
    row.grid.columns.iter().flat_map(|column| said.line(column)).collect()
}

/// A day or a month at the end of a span, as people read it.
pub(in crate::rooms) fn span_end(s: &Setting, value: &Value) -> String {
    let month = matches!(value, Value::Money(text) if text.len() < "2026-01-01".len());
    written(s, if month { Unit::Month } else { Unit::Day }, value)
}

/// A sum, in brackets where it is of more than one.
fn added(terms: &[String]) -> String {
    match terms {
        [one] => one.clone(),
        all => format!("({})", all.join(" + ")),
    }
}

/// How strongly the parts of a formula hold together.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Bond {
    Sum,
    Product,
    Whole,
}

struct Said<'a> {
    s: &'a Setting,
    texts: &'static EvidenceTexts,
    row: ListRow<'a>,
    page: &'a EvidencePage,
}

impl Said<'_> {
    fn line(&self, own: &GridColumn) -> Option<String> {
        let value = self.row.cell(&own.id).filter(|_| !is_text(own.unit))?;
        let name = column_name(self.s, &own.id);
        let value = written(self.s, own.unit, value);
        let Some(formula) = formula(&self.row.grid.id, &own.id) else {
            // What is no figure has nothing behind it either.
            self.row.behind(&own.id)?;
            return Some(format!("{name} {value}"));
        };
        match formula {
            Formula::Total(_) | Formula::Rows | Formula::Made => Some(format!("{name} {value}")),
            // Both ends in one line.
            Formula::End(End::High, _) => None,
            Formula::End(End::Low, spread) => {
                let place = self.row.grid.place(&own.id)?;
                let high = self.row.grid.columns.get(place + 1)?;
                let high = written(self.s, high.unit, self.row.cell(&high.id)?);
                Some(format!("{}: {value} – {high}", self.interval(own, &spread)?))
            }
            // Where it is made.
            Formula::Elsewhere(list, _) => {
                let (text, _) = self.term(&formula, &own.id)?;
                let list = word(self.s.texts.lang, list);
                let list = list.map(|list| format!(" · {list}")).unwrap_or_default();
                Some(format!("{name}: {text}{list} = {value}"))
            }
            formula => {
                let (text, _) = self.term(&formula, &own.id)?;
                Some(format!("{name}: {text} = {value}"))
            }
        }
    }

    fn interval(&self, own: &GridColumn, spread: &IntervalOf) -> Option<String> {
        let (method, of) = match spread {
            IntervalOf::Wilson([part, whole]) => {
                ("Wilson", self.joined(part, self.s.texts.over, whole, Bond::Product, &own.id)?)
            }
            IntervalOf::Katz(_) => ("Katz", column_name(self.s, "risk_ratio")),
            IntervalOf::Woolf(_) => ("Woolf", column_name(self.s, "odds_ratio")),
            IntervalOf::Greenwood => ("Greenwood", column_name(self.s, "reached")),
            IntervalOf::Nps(_) => ("± 1.96 σ ÷ √n", column_name(self.s, "nps")),
        };
        Some(fill(self.texts.interval, &[("method", method), ("of", &of)]))
    }

    /// Two terms with a sign between them.
    fn joined(&self, a: &Formula, sign: &str, b: &Formula, bond: Bond, own: &str) -> Option<String> {
        let ((a, first), (b, second)) = (self.term(a, own)?, self.term(b, own)?);
        // What stands behind a sign that takes away or divides keeps its brackets.
        let a = if first < bond { format!("({a})") } else { a };
        let b = if second <= bond { format!("({b})") } else { b };
        Some(format!("{a} {sign} {b}"))
    }

    fn named(&self, column: &str, value: &Value) -> Option<String> {
        self.with_name("{name}", column, value)
    }

    /// A column's name in a phrase, and a value of it.
    fn with_name(&self, phrase: &str, column: &str, value: &Value) -> Option<String> {
        let own = &self.row.grid.columns;
        let unit = own.iter().find(|own| own.id == column).map_or(Unit::Number, |own| own.unit);
        let name = fill(phrase, &[("name", &column_name(self.s, column))]);
        Some(format!("{name} {}", written(self.s, unit, value)))
    }

    /// A phrase on a column of the rows behind.
    fn of_column(&self, phrase: &str, own: EvidenceColumn) -> String {
        fill(phrase, &[("name", &column(self.s, self.page.key, own))])
    }

    fn total(&self, own: EvidenceColumn) -> Option<String> {
        let value = cell(self.s, own, self.row.total(own)?);
        Some(format!("{} {value}", column(self.s, self.page.key, own)))
    }

    fn term(&self, formula: &Formula, own: &str) -> Option<(String, Bond)> {
        let (row, texts, figures) = (&self.row, self.texts, &*self.s.figures);
        let whole = |text: String| Some((text, Bond::Whole));
        let joined =
            |[a, b]: &[Formula; 2], sign: &str, bond| Some((self.joined(a, sign, b, bond, own)?, bond));
        let over = self.s.texts.over;
        match formula {
            Formula::Total(column) => whole(self.total(*column)?),
            Formula::Behind(column) => whole(self.total(row.behind(column)?)?),
            Formula::Rows | Formula::Made => whole(figures.count(self.page.count)),
            Formula::Cell(column) => whole(self.named(column, row.cell(column)?)?),
            Formula::First(columns) => {
                let column = columns.iter().find(|column| row.grid.place(column).is_some())?;
                whole(self.named(column, row.cell(column)?)?)
            }
            Formula::Above(column) => whole(self.with_name(texts.above, column, row.above(column)?)?),
            Formula::Sum(column, over) => {
                whole(self.with_name(texts.in_all, column, &row.sum(column, *over, own)?)?)
            }
            Formula::Elsewhere(list, column) => whole(self.named(column, row.elsewhere(list, column)?)?),
            Formula::Figure(id) => {
                let figure = row.figure(id)?;
                let name = word(self.s.texts.lang, id).unwrap_or_default();
                whole(format!("{name} {}", fact(self.s, figure).value))
            }
            Formula::Stated(of, least) => {
                let stated = plain(&format_minor(row.stated(*of)?.max(*least).into(), 3));
                whole(format!("{} {stated}", datum(*of, self.s.texts.lang)))
            }
            Formula::Delay => {
                use crate::tables::Datum::{BusinessValue, RiskReduction, TimeCriticality};
                let all = [BusinessValue, TimeCriticality, RiskReduction].into_iter().zip(row.choices().wsjf);
                let term =
                    |(of, weight)| Some(format!("{weight} × {}", self.term(&Formula::Stated(of, 0), own)?.0));
                let terms: Option<Vec<String>> = all.filter(|(_, weight)| *weight > 0).map(term).collect();
                Some((terms?.join(" + "), Bond::Sum))
            }
            Formula::Place(of) => whole(fill(texts.place_by, &[("of", &self.measure(of)?)])),
            Formula::Middle(of) => {
                let (above, equal, _) = row.standing(of)?;
                // Half the sum of the first and the last place that the equals share, in thousandths.
                whole(plain(&format_minor((500 * (2 * above + equal + 1)).into(), 3)))
            }
            Formula::Ranked(_) => whole(texts.ranked.to_owned()),
            Formula::Number(n) => whole(figures.count((*n).into())),
            Formula::Plus(both) => joined(both, "+", Bond::Sum),
            Formula::Less(both) => joined(both, "−", Bond::Sum),
            Formula::Times(both) => joined(both, "×", Bond::Product),
            Formula::Ratio(both) => joined(both, over, Bond::Product),
            Formula::Apart([a, b]) => whole(format!("|{}|", self.joined(a, "−", b, Bond::Sum, own)?)),
            Formula::Root(of) => whole(format!("√({})", self.term(of, own)?.0)),
            Formula::Geometric(columns) => Some((self.geometric(columns)?, Bond::Product)),
            Formula::Median(of) => whole(self.of_column(texts.median_of, *of)),
            Formula::NinthTenth(of) => whole(self.of_column(texts.ninth, *of)),
            Formula::RiskRatio(of) => Some((self.risks(of, false)?, Bond::Product)),
            Formula::OddsRatio(of) => Some((self.risks(of, true)?, Bond::Product)),
            Formula::Fisher([part, of, rest, of_rest]) | Formula::ZTest([part, of, rest, of_rest]) => {
                let test = if matches!(formula, Formula::Fisher(_)) { texts.fisher } else { texts.z_test };
                let [a, b] = [(part, of), (rest, of_rest)]
                    .map(|(part, of)| self.joined(part, over, of, Bond::Product, own));
                whole(fill(test, &[("a", &a?), ("b", &b?)]))
            }
            Formula::Own => {
                let part = row.term(own, TermOf::Value)?;
                let said = |value: &Value| amount_text(figures, value);
                match &part.below {
                    Some(below) => Some((
                        format!("{} {over} {}", said(part.above.as_ref()?), said(below)),
                        Bond::Product,
                    )),
                    // What a year's payment is twelve times of.
                    None if matches!(part.above, Some(Value::Money(_))) => {
                        whole(format!("MRR {}", said(part.above.as_ref()?)))
                    }
                    None => whole(said(part.above.as_ref()?)),
                }
            }
            Formula::Span => {
                let part = row.term(own, TermOf::Span)?;
                let [to, from] = [&part.above, &part.below].map(|end| Some(self.day(end.as_ref()?)));
                let off = row.term(own, TermOf::Off).and_then(|off| off.above.as_ref());
                let off = off.map(|off| format!(" − {} {}", texts.term_off, amount_text(figures, off)));
                Some((format!("{} − {}{}", to?, from?, off.unwrap_or_default()), Bond::Sum))
            }
            Formula::Since(column) => {
                let from = self.with_name("{name}", column, row.cell(column)?)?;
                Some((format!("{} − {from}", self.day(&Value::text(row.as_of()?))), Bond::Sum))
            }
            Formula::Weighted(of) => {
                let terms = || row.terms(*of).filter(|(_, part)| part.above.is_some());
                let each = terms().map(|(column, part)| {
                    let [above, below] = [&part.above, &part.below].map(|n| self.amount(n));
                    format!("{} {above} × {below}", column_name(self.s, column))
                });
                let each: Vec<String> = each.collect();
                let weights: Vec<String> = terms().map(|(_, part)| self.amount(&part.below)).collect();
                Some((format!("{} {over} {}", added(&each), added(&weights)), Bond::Product))
            }
            Formula::Known => {
                let weights = |all: bool| {
                    let terms = row.terms(TermOf::Points).filter(|(_, part)| all || part.above.is_some());
                    terms.map(|(_, part)| self.amount(&part.below)).collect::<Vec<_>>()
                };
                let known = match &weights(false)[..] {
                    [] => figures.count(0),
                    known => added(known),
                };
                Some((format!("{known} {over} {}", added(&weights(true))), Bond::Product))
            }
            Formula::Places(columns) => {
                let places = columns.iter().filter_map(|column| {
                    let part = row.term(column, TermOf::Place)?;
                    let [above, below] = [&part.above, &part.below].map(|n| self.amount(n));
                    Some(format!("{} {above} {over} {below}", column_name(self.s, column)))
                });
                Some((format!("100 × {}", self.mean(places.collect())?), Bond::Product))
            }
            Formula::Mean(columns) => {
                let cells = columns.iter().filter_map(|column| self.named(column, row.cell(column)?));
                Some((self.mean(cells.collect())?, Bond::Product))
            }
            Formula::Gravest => {
                let all = row.terms(TermOf::Severity).map(|(column, part)| {
                    format!("{} {}", column_name(self.s, column), self.amount(&part.above))
                });
                whole(fill(texts.gravest, &[("of", &all.collect::<Vec<_>>().join(", "))]))
            }
            Formula::Reached => whole(fill(texts.reached, &[("ratios", &product(self.s, &self.page.parts))])),
            Formula::End(..) => None,
        }
    }

    /// The mean of some terms; of one the term itself.
    fn mean(&self, terms: Vec<String>) -> Option<String> {
        match &terms[..] {
            [] => None,
            [one] => Some(one.clone()),
            all => Some(format!("{} {} {}", added(all), self.s.texts.over, all.len())),
        }
    }

    fn amount(&self, value: &Option<Value>) -> String {
        value.as_ref().map(|value| amount_text(&*self.s.figures, value)).unwrap_or_default()
    }

    /// A day or a month of a term.
    fn day(&self, value: &Value) -> String {
        span_end(self.s, value)
    }

    fn measure(&self, of: &Ranking) -> Option<String> {
        let (column, value) = self.row.measured(of)?;
        let grid = self.row.list(of.list)?;
        let unit = grid.columns.get(grid.place(column)?)?.unit;
        Some(format!("{} {}", column_name(self.s, column), written(self.s, unit, value)))
    }

    /// One risk over the other, or one's odds over the other's; and what was added where a count is zero.
    fn risks(&self, of: &'static [&'static str; 4], odds: bool) -> Option<String> {
        let side = |lost: &'static str, all: &'static str| {
            let (lost, all) = (Formula::Cell(lost), Formula::Cell(all));
            match odds {
                false => self.joined(&lost, self.s.texts.over, &all, Bond::Product, ""),
                true => {
                    let kept = self.joined(&all, "−", &lost, Bond::Sum, "")?;
                    Some(format!("{} {} ({kept})", self.term(&lost, "")?.0, self.s.texts.over))
                }
            }
        };
        let [lost, marked, others_lost, others] = of;
        let text =
            format!("({}) {} ({})", side(lost, marked)?, self.s.texts.over, side(others_lost, others)?);
        let empty = |lost: &str, all: &str| {
            let (lost, all) = (self.row.cell(lost), self.row.cell(all));
            lost == Some(&Value::Count(0)) || lost == all
        };
        Some(match empty(lost, marked) || empty(others_lost, others) {
            true => format!("{text} ({})", self.texts.halves),
            false => text,
        })
    }

    fn geometric(&self, columns: &'static [&'static str; 3]) -> Option<String> {
        let weights = self.row.choices().demand;
        let counts = columns.iter().zip(weights).filter(|(_, weight)| *weight > 0);
        let counts: Vec<_> =
            counts.filter_map(|(id, weight)| Some((*id, weight, self.row.largest(id)?))).collect();
        let alike =
            counts.iter().all(|(_, weight, _)| Some(weight) == counts.first().map(|(_, first, _)| first));
        let mut terms = Vec::new();
        for (id, weight, largest) in &counts {
            let own = self.named(id, self.row.cell(id)?)?;
            let share =
                format!("{own} {} {}", self.s.texts.over, self.with_name(self.texts.largest, id, largest)?);
            terms.push(if alike { format!("({share})") } else { format!("({share})^{weight}") });
        }
        let product = terms.join(" × ");
        let root = match (alike, terms.len()) {
            (_, 0) => return None,
            (true, 1) => product,
            (true, 2) => format!("√({product})"),
            (true, _) => format!("∛({product})"),
            (false, _) => {
                let all: u16 = counts.iter().map(|(_, weight, _)| *weight).sum();
                format!("({product})^(1 {} {all})", self.s.texts.over)
            }
        };
        Some(format!("{root} × 100"))
    }
}
