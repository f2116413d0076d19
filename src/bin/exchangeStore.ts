/** What an exchange keeps beside its settings: who may sign in, and what they did. */
import { join } from "node:path";
import type { AuditEntry, AuditShelf } from "#exchange/operator/auditBook.ts";
import { ok } from "#kit/result.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import type { Chronicle } from "#server/store/table.ts";
import { stop } from "./exit.ts";

export function exchangeStore(data: string): SqliteStore {
  const store = sqliteStore(join(data, "exchange.db"));
  return store.ok ? store.value : stop(1, `ringwise exchange: ${store.problem.detail}`);
}

/** What operators did, in the exchange's own database. */
export const auditShelf = (kept: Chronicle<AuditEntry>): AuditShelf => ({
  put: (...entry) => kept.put(...entry),
  page: (cursor, limit) => Promise.resolve(ok(kept.page(cursor, limit))),
});
