//! What the operating tables may state, column by column (domain.md §3.2: T2's snapshot, T3–T8, T10–T13).

use super::TableKind;
use super::choices::*;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatumKind {
    /// A whole number from zero.
    Count,
    /// A number, kept in thousandths.
    Number,
    /// A day.
    Day,
    /// Yes or no.
    Flag,
    /// A text.
    Text,
    /// One of a few values, kept by its place.
    Choice(Choices),
}

macro_rules! data {
    ($($(#[$of:meta])* $name:ident $key:literal $kind:expr;)*) => {
        /// A column of the operating tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Datum { $($(#[$of])* $name),* }

        impl Datum {
            /// All of them.
            pub const ALL: &'static [Datum] = &[$(Datum::$name),*];

            /// Its name in the report and on the command line.
            pub fn as_str(self) -> &'static str {
                const KEYS: &[&str] = &[$($key),*];
                KEYS.get(self as usize).copied().unwrap_or_default()
            }

            /// How its cells are read.
            pub fn kind(self) -> DatumKind {
                const KINDS: &[DatumKind] = &[$($kind),*];
                KINDS.get(self as usize).copied().unwrap_or(DatumKind::Text)
            }
        }
    };
}

use DatumKind::{Choice, Count, Day, Flag, Number, Text};

data! {
    // T2, the snapshot of one sheet.
    /// The last login of any user.
    LastLogin "last_login" Day;
    /// Logins of the last 30 days.
    Logins30d "logins_30d" Count;
    /// Distinct modules in use.
    ModulesUsed "modules_used" Count;
    /// Modules there are to use.
    ModulesTotal "modules_total" Count;
    /// When the core set-up was done.
    SetupDone "setup_done_date" Day;
    /// Tickets of the last 30 days.
    Tickets30d "tickets_30d" Count;
    /// Complaints of the last 30 days.
    Complaints30d "complaints_30d" Count;
    /// The last answer to the recommendation question, 0 to 10.
    NpsScore "nps_score" Number;
    /// When the contract is to be renewed.
    RenewalDate "renewal_date" Day;
    /// When talks about it began.
    RenewalTalk "renewal_talk_date" Day;
    /// The last expansion.
    LastExpansion "last_expansion_date" Day;
    /// Days that a payment is late.
    OverdueDays "overdue_days" Count;
    /// What the customer achieved: a number, yes, or words.
    OutcomeNote "outcome_note" Text;
    /// Who is the solution specialist.
    SolutionOwner "solution_owner" Text;
    /// Who is the delivery manager.
    DeliveryOwner "delivery_owner" Text;
    /// Connected systems.
    IntegrationsCount "integrations_count" Count;
    /// Whether the 30-day check was done.
    Check30d "check_30d" Flag;
    /// Whether the 90-day check was done.
    Check90d "check_90d" Flag;
    /// Health as the success manager sees it.
    ManualHealth "manual_health" Choice(COLOURS);
    /// Why.
    ManualReason "manual_reason" Text;
    /// Until when that holds.
    ManualUntil "manual_until" Day;

    // T3 usage.
    /// The day, or the first of a week or month, that a row is about.
    Date "date" Day;
    /// Logins.
    Logins "logins" Count;
    /// Users who were active.
    ActiveUsers "active_users" Count;
    /// Sessions.
    Sessions "sessions" Count;
    /// Uses of core features.
    CoreActions "core_actions" Count;
    /// Minutes in core features.
    CoreMinutes "core_minutes" Number;
    /// Uses of advanced features.
    AdvancedActions "advanced_actions" Count;
    /// Business scenarios in use.
    Scenarios "scenarios" Count;
    /// The user, in tables of events or attempts.
    UserId "user_id" Text;
    /// What a user did.
    Event "event" Text;
    /// The module it happened in.
    Module "module" Text;

    // T4 contracts.
    /// The contract.
    ContractId "contract_id" Text;
    /// Its first day.
    StartDate "start_date" Day;
    /// Its last day.
    EndDate "end_date" Day;
    /// Its amount a year, in the file's currency.
    Acv "acv" Number;
    /// How it ended.
    Outcome "outcome" Choice(OUTCOMES);
    /// Whether it renews by itself.
    AutoRenew "auto_renew" Flag;
    /// Whether it is paid.
    BillingStatus "billing_status" Choice(BILLING);
    /// How far the renewal is.
    RenewalStage "renewal_stage" Choice(STAGES);

    // T5 tickets.
    /// The ticket.
    TicketId "ticket_id" Text;
    /// When it was opened.
    CreatedAt "created_at" Day;
    /// What it is.
    TicketType "ticket_type" Choice(TICKETS);
    /// How hard it is.
    Level "level" Choice(LEVELS);
    /// What it is about.
    Topic "topic" Text;
    /// When it was solved.
    ResolvedAt "resolved_at" Day;
    /// Who solved it.
    HandledBy "handled_by" Choice(HANDLERS);
    /// Whether it came back.
    Reopened "reopened" Flag;

    // T6 surveys.
    /// Which survey.
    SurveyKind "survey_kind" Choice(SURVEYS);
    /// The answer.
    Score "score" Number;
    /// The second answer of UMUX-Lite.
    Score2 "score2" Number;
    /// The ten answers of SUS.
    Q1 "q1" Count;
    /// Second.
    Q2 "q2" Count;
    /// Third.
    Q3 "q3" Count;
    /// Fourth.
    Q4 "q4" Count;
    /// Fifth.
    Q5 "q5" Count;
    /// Sixth.
    Q6 "q6" Count;
    /// Seventh.
    Q7 "q7" Count;
    /// Eighth.
    Q8 "q8" Count;
    /// Ninth.
    Q9 "q9" Count;
    /// Tenth.
    Q10 "q10" Count;
    /// Who answered.
    RespondentId "respondent_id" Text;
    /// The feature that an answer, a request is about.
    Feature "feature" Text;
    /// The task that an answer, an attempt is about.
    Task "task" Text;
    /// When somebody got back to who answered.
    FollowedUpAt "followed_up_at" Day;

    // T7 trials.
    /// The sign-up.
    SignupId "signup_id" Text;
    /// Its day.
    SignupDate "signup_date" Day;
    /// The group it belongs to.
    Segment "segment" Text;
    /// Where it came from.
    Source "source" Choice(SOURCES);
    /// When the trial ends.
    TrialEnd "trial_end" Day;
    /// When the key action was first done.
    ActivatedAt "activated_at" Day;
    /// When the product first was of value.
    FirstValueAt "first_value_at" Day;
    /// When it qualified by its use.
    PqlAt "pql_at" Day;
    /// When it paid first.
    PaidAt "paid_at" Day;
    /// Whether it bought without sales.
    SelfServe "self_serve" Flag;
    /// Who invited it.
    InvitedBy "invited_by" Text;
    /// Invitations it sent.
    InvitesSent "invites_sent" Count;

    // T8 onboarding.
    /// The step.
    Step "step" Text;
    /// When it was done.
    CompletedAt "completed_at" Day;
    /// What it counts.
    Weight "weight" Number;
    /// Whether it belongs to the core, of steps and of tasks.
    Core "core" Flag;
    /// Whether the customer needs it.
    Applicable "applicable" Flag;
    /// When it is due.
    DueDate "due_date" Day;
    /// Whether it runs by itself.
    Automated "automated" Flag;

    // T10 requests.
    /// The request.
    RequestId "request_id" Text;
    /// What became of it.
    RequestStatus "request_status" Choice(REQUESTS);
    /// When it was adopted.
    AdoptedAt "adopted_at" Day;
    /// Months of one person's work.
    EffortPm "effort_pm" Number;
    /// RICE's impact.
    Impact "impact" Number;
    /// RICE's confidence, 0 to 1.
    Confidence "confidence" Number;
    /// WSJF's business value.
    BusinessValue "business_value" Number;
    /// WSJF's time criticality.
    TimeCriticality "time_criticality" Number;
    /// WSJF's risk reduction.
    RiskReduction "risk_reduction" Number;

    // T11 tasks.
    /// Steps an attempt took.
    Steps "steps" Count;
    /// Whether it was completed.
    Completed "completed" Flag;
    /// Seconds it took.
    DurationS "duration_s" Number;
    /// How easy it was, 1 to 7.
    Seq "seq" Number;
    /// Steps it needs at least.
    OptimalSteps "optimal_steps" Count;

    // T12 advocacy.
    /// What a customer did for us.
    AdvocacyKind "advocacy_kind" Choice(ADVOCACY);
    /// How often; 1 where it isn't said.
    Times "count" Count;
    /// How many of them became customers.
    Converted "converted" Count;
    /// What they pay a year.
    ReferredRevenue "revenue" Number;
    /// The kind of partner.
    PartnerType "partner_type" Choice(PARTNERS);

    // T13 integrations.
    /// The connected system.
    Integration "integration" Text;
    /// Whether it only reads.
    IntegrationKind "integration_kind" Choice(INTEGRATIONS);
    /// Since when.
    ConnectedAt "connected_at" Day;
    /// Data kept, in gigabytes.
    DataGb "data_gb" Number;
}

impl Datum {
    /// The datum of a name.
    pub fn named(name: &str) -> Option<Datum> {
        Datum::ALL.iter().copied().find(|datum| datum.as_str() == name)
    }

    /// The ways to write each of its choices, by place, the first its name; none where it has no choices.
    pub fn ways(self) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
        let choices = match self.kind() {
            Choice(choices) => choices,
            _ => &[],
        };
        choices.iter().map(|ways| ways.split(['|', '/']).map(str::trim))
    }

    /// The names of its choices, by place.
    pub fn choices(self) -> impl Iterator<Item = &'static str> {
        self.ways().map(|mut ways| ways.next().unwrap_or_default())
    }

    /// Whether the times behind its days matter in a table: where something is promised within hours.
    pub fn has_times(self, table: TableKind) -> bool {
        match table {
            TableKind::Surveys => matches!(self, Datum::Date | Datum::FollowedUpAt),
            TableKind::Tickets => matches!(self, Datum::CreatedAt | Datum::ResolvedAt),
            _ => false,
        }
    }

    /// Whether its days may lie ahead: what is planned says nothing of how far the data go.
    pub fn may_lie_ahead(self) -> bool {
        use Datum::{DueDate, EndDate, ManualUntil, RenewalDate, TrialEnd};
        matches!(self, DueDate | EndDate | ManualUntil | RenewalDate | TrialEnd)
    }
}
