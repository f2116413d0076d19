import { type Listen, listeners } from "#kit/listeners.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import type { SettingsVersion } from "#server/store/store.ts";
import type { Table } from "#server/store/table.ts";
import { change as changed, type Edit } from "#telephony/settings/change.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept } from "#telephony/settings/validate.ts";

/** The settings in force, every version before them, and the only way to change them. */
export interface SettingsStore {
  current(): Settings;
  /** Names the version in force: its ETag. */
  version(): number;
  /** Newest first. */
  history(): readonly SettingsVersion[];
  /** In force at once when it is valid and kept; otherwise the old ones stay, whole. */
  change(edit: Edit, who: string): Promise<Result<Settings, readonly SettingsProblem[]>>;
  readonly changes: Listen<Settings>;
  /** What would not be accepted today of the document that it began with. */
  readonly doubts: readonly SettingsProblem[];
}

type Outcome = Result<Settings, readonly SettingsProblem[]>;
const mostVersions = 500;

/** Begins with the newest version in the table; an unreadable one is an error, never silently replaced. */
export function settingsStore(
  table: Table<SettingsVersion>,
  now: () => number,
): Result<SettingsStore, readonly SettingsProblem[]> {
  const told = listeners<Settings>();
  const newest = table.all().reduce<SettingsVersion | undefined>(newer, undefined);
  const begun = readKept(newest?.document ?? {});
  if (!begun.ok) return begun;
  let { settings } = begun.value;
  let version = newest?.version ?? 0;

  async function apply(edit: Edit, who: string): Promise<Outcome> {
    const outcome = changed(settings, edit);
    if (!outcome.ok) return outcome;
    const { what } = outcome.value;
    const document = outcome.value.settings;
    const next = { version: version + 1, at: now(), who, what, document };
    const kept = await table.put(String(next.version), next);
    if (!kept.ok) return failWith<readonly SettingsProblem[]>([{ ...kept.problem, path: "" }]);
    version = next.version;
    settings = document;
    for (const old of table.all().slice(0, -mostVersions)) void table.remove(String(old.version));
    told.tell(settings);
    return ok(settings);
  }

  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: each edit starts from what the one before has left. */
  function change(edit: Edit, who: string): Promise<Outcome> {
    const outcome = last.then(() => apply(edit, who));
    last = outcome;
    return outcome;
  }

  return ok({
    current: () => settings,
    version: () => version,
    history: () => [...table.all()].reverse(),
    change,
    changes: told.listen,
    doubts: begun.value.doubts,
  });
}

const newer = (a: SettingsVersion | undefined, b: SettingsVersion): SettingsVersion =>
  a && a.version > b.version ? a : b;
