//! What a known change of the files does to every number of the report. Each metric and each definition states its law
//! for each change in a table that names them all: a new one without a law doesn't compile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test may stop

mod answers;
#[path = "../common/mod.rs"]
mod common;
mod company;
mod definitions;
mod groups;
mod law;
mod metrics;
mod months;

use company::{changes, companies, fitted};
use definitions::definition_law;
use law::{obeys, told, told_definition};
use metrics::{law, quotients};
use ninefold::report::{DefinitionId, MetricId};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_number_obeys_its_law(company in companies(), change in changes()) {
        let change = fitted(change, &company);
        let (before, after) = (company.report(false, false), company.changed(&change));
        for id in MetricId::ALL {
            let law = law(id, &change, &company, &before);
            obeys(id.as_str(), &law, told(&before.metrics[&id]), told(&after.metrics[&id]))?;
        }
        prop_assert_eq!(before.definitions.len(), DefinitionId::ALL.len());
        for (old, new) in before.definitions.iter().zip(&after.definitions) {
            prop_assert_eq!(old.id, new.id);
            let law = definition_law(old.id, &change, &company);
            obeys(&old.id.name(), &law, told_definition(old), told_definition(new))?;
        }
        quotients(&before, company.window as i32)?;
        quotients(&after, company.window as i32)?;
        groups::shifts_follow(&change, &before, &after)?;
        groups::crossing_follows(&company, &change, &before, &after)?;
        months::trend_follows(&change, &before, &after)?;
        months::downgrades_follow(&change, &before, &after)?;
        months::intervals_follow(&change, &before, &after)?;
        groups::groups_follow(&change, &before, &after)?;
        months::concentration_follows(&company, &change, &before, &after)?;
        months::survival_follows(&company, &change, &before, &after)?;
        months::cohorts_follow(&change, &before, &after)?;
    }
}
