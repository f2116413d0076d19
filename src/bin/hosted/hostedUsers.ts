/** `ringwise exchange invite NAME --hosted` and `unhost NAME`: whose server lives in the exchange's process. */
import { existsSync, mkdirSync } from "node:fs";
import type { ExchangeSettings, Hosted } from "#exchange/settings/settings.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Store } from "#server/store/store.ts";
import { readInvitation } from "#telephony/membership/invitation.ts";
import { joined } from "#telephony/membership/membership.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { databaseOf } from "../dataFolder.ts";
import { stop } from "../exit.ts";
import { keptVault } from "../keptVault.ts";
import { problemLines } from "../settingsFile.ts";
import { folderIn } from "./hostedHouse.ts";

/** The first port for the telephones of hosted members; each has one. */
const firstPort = 5100;

export interface NewPlace {
  readonly data: string;
  readonly name: string;
  readonly settings: ExchangeSettings;
}

/** A folder and a port that are nobody else's. */
export function newPlace({ data, name, settings }: NewPlace, wished?: string): Hosted {
  const ports = new Set(settings.users.map(({ hosted }) => hosted?.port));
  let port = Number(wished ?? firstPort);
  while (wished === undefined && ports.has(port)) port++;
  let folder = name;
  // who was removed leaves a folder behind, which is no one else's
  for (let n = 2; existsSync(folderIn(data, { folder })); n++) folder = `${name}-${n}`;
  return { folder, port };
}

/** Makes the folder: a house that is a member already, when it is first opened. */
export async function furnish(
  folder: string,
  text: string,
  { country }: ExchangeSettings,
): Promise<void> {
  const read = readInvitation(text);
  if (!read.ok) return stop(1, read.problem.detail);
  const invitation = read.value;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await within(folder, async (store) => {
    const kept = settingsStore(store.settings, () => Date.now());
    if (!kept.ok) return stop(1, ...problemLines(kept.problem));
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const owner = { name: invitation.username, country, timeZone };
    const fresh = kept.value.version() === 0;
    const done = await kept.value.change((now) => {
      const { document } = joined(now, invitation);
      return fresh ? { ...(document as object), owner: { ...now.owner, ...owner } } : document;
    }, "exchange");
    if (!done.ok) stop(1, ...problemLines(done.problem));
  });
}

/** For the page's first owner, or one who has lost everything but the exchange. */
export async function setupKeyIn(folder: string): Promise<string> {
  let key = "";
  await within(folder, async (store) => {
    key = await newSetupKey(keptVault(store.vault), Date.now());
  });
  return key;
}

async function within(folder: string, act: (store: Store) => Promise<void>): Promise<void> {
  const store = sqliteStore(databaseOf(folder));
  if (!store.ok) return stop(1, `${folder}: ${store.problem.detail}`);
  await act(store.value);
  await store.value.close();
}
