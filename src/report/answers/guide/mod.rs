//! The guide: satisfaction, onboarding, why customers left, what to steer by, and the playbook: what to do now for whom
//! (domain.md §1.9, §2.10 to §2.12).

mod groups;
mod onboarding;
mod playbook;
mod profile;
mod reasons;
mod satisfaction;
mod selling;
mod strategy;

use super::cells::{count, named, text};
use super::{Asked, status};
use crate::base::Date;
use crate::metrics::operating::{gone, losses};
use crate::report::answer::{Grid, QuestionState};
use crate::report::{Report, Value};
use crate::tables::TableKind;

/// What the parts of the answer are made from.
struct Guide<'a> {
    asked: &'a Asked<'a>,
    /// The retention metrics.
    report: &'a Report,
    /// The questions answered before.
    earlier: &'a [QuestionState],
    /// The day it is judged at.
    as_of: Date,
    /// Who is no customer any more on that day.
    gone: Vec<bool>,
}

/// The answer, which knows the other questions'.
pub(super) fn answer(asked: &Asked<'_>, report: &Report, earlier: &[QuestionState]) -> QuestionState {
    let company = asked.company;
    let losses = losses(company, company.as_of);
    let Some(as_of) = company.as_of else {
        let mut question = status("guide", "partly", NEEDS);
        groups::add(asked, &losses, &mut question);
        reasons::add(asked, &losses, &mut question);
        return told(question);
    };
    let mut question = status("guide", "partly", &[]);
    question.as_of = Some(as_of);
    let guide = Guide { asked, report, earlier, as_of, gone: gone(company, as_of) };
    if company.has(TableKind::Surveys) {
        satisfaction::add(&guide, &mut question);
    } else {
        question.needs.push("surveys".to_owned());
    }
    if company.has(TableKind::Onboarding) {
        onboarding::add(&guide, &mut question);
    } else {
        question.needs.push("onboarding".to_owned());
    }
    onboarding::add_checks(&guide, &mut question);
    groups::add(asked, &losses, &mut question);
    if !reasons::add(asked, &losses, &mut question) {
        question.needs.push("accounts.churn_reason".to_owned());
    }
    if question.needs.is_empty() {
        question.status = "answered".to_owned();
    }
    strategy::add(&guide, &mut question);
    selling::add(&guide, &mut question);
    profile::add(&guide, &mut question);
    playbook::add(&guide, &mut question);
    told(question)
}

/// The answer, where it says anything.
fn told(question: QuestionState) -> QuestionState {
    let says = question.figures.iter().any(|figure| figure.value.is_some());
    if says || question.grids.iter().any(|grid| grid.total > 0) {
        question
    } else {
        QuestionState::needing("guide", NEEDS)
    }
}

/// What says something of it by itself.
const NEEDS: &[&str] = &["surveys", "onboarding", "accounts"];

impl Guide<'_> {
    /// A customer's name.
    fn customer(&self, id: Option<u32>) -> Option<Value> {
        id.map(|id| self.asked.name(id))
    }

    /// Twelve times what a customer pays, in minor units; `None` where no revenue is known.
    fn arr(&self, id: Option<u32>) -> Option<i128> {
        self.asked.company.arr(id?)
    }

    /// An amount of the book's currency.
    fn money(&self, minor: i128) -> String {
        self.asked.decimal(minor)
    }

    fn money_cell(&self, minor: Option<i128>) -> Option<Value> {
        minor.map(|minor| Value::Money(self.money(minor)))
    }

    /// What some customers pay a year, each once; `None` where no revenue is known.
    fn arr_of(&self, customers: impl Iterator<Item = u32>) -> Option<String> {
        let mut ids: Vec<u32> = customers.collect();
        crate::base::sort(&mut ids);
        ids.dedup();
        let mut all = ids.into_iter().map(|id| self.arr(Some(id)));
        let sum = all.try_fold(0_i128, |sum, arr| Some(sum + arr?))?;
        (sum > 0).then(|| self.money(sum))
    }

    /// Whether a customer is still one.
    fn stays(&self, id: u32) -> bool {
        self.gone.get(id as usize) != Some(&true)
    }
}

fn yes_or_no(is: bool) -> Option<Value> {
    text(if is { "yes" } else { "no" })
}

/// Makes a list's cells of rows in their order; beyond [`Grid::room`] they are only counted.
fn fill<T>(grid: &mut Grid, rows: &[T], cells: impl Fn(&T) -> Vec<Option<Value>>) {
    rows.iter().take(Grid::room()).for_each(|row| grid.push(cells(row)));
    grid.total = rows.len() as u64;
}

/// Adds a list that has rows.
fn add_grid(question: &mut QuestionState, grid: Grid) {
    if grid.total > 0 {
        question.grids.push(grid);
    }
}
