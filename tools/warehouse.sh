#!/usr/bin/env bash
# Runs the scripts of `ninefold sql` in real engines and compares every number with the core's. What the engines need is
# set up in target/warehouse; PostgreSQL's server is Debian's, Spark needs a Java 17 or newer. An engine that can't be set
# up fails the run: ENGINES=duckdb (or duckdb,postgres) says which are wanted. SEEDS is how many random ledgers.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

ENGINES="${ENGINES:-duckdb,postgres,spark}"
SEEDS="${SEEDS:-200}"
VENV="$ROOT/target/warehouse/venv"
REQUIREMENTS="$ROOT/tests/warehouse/requirements.txt"

wants() { case ",$ENGINES," in *",$1,"*) return 0 ;; esac; return 1; }

# The packages of the engines that are wanted, with their versions.
packages=()
for pair in duckdb:duckdb postgres:psycopg spark:pyspark; do
  wants "${pair%:*}" && packages+=("$(grep "^${pair#*:}" "$REQUIREMENTS")")
done
[ "${#packages[@]}" != 0 ] || die "ENGINES=$ENGINES names none of duckdb, postgres, spark"

has python3 || die "no python3 on PATH" "Debian, Ubuntu: apt-get install python3-venv"
[ -x "$VENV/bin/python" ] || quietly python3 -m venv "$VENV" ||
  die "python3 could not make a virtual environment" "Debian, Ubuntu: apt-get install python3-venv"
# Pip finds by itself what is there already, and asks nobody then.
quietly "$VENV/bin/pip" install --disable-pip-version-check "${packages[@]}" ||
  die "pip could not install ${packages[*]}" "Is this machine on the network? ENGINES=duckdb needs the least."

if wants postgres && ! has initdb && ! compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null; then
  { [ "$(id -u)" = 0 ] && has apt-get && quietly apt-get update && quietly apt-get install -y --no-install-recommends postgresql; } ||
    die "no PostgreSQL server here" "Debian, Ubuntu: apt-get install postgresql" "Without it: ENGINES=duckdb,spark"
fi
if wants spark; then
  has java || die "no java on PATH, which Spark needs" "Debian, Ubuntu: apt-get install openjdk-17-jre-headless" \
    "Without it: ENGINES=duckdb,postgres"
fi

say "building the command line"
cargo build --locked --quiet --bin ninefold

outside=()
[ -z "${NINEFOLD_CORPUS:-}" ] || outside=(--outside "$NINEFOLD_CORPUS")
exec env PYTHONDONTWRITEBYTECODE=1 "$VENV/bin/python" tests/warehouse/run.py \
  "${CARGO_TARGET_DIR:-$ROOT/target}/debug/ninefold" --engines "$ENGINES" --seeds "$SEEDS" ${outside[@]+"${outside[@]}"}
