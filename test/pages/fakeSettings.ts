import { wallTime } from "#kit/time.ts";
import type { SettingsChange, SettingsControl, SettingsOutcome } from "#server/control.ts";
import { check } from "#telephony/checking/check.ts";
import { withKeptSecrets, withoutSecrets } from "#telephony/settings/secrets.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";

/** As pages' tests have the clock. */
const friday = wallTime(Date.UTC(2026, 10, 27, 17));

export interface FakeSettings {
  now(): Settings;
  readonly control: SettingsControl;
}

/** Settings that are truly validated, kept in memory. */
export function fakeSettings(start: object, changed: () => void): FakeSettings {
  let now = read(start);
  let version = 1;
  const history: SettingsChange[] = [];
  const documents = new Map<number, Settings>([[version, now]]);
  const replace: SettingsControl["replace"] = (document, etag, who) => {
    if (etag !== String(version)) return answer({ ok: false, conflict: true });
    const outcome = validate(withKeptSecrets(document, now));
    if (!outcome.ok) return answer({ ok: false, conflict: false, problems: outcome.problem });
    now = outcome.value;
    version += 1;
    documents.set(version, now);
    history.unshift({ version, at: Date.UTC(2026, 10, 24, 18), who, what: "devices: Kitchen" });
    changed();
    return answer({ ok: true, etag: String(version) });
  };
  const control: SettingsControl = {
    read: () => ({ document: withoutSecrets(now), etag: String(version) }),
    replace,
    setMode: (mode, _until, who) => replace({ ...now, mode: { now: mode } }, String(version), who),
    check(draft) {
      const valid = validate(draft === undefined ? now : withKeptSecrets(draft, now));
      return valid.ok
        ? { ok: true, warnings: check(valid.value, friday) }
        : { ok: false, problems: valid.problem };
    },
    history: () => history,
    restore(asked, who) {
      const before = documents.get(asked);
      if (!before) return answer({ ok: false, conflict: false, problems: [] });
      return replace(before, String(version), who);
    },
    schema: {},
    lockedBy: undefined,
  };
  return { now: () => now, control };
}

const answer = (outcome: SettingsOutcome): Promise<SettingsOutcome> => Promise.resolve(outcome);

function read(document: object): Settings {
  const outcome = validate(document);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
