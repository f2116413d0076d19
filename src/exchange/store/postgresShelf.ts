import type { AuditEntry, AuditShelf } from "#exchange/operator/auditBook.ts";
import type { Database } from "#exchange/store/database.ts";
import { ok } from "#kit/result.ts";

const put = `INSERT INTO chronicle (kind, id, at, node, value) VALUES ('audit', $1, $2, $3, $4)
  ON CONFLICT (kind, id) DO UPDATE SET value = excluded.value`;
const page = `SELECT id, at, value FROM chronicle
  WHERE kind = 'audit' AND (at, id) < ($1::bigint, $2) ORDER BY at DESC, id DESC LIMIT $3`;

/** What operators did at any node. */
export const postgresShelf = (database: Database, node: string): AuditShelf => ({
  async put(id, at, entry) {
    const done = await database.query(put, [id, at, node, JSON.stringify(entry)]);
    return done.ok ? ok(undefined) : done;
  },
  async page(cursor, limit) {
    const [at = "", id = ""] = (cursor ?? "").split("~");
    const from = cursor === undefined ? Number.MAX_SAFE_INTEGER : Math.trunc(Number(at)) || 0;
    const rows = await database.query(page, [from, id, limit + 1]);
    if (!rows.ok) return rows;
    const items = rows.value
      .slice(0, limit)
      .map((row) => JSON.parse(String(row["value"])) as AuditEntry);
    const last = rows.value.length > limit ? rows.value[limit - 1] : undefined;
    return ok({ items, ...(last && { next: `${last["at"]}~${last["id"]}` }) });
  },
});
