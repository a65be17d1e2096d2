//! What the operating tables may state, column by column (domain.md §3.2: T2's snapshot, T3–T8, T10–T13).

use super::TableKind;

/// The words a choice may be written with, the first of each its name.
type Choices = &'static [&'static str];

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
    /// One of a few values, kept by its place; every value lists the ways to write it, apart by `|`.
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

/// Red, yellow, green, by place.
const COLOURS: Choices = &["red|红|红色|差|poor", "yellow|amber|黄|黄色|中|average", "green|绿|绿色|好|good"];
/// How a contract ended.
const OUTCOMES: Choices = &[
    "renewed|renew|won|yes|已续费|已续约|续费|续约|是",
    "churned|churn|lost|no|not renewed|cancelled|canceled|流失|已流失|未续费|未续约|不续费|否",
    "downgraded|downgrade|降级|减购",
    "pending|open|in progress|待定|进行中|跟进中|洽谈中|未到期",
];
const BILLING: Choices = &[
    "paid|ok|current|settled|已付|已付款|已支付|正常|已结清",
    "overdue|late|past due|past_due|unpaid|逾期|未付|欠费|欠款|未付款",
];
const STAGES: Choices = &[
    "not started|not_started|none|未开始|未启动",
    "contacted|in contact|已联系|已沟通",
    "quoted|quote sent|已报价",
    "verbal|verbal agreement|口头同意|口头确认",
    "signed|已签约|已签",
];
const TICKETS: Choices = &[
    "complaint|投诉",
    "question|how-to|咨询|问题",
    "bug|incident|defect|故障|缺陷|bug",
    "request|feature request|需求|建议",
];
const LEVELS: Choices =
    &["basic|simple|l1|tier 1|基础|简单|一级", "complex|advanced|l2|l3|tier 2|复杂|高级|二级|三级"];
const HANDLERS: Choices = &[
    "ai|bot|chatbot|ai客服|机器人|智能客服",
    "kb|knowledge base|self-service|self service|知识库|自助",
    "agent|support|human|客服|人工|人工客服",
    "csm|customer success|客户成功|客户成功经理",
];
const SURVEYS: Choices = &[
    "nps|净推荐值",
    "csat|满意度|客户满意度",
    "ces|费力度",
    "seq|单题易用度|易用度",
    "sus|系统可用性",
    "umux|umux-lite",
];
const SOURCES: Choices = &[
    "organic|direct|seo|自然|自然流量|直接访问",
    "viral|invite|referral|invited|邀请|裂变|口碑|转介绍",
    "paid|ads|sem|advertising|付费|广告|投放",
    "partner|channel|reseller|渠道|伙伴|合作伙伴",
    "sales|outbound|销售",
];
const REQUESTS: Choices = &[
    "adopted|accepted|done|shipped|planned|已采纳|采纳|已上线|已实现",
    "declined|rejected|closed|wontfix|已拒绝|拒绝|未采纳|不采纳",
    "open|new|pending|under review|待定|评估中|待评估|未处理",
];
const ADVOCACY: Choices = &[
    "referral|转介绍|推荐",
    "mention|social mention|提及|社媒提及|社交媒体提及",
    "case_study|case study|case|案例|标杆案例",
    "review|评价|点评",
    "research|survey|interview|调研|访谈",
    "co_creation|co-creation|beta|共创",
];
const PARTNERS: Choices = &["technology|tech|技术|技术生态|生态", "channel|reseller|渠道"];
const INTEGRATIONS: Choices =
    &["read|one_way|one-way|read-only|只读|单向", "two_way|two-way|write|read-write|bidirectional|双向|读写"];

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

    /// The ways to write each of its choices, by place; empty where it has none.
    pub fn ways(self) -> &'static [&'static str] {
        match self.kind() {
            Choice(choices) => choices,
            _ => &[],
        }
    }

    /// The names of its choices, by place.
    pub fn choices(self) -> impl Iterator<Item = &'static str> {
        self.ways().iter().map(|ways| ways.split('|').next().unwrap_or_default())
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
