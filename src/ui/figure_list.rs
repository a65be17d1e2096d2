//! Every figure that is not a tile, in groups, one line each.

use super::tile::{Figure, FigureButton};
use crate::i18n::Messages;
use crate::report::{MetricId, Report};
use leptos::prelude::*;
use std::sync::Arc;

/// The tiles, in reading order.
pub(super) const TILES: [MetricId; 6] = [
    MetricId::Nrr,
    MetricId::Grr,
    MetricId::LogoRetention,
    MetricId::Mrr,
    MetricId::QuickRatio,
    MetricId::Top10Share,
];

/// Place of a metric's group among `Messages::groups`; what customers are worth and cost has a room of its own.
fn group(id: MetricId) -> Option<usize> {
    Some(match id {
        MetricId::Nrr | MetricId::Grr | MetricId::LogoRetention | MetricId::NrrExLargest => 0,
        MetricId::LogoChurn
        | MetricId::RevenueChurn
        | MetricId::GrossRevenueChurn
        | MetricId::NetRevenueChurn => 1,
        MetricId::ExpansionRate
        | MetricId::ExpansionShare
        | MetricId::LossCoverage
        | MetricId::QuickRatio
        | MetricId::NetNewMrr => 2,
        MetricId::Mrr | MetricId::Arr | MetricId::Arpa | MetricId::Customers => 3,
        MetricId::TopCustomerShare | MetricId::Top10Share | MetricId::Hhi => 4,
        MetricId::NrrLazy | MetricId::NrrMonthlyCompounded | MetricId::GrrMovement => 5,
        _ => return None,
    })
}

/// The groups.
#[component]
pub(super) fn FigureList(report: Arc<Report>, t: &'static Messages) -> impl IntoView {
    let groups = t
        .groups
        .iter()
        .enumerate()
        .map(|(place, title)| {
            let lines = MetricId::ALL
                .into_iter()
                .filter(|id| group(*id) == Some(place) && !TILES.contains(id))
                .map(|id| view! { <li><Line figure=Figure::new(t, &report, id) t /></li> })
                .collect_view();
            view! {
                <section class="figure-group">
                    <h3>{*title}</h3>
                    <ul>{lines}</ul>
                </section>
            }
        })
        .collect_view();
    view! { <div class="figure-groups">{groups}</div> }
}

/// One figure in a line.
#[component]
fn Line(figure: Figure, t: &'static Messages) -> impl IntoView {
    let Figure { id, value, raw, na, basis, customers, interval, .. } = figure;
    let reason = na.map(|na| (t.na)(id, na).to_owned());
    let under = [reason, basis, interval, customers].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <FigureButton class="figure-line" id raw na t>
            <span class="figure-name">{(t.metric_short)(id)}</span>
            <span class="figure-value">{value}</span>
            <span class="figure-under">{under}</span>
        </FigureButton>
    }
}
