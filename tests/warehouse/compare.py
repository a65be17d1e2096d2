"""What a report says, as rows of a script's result; and where the two differ."""

import json

# Of a report's metrics, those that a script leaves out (src/sql/mod.rs).
LEFT_OUT = {
    "nrr_monthly_compounded", "ltv", "ltv_margin", "ltv_discounted", "ltv_cohort",
    "gross_margin", "cac", "ltv_cac", "cac_payback_months", "break_even_margin", "crc", "crc_ratio", "ltv_crc",
}
FAULTS = {
    "customer_missing", "date_missing", "date_unreadable", "amount_missing", "amount_negative", "currency_unknown",
    "end_before_start",
}
COLUMNS = ["section", "name", "key", "part", "numerator", "denominator", "value", "n", "na"]


class Result:
    """A script's rows, by what they are told apart by; each is taken once."""

    def __init__(self, columns, rows):
        assert columns == COLUMNS, columns
        self.rows = {}
        for row in rows:
            assert tuple(row[:4]) not in self.rows, f"twice: {row}"
            self.rows[tuple(row[:4])] = row[4:]
        self.differences = []

    def take(self, *key):
        key = key + (None,) * (4 - len(key))
        row = self.rows.pop(key, None)
        if row is None:
            self.say(key, "is missing")
        return row

    def say(self, key, words):
        self.differences.append(f"{'/'.join(map(str, key))} {words}")

    def same(self, key, numerator=None, denominator=None, n=None, na=None, value=None):
        """A row with these sides, texts compared as texts; `value` is the quotient as the nearest double."""
        row = self.take(*key)
        if row is None:
            return
        above, below, shown, count, why = row
        text = lambda side: None if side is None else str(side)
        if na or why:
            if (why, above, below, shown, count) != (na, None, None, None, None):
                self.say(key, f"is {row}, not n/a for {na}")
            return
        if numerator is not None and (above, below) != (text(numerator), text(denominator)):
            self.say(key, f"is {above} / {below}, not {numerator} / {denominator}")
        if value is not None and quotient(row) != value:
            self.say(key, f"is {above} / {below} = {quotient(row)}, not {value}")
        if n is not None and count != n:
            self.say(key, f"has n = {count}, not {n}")
        if below is not None and not close(float(shown), quotient(row) * (10000 if key[1] == "hhi" else 1), 1e-5):
            self.say(key, f"shows {shown} for {above} / {below}")


def minor(text):
    return int(text.replace(".", ""))


def quotient(row):
    """A row's quotient as the nearest double; not a number where it has none, which is equal to nothing."""
    above, below = row[:2]
    if above is None or below is None:
        return float("nan")
    if "." in above and "." not in below:
        below += "." + "0" * len(above.split(".")[1])
    return minor(above) / minor(below)


def close(a, b, relative=1e-12):
    return abs(a - b) <= relative * max(1.0, abs(a), abs(b))


def compare(report, columns, rows):
    """Every difference between a report and a script's result; none where they are the same."""
    if isinstance(report, str):
        report = json.loads(report)
    result = Result(columns, rows)
    for part in (data, metrics, bridge, movements, trend, concentration, cohorts, definitions, segments):
        part(report, result)
    for key, row in result.rows.items():
        result.say(key, f"is {row}, and the report knows nothing of it")
    return result.differences


def data(report, result):
    window, span = report["window"], report["span"]
    nothing = next(iter(report["metrics"].values())).get("na") in ("no_data", "mixed_currency", "too_large")
    for name, month in [("first_month", span and span[0]), ("last_month", span and span[1])]:
        if month and not nothing:
            result.same(("data", name, month))
    for name in ("from", "to"):
        if window:
            result.same(("data", name, window[name]))
    for key in [key for key in result.rows if key[:2] == ("data", "currency")]:
        result.rows.pop(key)
    result.take("data", "months")
    for key in [key for key in result.rows if key[0] == "policy"]:
        result.same(key)
        if str(report["policies"][key[1]]) != key[2]:
            result.say(key, f"is not the report's {report['policies'][key[1]]}")
    cuts = next((each["cuts"] for each in report["segmentations"] if each.get("cuts")), None)
    for name, cut in zip(("elephant", "cheetah"), cuts or []):
        result.same(("data", "size_cut", name), cut or None)
    if not cuts:
        for name in ("elephant", "cheetah"):
            result.rows.pop(("data", "size_cut", name, None), None)
    reading = next(each for each in report["inputs"] if each["table"] == "revenue")
    result.same(("rows", "used"), reading["rows"]["used"])
    counts = {}
    for finding in reading["diagnostics"]:
        if finding["code"] in FAULTS:
            counts[finding["code"]] = counts.get(finding["code"], 0) + finding["count"]
    assert sum(counts.values()) == reading["rows"]["rejected"], (reading["rows"], counts)
    for left in reading["ignored"]:
        result.same(("rows", "ignored", left["rule"]), left["count"])
    for code, count in counts.items():
        result.same(("rows", "rejected", code), count)
    for key in [key for key in result.rows if key[:2] == ("rows", "contradictory")]:
        result.same(key, 0)


def metrics(report, result):
    for name, metric in report["metrics"].items():
        if name in LEFT_OUT:
            continue
        if "na" in metric:
            result.same(("metric", name), na=metric["na"])
        elif name == "hhi":
            hhi(("metric", name), metric["value"], metric["n"], result)
        elif metric.get("numerator") is None:
            result.same(("metric", name), metric["value"], n=metric["n"])
        else:
            result.same(("metric", name), metric["numerator"], metric["denominator"], n=metric["n"])


def hhi(key, value, n, result):
    row = result.take(*key)
    if row and (row[3] != n or not close(quotient(row) * 10000, value)):
        result.say(key, f"is {row}, not {value}")


def bridge(report, result):
    for step in report["bridge"]["steps"]:
        result.same(("bridge", step["part"]), step["amount"], n=step["customers"])


MOVED = [("opening", "opening"), ("new", "new"), ("expansion", "expanded"), ("contraction", "contracted"), ("churn", "churned"), ("reactivation", "reactivated"), ("closing", "closing")]


def movements(report, result):
    for movement in report["movements"]:
        for name, customers in MOVED:
            key = ("movement", name, movement["month"])
            result.same(key, movement[name], n=movement["customers"][customers])


def trend(report, result):
    for point in report["trend"]:
        for name in ("nrr", "grr", "logo_retention"):
            result.same(("trend", name, point["month"], point["from"]), value=point[name], n=point["n"])


def concentration(report, result):
    for month in report["concentration"]:
        for name in ("top1", "top5", "top10", "top20"):
            result.same(("concentration", name, month["month"]), value=month[name], n=month["customers"])
        hhi(("concentration", "hhi", month["month"]), month["hhi"], month["customers"], result)


def cohorts(report, result):
    for cohort in report["cohorts"]:
        for cell in cohort["age"]:
            key = lambda name: ("cohort", name, cohort["start"], str(cell["months"]))
            result.same(key("nrr"), cell["revenue"], cohort["revenue"], n=cell["n"], value=cell["nrr"])
            result.same(key("grr"), value=cell["grr"], n=cell["n"])
            result.same(key("logo"), cell["customers"], cohort["customers"], n=cell["n"], value=cell["logo"])


def definitions(report, result):
    for definition in report["definitions"]:
        name, value, why = definition["id"], definition["value"], definition.get("na")
        months = sorted(key for key in result.rows if key[:2] == ("definition", name) and key[2])
        if not months:
            key = ("definition", name)
            if definition.get("numerator") is not None:
                result.same(key, definition["numerator"], definition["denominator"], definition["n"], why)
            elif why:
                result.same(key, na=why)
            elif (row := result.take(*key)) and (not close(quotient(row), value) or row[3] != definition["n"]):
                result.say(key, f"is {row}, not {value}")
            continue
        rows = [result.take(*key) for key in months]
        if any(row[4] for row in rows):
            found = next(row[4] for row in rows if row[4])
            if found != why:
                result.say(("definition", name), f"is n/a for {found}, not {value} or {why}")
            continue
        product = 1.0
        for row in rows:
            product *= quotient(row)
        if len(rows) != report["window"]["months"] or not close(product, value) or rows[0][3] != definition["n"]:
            result.say(("definition", name), f"is {product} over {len(rows)} months, not {value}, n {definition['n']}")


def segments(report, result):
    for segment in report["segments"]:
        key = lambda name: ("segment", name, segment["by"], segment["value"] or None)
        result.same(key("nrr"), segment["closing"], segment["opening"], segment["n"])
        result.same(key("grr"), segment["kept"], segment["opening"], segment["n"])
        result.same(key("logo_retention"), segment["kept_customers"], segment["n"], segment["n"])
    known = {segmentation["by"] for segmentation in report["segmentations"]}
    for key in [key for key in result.rows if key[0] == "segment" and key[2] not in known and key[3] is None]:
        # Where nothing is stated of any customer, the report doesn't group by it.
        result.rows.pop(key)
