//! Net promoter score, satisfaction, and who is to be followed up (domain.md §2.11, G-22 to G-25, G-35).

use super::{Answer, SurveyKind};
use crate::base::{DAY_SECONDS, Date, Interval, Moment, Z95};
use crate::tables::{Company, Datum, TableKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// How many answered what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NpsSums {
    /// 9 or 10.
    pub promoters: u64,
    /// 0 to 6.
    pub detractors: u64,
    /// All answers.
    pub n: u64,
}

impl NpsSums {
    /// Counts a score in thousandths.
    pub fn count(&mut self, score: i64) {
        self.n += 1;
        self.promoters += u64::from(Stance::of(score) == Stance::Promoter);
        self.detractors += u64::from(Stance::of(score) == Stance::Detractor);
    }

    /// 100 · (promoters − detractors) ÷ answers, −100 to 100.
    pub fn nps(&self) -> Option<f64> {
        let difference = self.promoters as f64 - self.detractors as f64;
        (self.n > 0).then(|| 100.0 * difference / self.n as f64)
    }

    /// Half the width of its 95 % interval, by the standard error of a difference of two shares of one sample:
    /// √((p + d − (p − d)²) ÷ n).
    pub fn half_width(&self) -> Option<f64> {
        half_width(self.promoters as f64, self.detractors as f64, self.n as f64)
    }

    /// The interval.
    pub fn interval(&self) -> Option<Interval> {
        Some(around(self.nps()?, self.half_width()?))
    }

    /// The score and half the width of its interval with three answers added, three quarters of one on either side: small
    /// samples in which all agree keep a width.
    pub fn adjusted(&self) -> Option<(f64, f64)> {
        let (p, d, n) = (self.promoters as f64 + 0.75, self.detractors as f64 + 0.75, self.n as f64 + 3.0);
        (self.n > 0).then_some(())?;
        Some((100.0 * (p - d) / n, half_width(p, d, n)?))
    }
}

fn half_width(promoters: f64, detractors: f64, n: f64) -> Option<f64> {
    let (p, d) = (promoters / n, detractors / n);
    // Rounding alone could take it below zero where all agree.
    let spread = (p + d - (p - d) * (p - d)).max(0.0);
    (n > 0.0).then(|| 100.0 * Z95 * (spread / n).sqrt())
}

/// An interval of NPS, which ends at ±100.
pub fn around(nps: f64, half: f64) -> Interval {
    Interval((nps - half).max(-100.0), (nps + half).min(100.0))
}

/// What an answer makes of who gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// 0 to 6.
    Detractor,
    /// 7 or 8.
    Passive,
    /// 9 or 10.
    Promoter,
}

impl Stance {
    /// By a score in thousandths.
    pub fn of(score: i64) -> Self {
        match score {
            9000.. => Stance::Promoter,
            7000.. => Stance::Passive,
            _ => Stance::Detractor,
        }
    }
}

/// A wave of a survey: the quarter, as its year and number.
pub fn wave(day: Date) -> (i32, u32) {
    (day.month().year(), (day.month().number() - 1) / 3 + 1)
}

/// The NPS answers that count up to a day: of each respondent the last of each wave, in the order of the files. Who isn't
/// named is the customer; where neither is, every row is a respondent of its own.
pub fn by_wave<'a, 'b>(answers: &'b [Answer<'a>], to: Date) -> Vec<&'b Answer<'a>> {
    last_of(answers, to, |day| Some(wave(day)))
}

/// The last NPS answer of each respondent from after one day, where one is given, to another.
pub fn latest<'a, 'b>(answers: &'b [Answer<'a>], from: Option<Date>, to: Date) -> Vec<&'b Answer<'a>> {
    last_of(answers, to, |day| (Some(day) > from).then_some((0, 0)))
}

/// Of each respondent the last answer of each part of time that `part` gives, and of one day the last in the file.
fn last_of<'a, 'b>(
    answers: &'b [Answer<'a>],
    to: Date,
    part: impl Fn(Date) -> Option<(i32, u32)>,
) -> Vec<&'b Answer<'a>> {
    // Whose answer: the customer, or the row where nobody is named; the respondent; and the part of time.
    type Whose<'a> = (u64, Option<&'a str>, (i32, u32));
    let mut last: FxHashMap<Whose<'a>, usize> = FxHashMap::default();
    last.reserve(answers.len());
    let mut kept: Vec<Option<&'b Answer<'a>>> = Vec::with_capacity(answers.len());
    for (place, answer) in answers.iter().enumerate() {
        let counts = answer.kind == SurveyKind::Nps && answer.date <= to;
        let Some(part) = part(answer.date).filter(|_| counts) else { continue };
        let respondent = answer.record.text(Datum::RespondentId);
        let own = match answer.record.customer {
            Some(customer) => u64::from(customer),
            None if respondent.is_some() => u64::MAX,
            None => (1 << 32) + place as u64,
        };
        let seen = *last.entry((own, respondent, part)).or_insert(kept.len());
        match kept.get_mut(seen) {
            None => kept.push(Some(answer)),
            // The later one takes the place that it has in the file.
            Some(before) if before.is_none_or(|before| answer.date >= before.date) => {
                *before = None;
                last.insert((own, respondent, part), kept.len());
                kept.push(Some(answer));
            }
            Some(_) => {}
        }
    }
    kept.into_iter().flatten().collect()
}

/// How a follow-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FollowUp {
    /// None, and 24 hours, or the day after the answer, have passed.
    Overdue,
    /// None yet.
    Open,
    /// Later than that.
    Late,
    /// Within 24 hours, or on the day or the day after.
    InTime,
    /// No column says.
    NotStated,
}

/// Until when the files speak of follow-ups.
#[derive(Clone, Copy, Debug)]
pub struct Until {
    /// The day.
    pub day: Date,
    /// The latest times that they state on it, with and without an offset: by then a day may have passed.
    pub times: [Option<Moment>; 2],
}

impl Until {
    /// The day that answers are judged at, with the latest times of theirs and of their follow-ups.
    pub fn of(answers: &[&Answer<'_>], day: Date) -> Self {
        let mut times: [Option<Moment>; 2] = [None; 2];
        for answer in answers {
            for moment in [Datum::Date, Datum::FollowedUpAt].map(|datum| answer.record.moment(datum)) {
                let Some((moment, time)) = moment.filter(|m| m.day == day).and_then(|m| Some((m, m.time?)))
                else {
                    continue;
                };
                let [with, without] = &mut times;
                let place = if time.east.is_some() { with } else { without };
                let later = |before: Moment| moment.seconds_since(before).is_some_and(|more| more > 0);
                if place.is_none_or(later) {
                    *place = Some(moment);
                }
            }
        }
        Until { day, times }
    }
}

/// Whether an answer was followed up within a day: 24 hours where both state a time, else by the end of the day after.
/// One before the answer is none.
pub fn follow_up(answered: Moment, followed: Option<Moment>, stated: bool, until: &Until) -> FollowUp {
    let since = |later: Moment| later.seconds_since(answered);
    let behind = |m: &Moment| since(*m).map_or(m.day >= answered.day, |more| more >= 0) && m.day <= until.day;
    let within =
        |m: Moment| since(m).map_or(m.day.days_since(answered.day) <= 1, |seconds| seconds <= DAY_SECONDS);
    // Where no time is known at which it is judged, the day after must have passed whole.
    let passed = || {
        let by_clock = until.times.iter().flatten().any(|now| !within(*now) && since(*now).is_some());
        until.day.days_since(answered.day) > 1 || by_clock
    };
    match followed.filter(behind) {
        _ if !stated => FollowUp::NotStated,
        Some(moment) if within(moment) => FollowUp::InTime,
        Some(_) => FollowUp::Late,
        None if passed() => FollowUp::Overdue,
        None => FollowUp::Open,
    }
}

/// Whether any file says when somebody got back to who answered.
pub fn states_follow_ups(company: &Company<'_>) -> bool {
    company.has_datum(TableKind::Surveys, Datum::FollowedUpAt)
}

/// The scale satisfaction is asked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// 1 to 5.
    Five,
    /// 1 to 7.
    Seven,
    /// 0 to 10.
    Ten,
}

impl Scale {
    /// The smallest that holds all scores (in thousandths); `None` without scores, or where one is beyond 10.
    pub fn of(scores: impl Iterator<Item = i64>) -> Option<Self> {
        let ends = |ends: Option<(i64, i64)>, score: i64| {
            Some(ends.map_or((score, score), |(low, high)| (low.min(score), high.max(score))))
        };
        match scores.fold(None, ends)? {
            (1000.., ..=5000) => Some(Scale::Five),
            (1000.., ..=7000) => Some(Scale::Seven),
            (0.., ..=10_000) => Some(Scale::Ten),
            _ => None,
        }
    }

    /// The lower of its two best answers, in thousandths.
    pub fn top(self) -> i64 {
        match self {
            Scale::Five => 4000,
            Scale::Seven => 6000,
            Scale::Ten => 9000,
        }
    }
}

/// Answers to the satisfaction question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsatSums {
    /// With one of the two best answers.
    pub top: u64,
    /// All.
    pub n: u64,
    /// Σ in thousandths.
    pub sum: i64,
}

/// The quarters of NPS and satisfaction, ascending.
pub fn quarters(
    nps: &[&Answer<'_>],
    csat: &[&Answer<'_>],
    scale: Option<Scale>,
) -> BTreeMap<(i32, u32), (NpsSums, CsatSums)> {
    let mut all: BTreeMap<(i32, u32), (NpsSums, CsatSums)> = BTreeMap::new();
    for answer in nps {
        all.entry(wave(answer.date)).or_default().0.count(answer.score);
    }
    if let Some(scale) = scale {
        for answer in csat {
            all.entry(wave(answer.date)).or_default().1.count(answer.score, scale);
        }
    }
    all
}

impl CsatSums {
    /// Counts a score in thousandths.
    pub fn count(&mut self, score: i64, scale: Scale) {
        self.n += 1;
        self.top += u64::from(score >= scale.top());
        self.sum += score;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Time;

    fn rounded(x: Option<f64>) -> Option<f64> {
        x.map(|x| (x * 10.0).round() / 10.0)
    }

    #[test]
    fn pins_of_the_score_and_its_interval() {
        let sums = NpsSums { promoters: 10, detractors: 5, n: 20 };
        assert_eq!((rounded(sums.nps()), rounded(sums.half_width())), (Some(25.0), Some(36.3)));
        let sums = |promoters, detractors, n| NpsSums { promoters, detractors, n };
        let large = sums(162, 54, 324);
        assert_eq!((rounded(large.nps()), rounded(large.half_width())), (Some(33.3), Some(8.1)));
        let adjusted = |s: NpsSums| s.adjusted().map(|(nps, half)| (rounded(Some(nps)), rounded(Some(half))));
        assert_eq!(adjusted(sums(10, 5, 20)), Some((Some(21.7), Some(33.5))));
        // All five agree: no width, but for the adjusted one, which the scale ends.
        let five = sums(5, 0, 5);
        assert_eq!(five.interval(), Some(Interval(100.0, 100.0)));
        assert_eq!(adjusted(five), Some((Some(62.5), Some(45.0))));
        assert_eq!(around(62.5, 45.0), Interval(17.5, 100.0));
        assert_eq!((NpsSums::default().nps(), NpsSums::default().adjusted()), (None, None));
    }

    #[test]
    fn stances_end_at_6_and_8() {
        let of = |score: i64| Stance::of(score * 1000);
        assert_eq!([of(0), of(6)], [Stance::Detractor; 2]);
        assert_eq!([of(7), of(8)], [Stance::Passive; 2]);
        assert_eq!([of(9), of(10)], [Stance::Promoter; 2]);
    }

    #[test]
    fn the_day_after_is_in_time() {
        let day = |d| Date::new(2024, 5, d).unwrap();
        let plain = |d| Moment { day: day(d), time: None };
        let until = |d| Until { day: day(d), times: [None; 2] };
        let of = |followed: Option<u32>, as_of| follow_up(plain(2), followed.map(plain), true, &until(as_of));
        assert_eq!([of(Some(2), 9), of(Some(3), 9)], [FollowUp::InTime; 2]);
        assert_eq!(of(Some(4), 9), FollowUp::Late);
        assert_eq!([of(None, 2), of(None, 3)], [FollowUp::Open; 2]);
        assert_eq!(of(None, 4), FollowUp::Overdue);
        // Before the answer, or after the day it is judged at, it is none.
        assert_eq!([of(Some(1), 4), of(Some(5), 4)], [FollowUp::Overdue; 2]);
        assert_eq!(follow_up(plain(2), None, false, &until(9)), FollowUp::NotStated);
    }

    #[test]
    fn twenty_four_hours_are_told_to_the_second() {
        let at = |d, hour: u32, second, east| {
            let time = Some(Time { second: hour * 3600 + second, east });
            Moment { day: Date::new(2024, 5, d).unwrap(), time }
        };
        let until = |now: Moment| Until { day: now.day, times: [None, Some(now)] };
        let far = until(at(9, 12, 0, None));
        let of = |followed| follow_up(at(2, 9, 30, None), Some(followed), true, &far);
        assert_eq!([of(at(2, 9, 30, None)), of(at(3, 9, 30, None))], [FollowUp::InTime; 2]);
        assert_eq!([of(at(3, 9, 31, None)), of(at(4, 0, 0, None))], [FollowUp::Late; 2]);
        assert_eq!(of(at(2, 9, 29, None)), FollowUp::Overdue, "before the answer it is none");
        // Of a follow-up whose zone isn't comparable, the days count.
        assert_eq!(of(at(3, 23, 0, Some(0))), FollowUp::InTime);
        let open = |now| follow_up(at(2, 9, 30, None), None, true, &until(now));
        assert_eq!(open(at(3, 9, 30, None)), FollowUp::Open);
        assert_eq!(open(at(3, 9, 31, None)), FollowUp::Overdue);
        assert_eq!(open(at(4, 0, 0, None)), FollowUp::Overdue);
    }

    #[test]
    fn the_smallest_scale_that_holds_all() {
        let of = |scores: &[i64]| Scale::of(scores.iter().map(|score| score * 1000));
        assert_eq!(
            (of(&[1, 5]), of(&[1, 6]), of(&[8, 9])),
            (Some(Scale::Five), Some(Scale::Seven), Some(Scale::Ten))
        );
        assert_eq!((of(&[0, 5]), of(&[]), of(&[4, 80])), (Some(Scale::Ten), None, None));
    }

    #[test]
    fn a_year_before_a_leap_day() {
        let day = |y, m, d| Date::new(y, m, d).unwrap();
        assert_eq!(day(2024, 2, 29).year_before(), Some(day(2023, 2, 28)));
        assert_eq!(day(2024, 5, 31).year_before(), Some(day(2023, 5, 31)));
    }
}
