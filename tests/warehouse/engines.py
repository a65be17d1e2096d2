"""The engines: each is set up once, takes the tables of a ledger and runs a script on them."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def statements(script):
    """The statements of a script, in order: no text or name in it holds a line feed."""
    return [part for part in script.split(";\n") if part.strip()]


class Duckdb:
    types = {"text": "VARCHAR", "date": "DATE", "money": "DECIMAL(28, 6)"}

    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()
        self.version = f"DuckDB {duckdb.__version__}"

    def load(self, tables):
        for name, columns, rows in tables:
            quoted = '"' + name.replace('"', '""') + '"'
            named = ", ".join('"' + c.replace('"', '""') + f'" {self.types[kind]}' for c, kind in columns)
            self.connection.execute(f"CREATE OR REPLACE TABLE {quoted} ({named})")
            if rows:
                marks = ", ".join("?" * len(columns))
                self.connection.executemany(f"INSERT INTO {quoted} VALUES ({marks})", rows)

    def run(self, script):
        done = self.connection.execute(script)
        return [d[0] for d in done.description], done.fetchall()

    def close(self):
        self.connection.close()


class Postgres:
    types = {"text": "TEXT", "date": "DATE", "money": "NUMERIC"}

    def __init__(self):
        import psycopg

        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        found = binaries[-1] if binaries else shutil.which("initdb") and Path(shutil.which("initdb")).parent
        if not found:
            raise RuntimeError("no PostgreSQL server here: apt-get install postgresql")
        self.bin = found
        self.folder = Path(tempfile.mkdtemp(prefix="ninefold-pg."))
        # A server refuses to run as root.
        self.user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        if self.user:
            shutil.chown(self.folder, "nobody", "nogroup")
        self.data = self.folder / "data"
        self.call("initdb", "-D", self.data, "-U", "ninefold", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c jit=off"
        self.call("pg_ctl", "-D", self.data, "-w", "-o", options, "-l", self.folder / "log", "start")
        self.connection = psycopg.connect(host=str(self.folder), user="ninefold", dbname="postgres", autocommit=True)
        version = self.connection.info.server_version
        self.version = f"PostgreSQL {version // 10000}.{version % 10000}"

    def call(self, program, *args):
        command = [*self.user, self.bin / program, *args]
        done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")

    def load(self, tables):
        from psycopg import sql

        # The view of the script before stands on the table that is to be made anew.
        self.connection.execute("DISCARD TEMP")
        for name, columns, rows in tables:
            table = sql.Identifier(name)
            named = [sql.SQL("{} {}").format(sql.Identifier(c), sql.SQL(self.types[kind])) for c, kind in columns]
            self.connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(table))
            self.connection.execute(sql.SQL("CREATE TABLE {} ({})").format(table, sql.SQL(", ").join(named)))
            with self.connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(table)) as copy:
                for row in rows:
                    copy.write_row(row)

    def run(self, script):
        for statement in statements(script):
            done = self.connection.execute(statement, prepare=False)
        return [d.name for d in done.description], done.fetchall()

    def close(self):
        self.connection.close()
        self.call("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


class Spark:
    """A cluster of two worker processes on this machine."""

    types = {"text": "STRING", "date": "DATE", "money": "DECIMAL(28, 6)"}

    def __init__(self, workers=2):
        import pyspark
        from pyspark.sql import SparkSession

        os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
        self.folder = tempfile.mkdtemp(prefix="ninefold-spark.")
        self.session = (
            SparkSession.builder.master(f"local-cluster[{workers},1,1024]")
            .config("spark.executor.memory", "1g")
            .config("spark.driver.memory", "3g")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            # What it plans anew between stages, and compiles, is for rows by the million.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.warehouse.dir", self.folder)
            .config("spark.local.dir", self.folder)
            .config("spark.log.level", "ERROR")
            .getOrCreate()
        )
        self.version = f"Spark {pyspark.__version__}, {workers} workers"

    def load(self, tables):
        for place, (name, columns, rows) in enumerate(tables):
            schema = ", ".join("`" + c.replace("`", "``") + f"` {self.types[kind]}" for c, kind in columns)
            self.session.createDataFrame([tuple(row) for row in rows], schema).createOrReplaceTempView(f"loaded_{place}")
            quoted = "`" + name.replace("`", "``") + "`"
            self.session.sql(f"CREATE OR REPLACE TEMPORARY VIEW {quoted} AS SELECT * FROM loaded_{place}")

    def run(self, script):
        for statement in statements(script):
            done = self.session.sql(statement)
        return done.columns, [tuple(row) for row in done.collect()]

    def close(self):
        self.session.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


ENGINES = {"duckdb": Duckdb, "postgres": Postgres, "spark": Spark}
