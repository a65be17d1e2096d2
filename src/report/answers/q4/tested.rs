//! Whether the score foretold who left: churn by band at past quarter ends (domain.md §4.4).

use super::super::cells::text;
use super::{not_counted, scored};
use crate::base::{Date, Na, wilson};
use crate::metrics::operating::backtest::{BandSums, FEWEST_LOST, backtest, each_tested};
use crate::metrics::operating::health::{Band, Health, Inputs, OTHERS};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::answers::Asked;
use crate::report::behind::Table;
use crate::report::{ENOUGH, EvidenceColumn, Value};
use crate::tables::TableKind;

pub(super) fn answer(
    asked: &Asked<'_>,
    inputs: &Inputs<'_>,
    quarters: &[Date],
    question: &mut QuestionState,
) {
    let tested = backtest(asked.company, inputs, quarters);
    let whole = tested.whole();
    if whole.n == 0 {
        // Who has a score today had none three months before a day that is known.
        let scored = asked.health.get().is_some_and(|all| all.iter().any(|one| one.band != Band::Grey));
        let why = if scored { Na::InsufficientHistory } else { Na::NoData };
        question.figures.push(AnswerFigure::na("q4.backtest_auc", Unit::Share, why));
        return;
    }
    let red = tested.band(Band::Red);
    let few = |figure: AnswerFigure, n: u64| match figure.value {
        Some(_) if n < ENOUGH => AnswerFigure::na(&figure.id, figure.unit, Na::SmallSample),
        _ => figure,
    };
    let share = |id: &str, part: u64, of: u64| few(AnswerFigure::share(id, part, of), of);
    // Each customer with a score once a quarter end.
    let behind_each = |table: Table, cells: &dyn Fn(&Health, bool) -> Option<[i128; 4]>| {
        let mut table = table.reading(&[TableKind::Accounts]);
        let places: Vec<usize> = (OTHERS..).take(quarters.len()).collect();
        let counted = inputs.counted_rows(&places, &|_| true);
        each_tested(asked.company, inputs, quarters, &mut |day, health, lost| {
            let place = quarters.iter().position(|own| *own == day).unwrap_or(usize::MAX - OTHERS);
            if let Some(cells) = cells(health, lost).filter(|_| health.band != Band::Grey) {
                let (id, month) = (health.customer, day.month());
                let mut sources = scored(asked, inputs, &counted, (id, OTHERS + place));
                sources.extend(asked.paid(id, month, month.plus(3)));
                table.line(Some(id), Some(&day.to_string()), &cells, sources);
            }
        });
        not_counted(table, &counted)
    };
    let behind = |table: Table, cells: &dyn Fn(Band, bool) -> Option<[i128; 2]>| {
        behind_each(table, &|health, lost| cells(health.band, lost).map(|[part, whole]| [part, whole, 0, 0]))
    };
    let resting = |figure, table: &dyn Fn() -> Table, cells: &dyn Fn(Band, bool) -> Option<[i128; 2]>| {
        asked.resting(figure, &|| behind(table(), cells))
    };
    let shares =
        |figure, cells: &dyn Fn(Band, bool) -> Option<[i128; 2]>| resting(figure, &Table::shares, cells);
    let auc = tested.auc().filter(|_| whole.lost >= FEWEST_LOST);
    let (below, lost) = tested.below_green();
    let ranking = match auc {
        Some((auc, interval)) => AnswerFigure {
            interval: Some(interval),
            ..AnswerFigure::new(
                "q4.backtest_auc",
                Unit::Share,
                Value::Number(auc.value().unwrap_or_default()),
                whole.n,
            )
        },
        None => AnswerFigure::na("q4.backtest_auc", Unit::Share, Na::SmallSample),
    };
    question.figures.extend([
        shares(share("q4.backtest_base", whole.lost, whole.n), &|_, lost| Some([lost.into(), 1])),
        asked.resting(ranking, &|| {
            let scored = |health: &Health, lost: bool| Some([lost.into(), health.score.nano()?.into(), 0, 0]);
            paired(behind_each(pairs(), &scored))
        }),
        shares(share("q4.backtest_precision", red.lost, red.n), &|band, lost| {
            (band == Band::Red).then_some([lost.into(), 1])
        }),
        shares(share("q4.backtest_recall", red.lost, whole.lost), &|band, lost| {
            lost.then_some([(band == Band::Red).into(), 1])
        }),
        shares(share("q4.backtest_below_green", below, lost), &|band, lost| {
            lost.then_some([(band != Band::Green).into(), 1])
        }),
        shares(share("q4.backtest_green_share", tested.band(Band::Green).n, whole.n), &|band, _| {
            Some([(band == Band::Green).into(), 1])
        }),
        asked.resting(
            AnswerFigure::new("q4.backtest_customers", Unit::Count, Value::count(tested.customers), 0),
            &|| once(behind(Table::counts(), &|_, _| Some([1, 0]))),
        ),
    ]);
    let mut grid = Grid::new(
        "q4.backtest",
        &[
            ("band", Unit::Word),
            ("customer_days", Unit::Count),
            ("churned", Unit::Count),
            ("churn_rate", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
            ("lift", Unit::Times),
        ],
    );
    const BANDS: [Band; 3] = [Band::Red, Band::Yellow, Band::Green];
    for band in BANDS {
        let sums = tested.band(band);
        let [rate, low, high] = rate(sums);
        let lift = tested.lift(band).and_then(|lift| lift.value()).filter(|_| sums.n >= ENOUGH);
        let counts = [Some(Value::count(sums.n)), Some(Value::count(sums.lost))];
        let mut row = vec![text(band.name())];
        row.extend(counts.into_iter().chain([rate, low, high, lift.map(Value::Number)]));
        grid.push(row);
    }
    let columns = grid.parts(["churned", "customer_days"]);
    question.grids.push(asked.listing(grid, &|place| {
        behind(Table::parts(&columns), &|band, lost| {
            (Some(&band) == BANDS.get(place)).then_some([lost.into(), 1])
        })
    }));
    let mut days = Grid::new(
        "q4.backtest_days",
        &[
            ("date", Unit::Day),
            ("scored_then", Unit::Count),
            ("churned", Unit::Count),
            ("red_then", Unit::Count),
            ("red_churned", Unit::Count),
        ],
    );
    for day in &tested.days {
        let counts = [day.scored.n, day.scored.lost, day.red.n, day.red.lost];
        let mut row = vec![Some(Value::Money(day.day.to_string()))];
        row.extend(counts.into_iter().map(|n| Some(Value::count(n))));
        days.push(row);
    }
    let columns = days.parts(["scored_then", "churned", "red_then", "red_churned"]);
    question.grids.push(asked.listing(days, &|place| {
        let day = tested.days.get(place).map(|day| day.day.to_string());
        let mut table = behind_each(Table::parts(&columns), &|health, lost| {
            let red = health.band == Band::Red;
            Some([true, lost, red, red && lost].map(i128::from))
        });
        table.rows.retain(|row| Some(&row.what) == day.as_ref());
        table
    }));
    // A ranking no better than chance, or a red band no worse than all.
    let blind = auc.filter(|(_, interval)| interval.0 <= 0.5);
    let enough = red.n >= ENOUGH && whole.lost >= FEWEST_LOST;
    let harmless = enough && red.lost * whole.n <= whole.lost * red.n;
    let share = |part: u64, of: u64| Value::Number(part as f64 / of as f64);
    let found = if harmless {
        Insight::new("q4.red_no_worse", Severity::Warning)
            .with("red", Unit::Share, share(red.lost, red.n))
            .with("all", Unit::Share, share(whole.lost, whole.n))
    } else if let Some((auc, interval)) = blind {
        Insight::new("q4.score_blind", Severity::Warning)
            .with("auc", Unit::Share, Value::Number(auc.value().unwrap_or_default()))
            .with("low", Unit::Share, Value::Number(interval.0))
            .with("high", Unit::Share, Value::Number(interval.1))
    } else {
        return;
    };
    question.findings.push(found.listed("q4.backtest"));
}

/// Who was lost, its score, and the pairs it makes with everyone kept.
fn pairs() -> Table {
    let score = EvidenceColumn::Value { unit: Unit::Score };
    let (all, right) = (EvidenceColumn::Pairs, EvidenceColumn::PairsRight);
    Table::new(&[EvidenceColumn::LostCustomer, score, all, right], Some(right), Some(all))
}

/// Makes rows of who was lost and its score in 10⁻⁹ those of [`pairs`]: each lost one stands against everyone kept, which
/// is right where the kept one's score is higher, and half where both are the same.
fn paired(mut table: Table) -> Table {
    let kept = table.rows.iter().map(|row| row.cells).filter(|[lost, ..]| *lost == 0);
    let mut kept: Vec<i128> = kept.map(|[_, nano, ..]| nano).collect();
    crate::base::sort(&mut kept);
    for [lost, score, all, right, ..] in table.rows.iter_mut().map(|row| &mut row.cells) {
        if *lost > 0 {
            let (below, up_to) =
                (kept.partition_point(|own| own < score), kept.partition_point(|own| own <= score));
            *all = kept.len() as i128;
            *right = ((kept.len() - up_to) * 1000 + (up_to - below) * 500) as i128;
        }
        // The column has thousandths.
        *score /= 1_000_000;
    }
    table
}

/// Each customer once, however many quarter ends it was tested at.
fn once(mut table: Table) -> Table {
    for row in &mut table.rows {
        row.what.clear();
    }
    let mut table = table.joined();
    for [counts, ..] in table.rows.iter_mut().map(|row| &mut row.cells) {
        *counts = 1;
    }
    table
}

/// The share lost and its interval, where there are enough.
fn rate(sums: BandSums) -> [Option<Value>; 3] {
    let interval = wilson(sums.lost, sums.n).filter(|_| sums.n >= ENOUGH);
    let Some(interval) = interval else { return [None, None, None] };
    [sums.lost as f64 / sums.n as f64, interval.0, interval.1].map(|x| Some(Value::Number(x)))
}
