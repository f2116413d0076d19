import type { Database } from "#exchange/store/database.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";

const select = "SELECT key, value FROM kept WHERE kind = $1";
const put = `INSERT INTO kept (kind, key, value) VALUES ($1, $2, $3)
  ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, changed = now()`;
const insert = `INSERT INTO kept (kind, key, value) VALUES ($1, $2, $3)
  ON CONFLICT DO NOTHING RETURNING key`;
const swap = `UPDATE kept SET value = $3, changed = now()
  WHERE kind = $1 AND key = $2 AND value = $4 RETURNING key`;
const remove = "DELETE FROM kept WHERE kind = $1 AND key = $2";

/** One kind of the rows of `kept`, shared by all nodes: each hears of what the others change. */
export function postgresDrawer(database: Database, kind: string): Drawer {
  const changes = listeners<string | undefined>();
  database.news((text) => {
    if (text.startsWith(`${kind} `)) changes.tell(text.slice(kind.length + 1));
  });
  database.presence.changes((isThere) => {
    if (isThere) changes.tell(undefined);
  });
  const done = async (sql: string, ...values: readonly string[]): Promise<Result<void>> => {
    const asked = await database.query(sql, [kind, ...values]);
    return asked.ok ? ok(undefined) : asked;
  };
  return {
    changes: changes.listen,
    async all() {
      const rows = await database.query(select, [kind]);
      if (!rows.ok) return rows;
      return ok(new Map(rows.value.map((row) => [String(row["key"]), ok(String(row["value"]))])));
    },
    async get(key) {
      const rows = await database.query(`${select} AND key = $2`, [kind, key]);
      if (!rows.ok) return rows;
      const [row] = rows.value;
      return ok(row && String(row["value"]));
    },
    put: (key, text) => done(put, key, text),
    async swap(key, text, was) {
      const [sql, more] = was === undefined ? [insert, []] : [swap, [was]];
      const rows = await database.query(sql, [kind, key, text, ...more]);
      if (!rows.ok) return rows;
      return rows.value.length > 0 ? ok(undefined) : fail("store.conflict", key);
    },
    remove: (key) => done(remove, key),
  };
}
