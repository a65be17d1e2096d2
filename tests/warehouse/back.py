"""A result read back: the report of the exported CSV against the report of the ledger, value by value."""

import csv
import json

# What is made of sums alone must be equal to the last digit; the rest needs single customers, or days.
SAME = ["window", "currency", "span", "policies", "bridge", "target", "trend", "cohorts", "cohorts_by", "concentration"]


def write(path, columns, rows):
    """The file that a person exports: nulls are empty cells."""
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([columns, *rows])


def parts(report):
    """What both reports must say alike."""
    found = {name: report[name] for name in SAME}
    # How sure NRR and GRR are, is drawn from customers.
    drawn = lambda name, metric: {k: v for k, v in metric.items() if not (k == "interval" and name in ("nrr", "grr"))}
    found["metrics"] = {name: drawn(name, metric) for name, metric in report["metrics"].items()}
    found["movements"] = [{k: v for k, v in movement.items() if k != "partial"} for movement in report["movements"]]
    found["definitions"] = report["definitions"]
    # The window before stays in the warehouse: groups that had customers then alone aren't counted.
    places = ("group", "low", "high")
    of = lambda each, left_out: {k: v for k, v in each.items() if k not in left_out}
    found["segments"] = [of(each, places) for each in report["segments"]]
    found["segmentations"] = [of(each, ("simpson", "simpson_na", "name")) for each in report["segmentations"]]
    for each in found["segmentations"]:
        each["spreads"] = [of(spread, places) for spread in each["spreads"]]
    if report["metrics"]["mrr"].get("na"):
        del found["span"]  # a script has no months where nothing can be computed
    return found


def differences(report, back):
    """Where the two differ, as paths with both values."""
    if isinstance(report, str):
        report, back = json.loads(report), json.loads(back)
    rows = next(each["rows"] for each in back["inputs"])
    # Where nothing is stated of any customer, the report of a ledger doesn't group by it.
    known = [each["by"] for each in report["segmentations"]]
    blank = {each["by"] for each in back["segmentations"] if each["by"] not in known}
    blank -= {each["by"] for each in back["segments"] if each["value"]}
    for name in ("segments", "segmentations"):
        back[name] = [each for each in back[name] if each["by"] not in blank]
    for each in back["segments"]:
        each["segmentation"] = known.index(each["by"]) if each["by"] in known else each["by"]
    found = []
    if rows["used"] != rows["in"]:
        found.append(f"read back: of the result's rows {rows}")
    walk("", parts(report), parts(back), found)
    told = [each["text"] for each in back["diagnostics"] if each["code"] == "figures_missing"]
    return found + [f"read back: missing {text}" for text in told]


def walk(path, ours, theirs, found):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(set(ours) | set(theirs)):
            walk(f"{path}/{key}", ours.get(key, "absent"), theirs.get(key, "absent"), found)
    elif isinstance(ours, list) and isinstance(theirs, list):
        if len(ours) != len(theirs):
            found.append(f"read back: {path} has {len(theirs)} of {len(ours)}")
        for place, (a, b) in enumerate(zip(ours, theirs)):
            walk(f"{path}/{place}", a, b, found)
    elif ours != theirs:
        found.append(f"read back: {path} is {theirs}, not {ours}")
