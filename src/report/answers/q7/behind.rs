//! The sign-ups behind a figure.

use super::super::Asked;
use crate::metrics::operating::{Signup, Signups};
use crate::report::answer::AnswerFigure;
use crate::report::behind::{Exclusion, Table, source};
use crate::tables::{Datum, Record, TableKind};

/// The sign-ups that `cells` has cells for; the others, and rows that are no sign-up of their own, are left out for a
/// reason.
pub(super) fn signups_behind<const N: usize>(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    mut table: Table,
    why: Exclusion,
    cells: &dyn Fn(&Signup<'_>) -> Option<[i128; N]>,
) -> Table {
    let rows = asked.company.rows(TableKind::Trials);
    let mut without = 0;
    for signup in &signups.all {
        match (cells(signup), rows.get(signup.row as usize)) {
            (Some(cells), Some(record)) => table.record(record, signup.id, &cells),
            _ => without += 1,
        }
    }
    let no_signups = signups.repeated.len() + signups.disordered.len();
    match why {
        Exclusion::OtherRows => table.without(why, without + no_signups),
        why => table.without(why, without).without(Exclusion::OtherRows, no_signups),
    }
}

/// A figure with the sign-ups behind it.
pub(super) fn of_signups(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    figure: AnswerFigure,
    table: &dyn Fn() -> Table,
    why: Exclusion,
    cells: &dyn Fn(&Signup<'_>) -> Option<[i128; 2]>,
) -> AnswerFigure {
    asked.resting(figure, &|| signups_behind(asked, signups, table(), why, cells))
}

/// Rows of the files that are no sign-ups of their own.
pub(super) fn rows_behind(asked: &Asked<'_>, places: &[u32]) -> Table {
    let mut table = Table::counts();
    let rows: Vec<Record<'_>> = asked.company.rows(TableKind::Trials);
    for record in places.iter().filter_map(|place| rows.get(*place as usize)) {
        table.record(record, record.text(Datum::SignupId), &[1]);
    }
    table
}

/// The cells of a sign-up that brought so much, where it brought any.
type Brought<'a, const N: usize> = &'a dyn Fn(&Signup<'_>, Option<i128>) -> Option<[i128; N]>;

/// Sign-ups, with the rows of the new revenue that they brought.
pub(super) fn brought_behind<const N: usize>(
    asked: &Asked<'_>,
    signups: &Signups<'_>,
    brought: &[Option<i64>],
    mut table: Table,
    cells: Brought<'_, N>,
) -> Table {
    let rows = asked.company.rows(TableKind::Trials);
    let mut without = 0;
    for (signup, minor) in signups.all.iter().zip(brought) {
        let cells = cells(signup, minor.map(i128::from));
        match (cells, rows.get(signup.row as usize)) {
            (Some(cells), Some(record)) => {
                let won = signup.customer.filter(|_| minor.is_some());
                let first = won.and_then(|id| asked.company.book.points(id).first());
                let mut sources = vec![source(record.source())];
                sources.extend(
                    first
                        .zip(signup.customer)
                        .into_iter()
                        .flat_map(|(first, id)| asked.paid(id, first.month, first.month)),
                );
                table.line(signup.customer, signup.id, &cells, sources);
            }
            _ => without += 1,
        }
    }
    table.without(Exclusion::OtherRows, without)
}
