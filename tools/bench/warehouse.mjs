// The script of `ninefold sql` in DuckDB and Spark beside the command line on the same rows, where the engines are set
// up (`make test-warehouse` does that, into target/warehouse).

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

// Who runs, with how many workers.
const WAYS = [
  ["cli", 1],
  ["duckdb", 1],
  ["duckdb", 2],
  ["spark", 1],
  ["spark", 2],
];
// From so many rows on, a way is not asked: the command line's report grows with the rows, Spark wants a cluster.
const TOO_MANY = { cli: 1e8, spark: 1e8 };

const importable = (python, module) => spawnSync(python, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0;

// One row a measurement; a line of advice instead where an engine is missing.
export function warehouse({ root, program, folder, rows }) {
  const python = join(root, "target/warehouse/venv/bin/python");
  const duckdb = existsSync(python) && importable(python, "duckdb");
  const lacks = {
    // DuckDB makes the rows of all of them.
    cli: !duckdb && "the rows are made by DuckDB: ENGINES=duckdb make test-warehouse sets it up",
    duckdb: !duckdb && "not set up here: ENGINES=duckdb make test-warehouse",
    spark: (!duckdb || !importable(python, "pyspark")) && "not set up here: ENGINES=duckdb,spark make test-warehouse (needs a Java 17)",
  };
  const found = [];
  for (const count of rows) {
    for (const [engine, workers] of WAYS) {
      const way = `${engine}${engine === "cli" ? "" : `, ${workers} ${engine === "spark" ? "workers" : "threads"}`}`;
      const why = lacks[engine] || (count >= TOO_MANY[engine] && "not tried with so many");
      if (why) {
        found.push({ count, way, why });
        continue;
      }
      const args = ["tests/warehouse/cost.py", program, String(count), "--engine", engine, "--workers", String(workers), "--data", folder, "--json"];
      const environment = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
      const done = spawnSync(python, args, { cwd: root, env: environment, encoding: "utf8", timeout: 600_000, stdio: ["ignore", "pipe", "ignore"] });
      const said = done.status === 0 && JSON.parse(done.stdout.trim().split("\n").at(-1));
      found.push(said ? { count, way, ...said } : { count, way, why: done.error ? "not done after ten minutes" : `ended with ${done.status}` });
      console.error(`bench: ${way}, ${count} rows: ${said ? `${said.seconds.toFixed(1)} s` : "no figure"}`);
    }
  }
  return found;
}
