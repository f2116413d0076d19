/** The settings that the next start would have, and the newest moment that was kept. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Store } from "#server/store/store.ts";
import { defaults } from "#telephony/settings/defaults.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept, validate } from "#telephony/settings/validate.ts";
import type { Environment } from "../environment.ts";
import { problemLines, readDocument } from "../settingsFile.ts";
import type { FolderFacts, SettingsFacts } from "./verdicts.ts";

export interface Seen {
  readonly facts: SettingsFacts;
  /** Those of an empty document when they cannot be read. */
  readonly settings: Settings;
  readonly newest: number | undefined;
}

export async function lookAtSettings(env: Environment, folder: FolderFacts): Promise<Seen> {
  const { document, newest } = await keptIn(env.data, folder);
  const file = document === undefined || env.lock ? env.settings : undefined;
  const { from, problems, doubts, settings } =
    file === undefined ? inForce(document) : { from: file, ...(await inFile(file)) };
  const telephones = settings.devices.length;
  const facts = { from, problems, doubts, telephones, numbers: settings.numbers.length };
  return { facts, settings, newest };
}

type Read = Pick<Seen, "settings"> & Pick<SettingsFacts, "problems" | "doubts">;

const inForce = (document: unknown) =>
  document === undefined
    ? { from: "the empty document", ...checked({}) }
    : { from: "the document in force", ...kept(document) };

async function inFile(file: string): Promise<Read> {
  const read = await readDocument(file);
  return read.ok ? checked(read.value) : refused([read.problem.detail]);
}

function checked(document: unknown): Read {
  const made = validate(document);
  if (made.ok) return { settings: made.value, problems: [], doubts: [] };
  return refused(problemLines(made.problem));
}

/** The server starts with it though it is doubted. */
function kept(document: unknown): Read {
  const read = readKept(document);
  if (!read.ok) return refused(problemLines(read.problem));
  const { settings, doubts } = read.value;
  return { settings, problems: [], doubts: problemLines(doubts) };
}

const refused = (problems: readonly string[]): Read => ({
  settings: defaults,
  problems,
  doubts: [],
});

interface Kept {
  readonly document: unknown;
  readonly newest: number | undefined;
}

async function keptIn(data: string, { exists, writable, trouble }: FolderFacts): Promise<Kept> {
  const file = join(data, "ringwise.db");
  const nothing = { document: undefined, newest: undefined };
  if (!exists || !writable || trouble !== undefined || !existsSync(file)) return nothing;
  const store = sqliteStore(file);
  if (!store.ok) return nothing;
  const kept = newestIn(store.value);
  await store.value.close();
  return kept;
}

function newestIn({ settings, calls }: Store): Kept {
  const versions = [...settings.all()].sort((a, b) => b.version - a.version);
  const last = calls.page(undefined, 1).items[0]?.record.began;
  const moments = [versions[0]?.at, last].filter((at) => at !== undefined);
  return {
    document: versions[0]?.document,
    newest: moments.length > 0 ? Math.max(...moments) : undefined,
  };
}
