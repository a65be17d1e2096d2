//! English.

use super::reading::rows_en;
use super::{Lang, Messages, Theme, definitions, figures};
use crate::base::Na;
use crate::read::{Code, Role, Severity};
use crate::report::{self, BridgePart, CohortSpan, EvidenceColumn, Exclusion, MovementKind, Unit};
use crate::tables::{Shape, TableKind};

/// As they are said in a sentence.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "line 5", "lines 5, 9".
fn lines_of(lines: &str) -> String {
    format!("{} {lines}", if lines.contains(", ") { "lines" } else { "line" })
}

pub(super) static EN: Messages = Messages {
    figures: &figures::EN,

    skip: "Skip to the report",
    open_file: "Open file",
    file_waits: "waits for your answer",
    file_line: |used, rejected| format!("{} used · {rejected} rejected", rows_en(used)),
    more_files: |n| if n == 1 { "and 1 more".to_owned() } else { format!("and {n} more") },
    how_read_link: "How we read your file",
    window: "Window",
    window_from: "First month",
    window_to: "Last month",
    window_length: "Length",
    months: |n| if n == 1 { "1 month".to_owned() } else { format!("{n} months") },
    no_currency: "no currency",
    currencies: "several currencies",
    other_language: "中文",
    theme: |theme| match theme {
        Theme::Auto => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    },
    export: "Export",
    export_json: "Report as JSON",
    export_json_note: "The same bytes as the command line prints.",
    export_print: "Print or save as PDF",
    export_print_note: "Overview and each question’s answer; lists end after 12 rows.",
    export_print_full: "Print in full",
    export_print_full_note: "All views and rows, every definition, how the files were read.",
    print_short: "Short form: lists end after 12 rows. Diligence, definitions and how the files were read are in the full form.",

    seal_loading: "Loading",
    seal_sealed: "Sealed",
    seal_zero: "0 requests sent",
    seal_refused: |n| if n == 1 { "1 attempt refused".to_owned() } else { format!("{n} attempts refused") },
    seal_broken: "Not sealed",
    seal_title: "What “sealed” means",
    seal_promise: "Before you can choose a file, this page gives up its own right to use the network. Your browser holds it to that for as long as the page is open: no request, upload, image, script, font, frame, form or beacon, not even to our own server. Pull the cable and it still works.",
    seal_proof: "We don’t assume it. The page tried to reach its own server, and your browser refused; only then did the file button wake up. Nothing you open is stored.",
    seal_counter: |n| match n {
        0 => "Since sealing: 0 requests sent, none tried by this page.".to_owned(),
        1 => "Since sealing: 0 requests sent, 1 attempt refused by the browser.".to_owned(),
        n => format!("Since sealing: 0 requests sent, {n} attempts refused by the browser."),
    },
    seal_limits_title: "What it can’t rule out",
    seal_limits: &[
        "Browser extensions, and the computer itself.",
        "Us, or our host, serving different code tomorrow. You can build the page from its source yourself and keep that one.",
        "If hostile code ever got into this page: moving the tab to another address, opening a new one, or a WebRTC connection. A page’s own policy cannot forbid these in today’s browsers.",
    ],
    seal_broken_title: "This page could not seal itself, so it takes no file",
    seal_broken_text: "The browser did not refuse a test request. A file opened here might not stay here.",
    seal_broken_todo: &[
        "Reload the page once.",
        "Use a current Chrome, Edge, Firefox or Safari, outside any in-app browser.",
        "If a proxy rewrites pages on your network, use another network, or the command line: it has no network code at all.",
    ],
    close: "Close",

    intake_title: "How much of last year’s revenue is still here?",
    intake_lead: "Open a CSV of what each customer paid. Ninefold computes retention, churn and growth, and shows the customers behind every number.",
    drop_title: "Choose CSV files, or drop them here",
    drop_note: "Or press Ctrl+V anywhere to paste a table.",
    drop_wait: "Sealing the page first…",
    file_input: "CSV files",
    paste_instead: "Paste instead",
    paste_label: "Rows copied from a spreadsheet, with their header",
    paste_button: "Read this text",
    sample_lead: "No file at hand? Look at",
    sample_or: "or",
    sample_healthy: "a healthy company",
    sample_leaking: "a leaking bucket",
    sample_company: "a whole company, thirteen tables",
    shapes_title: "Any of these layouts, in any encoding, with any delimiter",
    shapes: &[
        ("customer, month, mrr", "a row per customer and month"),
        ("customer, 2025-01, 2025-02 …", "a row per customer, a column per month"),
        ("customer, start, end, amount", "a row per subscription"),
        ("customer, period, amount, status", "a row per invoice"),
        ("customer, date, type, change", "a row per movement"),
        ("customer, opening, closing", "a row per customer, start and end"),
    ],
    promise: &[
        "Your file stays in this tab. The browser itself enforces it.",
        "Every row is accounted for: used, rejected or ignored, with the reason.",
        "Every number opens to the customers that add up to it.",
    ],

    reading_title: "Reading",
    progress: |done, total, rows| format!("{done} of {total} · {rows} rows"),
    cancel: "Cancel",
    previous_below: "Below: the previous report.",

    nav: "Views",
    nav_overview: "Overview",
    cost_category: |category| super::answers::cost_category(Lang::En, category),
    nav_economics: "Unit economics",
    nav_diligence: "Diligence",
    nav_nrr: "1 NRR",
    nav_groups: "2 Groups",
    nav_definitions: "Definitions",
    nav_guide: "Nine questions",
    nav_data: "Data",

    sample_ribbon: |name| format!("Sample data: {name}. These are not your figures."),
    sample_leave: "Back to your own files",
    headline: |months, then, now| {
        let ago = match months {
            1 => "a month ago".to_owned(),
            3 => "three months ago".to_owned(),
            6 => "six months ago".to_owned(),
            12 => "a year ago".to_owned(),
            24 => "two years ago".to_owned(),
            n => format!("{n} months ago"),
        };
        format!("Of every {then} {ago}, {now} today.")
    },
    headline_between: |then, from, now, to| format!("Of every {then} in {from}, {now} in {to}."),
    bare_money: |amount| amount.to_owned(),
    headline_unnamed: |then, now| format!("Of every {then} at the start, {now} at the end."),
    headline_no_revenue: "No revenue among these files: here is what the others say.",
    headline_na: |reason| format!("Net revenue retention can’t be computed: {reason}."),
    headline_kept: |kept| format!("{kept} of it without any growth."),
    headline_facts: |months, to, customers| format!("{months} to {to} · {customers}"),
    headline_at_start: |money| format!("{money} a month at start"),
    rows_n: rows_en,
    all_figures: "All figures",
    key_figures: "Key figures",
    groups: ["Retention", "Churn", "Growth", "Size", "Concentration", "Other definitions"],
    show_customers: "Show the customers behind it",
    show_list: "Show the list",
    money_block: "Where the money moved",
    retention_block: "How retention changed",
    report_findings: "Worth knowing",
    filled: |n| format!("{n} customer months without revenue were filled in by the gap policy."),

    guide_title: "Nine questions",
    guide_lead: "What your files answer so far, and which table each open question still needs.",
    question_text: |id| match id {
        "q1" => "How much of the revenue we had is still here?",
        "q2" => "Which groups of customers stay, and which leave?",
        "q3" => "Who shows signs of leaving?",
        "q4" => "What makes customers hard to lose?",
        "q5" => "Who brings us other customers?",
        "q6" => "Does serving more customers cost us less each?",
        "q7" => "Does the product win and convert users by itself?",
        "q8" => "Which requests deserve to be built first?",
        "q9" => "Is the core work quick and easy to do?",
        "guide" => "What is there to do now, and for whom?",
        _ => "Another question?",
    },
    answered: "Answered",
    partly: "Partly answered",
    needs: |tables| format!("Needs {tables}"),
    needs_nothing_named: "Needs more data",
    table_name: |id| {
        Some(match id {
            "revenue" => "revenue by customer and month",
            "accounts" => "accounts (tier, region, plan …)",
            "usage" => "usage (logins, active users)",
            "contracts" => "contracts and renewals",
            "tickets" => "support tickets",
            "surveys" => "surveys (NPS, CSAT)",
            "trials" => "trials and signups",
            "onboarding" => "onboarding steps",
            "costs" => "costs by category",
            "requests" => "feature requests",
            "tasks" => "task measurements",
            "advocacy" => "referrals and references",
            "integrations" => "integrations",
            _ => return None,
        })
    },

    definition_name: definitions::name_en,
    definition_rule: report::definition_rule,
    definition_misleading: report::misleading,
    difference_rule: report::difference_rule,
    definition_na: |reason| match reason {
        Na::InsufficientHistory => "the data don’t reach back far enough",
        Na::ZeroDenominator => "a month that it starts from has no customers",
        Na::NotApplicable => "needs each customer’s months, which the file doesn’t have",
        Na::InWarehouse => "needs single customers, who stayed in the warehouse",
        Na::NoSubscriptions => "no column of subscriptions",
        Na::NoData => "no data",
        Na::SmallSample => "sample size too small",
        Na::MixedCurrency => "more than one currency",
        Na::TooLarge => "more than can be computed",
    },
    policy: |key, value| {
        Some(match (key, value) {
            ("snapshot", "end") => ("Subscription counts in a month if active on", "the month’s last day"),
            ("snapshot", "start") => ("Subscription counts in a month if active on", "the month’s first day"),
            ("snapshot", "any") => ("Subscription counts in a month if active on", "any of its days"),
            ("ends", "exclusive") => ("An end date is", "the first unpaid day"),
            ("ends", "inclusive") => ("An end date is", "the last paid day"),
            ("reactivation", "separate") => ("A returning customer is booked as", "reactivation"),
            ("reactivation", "new") => ("A returning customer is booked as", "new"),
            ("reactivation", "expansion") => ("A returning customer is booked as", "expansion"),
            ("churn", "period_end") => {
                ("A cancelled subscription counts until", "the end of what is paid for")
            }
            ("churn", "cancellation") => ("A cancelled subscription counts until", "its cancellation"),
            ("discounts", "net") => ("Revenue counts", "after discounts"),
            ("discounts", "gross") => ("Revenue counts", "before discounts, at list prices"),
            ("blanks", "zero") => ("A blank cell after first revenue means", "no revenue"),
            ("blanks", "missing") => {
                ("A blank cell after first revenue means", "unknown: the last amount stands")
            }
            _ => return None,
        })
    },
    policy_gap: "Months without revenue bridged before a customer counts as churned",

    data_title: "How we read your file",
    data_lead: "No row disappears silently: rows in = used + rejected + ignored.",
    unreadable_title: |n| {
        if n > 1 {
            "We could not use these files".to_owned()
        } else {
            "We could not use this file".to_owned()
        }
    },
    unreadable_lead: "Nothing was changed, and nothing has left this tab. Here is what we found.",
    fact_encoding: "Encoding",
    fact_delimiter: "Delimiter",
    fact_header_line: "Header",
    fact_table: "Table",
    fact_shape: "Layout",
    fact_currency: "Currency",
    fact_size: "Size",
    fact_hash: "SHA-256",
    not_stated: "not stated",
    line_n: |line| format!("line {line}"),
    delimiter: |mark| {
        Some(match mark {
            "," => "comma",
            ";" => "semicolon",
            "\t" => "tab",
            "|" => "vertical bar",
            " " => "space",
            _ => return None,
        })
    },
    table: |kind| match kind {
        TableKind::Revenue => "revenue",
        TableKind::Rates => "exchange rates",
        TableKind::Invoices => "invoices and their customers",
        TableKind::Accounts => "accounts",
        TableKind::Costs => "costs",
        TableKind::Usage => "usage",
        TableKind::Contracts => "contracts",
        TableKind::Tickets => "tickets",
        TableKind::Surveys => "surveys",
        TableKind::Trials => "trials",
        TableKind::Onboarding => "onboarding",
        TableKind::Requests => "requests",
        TableKind::Tasks => "tasks",
        TableKind::Advocacy => "advocacy",
        TableKind::Integrations => "integrations",
    },
    shape: |shape| match shape {
        Shape::Long => "a row per customer and month",
        Shape::Wide => "a column per month",
        Shape::Periods => "a row per subscription period",
        Shape::TwoPoint => "a row per customer, start and end",
        Shape::Movements => "a row per movement",
        Shape::Aggregate => "a row per period, no customers",
        Shape::Warehouse => "the figures of `ninefold sql`, no customers",
        Shape::Invoices => "a row per invoice line",
    },
    rows_in: "rows in",
    rows_used: "used",
    rows_rejected: "rejected",
    rows_ignored: "ignored",
    ignored_rule: |code| match code {
        Code::BlankRow => "blank rows",
        Code::TotalRow => "rows of totals",
        Code::RepeatedHeader => "repeated headers",
        Code::FooterSkipped => "lines below the table",
        Code::SecondTable => "lines of a second table",
        Code::GroupRow => "lines that name the customer of those below",
        Code::CommentSkipped => "comments",
        Code::ZeroLengthPeriod => "periods that end on the day they start",
        Code::NeverPaid => "nobody has paid",
        Code::OneOffLine => "charged once",
        Code::ProrationLine => "a part of a period",
        Code::InvoiceNotCounted => "void and draft invoices",
        Code::CreditLine => "credits and refunds",
        Code::LineCancelled => "lines that a credit takes back",
        _ => "rows left out by a rule",
    },
    columns_title: "Columns",
    col_header: "Header",
    col_role: "Taken for",
    col_confidence: "Confidence",
    col_format: "Format",
    role: |role| match role {
        Role::Datum(datum) => super::data::datum(datum, Lang::En),
        Role::CustomerId => "customer",
        Role::InvoiceId => "invoice",
        Role::SubscriptionId => "subscription",
        Role::Month => "month",
        Role::Year => "year",
        Role::Mrr => "MRR",
        Role::Arr => "ARR (a twelfth a month)",
        Role::Amount => "amount",
        Role::MonthColumn => "month’s revenue",
        Role::Start => "start of the period",
        Role::End => "end of the period",
        Role::Cancelled => "cancelled on",
        Role::Interval => "billing interval",
        Role::Currency => "currency",
        Role::AmountMinor => "amount in cents",
        Role::IntervalCount => "number of intervals",
        Role::Quantity => "quantity",
        Role::Discount => "discount, already off the amount",
        Role::DiscountDue => "discount, still to come off",
        Role::Type => "type",
        Role::Status => "status",
        Role::Opening => "revenue at the start",
        Role::Closing => "revenue at the end",
        Role::New => "new",
        Role::Expansion => "expansion",
        Role::Contraction => "contraction",
        Role::Churn => "churn",
        Role::Reactivation => "reactivation",
        Role::Rate => "exchange rate",
        Role::Figure => "figure of a script’s result",
        Role::Tier => "customer tier",
        Role::SizeClass => "size class",
        Role::BuyerTier => "buyer tier",
        Role::Industry => "industry",
        Role::Region => "region",
        Role::Plan => "plan",
        Role::Product => "product",
        Role::Channel => "channel",
        Role::Csm => "customer success manager",
        Role::ChurnReason => "reason for leaving",
        Role::Attribute => "attribute to group by",
        Role::Seats => "seats",
        Role::PotentialSeats => "potential seats",
        Role::SignedDate => "signed on",
        Role::ChurnDate => "left on",
        Role::Category => "cost category",
        Role::Ignored => "not used",
    },
    findings_title: "Findings",
    no_findings: "Nothing to report.",
    severity: |severity| match severity {
        Severity::Info => "Note",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    },
    templates: "Templates",
    templates_lead: "Example files to fill in; columns may have other names, and more columns do no harm.",
    template_groups: ["Revenue", "Customers and costs", "Operations"],
    template: |name| match name {
        "long" => ("Monthly ledger", "a row per customer and month"),
        "wide" => ("Customer cube", "a row per customer, a column per month"),
        "periods" => ("Subscriptions", "a row per subscription, with start, end and billing interval"),
        "invoices" => ("Invoices", "a row per invoice line, with the period it covers"),
        "movements" => ("Movements", "a row per change: new, expansion, contraction, churn, reactivation"),
        "two_point" => ("Two points", "a row per customer, with its MRR before and after"),
        "aggregate" => ("Totals by month", "a row per month for the whole business, without customers"),
        "accounts" => ("Customers", "a row per customer: what to group them by, beside a file with revenue"),
        "costs" => ("Costs", "a row per month and category, beside a file with revenue"),
        "rates" => ("Exchange rates", "what a unit of each currency is worth, beside a file with several"),
        "usage" => ("Usage", "a row per customer and day, week or month"),
        "contracts" => ("Contracts", "a row per contract: its end, renewal and payment"),
        "tickets" => ("Tickets", "a row per support ticket"),
        "surveys" => ("Surveys", "a row per answer: NPS, CSAT and others"),
        "trials" => ("Trials", "a row per sign-up, with the days on which it got further"),
        "onboarding" => ("Onboarding", "a row per customer and step"),
        "requests" => ("Feature requests", "a row per request of a customer"),
        "tasks" => ("Tasks", "a row per try: steps taken, completed or not"),
        "advocacy" => ("Advocacy", "a row per referral, review, case study or the like"),
        "integrations" => ("Integrations", "a row per customer and connected system"),
        _ => ("", ""),
    },
    template_download: |title, lang| format!("{title}: download the template, {lang}"),
    rejected_title: |n| format!("Rejected rows ({n})"),
    unmatched_download: "Download the full list (CSV)",
    rejected_download: "Download rejected rows (CSV)",
    rejected_note: "Mend the rows in a spreadsheet, then bring that file back with “Add files”.",
    col_line: "Line",
    col_reason: "Reason",
    col_column: "Column",
    col_text: "Found",
    col_row: "Row",
    forget: "Close the file and forget it",
    forget_note: "Nothing was stored; closing the tab does the same.",

    page_of: |first, last, all| format!("{first}–{last} of {all}"),
    loading: "Loading…",

    ask_decimal: |text, column| format!("“{text}” in column “{column}”: which mark separates the decimals?"),
    ask_count: |n, column, lines| {
        let all = if n == "1" { "The one amount".to_owned() } else { format!("All {n} amounts") };
        let fit = if n == "1" { "fits" } else { "fit" };
        format!("{all} in “{column}” {fit} both readings. Shown: {}.", lines_of(lines))
    },
    decimal_point: "The point: 1,234.56",
    decimal_comma: "The comma: 1.234,56",
    ask_col_line: "Line",
    ask_col_written: "As written",
    ask_date_order: |text, first, second| format!("“{text}”: is this {first} or {second}?"),
    ask_date_count: |n, column, lines| {
        let all = if n == "1" { "The one date".to_owned() } else { format!("All {n} dates") };
        let fit = if n == "1" { "fits" } else { "fit" };
        format!("{all} in “{column}” {fit} both. Shown: {}.", lines_of(lines))
    },
    day_then_month: |day, month| {
        format!("{day} {}", MONTHS.get((month as usize).wrapping_sub(1)).unwrap_or(&""))
    },
    month_then_day: |day, month| {
        format!("{} {day}", MONTHS.get((month as usize).wrapping_sub(1)).unwrap_or(&""))
    },
    day_first: "Day first: 31/12/2025",
    month_first: "Month first: 12/31/2025",
    of_year: |day, year| format!("{day} {year}"),
    year_first: "Year first: 25/12/31",
    ask_date_why: "The wrong order moves revenue into other months. Your answer holds for the whole column.",
    ask_fiscal: |text| format!("“{text}”: in which month does the fiscal year begin?"),
    ask_fiscal_count: |n, column, lines| {
        let all = if n == "1" { "The one date".to_owned() } else { format!("All {n} dates") };
        let depend = if n == "1" { "depends" } else { "depend" };
        format!("{all} in “{column}” {depend} on it. Shown: {}.", lines_of(lines))
    },
    ask_fiscal_why: "A fiscal year is named for the calendar year in which it ends: FY24 from July is July 2023 to June 2024. Other months can be chosen where you change how the file is read.",
    end_at: |month| format!("End at {month}"),
    ask_why: "The two readings differ by a factor of up to 1,000. Your answer holds for the whole column.",

    failed_title: "Something broke that is not your file’s contents",
    no_start: "The engine could not start, so no file can be read.",
    no_start_todo: "Reload the page. If it stays so, use a current Chrome, Edge, Firefox or Safari that allows WebAssembly.",
    file_unavailable: |name| format!("The browser could not read {name}."),
    file_unavailable_todo: "It may have been moved, changed or locked since you chose it. Close it in other programs and choose it again.",
    crashed: "The engine stopped. It was restarted, and your file is still here.",
    crashed_todo: "Read it again. If it stops a second time, the file may be too large for this browser’s memory: keep only the columns you need.",
    out_of_memory: |held| {
        format!(
            "The engine held {held} of memory when it stopped; a tab has 4 GB at most. It was restarted, and your file is still here."
        )
    },
    too_large_title: "This may not fit a browser tab",
    too_large: |needs, room| {
        format!(
            "Reading it takes about {needs} of memory; a tab has about {room} here. Nothing was read yet."
        )
    },
    too_large_todo: |files| {
        format!(
            "The command line reads the same files to the same report, with all the memory of the machine: ninefold report {files}. Or keep only the columns you need."
        )
    },
    read_anyway: "Try here all the same",
    protocol: "The page and its engine disagree about a message.",
    protocol_todo: "Reload the page and choose the file again. If it stays, that is a bug of ours.",
    browser_says: "The browser says",
    retry: "Try again",
    choose_other: "Choose another file",
    start_over: "Start over",

    evidence_sum: "All rows together, not just those in sight, add up to the number.",
    evidence_totals: "The totals are over all rows, not just those in sight; they make the number.",
    not_in_it: "Not in it",
    exclusion: |why, customers, amount, from, to| match why {
        Exclusion::WonInside => format!("{customers} first seen after {from}, who pay {amount} in {to}"),
        Exclusion::Returned => {
            format!("{customers} without revenue in {from} who came back and pay {amount} in {to}")
        }
        Exclusion::Apart => {
            format!("{customers} who pay {amount} but are no part of what this number is about")
        }
        Exclusion::NoRevenue => format!("{customers} of the files without revenue in these months"),
        Exclusion::OtherStart => {
            format!("{customers} whose first revenue came in other months, who pay {amount} in {to}")
        }
        Exclusion::TooYoung => {
            format!("{customers} who began too late to be known to this age ({amount})")
        }
        Exclusion::LostBefore => format!("{customers} lost before this age, who began with {amount}"),
        Exclusion::OtherGroup => format!("{customers} of other groups ({amount})"),
        Exclusion::NotThere => format!("{customers} without revenue in the month in question"),
        Exclusion::Unjudged => format!("{customers} who have left, or of whom the files don’t say it"),
        Exclusion::OtherRows => {
            format!(
                "{customers} of the same tables that don’t count: they don’t say it, stand twice, or lie outside its days"
            )
        }
        Exclusion::NotOver => format!("{customers} of sign-ups whose days aren’t over yet"),
        Exclusion::Earlier => {
            format!("{customers} with an answer that a later one of the same person replaces")
        }
        Exclusion::OutsideDays => format!(
            "{customers} on them outside the days that count: 28 of usage, 120 of tickets, 365 of surveys"
        ),
    },
    rows_not_in_it: |rejected, ignored| {
        format!("Rows of the files: {rejected} rejected, {ignored} left out by a rule. See Data.")
    },
    evidence_none: "No customer is behind this number.",
    sort: "Order",
    sort_size: "Largest first",
    sort_name: "By customer",
    col_customer: "Customer",
    col_source: "In the file",
    total: "Total",
    evidence_column: |column| match column {
        EvidenceColumn::Opening => "MRR at start",
        EvidenceColumn::Closing => "MRR at end",
        EvidenceColumn::Change => "Change",
        EvidenceColumn::Kept => "Kept",
        EvidenceColumn::Expansion => "Expansion",
        EvidenceColumn::Contraction => "Contraction",
        EvidenceColumn::Churn => "Churn",
        EvidenceColumn::Gained => "Gained",
        EvidenceColumn::Lost => "Lost",
        EvidenceColumn::New => "New",
        EvidenceColumn::Reactivation => "Reactivation",
        EvidenceColumn::OpeningCustomer => "At start",
        EvidenceColumn::KeptCustomer => "Kept",
        EvidenceColumn::LostCustomer => "Lost",
        EvidenceColumn::ClosingCustomer => "At end",
        EvidenceColumn::Annual => "MRR × 12",
        EvidenceColumn::Room => "Free seats × MRR a seat",
        EvidenceColumn::PaidSeats => "Seats paid for",
        EvidenceColumn::FreeSeats => "Free seats",
        EvidenceColumn::UsedModules => "In use",
        EvidenceColumn::AllModules => "Modules",
        EvidenceColumn::FreeModules => "Not in use",
        EvidenceColumn::ModuleWeight => "MRR × share not in use",
        EvidenceColumn::Counted | EvidenceColumn::CountedCustomer => "Counts",
        EvidenceColumn::Below | EvidenceColumn::BelowCustomer => "Base",
        EvidenceColumn::Points => "Points",
        EvidenceColumn::Square => "MRR squared",
        EvidenceColumn::Revenue => "MRR of these months",
        EvidenceColumn::PaidMonths => "Months paid",
        EvidenceColumn::Pairs => "Pairs",
        EvidenceColumn::PairsRight => "Pairs in the right order",
        EvidenceColumn::Won => "Won",
        EvidenceColumn::Cases => "Cases",
        EvidenceColumn::Part => "Counted",
        EvidenceColumn::Whole => "Out of",
        EvidenceColumn::Rows => "Rows",
        EvidenceColumn::Stated => "Amount stated",
        EvidenceColumn::Seconds => "Seconds",
        EvidenceColumn::Steps => "Steps",
        EvidenceColumn::LostAnnual => "Lost × 12",
        EvidenceColumn::Fewest => "Fewest steps",
        EvidenceColumn::StepsCompared => "Steps, where the fewest are stated",
        EvidenceColumn::RankProduct => "Product of the distances",
        EvidenceColumn::RankSquare { second: false } => "First distance squared",
        EvidenceColumn::RankSquare { second: true } => "Second distance squared",
        EvidenceColumn::Value { unit } | EvidenceColumn::Listed { unit, .. } => match unit {
            Unit::Money => "Amount",
            Unit::Days => "Days",
            Unit::Months => "Months",
            Unit::Score => "Score",
            Unit::Nps => "Promoter +1, detractor −1",
            _ => "Value",
        },
    },
    source_lines: |lines, file| {
        if lines.contains(',') {
            format!("lines {lines} of {file}")
        } else {
            format!("line {lines} of {file}")
        }
    },
    source_more: |n| format!("and {n} more"),
    formula: "With your numbers",
    about_movement: |name, month| format!("{name}, {month}"),
    about_closing: |month| format!("MRR, {month}"),
    about_bridge: |name, from, to| format!("{name}, {from} → {to}"),
    about_cohort: |start, months| match months {
        0 => format!("Cohort of {start}"),
        1 => format!("Cohort of {start}, 1 month later"),
        n => format!("Cohort of {start}, {n} months later"),
    },
    about_cohort_by: |by, year, quarter, months| {
        let cohort = match by {
            CohortSpan::Quarter => format!("Cohort of {year} Q{quarter}"),
            CohortSpan::Year => format!("Cohort of {year}"),
            CohortSpan::All => "All cohorts".to_owned(),
        };
        match months {
            0 => cohort,
            1 => format!("{cohort}, 1 month later"),
            n => format!("{cohort}, {n} months later"),
        }
    },
    about_downgrades: |downgraded| match downgraded {
        true => "Downgraded in the six months before",
        false => "Not downgraded in the six months before",
    },
    about_survival: |months| match months {
        1 => "Lost 1 month after the first revenue".to_owned(),
        n => format!("Lost {n} months after the first revenue"),
    },
    about_quality: |code| match code {
        Code::ShortGaps => "Holes of one or two months",
        Code::SpikeMonths => "Months of five times the median",
        Code::InvoicesNotSpread => "Invoices booked in one month",
        Code::HundredfoldMonths => "Months of a hundred times the median",
        Code::NeverPaying => "All amounts 0",
        Code::TrialNames => "Names of test accounts",
        Code::PlanTwice => "The same plan twice at once",
        Code::BackUnderOtherName => "The same company under two names?",
        Code::BackWithSameAmount => "The same amount under another name",
        Code::PartialMonth => "Last month not complete",
        Code::DuplicateRows => "Repeated rows",
        Code::LineIdTwice => "The same line id twice",
        Code::CustomerTwice => "The same customer twice",
        Code::MonthTwice => "The same month twice",
        Code::FilesOverlap => "Files that overlap",
        Code::AmountNegative => "Amounts below zero",
        Code::SignContradicts => "Signs against the kind of row",
        Code::BalanceNegative => "Balances below zero",
        Code::CreditLine => "Credits",
        Code::EndBeforeStart => "Ends before starts",
        Code::SpreadsheetError => "Spreadsheet errors",
        Code::LineCancelled => "Cancelled lines",
        Code::OneOffLine => "One-off lines",
        Code::ProrationLine => "Prorations",
        Code::InvoiceNotCounted => "Invoices not counted",
        Code::NeverPaid => "Never paid",
        Code::TotalRow => "Totals among the rows",
        Code::MangledIds => "Ids cut by a spreadsheet",
        Code::CustomersLookAlike => "Names that look alike",
        Code::HiddenCharacters => "Hidden characters",
        Code::CurrencyMixed => "Several currencies",
        Code::EmptyMonth => "A month without revenue",
        Code::EndsAfterLastStart => "Ends after the last start",
        Code::StartsLongAgo => "Starts long ago",
        Code::MovementsStartMidway => "Movements that start midway",
        Code::NoServicePeriod => "Invoices without a period",
        _ => "Data quality",
    },
    about_trend: |month| format!("Retention, window to {month}"),
    closing_definition: "The monthly recurring revenue of every customer with revenue in this month.",
    cohort_definition: "The customers whose first revenue fell in the start month: what they paid then, and what they pay at this age.",
    cohort_by_definition: "The customers whose first revenue fell in the period and who began so many months ago: what they paid in their first month, and what they pay at this age.",
    downgrades_definition: "Customers with revenue six months before the end: who of them had a month without revenue since.",
    survival_definition: "The customers known to this age and not lost before, with their first month’s revenue; lost is whose first month without revenue comes at this age.",
    quality_definition: "The customers of this finding, and the MRR in question.",
    trend_definition: "The customers with revenue in the window’s first month: what they paid then, and what they pay at its end.",
    movement_definition: |kind| match kind {
        MovementKind::New => "MRR of customers with revenue for the first time ever.",
        MovementKind::Expansion => "The increase of customers that pay more than the month before.",
        MovementKind::Contraction => {
            "The decrease of customers that pay less than the month before, but still pay."
        }
        MovementKind::Churn => "What customers paid the month before that pay nothing now.",
        MovementKind::Reactivation => "MRR of customers that paid once, stopped, and pay again.",
    },
    bridge_definition: |part| match part {
        BridgePart::Opening => "MRR of the window’s first month.",
        BridgePart::Expansion => "What opening customers pay more at the end than at the start.",
        BridgePart::Contraction => "What opening customers that stayed pay less.",
        BridgePart::Churn => "The opening MRR of customers with no revenue at the end.",
        BridgePart::ClosingCohort => {
            "What the opening customers pay at the end: opening + expansion − contraction − churn."
        }
        BridgePart::New => "MRR at the end of customers whose first revenue came after the start.",
        BridgePart::Returned => {
            "MRR at the end of customers that had paid before, but not in the opening month."
        }
        BridgePart::Closing => "MRR of the window’s last month.",
    },

    movement: |kind| match kind {
        MovementKind::New => "New",
        MovementKind::Expansion => "Expansion",
        MovementKind::Contraction => "Contraction",
        MovementKind::Churn => "Churn",
        MovementKind::Reactivation => "Reactivation",
    },
    bridge: |part| match part {
        BridgePart::Opening => "Opening MRR",
        BridgePart::Expansion => "Expansion",
        BridgePart::Contraction => "Contraction",
        BridgePart::Churn => "Churn",
        BridgePart::ClosingCohort => "Opening customers at the end",
        BridgePart::New => "New",
        BridgePart::Returned => "Returned",
        BridgePart::Closing => "Closing MRR",
    },

    said_sealed: "The page is sealed. You may choose a file.",
    said_reading: "Reading the file.",
    said_asking: "A question needs your answer.",
    said_done: "The report is ready.",
    said_failed: "The file could not be read.",
};
