//! Finds delimiter, quote and escape: every plausible form is tried on a bounded sample, the best table wins.

use super::scan::{Form, Scan, Span, rows};
use super::score::{Score, score};
use super::{Dialect, Escape, Quote};
use crate::read::ReadOptions;

/// Bytes of the file's beginning in the sample.
const HEAD: usize = 24 << 10;
/// Bytes of each further piece.
const PIECE: usize = 8 << 10;

/// What may part cells, the likelier first, and how likely it is where the sample says nothing.
const DELIMITERS: &[(&str, f64)] = &[
    (",", 1.0),
    (";", 1.0),
    ("\t", 1.0),
    ("|", 0.97),
    ("¦", 0.9),
    ("，", 0.85),
    ("；", 0.85),
    ("、", 0.7),
    ("\\t", 0.97),
    ("\u{1}", 0.95),
    ("\u{1f}", 0.95),
    ("^", 0.85),
    ("~", 0.85),
    ("§", 0.85),
    ("#", 0.62),
    ("&", 0.6),
    ("*", 0.55),
    (":", 0.55),
    (" ", 0.57),
    ("/", 0.4),
    ("=", 0.45),
];

/// A form and what it came to.
struct Tried<'d> {
    value: f64,
    form: Form<'d>,
    score: Score,
}

/// How a text is written; what the caller says is taken as said.
pub(super) fn sniff(body: &[u8], whole: bool, options: &ReadOptions) -> Dialect {
    let sample = sample(body, whole);
    let lines = sample.split(|b| *b == b'\n' || *b == b'\r').filter(|l| !l.is_empty()).take(400);
    let lines: Vec<&[u8]> = lines.collect();
    let present = |d: &str| occurs(&lines, d.as_bytes());
    let told = options.delimiter.as_deref();
    let all: Vec<(&str, f64)> = match told {
        Some(told) => vec![(told, 1.0)],
        None => DELIMITERS.iter().copied().filter(|(d, _)| present(d)).chain([("", 1.0)]).collect(),
    };
    let ways = quotes(&sample, options);
    let mut best: Option<Tried<'_>> = None;
    for (delimiter, prior) in all {
        let lined_up = delimiter == " " && lined_up(&lines);
        for (quote, backslash) in &ways {
            for runs in [false, true].into_iter().take(1 + usize::from(lined_up)) {
                let form =
                    Form { delimiter: delimiter.as_bytes(), quote: *quote, backslash: *backslash, runs };
                let Some(tried) = attempt(&sample, form, prior, options) else { continue };
                if best.as_ref().is_none_or(|top| tried.value > top.value * 1.0001) {
                    best = Some(tried);
                }
            }
        }
    }
    let mut dialect = Dialect {
        delimiter: told.unwrap_or(",").to_owned(),
        quote: options.quote.unwrap_or_default(),
        escape: options.escape.unwrap_or_default(),
        runs: false,
    };
    let Some(best) = best else { return dialect };
    if told.is_none() {
        let delimiter = std::str::from_utf8(best.form.delimiter).unwrap_or(",");
        dialect.delimiter = match delimiter {
            "" => alone(&sample, best.form).to_owned(),
            short => lengthen(&sample, short, &best).unwrap_or_else(|| short.to_owned()),
        };
    }
    dialect.quote = match best.form.quote {
        Some(b'\'') => Quote::Single,
        Some(_) => Quote::Double,
        None => Quote::None,
    };
    if best.form.backslash {
        dialect.escape = Escape::Backslash;
    }
    if options.quote.is_none() && options.escape.is_none() && apostrophes_escaped(&sample) {
        dialect.quote = Quote::Single;
        dialect.escape = Escape::Backslash;
    }
    dialect.runs = best.form.runs;
    dialect
}

/// Scores one form; `None` where it is no candidate.
fn attempt<'d>(sample: &[u8], form: Form<'d>, prior: f64, options: &ReadOptions) -> Option<Tried<'d>> {
    let score = score(sample, form)?;
    let sure = quote_weight(sample, form, &score, options)?;
    // Quotes that open and close at a delimiter say that it is one, however rare it is.
    let proven = score.strays == 0 && score.scan.open == 0 && score.quoted * 3 > score.scan.cells.len();
    let rare = form.quote.is_some() && form.delimiter != b" ";
    let prior = if proven && rare { prior.max(0.9) } else { prior };
    // What parts a header of words we know is what it is, however rare.
    let named = score.named >= 3 && score.named + 1 >= score.width.min(4);
    let prior = if named { prior.max(0.9) } else { prior };
    // What stands in texts and times needs more columns to be believed.
    let weak = if prior < 0.65 { 1.0 - 0.5 / (score.width.max(2) - 1) as f64 } else { 1.0 };
    // Words with blanks between them are a text, not a table.
    let words = form.delimiter == b" " && score.data == 0 && score.quoted == 0;
    let weak = if words { weak * 0.6 } else { weak };
    Some(Tried { value: score.value * prior * sure * weak, form, score })
}

/// Whether columns look lined up by blanks: several in a row between two words, on many lines.
fn lined_up(lines: &[&[u8]]) -> bool {
    let padded = |line: &&&[u8]| line.trim_ascii().windows(2).any(|w| w == b"  ");
    lines.iter().filter(padded).count() * 3 > lines.len()
}

/// Apostrophes have a backslash before them, each of them, and there are no other quotes: so databases write texts
/// that have none around them.
fn apostrophes_escaped(sample: &[u8]) -> bool {
    let mut before = 0;
    let mut some = false;
    for b in sample {
        match b {
            b'"' => return false,
            b'\'' if before != b'\\' => return false,
            b'\'' => some = true,
            _ => {}
        }
        before = *b;
    }
    some
}

/// Without the comment lines at its beginning, if that leaves anything.
fn uncommented(body: &[u8]) -> &[u8] {
    let mut rest = body;
    while rest.first().is_some_and(|b| matches!(b, b'#' | b'\n' | b'\r')) {
        let end = rest.iter().position(|b| *b == b'\n' || *b == b'\r').map_or(rest.len(), |i| i + 1);
        rest = rest.get(end..).unwrap_or(&[]);
    }
    if rest.is_empty() { body } else { rest }
}

/// The beginning, and two pieces further in, cut at line ends.
fn sample(body: &[u8], whole: bool) -> Vec<u8> {
    let body = uncommented(body);
    if body.len() <= HEAD + 2 * PIECE {
        let end = if whole { body.len() } else { last_line(body) };
        return body.get(..end).unwrap_or(body).to_vec();
    }
    let mut sample = Vec::with_capacity(HEAD + 2 * PIECE);
    let mut piece = |from: usize, len: usize| {
        let bytes = body.get(from..(from + len).min(body.len())).unwrap_or(&[]);
        let begin = match from {
            0 => 0,
            _ => bytes.iter().position(|b| *b == b'\n' || *b == b'\r').map_or(bytes.len(), |i| i + 1),
        };
        let bytes = bytes.get(begin..).unwrap_or(&[]);
        sample.extend_from_slice(bytes.get(..last_line(bytes)).unwrap_or(&[]));
        if !matches!(sample.last(), None | Some(b'\n' | b'\r')) {
            sample.push(b'\n');
        }
    };
    piece(0, HEAD);
    piece(body.len() / 2, PIECE);
    piece(body.len() - PIECE, PIECE);
    sample
}

/// Behind the last line end; all of it where there is none.
fn last_line(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|b| *b == b'\n' || *b == b'\r').map_or(bytes.len(), |i| i + 1)
}

/// Whether a delimiter stands on enough of the lines to be one.
fn occurs(lines: &[&[u8]], delimiter: &[u8]) -> bool {
    let holds = |line: &&&[u8]| match delimiter {
        [one] => line.contains(one),
        many => line.windows(many.len()).any(|w| w == many),
    };
    let with = lines.iter().filter(holds).count();
    with > 0 && with * 5 >= lines.len()
}

/// The quotes and escapes worth trying.
fn quotes(sample: &[u8], options: &ReadOptions) -> Vec<(Option<u8>, bool)> {
    let quotes = match options.quote {
        Some(Quote::Double) => vec![Some(b'"')],
        Some(Quote::Single) => vec![Some(b'\'')],
        Some(Quote::None) => vec![None],
        None => {
            let mut all = vec![Some(b'"')];
            all.extend(sample.contains(&b'\'').then_some(Some(b'\'')));
            all.extend(sample.contains(&b'"').then_some(None));
            all
        }
    };
    let mut ways = Vec::new();
    for quote in quotes {
        let slashed = quote.is_some_and(|q| sample.windows(2).any(|w| w == [b'\\', q]));
        match options.escape {
            Some(escape) => ways.push((quote, escape == Escape::Backslash)),
            None => {
                ways.push((quote, false));
                ways.extend(slashed.then_some((quote, true)));
            }
        }
    }
    ways
}

/// What a quote adds, given how its cells came out; `None` where it is no candidate.
fn quote_weight(sample: &[u8], form: Form<'_>, found: &Score, options: &ReadOptions) -> Option<f64> {
    let cells = found.scan.cells.len().max(1);
    let share = found.quoted as f64 / cells as f64;
    let mut used = 1.0 + 0.08 * (4.0 * share).min(1.0);
    if form.backslash && options.escape.is_none() {
        // A backslash before a quote may be one that ends a path: escapes must make the better table.
        if found.scan.escaped == 0 {
            return None;
        }
        used *= 1.001;
    }
    if options.quote.is_some() {
        return Some(used);
    }
    match form.quote {
        Some(b'\'') => {
            // An apostrophe is common; one that opens and closes cells, and nothing else, is a quote.
            let rows = found.scan.ends.len();
            let enough = found.quoted >= 3 || found.quoted * 2 >= rows.max(2);
            let clean = found.scan.open * 10 <= found.quoted;
            (enough && clean).then_some(used * 0.99)
        }
        Some(_) => Some(used),
        // Only where quotes make no sense as quotes: before several cells and around none.
        None => {
            let text = |s: &Span| sample.get(s.from..s.to).unwrap_or(&[]).trim_ascii();
            let around = |s: &Span| matches!(text(s), [b'"', .., b'"']);
            let before = found.scan.cells.iter().filter(|s| text(s).first() == Some(&b'"')).count();
            (before >= 3 && !found.scan.cells.iter().any(around)).then_some(0.88)
        }
    }
}

/// A delimiter of several characters: the same one in runs of one length, or one with a blank behind it.
fn lengthen(sample: &[u8], delimiter: &str, best: &Tried<'_>) -> Option<String> {
    let cuts = &best.score.scan.cuts;
    let &[only] = delimiter.as_bytes() else { return None };
    let empty = best.score.scan.cells.iter().all(|s| s.from == s.to);
    if best.form.runs || empty || cuts.len() < 3 || matches!(only, b' ' | b'/' | b'*' | b'=') {
        return None;
    }
    let better = |longer: String, by: f64| {
        let form = Form { delimiter: longer.as_bytes(), ..best.form };
        score(sample, form).is_some_and(|s| s.value > best.score.value * by).then_some(longer)
    };
    let mut runs = [0usize; 5];
    for run in cuts.chunk_by(|a, b| a + 1 == *b) {
        if let Some(count) = runs.get_mut(run.len().min(4)) {
            *count += 1;
        }
    }
    let all: usize = runs.iter().sum();
    for (length, count) in [(2, runs[2]), (3, runs[3])] {
        if count == all {
            return Some(delimiter.repeat(length));
        }
        if count * 2 > all {
            return better(delimiter.repeat(length), 1.1);
        }
    }
    if matches!(only, b',' | b';') && runs[1] == all {
        let blank = |cut: &&usize| sample.get(*cut + 1) == Some(&b' ') && sample.get(*cut + 2) != Some(&b' ');
        let blanks = cuts.iter().filter(blank).count();
        if blanks == cuts.len() {
            return Some(format!("{delimiter} "));
        }
        if blanks * 5 > cuts.len() * 4 {
            return better(format!("{delimiter} "), 1.15);
        }
    }
    None
}

/// The delimiter of a text of one column: the usual one, or none where that would cut it.
fn alone(sample: &[u8], form: Form<'_>) -> &'static str {
    let mut scan = Scan::default();
    rows(sample, Form { delimiter: b",", ..form }, usize::MAX, &mut scan);
    if scan.cuts.is_empty() { "," } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (String, Quote, Escape) {
        let dialect = sniff(text.as_bytes(), true, &ReadOptions::default());
        (dialect.delimiter, dialect.quote, dialect.escape)
    }

    fn plain(delimiter: &str) -> (String, Quote, Escape) {
        (delimiter.to_owned(), Quote::Double, Escape::Doubled)
    }

    #[test]
    fn finds_the_delimiter() {
        assert_eq!(of("customer_id,month,mrr\nC1,2024-01,5\n"), plain(","));
        assert_eq!(of("customer_id;month;mrr\nC1;2024-01;5,50\nC2;2024-01;1.234,50\n"), plain(";"));
        assert_eq!(of("customer_id\tmonth\tmrr\nA, B and C\t2024-01\t5\n"), plain("\t"));
        assert_eq!(of("customer_id|month|mrr\nC1|2024-01|5\n"), plain("|"));
        assert_eq!(of("customer,month,mrr\n\"a;b;c\",2024-01,5\n\"a;d;c\",2024-01,5\n"), plain(","));
        assert_eq!(of("a||b||c\n1||x y||3\n4||z||6\n"), plain("||"));
        assert_eq!(of("a;;b;;c\n1;;x y;;3\n4;;z;;6\n"), plain(";;"));
        assert_eq!(of("a\t\tb\t\tc\n1\t\tx y\t\t3\n4\t\tz\t\t6\n"), plain("\t\t"));
        assert_eq!(of("a, b, c\n1, x, 3\n4, z, 6\n"), plain(", "));
        assert_eq!(of("a\\tb\\tc\n1\\tx y\\t3\n4\\tz\\t6\n"), plain("\\t"));
        assert_eq!(of("1 2.5 3\n4 5.5 6\n7 8.5 9\n"), plain(" "));
        assert_eq!(of("客户，月份，月费\n甲，2024-01，5\n乙，2024-01，6\n"), plain("，"));
        assert_eq!(of("a\u{1}b\u{1}c\n1\u{1}x y\u{1}3\n"), plain("\u{1}"));
        assert_eq!(of("id^name^n\n1^x y^3\n4^z^6\n"), plain("^"));
    }

    #[test]
    fn blanks_and_colons_in_texts_and_times_part_no_cells() {
        assert_eq!(of("2024-01-05 10:00:00,12,open\n2024-01-05 11:00:00,13,open\n"), plain(","));
        assert_eq!(of("time,note\n10:30,all is well\n11:45,so it is\n"), plain(","));
        for text in [
            "John Smith\nAnna Jones\nBob Lee\n",
            "10:30\n11:45\n12:00\n",
            "https://a.b/c?x=1&y=2\nhttps://a.b/c?x=2&y=2\n",
            "10:00:01\n10:00:02\n",
            "John Q Smith\nAnna B Jones\nBob C Lee\n",
            "/usr/bin/a\n/usr/bin/b\n/usr/lib/c\n",
        ] {
            assert_eq!(of(text), plain(","), "{text}");
        }
        assert_eq!(of("a & b & c\n1 & 2 & 3\n4 & 5 & 6\n"), plain("&"));
        assert_eq!(of(",,,\n,,,\n"), plain(","));
    }

    #[test]
    fn quotes_and_apostrophes() {
        assert_eq!(of("a,b\n'x, y','it''s'\n'z, w','q'\n"), (",".into(), Quote::Single, Escape::Doubled));
        assert_eq!(of("a,b\nO'Neil,'s-Hertogenbosch\nD'Arcy,Paris\n"), plain(","));
        assert_eq!(
            of("a,b,c\n1,\"5\\\" pipe, steel\",x\n2,\"a \\\"b\\\" c, d\",y\n"),
            (",".into(), Quote::Double, Escape::Backslash)
        );
        assert_eq!(of("a,b\n1,\"C:\\dir\\\"\n2,\"D:\\x\\\"\n"), plain(","));
    }

    #[test]
    fn one_column_of_quoted_texts_is_commas() {
        assert_eq!(of("\"a, b\"\n\"c, d\"\n"), plain(","));
        assert_eq!(of("name\nAnna\nBob\n"), plain(","));
        assert_eq!(of("one, two\nthree and four\nfive\nsix\nseven\neight\n"), plain(""));
    }

    #[test]
    fn columns_lined_up_by_blanks() {
        let found = |text: &str| {
            let dialect = sniff(text.as_bytes(), true, &ReadOptions::default());
            (dialect.delimiter, dialect.runs)
        };
        assert_eq!(
            found("id   n    price\n1    20   3.5\n10   7    12.5\n11   8   99.5\n"),
            (" ".into(), true)
        );
        assert_eq!(found("2 atoms\nH    0.5   1.5   2.5\nO   -0.5   1.0   0.1\n"), (" ".into(), true));
        assert_eq!(found("id n price\n1 20 3.5\n10 7 12.5\n"), (" ".into(), false));
        assert_eq!(found("a  b,c\nd  e f,g\nh  i,j\n"), (",".into(), false));
        let prose = "It rained.  We stayed.\nThen it stopped, and we all  went home again.\nEnd  of it.\n";
        assert!(!found(prose).1);
    }

    #[test]
    fn apostrophes_with_backslashes_and_rare_delimiters_at_quotes() {
        let escaped = (";".into(), Quote::Single, Escape::Backslash);
        assert_eq!(of("1;Ships\\' cooks, and mates\n2;Mates\n3;Pilots, all\n"), escaped);
        assert_eq!(of("1;It's\n2;Ships\\' cooks\n"), plain(";"));
        let single = |d: &str| (d.to_owned(), Quote::Single, Escape::Doubled);
        assert_eq!(
            of("1 # 'a st' # 'york, ny 10'\n2 # 'b st' # 'york, ny 12'\n3 # 'c' # 'york, ny 9'\n"),
            single("#")
        );
    }

    #[test]
    fn comments_above_say_nothing() {
        let text = "# made by hand\n# see (a; b)\n#\n# one, two\n# three\n# four\nid,\tname\n\"x\",\t1 / 0\n\"y\",\t2 / 0\n";
        assert_eq!(of(text), plain(","));
        assert_eq!(of("#1,a\n#2,b\n"), plain(","));
    }

    #[test]
    fn what_is_told_is_taken() {
        let options =
            ReadOptions { delimiter: Some(";".into()), quote: Some(Quote::None), ..ReadOptions::default() };
        let dialect = sniff(b"a,b\n1,2\n", true, &options);
        assert_eq!((dialect.delimiter.as_str(), dialect.quote), (";", Quote::None));
    }

    #[test]
    fn any_bytes_are_looked_at_within_bounds() {
        for unit in ["\"", "\n", ",", "a", "\0", "\"\n", ",\"", "'\"", "\\\"", ";,|\t", "\"a,\n"] {
            let text = unit.repeat((256 << 10) / unit.len());
            let _ = of(&text);
        }
    }
}
