//! What invitations bring, and how far sign-ups come on the way from the first day to inviting others.

use super::super::Asked;
use super::super::cells::{part_figure, share, with_interval};
use super::behind::{of_signups, signups_behind};
use crate::base::{Date, Na};
use crate::metrics::operating::{
    Invitations, Journey, LoopSums, Part, Signup, Signups, after_cycles, value_loop, viral,
};
use crate::read::Severity;
use crate::report::answer::{AnswerFigure, Grid, Insight, QuestionState, Unit};
use crate::report::behind::{Exclusion, Table};
use crate::report::{ENOUGH, EvidenceMade, Value};
use crate::tables::{Datum, TableKind};

/// Cycles that the spread of invitations is shown for, and the sign-ups it begins with.
const CYCLES: u32 = 6;
const SEEDS: u32 = 1000;

pub(super) fn invitations(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let known = Invitations::of(asked.company, signups);
    let viral = viral(&known, signups);
    if viral.share.of == 0 {
        return;
    }
    let whole = |n: i64| Value::Count(n);
    let resting = |figure, table: &dyn Fn() -> Table, cells: &dyn Fn(&Signup<'_>) -> Option<[i128; 2]>| {
        of_signups(asked, signups, figure, table, Exclusion::OtherRows, cells)
    };
    // Those that came by invitation, over those that could have invited them.
    let brought = |signup: &Signup<'_>| {
        let cells = [known.origin(signup) == Some(true), known.is_active(signup)].map(i128::from);
        (cells != [0, 0]).then_some(cells)
    };
    let sent = |signup: &Signup<'_>| i128::from(signup.invites.unwrap_or(0));
    let by_origin = |signup: &Signup<'_>| known.origin(signup).map(|invited| [invited.into(), 1]);
    question.figures.push(resting(part_figure("q7.viral_share", viral.share), &Table::shares, &by_origin));
    let ratio = |id: &str, unit, above: i64, below: i64| match below {
        0 => AnswerFigure::na(id, unit, Na::ZeroDenominator),
        _ => AnswerFigure {
            numerator: Some(whole(above)),
            denominator: Some(whole(below)),
            ..AnswerFigure::new(id, unit, Value::Number(above as f64 / below as f64), below.unsigned_abs())
        },
    };
    let (invited, active) = (viral.share.part as i64, viral.active as i64);
    if let Some(all) = viral.sent {
        let each = ratio("q7.invites_each", Unit::Number, all, active);
        question.figures.push(resting(each, &Table::shares, &|signup| {
            let cells = [sent(signup), known.is_active(signup).into()];
            (cells != [0, 0]).then_some(cells)
        }));
        let accepted = match invited > all {
            // More came by invitation than were sent: the column of invitations lacks some.
            true => AnswerFigure::na("q7.acceptance", Unit::Share, Na::NotApplicable),
            false => AnswerFigure::share("q7.acceptance", viral.share.part, all.unsigned_abs()),
        };
        question.figures.push(resting(accepted, &Table::shares, &|signup| {
            let cells = [(known.origin(signup) == Some(true)).into(), sent(signup)];
            (cells != [0, 0]).then_some(cells)
        }));
    }
    let factor = ratio("q7.k_factor", Unit::Coefficient, invited, active);
    question.figures.push(resting(factor, &Table::shares, &brought));
    let Some(k) = viral.k() else { return };
    let times = match viral.amplification() {
        Some(times) => AnswerFigure::new("q7.amplification", Unit::Times, Value::Number(times), viral.active),
        None => {
            AnswerFigure::new("q7.amplification", Unit::Word, Value::text("self_sustaining"), viral.active)
        }
    };
    // One over one less K: the users over those of them that nobody invited.
    question.figures.push(resting(times, &Table::shares, &|signup| {
        brought(signup).map(|[invited, active]| [active, active - invited])
    }));
    let spread = after_cycles(k, f64::from(SEEDS), CYCLES);
    let spread = AnswerFigure::new("q7.after_cycles", Unit::Number, Value::Number(spread), 0);
    let cycles = EvidenceMade::Cycles { seeds: SEEDS, cycles: CYCLES };
    question.figures.push(resting(spread, &|| Table::shares().made(cycles), &brought));
    if let Some((twice, n)) = viral.cycle {
        let days = Value::Number(twice as f64 / 2.0);
        let figure = AnswerFigure::new("q7.cycle_days", Unit::Days, days, n);
        question.figures.push(resting(
            figure,
            &|| Table::sums(Unit::Days).made(EvidenceMade::Median),
            &|signup| known.cycle(signup).map(|days| [days.into(), 0]),
        ));
    }
    if viral.is_self_sustaining() && viral.active >= ENOUGH {
        question.findings.push(
            Insight::new("q7.self_sustaining", Severity::Info)
                .with("k", Unit::Coefficient, Value::Number(k))
                .with("invited", Unit::Count, Value::count(viral.share.part))
                .with("active", Unit::Count, Value::count(viral.active)),
        );
    }
}

pub(super) fn the_loop(asked: &Asked<'_>, signups: &Signups<'_>, question: &mut QuestionState) {
    let journey = Journey::of(asked.company, signups);
    let months = value_loop(&journey, signups);
    let total = LoopSums::total(months.values());
    let steps = [
        ("activated", total.activated),
        ("paying", total.paid),
        ("retained", total.retained),
        ("inviting", total.inviting),
    ];
    let has = |datum| asked.company.has_datum(TableKind::Trials, datum);
    let known = |step: &&(&str, Part)| step.1.of > 0 && (step.0 != "activated" || has(Datum::ActivatedAt));
    let mut funnel = Grid::new(
        "q7.funnel",
        &[
            ("step", Unit::Word),
            ("took", Unit::Count),
            ("out_of", Unit::Count),
            ("share", Unit::Share),
            ("low", Unit::Share),
            ("high", Unit::Share),
        ],
    );
    let mut shown = Vec::new();
    for (at, (step, part)) in steps.iter().enumerate().filter(|(_, step)| known(step)) {
        shown.push(at);
        let [rate, low, high] = with_interval(*part);
        let row = vec![
            Some(Value::text(step)),
            Some(Value::count(part.part)),
            Some(Value::count(part.of)),
            rate,
            low,
            high,
        ];
        funnel.push(row);
    }
    if funnel.total == 0 {
        return;
    }
    let mut grid = Grid::new(
        "q7.loop",
        &[
            ("signup_month", Unit::Month),
            ("signups", Unit::Count),
            ("activated", Unit::Share),
            ("paid_of_activated", Unit::Share),
            ("judged_90", Unit::Count),
            ("retained", Unit::Share),
            ("inviting", Unit::Share),
        ],
    );
    // The newest first, as in any list of months that a person watches.
    let months: Vec<_> = months.into_iter().rev().collect();
    for (month, sums) in &months {
        grid.push(vec![
            Some(Value::text(month)),
            Some(Value::count(sums.signups)),
            share(sums.activated).filter(|_| has(Datum::ActivatedAt)),
            share(sums.paid),
            Some(Value::count(sums.retained.of)),
            share(sums.retained),
            share(sums.inviting),
        ]);
    }
    let columns =
        grid.parts(["signups", "activated", "paid_of_activated", "judged_90", "retained", "inviting"]);
    let took = funnel.parts(["took", "out_of"]);
    let took_step = |place: usize| {
        signups_behind(asked, signups, Table::parts(&took), Exclusion::OtherRows, &|signup| {
            let took = journey.steps(signup).get(*shown.get(place)?).copied().flatten()?;
            Some([took.into(), 1])
        })
    };
    let of_month = |place: usize| {
        let month = months.get(place).map(|(month, _)| *month);
        signups_behind(asked, signups, Table::parts(&columns), Exclusion::OtherRows, &|signup| {
            let own = Date::from_days(signup.day.into())?.month();
            let [activated, paid, retained, inviting] = journey.steps(signup);
            let took = [activated, paid, retained, inviting].map(|step| i128::from(step == Some(true)));
            let [activated, paid, kept, inviting] = took;
            (Some(own) == month).then_some([1, activated, paid, retained.is_some().into(), kept, inviting])
        })
    };
    question.grids.extend([asked.listing(funnel, &took_step), asked.listing(grid, &of_month)]);
}
