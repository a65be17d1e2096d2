//! Attempts at tasks: how many steps they take, how many are completed, how easy they are (domain.md §5.5).

use crate::tables::{Company, Datum, Record, TableKind};
use rustc_hash::FxHashMap;

/// Steps within which a core task should be done (Q9-02).
pub const STEPS: i64 = 5;

/// What the attempts at one task come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TaskSums {
    /// Its name.
    pub task: String,
    /// Whether any row says that it is of the core; `None` where none says either.
    pub core: Option<bool>,
    /// Attempts.
    pub attempts: u64,
    /// Those that say whether they were completed.
    pub stated: u64,
    /// Those that were.
    pub completed: u64,
    /// Steps of the completed ones, ascending.
    pub steps: Vec<i64>,
    /// Σ of the fewest steps possible and of those taken, of completed attempts that state both.
    pub efficiency: (i64, i64),
    /// Ease, in thousandths, of those who were asked.
    pub ease: Vec<i64>,
    /// Seconds in thousandths, ascending, of completed attempts.
    pub seconds: Vec<i64>,
}

impl TaskSums {
    /// The median of the steps, doubled, so that it stays whole.
    pub fn median_twice(&self) -> Option<i64> {
        median_twice(&self.steps)
    }

    /// The steps that nine attempts in ten do with (nearest rank).
    pub fn p90(&self) -> Option<i64> {
        let rank = (self.steps.len() * 9).div_ceil(10);
        self.steps.get(rank.checked_sub(1)?).copied()
    }

    /// Whether half of the completed attempts do with five steps; `None` where none states its steps.
    pub fn passes(&self) -> Option<bool> {
        self.median_twice().map(|twice| twice <= 2 * STEPS)
    }

    /// Completed attempts within five steps.
    pub fn within(&self) -> u64 {
        self.steps.iter().filter(|steps| **steps <= STEPS).count() as u64
    }

    /// Mean ease.
    pub fn mean_ease(&self) -> Option<f64> {
        let n = self.ease.len();
        (n > 0).then(|| self.ease.iter().sum::<i64>() as f64 / (n as f64 * 1000.0))
    }
}

/// The median of ascending values, doubled.
pub fn median_twice(ascending: &[i64]) -> Option<i64> {
    let middle = ascending.len() / 2;
    let upper = *ascending.get(middle)?;
    let lower =
        if ascending.len().is_multiple_of(2) { *ascending.get(middle.checked_sub(1)?)? } else { upper };
    Some(lower + upper)
}

/// The steps of an attempt at a task. One that says nothing of its end but its steps counts as completed; one that failed
/// has none.
pub fn steps_of(record: &Record<'_>) -> Option<i64> {
    let counts = record.text(Datum::Task).is_some() && record.flag(Datum::Completed) != Some(false);
    record.count(Datum::Steps).filter(|_| counts)
}

/// How easy an attempt was, 1 to 7 in thousandths.
pub fn ease_of(record: &Record<'_>) -> Option<i64> {
    record.thousandths(Datum::Seq).filter(|ease| (1000..=7000).contains(ease))
}

/// Every task, by name.
pub fn tasks(company: &Company<'_>) -> Vec<TaskSums> {
    let mut all: Vec<TaskSums> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for record in company.rows(TableKind::Tasks) {
        let Some(name) = record.text(Datum::Task) else { continue };
        let place = *places.entry(name).or_insert(all.len());
        if place == all.len() {
            all.push(TaskSums { task: name.to_owned(), ..TaskSums::default() });
        }
        let Some(task) = all.get_mut(place) else { continue };
        let completed = record.flag(Datum::Completed);
        task.attempts += 1;
        task.core = match (task.core, record.flag(Datum::Core)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (before, now) => before.or(now),
        };
        task.stated += u64::from(completed.is_some());
        task.completed += u64::from(completed == Some(true));
        task.ease.extend(ease_of(&record));
        if completed != Some(false) {
            let steps = steps_of(&record);
            task.steps.extend(steps);
            task.seconds.extend(record.thousandths(Datum::DurationS));
            if let (Some(steps), Some(fewest)) = (steps, record.count(Datum::OptimalSteps)) {
                // More than perfect is a slip of the column, not better than perfect.
                task.efficiency.0 += fewest.min(steps);
                task.efficiency.1 += steps;
            }
        }
    }
    for task in &mut all {
        crate::base::sort(&mut task.steps);
        crate::base::sort(&mut task.seconds);
    }
    crate::base::sort_by_key(&mut all, |task| task.task.clone());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_even_and_odd() {
        assert_eq!(
            (median_twice(&[]), median_twice(&[5]), median_twice(&[4, 7])),
            (None, Some(10), Some(11))
        );
    }
}
