import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import { sameValue } from "#kit/sameValue.ts";
import type { WallTime } from "#kit/time.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import { check } from "#telephony/checking/check.ts";
import { accepted } from "#telephony/settings/change.ts";
import { settingsSchema } from "#telephony/settings/jsonSchema.ts";
import { type SettingsProblem, wrong } from "#telephony/settings/problems.ts";
import { withKeptSecrets, withoutSecrets } from "#telephony/settings/secrets.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept } from "#telephony/settings/validate.ts";

export interface SettingsControl {
  /** The document with each secret as `{set:true}`, and its ETag. */
  read(): { readonly document: unknown; readonly etag: string };
  /** Whole replacement. Problems name their paths; `settings.conflict` when `etag` is not the present one. */
  replace(document: unknown, etag: string, who: string): Promise<SettingsOutcome>;
  /** Changes outside the document's locked part: mode and services. */
  setMode(mode: string, until: number | undefined, who: string): Promise<SettingsOutcome>;
  history(limit: number): readonly SettingsChange[];
  /** What that version changed: its sections as they were before and after, without secrets. */
  changeOf(version: number): SettingsDifference | undefined;
  /** Makes the document of that version the present one again. */
  restore(version: number, who: string): Promise<SettingsOutcome>;
  /** What is hardly meant, of that draft or of the document in force; what is wrong with a draft. */
  check(draft?: unknown): SettingsCheck;
  readonly schema: object;
  /** Names the file when the settings are locked by it. */
  readonly lockedBy: string | undefined;
}

export type SettingsOutcome =
  | { readonly ok: true; readonly etag: string }
  | { readonly ok: false; readonly conflict: true }
  | { readonly ok: false; readonly conflict: false; readonly problems: readonly PathProblem[] };

export type SettingsCheck =
  | { readonly ok: true; readonly warnings: readonly SettingsWarning[] }
  | { readonly ok: false; readonly problems: readonly PathProblem[] };

/** As `telephony/checking` makes them. */
export interface SettingsWarning {
  /** A JSON pointer into the document. */
  readonly path: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** A call that shows it. */
  readonly call?: object;
  /** What is dialled at one of the owner's telephones. */
  readonly dialled?: string;
}

export interface PathProblem extends Problem {
  /** A JSON pointer into the document. */
  readonly path: string;
}

export interface SettingsChange {
  readonly version: number;
  readonly at: number;
  readonly who: string;
  readonly what: string;
}

export interface SettingsDifference extends SettingsChange {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** The settings as the web may see and change them: secrets go in and never come out. */
export function settingsControl(
  store: SettingsStore,
  lockedBy: string | undefined,
  time: () => WallTime,
): SettingsControl {
  let schema: object | undefined; // of interest to editors: not worth making before it is asked for
  const etag = (): string => String(store.version());
  const outcome = (changed: Result<Settings, readonly SettingsProblem[]>): SettingsOutcome =>
    changed.ok
      ? { ok: true, etag: etag() }
      : { ok: false, conflict: false, problems: changed.problem };

  /** A locked document keeps all but its mode and its services. */
  const mayBe = (wished: unknown, now: Settings): unknown =>
    lockedBy === undefined ? wished : onlyFree(wished, now);

  return {
    get schema() {
      schema ??= settingsSchema();
      return schema;
    },
    lockedBy,
    read: () => ({ document: withoutSecrets(store.current()), etag: etag() }),
    async replace(document, seen, who) {
      if (seen !== etag()) return { ok: false, conflict: true };
      const now = store.current();
      const wished = withKeptSecrets(document, now);
      if (lockedBy !== undefined && !isFreeChange(wished, now)) return refused(locked(lockedBy));
      let isStale = false;
      const changed = await store.change((current) => {
        isStale = seen !== etag(); // somebody else was faster while we waited
        return isStale ? current : wished;
      }, who);
      return isStale ? { ok: false, conflict: true } : outcome(changed);
    },
    check(draft) {
      const current = store.current();
      if (draft === undefined) return { ok: true, warnings: check(current, time()) };
      const valid = accepted(withKeptSecrets(draft, current), current);
      return valid.ok
        ? { ok: true, warnings: check(valid.value, time()) }
        : { ok: false, problems: valid.problem };
    },
    async setMode(mode, until, who) {
      const end = until === undefined ? {} : { until: momentText(until) };
      const change = (now: Settings): unknown => ({ ...now, mode: { now: mode, ...end } });
      return outcome(await store.change(change, who));
    },
    history: (limit) =>
      store
        .history()
        .slice(0, limit)
        .map(({ version, at, who, what }) => ({ version, at, who, what })),
    changeOf: (version) => changeIn(store.history(), version),
    async restore(version, who) {
      const before = store.history().find((one) => one.version === version);
      if (!before)
        return refused(wrong([], "settings.unknownVersion", `there is no version ${version}`));
      return outcome(await store.change((now) => mayBe(before.document, now), who));
    },
  };
}

/** The sections that are not the same; of the oldest version that is kept, all of them are new. */
function changeIn(
  all: ReturnType<SettingsStore["history"]>,
  wanted: number,
): SettingsDifference | undefined {
  const place = all.findIndex((one) => one.version === wanted);
  const change = all[place];
  if (!change) return undefined;
  const { version, at, who, what } = change;
  const earlier = all[place + 1];
  const old = earlier ? wholeOf(earlier.document) : {};
  const young = wholeOf(change.document);
  const keys = Object.keys({ ...old, ...young }).filter((key) => !sameValue(old[key], young[key]));
  const only = (document: Sections): Sections =>
    Object.fromEntries(
      keys.filter((key) => key in document).map((key) => [key, withoutSecrets(document[key])]),
    );
  return { version, at, who, what, before: only(old), after: only(young) };
}

/** With what a document of an earlier version of the program left to be understood. */
function wholeOf(document: unknown): Sections {
  const read = readKept(document);
  return read.ok ? { ...read.value.settings } : (document as Sections);
}
type Sections = Readonly<Record<string, unknown>>;

/** As the document writes moments; what is none is left to validation. */
const momentText = (at: number): string =>
  Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : String(at);

const refused = (problem: SettingsProblem): SettingsOutcome => ({
  ok: false,
  conflict: false,
  problems: [problem],
});

/** Of all that would change what is neither mode nor services. */
export const locked = (by: string): SettingsProblem =>
  wrong(
    [],
    "settings.locked",
    `the settings are kept in ${by}; only mode and services change here`,
  );

const free = ["mode", "services"] as const;

function onlyFree(wished: unknown, now: Settings): unknown {
  const given = (wished ?? {}) as Partial<Settings>;
  return { ...now, mode: given.mode ?? now.mode, services: given.services ?? now.services };
}

/** Whether nothing else differs; keys that were left out count as unchanged. */
function isFreeChange(wished: unknown, now: Settings): boolean {
  if (typeof wished !== "object" || wished === null) return true; // validation will say it
  const known: Readonly<Record<string, unknown>> = now;
  return Object.entries(wished).every(
    ([key, value]) => free.some((one) => one === key) || sameValue(value, known[key]),
  );
}
