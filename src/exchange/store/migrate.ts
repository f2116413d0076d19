import pg from "pg";
import { migrations } from "#exchange/store/migrations.ts";
import { fail, ok, type Result } from "#kit/result.ts";

/** Of all that take locks in the same database nobody else has this number: `ringwise`, in part. */
const lock = 1_919_903_335;

/** ms: nodes that are started together wait for the first. */
const patience = 60_000;

/**
 * Brings the tables up to date: all steps that this database has not had, in one transaction, by one
 * node at a time. `steps` is for tests of an older state.
 */
export async function migrate(
  url: string,
  steps: readonly string[] = migrations,
): Promise<Result<void>> {
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: patience },
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [lock]);
    await client.query("CREATE TABLE IF NOT EXISTS ringwise_schema (version integer NOT NULL)");
    const { rows } = await client.query("SELECT version FROM ringwise_schema");
    const version = Number(rows[0]?.version ?? 0);
    if (version > steps.length)
      return fail("store.newer", `the database is of a later version (${version})`);
    for (const step of steps.slice(version)) await client.query(step);
    await client.query("DELETE FROM ringwise_schema");
    await client.query("INSERT INTO ringwise_schema VALUES ($1)", [steps.length]);
    await client.query("COMMIT");
    return ok(undefined);
  } catch (error) {
    return fail("store.away", error instanceof Error ? error.message : String(error));
  } finally {
    await client.end().catch(() => undefined); // and with it what was not committed
  }
}
