/** What a data folder keeps, for commands that only look; the server may be running meanwhile. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type SettingsStore, settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { KeptCall, Store } from "#server/store/store.ts";
import { stop } from "./exit.ts";
import { problemLines } from "./settingsFile.ts";

export const folderOf = (flag: string | undefined): string =>
  flag ?? process.env["RINGWISE_DATA"] ?? "./data";

export const databaseOf = (data: string): string => join(data, "ringwise.db");

/** Nothing is made: a folder without a database is somebody's mistake. */
export function openFolder(data: string): Store {
  const database = databaseOf(data);
  if (!existsSync(database)) stop(2, `${data} is no data folder: say --data FOLDER`);
  const store = sqliteStore(database);
  return store.ok ? store.value : stop(1, `${database}: ${store.problem.detail}`);
}

export function settingsIn(store: Store): SettingsStore {
  const settings = settingsStore(store.settings, () => 0);
  return settings.ok ? settings.value : stop(1, ...problemLines(settings.problem));
}

/** `last` is the newest one. */
export function callIn(store: Store, id: string): KeptCall {
  const call = id === "last" ? store.calls.page(undefined, 1).items[0] : store.calls.get(id);
  return call ?? stop(1, id === "last" ? "there is no call yet" : `there is no call ${id}`);
}

/** Newest first. */
export function* callsIn(store: Store): Generator<KeptCall> {
  let cursor: string | undefined;
  do {
    const { items, next } = store.calls.page(cursor, 200);
    yield* items;
    cursor = next;
  } while (cursor !== undefined);
}
