/** What an exchange keeps beside its settings: who may sign in, and what they did. */
import { join } from "node:path";
import type { AuditEntry, AuditShelf } from "#exchange/operator/auditBook.ts";
import type { Problem } from "#kit/problem.ts";
import { ok } from "#kit/result.ts";
import { openStore } from "#server/store/openStore.ts";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import type { Chronicle } from "#server/store/table.ts";
import type { Log } from "#world/log.ts";
import { stop } from "./exit.ts";

/** Of an exchange that is open: nobody else writes it. */
export interface OpenedExchangeStore {
  readonly store: SqliteStore;
  /** What its operator has to know of it now. */
  troubles(): readonly Problem[];
}

const storeIn = (data: string): string => join(data, "exchange.db");

/** Where it is damaged, what can be read of it goes on. Nobody can sign in who cannot be read: `greet` has a link then. */
export async function openExchangeStore(data: string, log: Log): Promise<OpenedExchangeStore> {
  const opened = await openStore(storeIn(data), { now: Date.now(), withoutSettings: true });
  if (!opened.ok) return stop(1, `ringwise exchange: ${opened.problem.detail}`);
  const { store, trouble } = opened.value;
  if (trouble) log.warn(trouble.detail, { code: trouble.code });
  const ofNow = (): readonly Problem[] => {
    const kept = store.trouble();
    return kept.ok ? [] : [kept.problem];
  };
  return { store, troubles: () => [trouble ?? [], ofNow()].flat() };
}

/** For a command beside it. */
export function exchangeStore(data: string): SqliteStore {
  const store = sqliteStore(storeIn(data));
  return store.ok ? store.value : stop(1, `ringwise exchange: ${store.problem.detail}`);
}

/** What operators did, in the exchange's own database. */
export const auditShelf = (kept: Chronicle<AuditEntry>): AuditShelf => ({
  put: (...entry) => kept.put(...entry),
  page: (cursor, limit) => Promise.resolve(ok(kept.page(cursor, limit))),
});
