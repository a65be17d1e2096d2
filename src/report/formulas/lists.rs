//! The formulas of the lists' columns, list by list.

use super::End::{High, Low};
use super::Formula::{
    Above, Apart, Behind, Cell, Delay, Elsewhere, Figure, First, Fisher, Geometric, Gravest, Known, Less,
    Made, Mean, Median, Middle, NinthTenth, Number, OddsRatio, Own, Place, Places, Plus, Ranked, Ratio,
    Reached, RiskRatio, Root, Rows, Since, Span, Stated, Sum, Times, Total, Weighted, ZTest,
};
use super::{Formula, IntervalOf, Over, Ranking, Way};
use crate::report::Unit;
use crate::report::evidence::{EvidenceColumn as Col, TermOf};
use crate::tables::Datum;

/// A list and the formulas of its columns.
type List = (&'static str, &'static [(&'static str, Formula)]);

/// An end of Wilson's interval of a part of a whole.
macro_rules! wilson {
    ($end:expr, $part:expr, $whole:expr) => {
        Formula::End($end, IntervalOf::Wilson(&[$part, $whole]))
    };
}

/// The columns of a table of two by two: lost of the marked, the marked, and the same of the others.
const MARKED: [&str; 4] = ["marked_lost", "marked", "others_lost", "others"];

const fn value(unit: Unit) -> Col {
    Col::Value { unit }
}

const fn by(by: Way, also: Option<Way>) -> Ranking {
    Ranking { list: "q8.features", by, also }
}

static BY_SCORE: Ranking = by(Way::Column("score"), None);
static BY_PER_EFFORT: Ranking = by(Way::Column("per_effort"), None);
static BY_RICE: Ranking = by(Way::Column("rice"), None);
static BY_WSJF: Ranking = by(Way::Column("wsjf"), None);

/// The two ways that a row of features far apart names.
static ONE: Ranking = by(Way::Named("way"), Some(Way::Named("other_way")));
static OTHER: Ranking = by(Way::Named("other_way"), Some(Way::Named("way")));

/// What stays of the revenue after the costs of serving.
const MARGIN: [(&str, Formula); 2] = [
    ("margin", Less(&[Cell("mrr_sum"), Cell("cost")])),
    ("margin_share", Ratio(&[Cell("margin"), Cell("mrr_sum")])),
];

/// What a customer pays a year: its MRR twelve times.
const ARR: (&str, Formula) = ("arr", YEARLY);
const OWN_VALUE: (&str, Formula) = ("own_value", YEARLY);
const YEARLY: Formula = Times(&[Number(12), Own]);

/// The weights of the steps done over those of all that apply.
const OES: (&str, Formula) = ("oes", Times(&[Number(100), Own]));

/// A segment's trials that were paid for, all of its own, and those of the rest.
const AGAINST_REST: [Formula; 4] = [
    Cell("paid"),
    Cell("judged"),
    Less(&[Sum("paid", Over::All), Cell("paid")]),
    Less(&[Sum("judged", Over::All), Cell("judged")]),
];

/// Half a month of work is the least that is divided by (RICE).
const EFFORT: Formula = Stated(Datum::EffortPm, crate::metrics::operating::LEAST_EFFORT);

#[rustfmt::skip]
pub(super) static LISTS: &[List] = &[
    ("q3.customers", &[
        ARR,
        ("severity", Gravest),
        ("renewal_days", Span),
        ("q3.w1", Span),
        ("q3.w2", Own),
        ("q3.w3", Own),
        ("q3.w4", Span),
        ("q3.w5", Own),
        ("q3.w7", Span),
        ("q3.w8", Own),
        ("q3.w9", Own),
        ("q3.w10", Own),
    ]),
    ("q3.in_window", &[("days_left", Less(&[Number(30), Since("signed")]))]),
    ("q3.lapsed", &[ARR, ("days_ago", Since("ended"))]),
    ("q4.customers", &[
        ARR,
        ("health", Weighted(TermOf::Points)),
        ("coverage", Known),
        ("trend_30d", Weighted(TermOf::Change)),
    ]),
    ("q4.coverage", &[ARR]),
    ("q5.advocates", &[OWN_VALUE, ("total", Elsewhere("q5.model", "total"))]),
    ("q5.model", &[
        OWN_VALUE,
        ("reach", Places(&["referrals", "mentions"])),
        ("dependence", Places(&["core_minutes", "depth"])),
        ("feedback", Places(&["adopted", "took_part"])),
        ("total", Mean(&["reach", "dependence", "feedback"])),
        ("health_score", Elsewhere("q4.customers", "health")),
    ]),
    ("q5.unasked", &[OWN_VALUE]),
    ("q5.lost", &[OWN_VALUE]),
    ("q6.without_deal", &[("days_old", Span)]),
    ("q8.askers", &[OWN_VALUE]),
    ("guide.detractors", &[ARR]),
    ("guide.passives", &[ARR]),
    ("guide.promoters", &[ARR]),
    ("guide.ticket_topics", &[ARR]),
    ("guide.unchecked", &[ARR, ("days", Since("signed"))]),
    ("guide.stuck", &[ARR, OES, ("days_waiting", Span)]),
    ("guide.accounts", &[OES]),
    ("guide.beginnings", &[("days", Since("since"))]),
    ("q3.rules", &[
        ("fired_share", Ratio(&[Cell("fired"), Cell("judged")])),
        ("low", wilson!(Low, Cell("fired"), Cell("judged"))),
        ("high", wilson!(High, Cell("fired"), Cell("judged"))),
    ]),
    ("q3.back_test", &[
        ("risk_ratio", RiskRatio(&MARKED)),
        ("low", Formula::End(Low, IntervalOf::Katz(&MARKED))),
        ("high", Formula::End(High, IntervalOf::Katz(&MARKED))),
        ("odds_ratio", OddsRatio(&MARKED)),
        ("odds_low", Formula::End(Low, IntervalOf::Woolf(&MARKED))),
        ("odds_high", Formula::End(High, IntervalOf::Woolf(&MARKED))),
        ("lift", Ratio(&[
            Ratio(&[Cell("marked_lost"), Cell("marked")]),
            Ratio(&[Plus(&[Cell("marked_lost"), Cell("others_lost")]), Plus(&[Cell("marked"), Cell("others")])]),
        ])),
    ]),
    ("q3.renewals", &[("acv", Total(Col::Stated))]),
    ("q4.bands", &[
        ("share", Ratio(&[Cell("customers"), Sum("customers", Over::All)])),
        ("low", wilson!(Low, Cell("customers"), Sum("customers", Over::All))),
        ("high", wilson!(High, Cell("customers"), Sum("customers", Over::All))),
        ("arr_share", Ratio(&[Behind("arr"), Sum("arr", Over::All)])),
    ]),
    ("q4.stickiness", &[
        ("logo_retention", Ratio(&[Cell("kept_customers"), Cell("opening_customers")])),
        ("low", wilson!(Low, Cell("kept_customers"), Cell("opening_customers"))),
        ("high", wilson!(High, Cell("kept_customers"), Cell("opening_customers"))),
        ("grr", Ratio(&[Total(Col::Kept), Cell("opening_mrr")])),
        ("nrr", Ratio(&[Total(Col::Closing), Cell("opening_mrr")])),
    ]),
    ("q4.basic", &[("share", Ratio(&[Cell("basic_tickets"), Sum("basic_tickets", Over::All)]))]),
    ("q4.backtest", &[
        ("churn_rate", Ratio(&[Cell("churned"), Cell("customer_days")])),
        ("low", wilson!(Low, Cell("churned"), Cell("customer_days"))),
        ("high", wilson!(High, Cell("churned"), Cell("customer_days"))),
        ("lift", Ratio(&[Cell("churn_rate"), Figure("q4.backtest_base")])),
    ]),
    ("q5.deeds", &[("referred_revenue", Total(Col::Stated))]),
    ("q5.partners", &[("referred_revenue", Total(Col::Stated))]),
    ("q6.channels", &[
        ("share", Ratio(&[Cell("solved"), Sum("solved", Over::All)])),
        ("reopened", Ratio(&[Behind("reopened"), Total(Col::Whole)])),
        ("days_to_solve", Ratio(&[Median(Col::Seconds), Number(86_400)])),
    ]),
    ("q6.tiers", &[
        ("accounts_each", Ratio(&[Cell("accounts"), Cell("managers")])),
        ("arr_each", Ratio(&[Total(Col::Annual), Cell("managers")])),
    ]),
    ("q6.cost_by_group", &MARGIN),
    ("q6.cost_by_customer", &MARGIN),
    ("q6.costs", &[("share", Ratio(&[Cell("cost"), Sum("cost", Over::All)]))]),
    ("q6.costs_by_period", &[("share", Ratio(&[Cell("cost"), Sum("cost", Over::Period)]))]),
    ("q7.value_by_day", &[
        ("reached", Reached),
        ("low", Formula::End(Low, IntervalOf::Greenwood)),
        ("high", Formula::End(High, IntervalOf::Greenwood)),
    ]),
    ("q7.segments", &[
        ("share", Ratio(&[Cell("paid"), Cell("judged")])),
        ("low", wilson!(Low, Cell("paid"), Cell("judged"))),
        ("high", wilson!(High, Cell("paid"), Cell("judged"))),
        ("rest", Ratio(&[
            Less(&[Sum("paid", Over::All), Cell("paid")]),
            Less(&[Sum("judged", Over::All), Cell("judged")]),
        ])),
        ("chance", Fisher(&AGAINST_REST)),
        ("z_chance", ZTest(&AGAINST_REST)),
        ("mrr_each", Ratio(&[Total(value(Unit::Money)), Total(Col::ClosingCustomer)])),
    ]),
    ("q7.sources", &[
        ("signup_share", Ratio(&[Cell("signups"), Sum("signups", Over::All)])),
        ("mrr_share", Ratio(&[Cell("new_mrr"), Sum("new_mrr", Over::All)])),
    ]),
    ("q7.funnel", &[
        ("share", Ratio(&[Cell("took"), Cell("out_of")])),
        ("low", wilson!(Low, Cell("took"), Cell("out_of"))),
        ("high", wilson!(High, Cell("took"), Cell("out_of"))),
    ]),
    ("q7.loop", &[
        ("activated", Ratio(&[Behind("activated"), Cell("signups")])),
        ("paid_of_activated", Ratio(&[Behind("paid_of_activated"), Behind("activated")])),
        ("retained", Ratio(&[Behind("retained"), Cell("judged_90")])),
        ("inviting", Ratio(&[Behind("inviting"), Behind("retained")])),
    ]),
    ("q8.features", &[
        ("of_companies", Ratio(&[Cell("companies"), Figure("q8.companies")])),
        ("score", Geometric(&["companies", "users", "value"])),
        ("per_effort", Ratio(&[Cell("score"), EFFORT])),
        ("rice", Ratio(&[
            Times(&[Times(&[First(&["users", "companies"]), Stated(Datum::Impact, 0)]), Stated(Datum::Confidence, 0)]),
            EFFORT,
        ])),
        ("wsjf", Ratio(&[Delay, EFFORT])),
        ("active", Ratio(&[Behind("active"), Total(Col::Whole)])),
    ]),
    ("q8.ranks", &[
        ("rank_score", Place(&BY_SCORE)),
        ("rank_per_effort", Place(&BY_PER_EFFORT)),
        ("rank_rice", Place(&BY_RICE)),
        ("rank_wsjf", Place(&BY_WSJF)),
    ]),
    ("q8.agreement", &[
        ("rho", Ratio(&[
            Total(Col::RankProduct),
            Root(&Times(&[
                Total(Col::RankSquare { second: false }),
                Total(Col::RankSquare { second: true }),
            ])),
        ])),
        ("features", Rows),
    ]),
    ("q8.apart", &[
        ("place", Place(&ONE)),
        ("other_place", Place(&OTHER)),
        ("places_apart", Apart(&[Middle(&ONE), Middle(&OTHER)])),
        ("of_features", Ranked(&ONE)),
    ]),
    ("q8.singles", &[OWN_VALUE, ("of_value", Ratio(&[Cell("own_value"), Elsewhere("q8.features", "value")]))]),
    ("q9.tasks", &[
        ("attempts", Rows),
        ("median_steps", Median(Col::Steps)),
        ("p90_steps", NinthTenth(Col::Steps)),
        ("completion", Ratio(&[Behind("completion"), Total(Col::Whole)])),
        ("low", wilson!(Low, Behind("completion"), Total(Col::Whole))),
        ("high", wilson!(High, Behind("completion"), Total(Col::Whole))),
        ("efficiency", Ratio(&[Total(Col::Fewest), Total(Col::StepsCompared)])),
        ("ease", Ratio(&[Total(value(Unit::Number)), Total(Col::Rows)])),
    ]),
    ("q9.low_rated", &[
        ("mean", Ratio(&[Total(value(Unit::Number)), Cell("answers")])),
        ("answers", Total(Col::Whole)),
    ]),
    ("guide.satisfaction", &[
        ("nps", Ratio(&[Times(&[Number(100), Total(value(Unit::Nps))]), Cell("answers")])),
        ("low", Formula::End(Low, IntervalOf::Nps(value(Unit::Nps)))),
        ("high", Formula::End(High, IntervalOf::Nps(value(Unit::Nps)))),
        ("csat", Ratio(&[Total(Col::Part), Cell("csat_answers")])),
        ("mean", Ratio(&[Total(value(Unit::Number)), Cell("csat_answers")])),
    ]),
    ("guide.nps_by_tier", &[
        ("nps", Ratio(&[
            Times(&[Number(100), Less(&[Cell("promoters"), Cell("detractors")])]),
            Cell("answers"),
        ])),
        ("low", Formula::End(Low, IntervalOf::Nps(value(Unit::Nps)))),
        ("high", Formula::End(High, IntervalOf::Nps(value(Unit::Nps)))),
    ]),
    ("guide.steps", &[
        ("completion", Ratio(&[Cell("done"), Cell("customers")])),
        ("low", wilson!(Low, Cell("done"), Cell("customers"))),
        ("high", wilson!(High, Cell("done"), Cell("customers"))),
        ("drop_off", Less(&[Cell("completion"), Above("completion")])),
    ]),
    ("guide.checks", &[
        ("churn", Ratio(&[Cell("churned"), Cell("customers")])),
        ("low", wilson!(Low, Cell("churned"), Cell("customers"))),
        ("high", wilson!(High, Cell("churned"), Cell("customers"))),
    ]),
    ("guide.reasons", &[
        ("share", Ratio(&[Cell("customers"), Sum("customers", Over::Having)])),
        ("lost_share", Ratio(&[Cell("lost_mrr"), Sum("lost_mrr", Over::Having)])),
    ]),
    ("guide.expansion_profile", &[("expansion_rate", Ratio(&[Cell("expansion_mrr"), Cell("opening_mrr")]))]),
    ("guide.groups", &[("churn", Ratio(&[Cell("churned"), Cell("customers")]))]),
    ("guide.contracted", &[("lost_mrr", Less(&[Cell("before"), Cell("now")]))]),
    ("guide.playbook", &[("customers", Rows), ("arr", Made)]),
];
