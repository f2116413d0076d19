/** Whose server lives in the exchange's process, for the commands (`invite NAME --hosted`) and the operator's API. */
import { existsSync, mkdirSync } from "node:fs";
import type { Hosts } from "#exchange/operator/hostingActs.ts";
import type { ExchangeSettings, Hosted } from "#exchange/settings/settings.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Store } from "#server/store/store.ts";
import { readInvitation } from "#telephony/membership/invitation.ts";
import { joined } from "#telephony/membership/membership.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { databaseOf } from "../dataFolder.ts";
import { keptVault } from "../keptVault.ts";
import { problemLines } from "../settingsFile.ts";
import { folderIn } from "./hostedHouse.ts";
import type { Hosting } from "./hosting.ts";

/** The first port for the telephones of hosted members; each has one. */
const firstPort = 5100;

export interface NewPlace {
  readonly data: string;
  readonly name: string;
  readonly settings: ExchangeSettings;
}

/** A folder and a port that are nobody else's. */
export function newPlace({ data, name, settings }: NewPlace, wished?: number): Hosted {
  const ports = new Set([
    settings.attendant?.port,
    ...settings.users.map(({ hosted }) => hosted?.port),
  ]);
  let port = wished ?? firstPort;
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
  { country }: Pick<ExchangeSettings, "country">,
): Promise<Result<void>> {
  const read = readInvitation(text);
  if (!read.ok) return read;
  const invitation = read.value;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return within(folder, async (store) => {
    const kept = settingsStore(store.settings, () => Date.now());
    if (!kept.ok) return unfit(kept.problem);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const owner = { name: invitation.username, country, timeZone };
    const fresh = kept.value.version() === 0;
    const done = await kept.value.change((now) => {
      const { document } = joined(now, invitation);
      return fresh ? { ...(document as object), owner: { ...now.owner, ...owner } } : document;
    }, "exchange");
    return done.ok ? ok(undefined) : unfit(done.problem);
  });
}

/** For the page's first owner, or one who has lost everything but the exchange. */
export const setupKeyIn = (folder: string): Promise<Result<string>> =>
  within(folder, async (store) => ok(await newSetupKey(keptVault(store.vault), Date.now())));

const unfit = (problems: readonly SettingsProblem[]): Result<never> =>
  fail("hosted.settings", problemLines(problems).join("; "));

async function within<T>(
  folder: string,
  act: (store: Store) => Promise<Result<T>>,
): Promise<Result<T>> {
  const store = sqliteStore(databaseOf(folder));
  if (!store.ok) return fail(store.problem.code, `${folder}: ${store.problem.detail}`);
  const done = await act(store.value);
  await store.value.close();
  return done;
}

/** The same for a process that runs them. */
export const hostsIn = (data: string, hosting: Pick<Hosting, "use">): Hosts => ({
  place: (settings, name, port) => newPlace({ data, name, settings }, port),
  furnish: (at, text, settings) => furnish(folderIn(data, at), text, settings),
  setupKey: (at) => setupKeyIn(folderIn(data, at)),
  folder: (at) => folderIn(data, at),
  use: (settings) => hosting.use(settings),
});
