#!/usr/bin/env python3
"""Writes the two samples, always the same bytes: the ledgers www/samples/{healthy,leaking}.csv, and who their customers are
in {healthy,leaking}-customers.{en,zh}.csv.

usage: tools/samples.py [FOLDER]     prints the 12-month NRR, GRR and logo retention of each
Every name and number is made up.
"""
import pathlib
import random
import sys

FIRST = """Aldgate Birchfield Calder Dunmore Eastwick Fenwick Galloway Harrow Inverness Jasper Kestrel Larkspur Marlow
Northgate Oakhurst Penrose Quayside Redfern Stonebridge Thornbury Underhill Ventnor Westbrook Yarrow Zephyr Ashcombe
Brightwater Copperfield Drayton Elmsworth""".split()
SECOND = """Logistics Analytics Foods Textiles Robotics Insurance Media Energy Clinics Freight Studios Labs Partners
Retail Systems""".split()
PLANS = [("Starter", 49, 99), ("Team", 199, 499), ("Business", 799, 1900), ("Enterprise", 2900, 6900)]
# A plan's tier, who buys it, and how many seats are paid for.
KINDS = {
    "Starter": ("SMB", "individual", (1, 4)),
    "Team": ("SMB", "team", (5, 25)),
    "Business": ("KA", "team", (20, 90)),
    "Enterprise": ("KA", "enterprise", (80, 400)),
}
INDUSTRIES = {
    "Manufacturing": "Foods Textiles Robotics Energy Systems",
    "Services": "Logistics Insurance Freight Partners Clinics",
    "Technology": "Analytics Media Studios Labs",
    "Retail": "Retail",
}
REGIONS = ["North", "South", "East", "West"]
HEADERS = {
    "en": "customer_id,tier,buyer_tier,industry,region,seats,potential_seats",
    "zh": "客户编号,客户等级,采购类型,行业,地区,席位数,潜在席位数",
}
CHINESE = {
    "KA": "大客户", "SMB": "中小客户", "enterprise": "企业级", "team": "团队级", "individual": "个人",
    "Manufacturing": "制造业", "Services": "服务业", "Technology": "科技", "Retail": "零售",
    "North": "华北", "South": "华南", "East": "华东", "West": "西南",
}
FIRST_MONTH = 2024 * 12  # January 2024
MONTHS = 24


def label(month):
    return f"{(FIRST_MONTH + month) // 12}-{(FIRST_MONTH + month) % 12 + 1:02d}"


def ledger(seed, opening, joining, churn, growth, shrink, back):
    """Rows (customer, month, plan, mrr); the rates are monthly, `churn` by plan."""
    rng = random.Random(seed)
    names = [f"{a} {b}" for a in FIRST for b in SECOND]
    rng.shuffle(names)
    starts = [0] * opening + sorted(rng.randrange(1, MONTHS) for _ in range(joining))
    rows, revenue = [], {}
    for name, start in zip(names, starts):
        plan = rng.choices(range(4), weights=(45, 32, 17, 6))[0]
        low, high = PLANS[plan][1:]
        mrr = float(rng.randrange(low, high + 1, 10))
        away = 0
        for month in range(start, MONTHS):
            if away:
                away -= 1
                continue
            if month > start:
                x = rng.random()
                if x < churn[plan]:
                    away = rng.randrange(2, 5) if rng.random() < back else MONTHS
                    continue
                if x < churn[plan] + growth:
                    mrr = round(mrr * rng.uniform(1.08, 1.45), 2)
                elif x < churn[plan] + growth + shrink:
                    mrr = round(mrr * rng.uniform(0.55, 0.92), 2)
            rows.append((name, month, PLANS[plan][0], mrr))
            revenue[name, month] = mrr
    return rows, revenue


def customers(seed, rows):
    """A row a customer, by name: tier, buyer, industry, region, seats paid for, seats it could have."""
    rng = random.Random(seed)
    plans = {name: plan for name, _, plan, _ in rows}
    industry = {word: name for name, words in INDUSTRIES.items() for word in words.split()}
    for name in sorted(plans):
        tier, buyer, (low, high) = KINDS[plans[name]]
        seats = rng.randint(low, high)
        could = seats + (rng.randint(0, 2 * seats) if rng.random() < 0.6 else 0)
        yield name, tier, buyer, industry[name.split()[-1]], rng.choice(REGIONS), seats, could


def retention(revenue, start, end):
    opening = {c: m for (c, month), m in revenue.items() if month == start}
    total = sum(opening.values())
    closing = {c: revenue.get((c, end), 0.0) for c in opening}
    return (
        sum(closing.values()) / total,
        sum(min(opening[c], closing[c]) for c in opening) / total,
        sum(1 for v in closing.values() if v) / len(opening),
    )


SAMPLES = {
    "healthy": dict(seed=286, opening=50, joining=38, churn=(0.014, 0.008, 0.004, 0.002), growth=0.045, shrink=0.008, back=0.3),
    "leaking": dict(seed=197, opening=70, joining=26, churn=(0.05, 0.032, 0.022, 0.014), growth=0.016, shrink=0.03, back=0.15),
}


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "www/samples")
    folder.mkdir(parents=True, exist_ok=True)
    for name, how in SAMPLES.items():
        rows, revenue = ledger(**how)
        rows.sort(key=lambda r: (r[1], r[0]))
        text = "customer_id,month,plan,mrr,currency\n"
        text += "".join(f"{c},{label(m)},{plan},{mrr:.2f},USD\n" for c, m, plan, mrr in rows)
        (folder / f"{name}.csv").write_bytes(text.encode())
        for lang, header in HEADERS.items():
            said = (lambda word: CHINESE.get(word, word)) if lang == "zh" else str
            lines = [",".join([row[0], *(str(said(cell)) for cell in row[1:])]) for row in customers(how["seed"], rows)]
            (folder / f"{name}-customers.{lang}.csv").write_bytes("\n".join([header, *lines, ""]).encode())
        nrr, grr, logo = retention(revenue, MONTHS - 13, MONTHS - 1)
        names = len({c for c, _, _, _ in rows})
        print(f"{name}: {names} customers, {len(rows)} rows, {len(text)} bytes, NRR {nrr:.1%}, GRR {grr:.1%}, logo {logo:.1%}")


if __name__ == "__main__":
    main()
