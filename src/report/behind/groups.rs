//! The customers behind a group of a segmentation, and behind a group of the crossing of GRR and NDR.

use super::super::by_group::Windows;
use super::lists::space;
use super::{Col, Row, Table, cells, recipe, share};
use crate::metrics::{Ends, GroupBy, QuadrantGroup, RankedBy, openings, white_space};
use crate::report::{MetricId, Settings, Window};
use crate::tables::{Book, TableKind};

/// Which group of which segmentation, as the report numbers them, and in which of the two windows.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub segmentation: u32,
    pub group: u32,
    pub before: bool,
}

/// A two-point figure of one group.
pub(super) fn of_segment(book: &Book, settings: &Settings, asked: Asked, id: MetricId) -> Table {
    found(book, settings, asked, id).unwrap_or_default()
}

fn found(book: &Book, settings: &Settings, asked: Asked, id: MetricId) -> Option<Table> {
    let window = Window::of(book, settings.months, settings.to)?;
    let by = GroupBy::all(book).get(asked.segmentation as usize).copied()?;
    let windows = Windows::of(book, window);
    let grouped = windows.grouped(book, by, settings);
    let (side, all) = windows.side(asked.before)?;
    let places = if asked.before { &grouped.places_before } else { &grouped.places };
    let mut inside = vec![false; book.customers.len()];
    for (opening, _) in all.iter().zip(places).filter(|(_, place)| **place == asked.group) {
        if let Some(flag) = inside.get_mut(opening.customer as usize) {
            *flag = true;
        }
    }
    if !id.is_of_opening() {
        return None;
    }
    let (columns, numerator, denominator) = recipe(id);
    let table = Table::new(columns, numerator, denominator).between(side.from, side.to);
    Some(table.fill(book, &|customer, columns| {
        inside.get(customer as usize).filter(|inside| **inside)?;
        let ends = Ends::of(book, customer, side);
        Some(cells(columns, &|column| share(&ends, column)))
    }))
}

/// Who pays less at the window's end than at its start, of all or of a segmentation's group: twelve times what is lost.
pub(in crate::report) fn of_losses(book: &Book, settings: &Settings, of: Option<(u32, u32)>) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let members = of.map(|(segmentation, group)| {
        let all = of_segment(book, settings, Asked { segmentation, group, before: false }, MetricId::Nrr);
        all.rows.iter().filter_map(|row| row.customer).collect::<Vec<u32>>()
    });
    let annual = Col::LostAnnual;
    let table = Table::new(&[Col::Opening, Col::Closing, annual], Some(annual), None);
    table.between(window.from, window.to).fill(book, &|customer, columns| {
        let ends = Ends::of(book, customer, window);
        let counts = members.as_ref().is_none_or(|all| all.binary_search(&customer).is_ok());
        let lost = share(&ends, Col::Lost);
        (counts && lost > 0).then(|| {
            cells(columns, &|column| if column == annual { 12 * lost } else { share(&ends, column) })
        })
    })
}

/// The customers of a group of the crossing; by size they are ranked by closing MRR, the white space as the report says.
pub(super) fn of_quadrant(book: &Book, settings: &Settings, group: QuadrantGroup) -> Table {
    let Some(window) = Window::of(book, settings.months, settings.to) else { return Table::default() };
    let mut members = openings(book, window);
    let white = (group == QuadrantGroup::LoyalFlat).then(|| white_space(book, &members, 0));
    members.retain(|one| QuadrantGroup::of(one) == group);
    let by = white.as_ref().map_or(RankedBy::Mrr, |white| white.ranked_by);
    let mut columns = vec![Col::Opening, Col::Kept, Col::Closing];
    if white.is_some_and(|white| white.modules_stated > 0) {
        columns.extend([Col::AllModules, Col::FreeModules]);
    }
    match by {
        RankedBy::Mrr => {}
        RankedBy::Modules => columns.push(Col::ModuleWeight),
        RankedBy::Seats => columns.push(Col::Room),
    }
    let mut table = Table::new(&columns, Some(Col::Closing), Some(Col::Opening))
        .between(window.from, window.to)
        .reading(if by == RankedBy::Mrr { &[] } else { &[TableKind::Accounts] });
    for one in &members {
        let mut row = Row::new(one.customer, cells(&columns, &space(book, one)));
        let unknown = |column: &Col| match column {
            Col::AllModules | Col::FreeModules => book.modules(one.customer).is_none(),
            Col::Room | Col::ModuleWeight => by.weight(book, one).is_none(),
            _ => false,
        };
        row.unknown =
            (0..).zip(&columns).filter(|(_, column)| unknown(column)).fold(0, |all, (i, _)| all | 1 << i);
        table.rows.push(row);
    }
    table
}
