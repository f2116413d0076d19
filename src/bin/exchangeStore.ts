/** What an exchange keeps beside its settings: who may sign in, and what they did. */
import { join } from "node:path";
import { type SqliteStore, sqliteStore } from "#server/store/sqliteStore.ts";
import { stop } from "./exit.ts";

export function exchangeStore(data: string): SqliteStore {
  const store = sqliteStore(join(data, "exchange.db"));
  return store.ok ? store.value : stop(1, `ringwise exchange: ${store.problem.detail}`);
}
