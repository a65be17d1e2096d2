//! Which view is shown, kept in the address so that back and forward work. The hash holds nothing else.

use crate::rooms::ANSWERED;
use leptos::ev;
use leptos::prelude::*;

/// The addresses of the questions in [`ANSWERED`].
const HASHES: [&str; ANSWERED.len()] =
    ["#warnings", "#health", "#advocates", "#scaling", "#growth", "#demand", "#experience", "#playbook"];

/// A view of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The figures and charts.
    Overview,
    /// NRR, taken apart.
    Nrr,
    /// Retention by group.
    Groups,
    /// What customers are worth and cost.
    Economics,
    /// What an investor checks beside the headline.
    Diligence,
    /// Variants side by side, and every figure defined.
    Definitions,
    /// A question that has a room of figures, lists and findings, by its place in [`ANSWERED`].
    Question(usize),
    /// The nine questions.
    Guide,
    /// How the files were read.
    Data,
}

impl View {
    /// In the rail's order.
    pub(super) const ALL: [View; 16] = [
        View::Overview,
        View::Nrr,
        View::Groups,
        View::Question(0),
        View::Question(1),
        View::Question(2),
        View::Question(3),
        View::Question(4),
        View::Question(5),
        View::Question(6),
        View::Question(7),
        View::Economics,
        View::Diligence,
        View::Guide,
        View::Definitions,
        View::Data,
    ];

    /// As the address writes it.
    pub(super) fn hash(self) -> &'static str {
        match self {
            View::Overview => "#overview",
            View::Nrr => "#nrr",
            View::Groups => "#groups",
            View::Economics => "#economics",
            View::Diligence => "#diligence",
            View::Question(place) => HASHES.get(place).copied().unwrap_or_default(),
            View::Definitions => "#definitions",
            View::Guide => "#guide",
            View::Data => "#data",
        }
    }

    /// Where a question (`q1` … `q9`) is answered.
    pub(super) fn of_question(id: &str) -> Option<View> {
        match id {
            "q1" => Some(View::Nrr),
            "q2" => Some(View::Groups),
            _ => ANSWERED.iter().position(|(of, _)| *of == id).map(View::Question),
        }
    }

    fn of_address() -> Option<View> {
        let hash = window().location().hash().ok()?;
        View::ALL.into_iter().find(|view| view.hash() == hash)
    }
}

/// The view that is seen, for what is only computed where someone looks.
#[derive(Clone, Copy)]
pub(super) struct Shown(pub RwSignal<View>);

/// Does something whenever a view comes to be seen: nobody waits for what nobody sees.
pub(super) fn when_shown(view: View, act: impl Fn() + 'static) {
    let Shown(shown) = expect_context::<Shown>();
    Effect::new(move || {
        if shown.get() == view {
            act();
        }
    });
}

/// The view the address names, followed through back and forward.
pub(super) fn watch_address() -> RwSignal<View> {
    let view = RwSignal::new(View::of_address().unwrap_or(View::Overview));
    let listener = window_event_listener(ev::hashchange, move |_| {
        if let Some(next) = View::of_address() {
            view.set(next);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
    on_cleanup(move || listener.remove());
    view
}

/// Goes to a view, as a click on its link would.
pub(super) fn go(view: View) {
    // Setting a hash fails in no browser; the link beside it works without script.
    let _ = window().location().set_hash(view.hash());
}
