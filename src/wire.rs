//! How messages travel between the page and its worker: the fields in their order, without names, little endian.
//!
//! Both ends are of one build, so nothing has to describe itself. That keeps the page small and makes a report of a
//! thousand figures one block of bytes instead of as many calls into the browser. A message that is cut off or means
//! nothing gives `None`.

use crate::base::{Date, Interval, Month, Na};
use crate::protocol::{Failure, FromWorker, Settings, ToWorker};
use crate::read::{
    Code, Column, DateOrder, DecimalMark, Diagnostic, IgnoredRows, Question, QuestionKind, QuestionSample,
    ReadOptions, Reading, Reject, Role, RowCounts, Severity,
};
use crate::report::{
    AgeCell, Bridge, BridgePart, BridgeStep, Cohort, CustomerMove, Definition, DefinitionId, Evidence,
    EvidenceColumn, EvidenceKey, EvidencePage, EvidenceRow, EvidenceSort, Metric, MetricId, Movement,
    MovementCustomers, MovementKind, QuestionState, Report, SourceRef, TrendPoint, Value, Window,
};
use crate::tables::{Blanks, Ends, Policies, ReactivationPolicy, Shape, Snapshot, TableKind};
use std::collections::BTreeMap;

/// What can be written into bytes and read back.
pub trait Wire: Sized {
    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);
    /// Takes it off the front; `None` where the bytes do not hold one.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// A message as bytes.
pub fn to_bytes<T: Wire>(message: &T) -> Vec<u8> {
    let mut out = Vec::new();
    message.put(&mut out);
    out
}

/// The message in some bytes, all of them.
pub fn from_bytes<T: Wire>(mut bytes: &[u8]) -> Option<T> {
    let message = T::take(&mut bytes)?;
    bytes.is_empty().then_some(message)
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                let (bytes, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(<$type>::from_le_bytes(*bytes))
            }
        }
    )*};
}

/// Structs, field by field. Naming them all is what makes the compiler notice a new one.
macro_rules! fields {
    ($($type:ident { $($field:ident),* })*) => {$(
        impl Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                let $type { $($field),* } = self;
                $($field.put(out);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some($type { $($field: Wire::take(from)?),* })
            }
        }
    )*};
}

/// Enums: the place of the variant, then its fields.
macro_rules! variants {
    ($($type:ident { $($variant:ident $({ $($field:ident),* })?),* })*) => {$(
        impl Wire for $type {
            fn put(&self, out: &mut Vec<u8>) {
                enum Place { $($variant),* }
                match self {
                    $($type::$variant $({ $($field),* })? => {
                        out.push(Place::$variant as u8);
                        $($($field.put(out);)*)?
                    })*
                }
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                enum Place { $($variant),* }
                let place = u8::take(from)?;
                $(if place == Place::$variant as u8 {
                    return Some($type::$variant $({ $($field: Wire::take(from)?),* })?);
                })*
                None
            }
        }
    )*};
}

numbers!(u8 u32 i32 u64 i64 f64);

impl Wire for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::take(from)? != 0)
    }
}

impl Wire for char {
    fn put(&self, out: &mut Vec<u8>) {
        u32::from(*self).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        char::from_u32(Wire::take(from)?)
    }
}

/// A length, and then so many items. Nothing in a tab comes near 4 G of them.
fn put_length(length: usize, out: &mut Vec<u8>) {
    u32::try_from(length).unwrap_or(u32::MAX).put(out);
}

impl Wire for String {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        out.extend_from_slice(self.as_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = u32::take(from)? as usize;
        let (text, rest) = from.split_at_checked(length)?;
        *from = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        self.iter().for_each(|item| item.put(out));
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = u32::take(from)?;
        (0..length).map(|_| T::take(from)).collect()
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, out: &mut Vec<u8>) {
        (**self).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Box::new)
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<K: Wire + Ord, V: Wire> Wire for BTreeMap<K, V> {
    fn put(&self, out: &mut Vec<u8>) {
        put_length(self.len(), out);
        for (key, value) in self {
            key.put(out);
            value.put(out);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Vec::<(K, V)>::take(from)?.into_iter().collect())
    }
}

impl Wire for Month {
    fn put(&self, out: &mut Vec<u8>) {
        (self.year(), self.number()).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let (year, number) = Wire::take(from)?;
        Month::new(year, number)
    }
}

impl Wire for Date {
    fn put(&self, out: &mut Vec<u8>) {
        (self.month(), self.day()).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let (month, day) = <(Month, u32)>::take(from)?;
        Date::new(month.year(), month.number(), day)
    }
}

impl Wire for Interval {
    fn put(&self, out: &mut Vec<u8>) {
        (self.0, self.1).put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let (low, high) = Wire::take(from)?;
        Some(Interval(low, high))
    }
}

impl Wire for Value {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Value::Count(count) => (0u8, *count).put(out),
            Value::Number(number) => (1u8, *number).put(out),
            Value::Money(text) => {
                out.push(2);
                text.put(out);
            }
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        match u8::take(from)? {
            0 => Wire::take(from).map(Value::Count),
            1 => Wire::take(from).map(Value::Number),
            2 => Wire::take(from).map(Value::Money),
            _ => None,
        }
    }
}

/// The report but for its segments, which only the JSON has: that is written where the files are.
impl Wire for Report {
    fn put(&self, out: &mut Vec<u8>) {
        #[rustfmt::skip]
        let Report {
            schema, version, as_of, window, currency, span, policies, filled, inputs, diagnostics, metrics,
            movements, bridge, trend, cohorts, segments: _, definitions, customers, questions,
        } = self;
        schema.put(out);
        version.put(out);
        as_of.put(out);
        window.put(out);
        currency.put(out);
        span.put(out);
        policies.put(out);
        filled.put(out);
        inputs.put(out);
        diagnostics.put(out);
        metrics.put(out);
        movements.put(out);
        bridge.put(out);
        trend.put(out);
        cohorts.put(out);
        definitions.put(out);
        customers.put(out);
        questions.put(out);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Report {
            schema: Wire::take(from)?,
            version: Wire::take(from)?,
            as_of: Wire::take(from)?,
            window: Wire::take(from)?,
            currency: Wire::take(from)?,
            span: Wire::take(from)?,
            policies: Wire::take(from)?,
            filled: Wire::take(from)?,
            inputs: Wire::take(from)?,
            diagnostics: Wire::take(from)?,
            metrics: Wire::take(from)?,
            movements: Wire::take(from)?,
            bridge: Wire::take(from)?,
            trend: Wire::take(from)?,
            cohorts: Wire::take(from)?,
            segments: Vec::new(),
            definitions: Wire::take(from)?,
            customers: Wire::take(from)?,
            questions: Wire::take(from)?,
        })
    }
}

#[rustfmt::skip]
fields! {
    AgeCell { months, nrr, grr, logo }
    Bridge { steps }
    BridgeStep { part, amount, customers }
    Cohort { start, customers, revenue, age }
    Column { index, header, role, confidence, format }
    CustomerMove { id, start, opening, closing }
    Definition { id, metric, value, rule, used_by }
    Diagnostic { severity, code, line, column, text, count, hint }
    Evidence { key, sort, offset, limit }
    EvidencePage { key, columns, from, to, numerator, denominator, totals, count, offset, rows }
    EvidenceRow { customer, cells, sources }
    IgnoredRows { rule, count }
    Movement { month, opening, new, expansion, contraction, churn, reactivation, closing, customers, partial }
    MovementCustomers { opening, new, expanded, contracted, churned, reactivated, closing }
    Policies { gap, snapshot, ends, reactivation, blanks }
    Question { kind, column, count, samples }
    QuestionSample { line, text, first, second }
    QuestionState { id, status, needs }
    ReadOptions { name, table, delimiter, encoding, date_order, decimal, roles }
    Reading {
        name, bytes, sha256, encoding, delimiter, quote, header_line, table, shape, currency, rows, ignored, columns,
        diagnostics
    }
    Reject { line, code, column, text, cells }
    RowCounts { read, used, rejected, ignored }
    Settings { months, to, policies }
    SourceRef { file, line }
    TrendPoint { month, from, n, nrr, grr, logo_retention }
    Window { from, to, months }
}

#[rustfmt::skip]
variants! {
    Blanks { Zero, Missing }
    BridgePart { Opening, Expansion, Contraction, Churn, ClosingCohort, New, Returned, Closing }
    Code {
        EmptyFile, BinaryFile, HtmlFile, NotUtf8, NoUsableColumn, RoleMissing, NoRows, NoUsableRows, UnclosedQuote,
        DecimalAmbiguous, DateAmbiguous, CustomerMissing, DateMissing, DateUnreadable, AmountMissing, AmountUnreadable,
        AmountNegative, AmountTooLarge, EndBeforeStart, IntervalUnknown, CurrencyUnknown, RowTooLong, RowTooShort,
        CellTooLarge, TooManyColumns, BlankRow, TotalRow, AmountRounded, AnnualDivided, SameMonthSummed,
        ZeroLengthPeriod, CurrencyAssumed, CurrencyMixed, EndsAfterLastStart, PartialMonth, RoleTwice
    }
    DateOrder { Dmy, Mdy, Ymd }
    DecimalMark { Point, Comma }
    DefinitionId {
        NrrCohort, NrrLazy, NrrMonthlyCompounded, NrrMovement, GrrCohort, GrrMovement, LogoCohort
    }
    Ends { Exclusive, Inclusive }
    EvidenceColumn {
        Opening, Closing, Change, Kept, Expansion, Contraction, Churn, Gained, Lost, New, Reactivation,
        OpeningCustomer, KeptCustomer, LostCustomer, ClosingCustomer, Annual, Counted
    }
    EvidenceKey {
        Metric { id }, Movement { month, kind }, Closing { month }, Bridge { part }, Cohort { start, months },
        Trend { month }
    }
    EvidenceSort { Size, Customer }
    Failure { FileUnavailable { name, detail }, Protocol { detail }, Crashed { detail } }
    FromWorker {
        Ready { protocol }, Progress { job, bytes_done, bytes_total, rows },
        Done { job, report, read_ms, compute_ms }, Unreadable { job, readings },
        Asks { job, file, question, readings }, Evidence { job, page }, Rejects { job, file, offset, rows },
        Json { job, text }, Failed { job, error }
    }
    Metric { Value { value, numerator, denominator, n, interval }, Na { na, text } }
    MetricId {
        Nrr, Grr, LogoRetention, LogoChurn, RevenueChurn, GrossRevenueChurn, NetRevenueChurn, ExpansionRate,
        ExpansionShare, LossCoverage, QuickRatio, Mrr, Arr, NetNewMrr, Arpa, Customers, NrrExLargest,
        TopCustomerShare, Top10Share, Hhi, NrrLazy, NrrMonthlyCompounded, GrrMovement
    }
    MovementKind { New, Expansion, Contraction, Churn, Reactivation }
    Na { NoData, ZeroDenominator, InsufficientHistory, SmallSample, MixedCurrency, NotApplicable }
    QuestionKind { Decimal, DateOrder }
    ReactivationPolicy { Separate, New, Expansion }
    Role { CustomerId, Month, Mrr, Arr, Amount, MonthColumn, Start, End, Interval, Currency, Ignored }
    Severity { Info, Warning, Error }
    Shape { Long, Wide, Periods }
    Snapshot { End, Start, Any }
    TableKind { Revenue }
    ToWorker {
        Read { job, files, settings }, Recompute { job, settings }, Evidence { job, query },
        Rejects { job, file, offset, limit }, Json { job }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Reader;
    use crate::report::Session;

    const LEDGER: &str = "customer_id,month,mrr,currency\nA,2024-01,100,USD\nA,2025-01,120,USD\nB,2024-01,n/a,USD\n\
        C,2024-01,50,USD\nC,2025-01,20,USD\n";

    fn session() -> Session {
        let mut reader = Reader::new(ReadOptions { name: "ledger.csv".into(), ..ReadOptions::default() });
        reader.push(LEDGER.as_bytes());
        Session::new(vec![reader.finish()])
    }

    #[test]
    fn a_report_comes_back_as_it_was() {
        let report = session().report(&Settings::default());
        assert!(!report.metrics.is_empty() && !report.cohorts.is_empty() && !report.inputs.is_empty());
        let message = FromWorker::Done { job: 7, report: Box::new(report), read_ms: 1.5, compute_ms: 0.25 };
        assert_eq!(from_bytes(&to_bytes(&message)), Some(message));
    }

    #[test]
    fn rows_behind_a_number_come_back_as_they_were() {
        let session = session();
        let query = Evidence {
            key: EvidenceKey::Metric { id: MetricId::Nrr },
            sort: EvidenceSort::Customer,
            offset: 0,
            limit: 10,
        };
        let page = session.evidence(&Settings::default(), &query);
        assert_eq!(page.rows.len(), 2);
        let rows = session.rejects(0, 0, 10).to_vec();
        assert_eq!(rows.len(), 1);
        for message in
            [FromWorker::Evidence { job: 1, page }, FromWorker::Rejects { job: 2, file: 0, offset: 0, rows }]
        {
            assert_eq!(from_bytes(&to_bytes(&message)), Some(message));
        }
    }

    #[test]
    fn orders_come_back_as_they_were() {
        let options = ReadOptions {
            name: "客户.csv".into(),
            delimiter: Some('；'),
            decimal: Some(DecimalMark::Comma),
            roles: vec![("a".into(), Role::Mrr)],
            ..ReadOptions::default()
        };
        let settings = Settings { to: Month::new(2025, 12), ..Settings::default() };
        let message = ToWorker::Read { job: 3, files: vec![options], settings };
        assert_eq!(from_bytes(&to_bytes(&message)), Some(message));
    }

    #[test]
    fn what_is_cut_off_or_too_long_or_unknown_is_no_message() {
        let message = FromWorker::Json { job: 1, text: "{}".into() };
        let mut bytes = to_bytes(&message);
        for end in 0..bytes.len() {
            assert_eq!(from_bytes::<FromWorker>(&bytes[..end]), None, "{end}");
        }
        bytes.push(0);
        assert_eq!(from_bytes::<FromWorker>(&bytes), None);
        assert_eq!(from_bytes::<FromWorker>(&[200, 0, 0, 0, 0]), None);
        // A length that no bytes stand behind must not be believed.
        assert_eq!(from_bytes::<Vec<String>>(&[255, 255, 255, 255]), None);
    }
}
