"""Ledgers to compare: random ones from a seed, the project's fixtures, and data from outside."""

import csv
import io
import json
import random
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What a column of the file is called, and what the same column is called in the engines: names that need their quotes.
NAMES = {
    "customer_id": 'Kunde "A"',
    "month": "month of; it",
    "mrr": "Betrag (€)`",
    "arr": "Jahr",
    "status": "Status'",
    "currency": "Currency",
    "start_date": "from",
    "end_date": "to",
    "cancelled_date": "cancelled -- at",
    "subscription_id": "Abo #`'",
}
TABLE = "ledger; DROP TABLE x"
ACCOUNTS = "accounts'"


@dataclass
class Ledger:
    """Rows as the file has them, texts; and with what both sides are to compute."""

    name: str
    columns: list
    rows: list
    months: int = 12
    policies: list = field(default_factory=list)
    as_of: str = ""
    currency: str = ""
    month_type: str = "date"
    accounts: tuple = ()
    size_cuts: str = "10,40"

    @property
    def shape(self):
        return "periods" if "start_date" in self.columns else "long" if "month" in self.columns else "wide"

    @property
    def money(self):
        return "arr" if "arr" in self.columns else "mrr"

    def segments(self):
        return self.accounts[0][1:] if self.accounts else []

    def files(self, folder):
        """Writes the files that the core reads; their paths."""
        written = [(folder / "ledger.csv", [self.columns, *self.rows])]
        if self.accounts:
            written.append((folder / "accounts.csv", [*self.accounts]))
        for path, rows in written:
            with open(path, "w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows(rows)
        return [path for path, _ in written]

    def common(self):
        args = ["--months", str(self.months), "--size-cuts", self.size_cuts]
        for policy in self.policies:
            args += ["--policy", policy]
        if self.as_of:
            args += ["--as-of", self.as_of]
        if self.currency:
            args += ["--currency", self.currency]
        return args

    def report_args(self, folder):
        ledger, *others = self.files(folder)
        args = ["report", "--table", f"revenue={ledger}"]
        for path in others:
            args += ["--table", f"accounts={path}"]
        return [*args, "--decimal", ".", "--shape", self.shape, *self.common()]

    def sql_args(self, dialect):
        names = self.engine_names()
        args = ["sql", "--dialect", dialect, "--revenue", TABLE]
        args += ["--customer", names["customer_id"]]
        if self.money == "arr":
            args += ["--annual"]
        if self.shape == "wide":
            for month in (c for c in self.columns if MONTH.match(c)):
                args += ["--month-column", f"{month}={month}"]
        else:
            args += ["--amount", names[self.money]]
        if self.shape == "periods":
            args += ["--start", names["start_date"], "--end", names["end_date"]]
            if "cancelled_date" in self.columns:
                args += ["--cancelled", names["cancelled_date"]]
            if "status" in self.columns:
                args += ["--status", names["status"]]
        elif self.shape == "long":
            args += ["--month", names["month"], "--month-type", self.month_type]
        if "currency" in self.columns:
            args += ["--currency-column", names["currency"]]
        if "subscription_id" in self.columns:
            args += ["--subscription", names["subscription_id"]]
        if self.accounts:
            args += ["--accounts", ACCOUNTS, "--accounts-customer", names["customer_id"]]
            for segment in self.segments():
                args += ["--segment", segment]
        return args + self.common()

    def engine_names(self):
        return {column: NAMES.get(column, column) for column in self.columns}

    def tables(self):
        """The engine's tables: name, columns with their kinds (text, date, money), rows of values."""
        kinds = {"mrr": "money", "arr": "money", "start_date": "date", "end_date": "date", "cancelled_date": "date"}
        kinds["month"] = self.month_type
        kinds |= {c: "money" for c in self.columns if MONTH.match(c)}
        columns = [(NAMES.get(c, c), kinds.get(c, "text")) for c in self.columns]
        rows = [[value(cell, kind) for cell, (_, kind) in zip(row, columns)] for row in self.rows]
        tables = [(TABLE, columns, rows)]
        if self.accounts:
            head, *rest = self.accounts
            columns = [(NAMES.get(c, c), "text") for c in head]
            tables.append((ACCOUNTS, columns, [[value(cell, "text") for cell in row] for row in rest]))
        return tables


def value(cell, kind):
    if cell == "":
        return None
    if kind == "money":
        return Decimal(cell)
    if kind == "date":
        return date.fromisoformat(cell if len(cell) > 7 else cell + "-01")
    return cell


PEOPLE = ["Zoë", "acme", "Acme", "客户甲", "客户乙", "O'Brien & \"Sons\"", "b", "B", "A-1", "a_1", "Ärger AG", "Łódź", "x", "y", "n\\t"]


def months_from(first, count):
    return [f"{(first + i) // 12:04}-{(first + i) % 12 + 1:02}" for i in range(count)]


def amount(rng, finer):
    whole = rng.choice([rng.randint(0, 9), rng.randint(1, 500), rng.randint(1, 10**6)])
    decimals = rng.choice([0, 0, 1, 2, 2, 3, 4] if finer else [0, 1, 2, 2])
    if not decimals:
        return str(whole)
    # Middles, so that half to even has something to decide.
    tail = rng.choice(["5", str(rng.randint(0, 9))])
    return f"{whole}." + "".join(str(rng.randint(0, 9)) for _ in range(decimals - 1)) + tail


def walk(rng, months, finer):
    """One customer's amounts: none before it starts, changes, holes, zero rows, an end."""
    start, now = rng.randrange(len(months)), amount(rng, finer)
    for month in months[start:]:
        step = rng.random()
        if step < 0.12:
            now = amount(rng, finer)
        if step > 0.97:
            return
        if step > 0.85:
            continue
        yield month, "0" if step > 0.82 else now


def random_ledger(seed, kind=None):
    rng = random.Random(seed)
    kind = kind or rng.choice(["long", "long", "periods", "periods", "wide"])
    months = months_from(12 * 2020 + rng.randrange(24), rng.choice([1, 2, 5, 14, 26, 40]))
    people = rng.sample(PEOPLE, rng.randint(1, len(PEOPLE)))
    if rng.random() < 0.4:
        people += [f"c{i}" for i in range(rng.randint(1, 40))]
    currencies = rng.choice([None, None, ["USD"], ["JPY"], ["EUR", "", "eur "], ["EUR", "USD"], ["USD", ""]])
    finer = rng.random() < 0.4
    ledger = Ledger(f"{kind} {seed}", [], [], months=rng.choice([1, 2, 3, 6, 12]))
    if currencies == ["JPY"]:
        ledger.currency = "JPY"
    elif currencies and "eur " in currencies:
        ledger.currency = "EUR"
    ledger.policies = [f"gap={rng.choice([0, 0, 1, 2, 5])}", f"reactivation={rng.choice(['separate', 'new', 'expansion'])}"]
    ledger.size_cuts = rng.choice(["10,40", "0,30", "50,50", "7,100"])
    if rng.random() < 0.3:
        ledger.as_of = rng.choice(months + months_from(12 * 2024, 3))
    made = {"long": long_rows, "periods": period_rows, "wide": wide_rows}[kind]
    rows = made(rng, ledger, people, months, finer)
    rows += [rng.choice(rows) for _ in range(rng.choice([0, 0, 1, 5])) if rows]
    rng.shuffle(rows)
    if currencies:
        ledger.columns.append("currency")
        rows = [row + [rng.choice(currencies)] for row in rows]
    # What a row is of: several of a customer, the same name with another customer, none.
    if rng.random() < 0.6:
        ledger.columns.append("subscription_id")
        named = rng.choice([["s-1", "s-2", "s-3"], ["s-1", "s-2", " s-2", ""], ["s-1"], [""]])
        rows = [row + [rng.choice(named)] for row in rows]
        # One that comes to nothing beside others of the same customer and month.
        money = 2 if kind == "wide" else ledger.columns.index("mrr")
        rows += [row[:money] + ["0"] + row[money + 1 : -1] + ["free"] for row in rows if len(named) > 2 and rng.random() < 0.1]
    if "mrr" in ledger.columns and rng.random() < 0.25:
        ledger.columns[ledger.columns.index("mrr")] = "arr"
    ledger.rows = rows
    if rng.random() < 0.5:
        ledger.accounts = accounts(rng, people)
    return ledger


def long_rows(rng, ledger, people, months, finer):
    ledger.columns = ["customer_id", "month", "mrr"]
    ledger.month_type = rng.choice(["date", "text"])
    day = rng.choice(["", "", "-01", "-15"])
    rows = []
    for customer in people:
        for month, money in walk(rng, months, finer):
            shown = f" {customer} " if rng.random() < 0.02 else customer
            rows.append([shown, month + day, money])
            if rng.random() < 0.05:
                rows.append([customer, month + day, amount(rng, finer)])
    if not rows:
        rows.append([people[0], months[0] + day, "0"])
    for _ in range(rng.choice([0, 0, 3])):
        bad = list(rng.choice(rows))
        bad[rng.randrange(3)] = ""
        rows.append(bad)
    if rng.random() < 0.3:
        rows.append([people[0], months[0] + day, "-5"])
    return rows


def wide_rows(rng, ledger, people, months, finer):
    """The rows of a long ledger, each in the first line of its customer that has no cell for its month yet."""
    months = months if len(months) > 1 else months + months_from(12 * int(months[0][:4]) + int(months[0][5:]), 1)
    lines = []
    for customer, month, money in long_rows(rng, ledger, people, months, finer):
        month = month[:7]
        if not month:
            continue
        free = (line for line in lines if line[0] == customer and not line[1 + months.index(month)])
        line = next(free, None)
        if line is None:
            line = [customer, *[""] * len(months)]
            lines.append(line)
        line[1 + months.index(month)] = money
    # A file of which no line can be used is refused, so there is one that can.
    if all("-5" in line for line in lines):
        lines.append([people[-1], "7", *[""] * (len(months) - 1)])
    # Lines that say nothing: neither their currency nor their subscription counts.
    lines += [[rng.choice(people), *[""] * len(months)] for _ in range(rng.choice([0, 0, 4]))]
    ledger.columns = ["customer_id", *months]
    return lines


def period_rows(rng, ledger, people, months, finer):
    ledger.columns = ["customer_id", "start_date", "end_date", "mrr"]
    ledger.policies += [f"snapshot={rng.choice(['end', 'start', 'any'])}", f"ends={rng.choice(['exclusive', 'inclusive'])}"]
    cancels = rng.random() < 0.4
    if cancels:
        ledger.columns.append("cancelled_date")
        ledger.policies.append(f"churn={rng.choice(['period_end', 'cancellation'])}")
    first, span = date.fromisoformat(months[0] + "-01"), 31 * len(months)
    rows = []
    for customer in people:
        for _ in range(rng.choice([1, 1, 2, 4])):
            start = first + timedelta(days=rng.randrange(span))
            if rng.random() < 0.5:
                start = start.replace(day=1)
            end = start + timedelta(days=rng.choice([0, 1, 30, 31, 59, 90, 180, 365, 400]))
            if rng.random() < 0.3:
                end = end.replace(day=1) if end.replace(day=1) >= start else end
            # The first one ends: where no row does, the reader looks for the end in another column.
            ended = rng.choices([end.isoformat(), "", "9999-12-31"], [65, 30, 5])[0] if rows else end.isoformat()
            row = [customer, start.isoformat(), ended, amount(rng, finer)]
            if cancels:
                day = start + timedelta(days=rng.randrange(120))
                row.append(day.isoformat() if rng.random() < 0.4 else "")
            rows.append(row)
    if rng.random() < 0.3:
        ledger.columns.append("status")
        states = ["active", "past_due", "trialing", "In Trial", "incomplete_expired", "试用中", "Active", "", "Trial – ended?", "Ｔｒｉａｌ", "ESSAI", "Période d'éssai", "Pe\u0301riode d’essai", "試用", "trials"]
        rows = [row + [rng.choice(states[:1] if place == 0 else states)] for place, row in enumerate(rows)]
    if rng.random() < 0.3:
        bad = list(rng.choice(rows))
        if rng.random() < 0.5 and bad[2] and bad[2] < "2200":
            bad[1], bad[2] = (date.fromisoformat(bad[2]) + timedelta(days=1)).isoformat(), bad[1]
        else:
            bad[rng.choice([0, 1, 3])] = ""
        rows.append(bad)
    return rows


def accounts(rng, people):
    rows = [["customer_id", "region", "industry"]]
    known = rng.sample(people, rng.randint(1, len(people)))
    for customer in known:
        rows.append([customer, rng.choice(["North", "South", "华东", ""]), rng.choice(["Retail", "IT", "Food 'n' Drink"])])
    # A column that differs from row to row names the rows: the core doesn't group by it.
    rows += [[f"nobody {i}", "North", "IT"] for i in range(6)]
    return tuple(rows)


MONTH = re.compile(r"\d{4}-\d{2}(-\d{2})?$")
PLAIN = re.compile(r"-?\d+(\.\d+)?$")
ROLES = {"customer": "customer_id", "date": "month", "monthly_amount": "mrr"}
ROLES |= {"created_date": "start_date", "canceled_date": "end_date", "subscription_cost": "mrr"}

# The core's cases whose file has nothing to interpret in it.
FIXTURES = ["definitions-cube", "empty-month", "f1-ka", "f1-long", "f1-periods", "f1-smb", "f1-wide", "f2-lazy", "f3-path", "f4-cohorts",
            "gap-bridged", "gap-open", "partial-month", "rows-duplicate", "starts-long-ago", "two-currencies"]


def fixtures():
    return [fixture(ROOT / "tests/cases" / name) for name in FIXTURES]


def fixture(folder):
    told = json.loads((folder / "case.json").read_text())
    policies = [f"{k}={v}" for k, v in told.get("policies", {}).items()]
    found = plain(folder / "input.csv", folder.name, months=told.get("months", 12), policies=policies, as_of=told.get("as_of", ""))
    if not found:
        raise RuntimeError(f"{folder} is no plain ledger any more")
    return found


def plain(path, name, **settings):
    """A file with nothing to interpret in it; `None` for others."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except (UnicodeDecodeError, ValueError):
        return None
    columns = [ROLES.get(c, c) for c in head]
    if columns[0] == "customer_id" and all(MONTH.match(c) for c in columns[1:]) and all(len(row) == len(head) for row in rows):
        # A cube: a row a customer and month that has a cell.
        rows = [[row[0].strip(), month, cell.strip()] for row in rows for month, cell in zip(head[1:], row[1:]) if cell.strip()]
        columns = head = ["customer_id", "month", "mrr"]
    wanted = [["customer_id", "month", "mrr"], ["customer_id", "month", "mrr", "currency"], ["customer_id", "start_date", "end_date", "mrr"]]
    places = [[columns.index(c) for c in each] for each in wanted if set(each) <= set(columns)]
    if not places:
        return None
    places = places[-1]
    columns = [columns[i] for i in places]
    if any(len(row) != len(head) for row in rows):
        return None
    rows = [[row[i].strip() for i in places] for row in rows]
    dates = [row[i] for row in rows for i, c in enumerate(columns) if c in ("month", "start_date", "end_date")]
    money = [row[columns.index("mrr")] for row in rows]
    days = "start_date" in columns
    if any(d and not (MONTH.match(d) and (len(d) > 7 or not days)) for d in dates) or any(m and not PLAIN.match(m) for m in money):
        return None
    return Ledger(name, columns, rows, **settings)


def outside(folder):
    """Data that no one here made (README beside them)."""
    months = plain(folder / "meridian/subscription_monthly.csv", "meridian months")
    periods = plain(folder / "meridian/subscription_periods.csv", "meridian periods")
    plays = plain(folder / "mrr-playbook/subscription_periods.csv", "mrr-playbook periods", months=3)
    maven = plain(folder / "maven/subscriptions.csv", "maven periods", months=6)
    return [months, periods, plays, maven]
