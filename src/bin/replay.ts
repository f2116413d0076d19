/** `ringwise decide --replay`: old calls are decided again, and what would be different is shown. */
import { type Audit, audited } from "#server/calls/receipt.ts";
import { type Replay, replayed } from "#server/calls/replay.ts";
import type { SettingsVersion, Store } from "#server/store/store.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import { explain } from "#telephony/directing/explain.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept } from "#telephony/settings/validate.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { callIn, callsIn, settingsIn } from "./dataFolder.ts";
import { settingsAt } from "./settingsAt.ts";

export interface Question {
  /** `all` of them, `last`, or an id. */
  readonly which: string;
  /** Those that decide anew. */
  readonly settings: Settings;
  readonly json: boolean;
}

export interface Compared {
  readonly record: CallRecord;
  readonly replay: Replay;
  /** Decided again by the settings of then; absent for calls without a receipt. */
  readonly audit?: Audit;
}

export function replay(store: Store, { which, settings, json }: Question): void {
  const calls = which === "all" ? callsIn(store) : [callIn(store, which)];
  const history = settingsIn(store).history();
  const settingsOf = (version: number): Settings | undefined => {
    const kept = version === 0 ? {} : history.find((one) => one.version === version)?.document;
    const read = readKept(kept);
    return read.ok ? read.value.settings : undefined;
  };
  const compared = [...calls].flatMap(({ record }): Compared[] => {
    const again = replayed(record, settings);
    const audit = audited(record, settingsOf, nodeCrypto);
    return again ? [{ record, replay: again, ...(audit && { audit }) }] : [];
  });
  if (json) console.log(JSON.stringify(compared.map(plain), null, 2));
  else for (const line of replayLines(compared, settings, history)) console.log(line);
}

const plain = ({ record: { id, began }, replay: again, audit }: Compared) => ({
  ...{ id, began, ...again },
  ...(audit && { audit }),
});

/** One call is told in any case, of many those that differ; and how many these are. */
export function replayLines(
  compared: readonly Compared[],
  settings: Settings,
  history: readonly SettingsVersion[],
): string[] {
  const different = compared.filter(({ replay: { differs } }) => differs);
  const told = compared.length === 1 ? compared : different;
  return [
    ...told.flatMap((one) => callLines(one, settings, settingsAt(history, one.record.began))),
    `${different.length} of ${compared.length} decided calls would be decided otherwise`,
  ];
}

/** Names are those of the settings that decided: a rule may have gone since. */
function callLines(
  { record, replay: again, audit }: Compared,
  settings: Settings,
  before: Settings,
) {
  const { then, now, differs, assumedIdle } = again;
  const { id, from, to } = record;
  const caller = from.hidden ? "hidden" : (from.name ?? from.number ?? from.address ?? "unknown");
  const told = differs ? ["  now:", ...explain(now, settings).map(indented)] : ["  now: the same"];
  return [
    `${clock(record, settings)}  ${caller} → ${to}  (call ${id})`,
    "  then:",
    ...explain(then, before).map(indented),
    ...(audit ? [auditLine(audit)] : []),
    ...told,
    ...(assumedIdle.length > 0 ? [`  taken as idle: ${assumedIdle.join(", ")}`] : []),
  ];
}

const auditLine = ({ settings, inputs, same }: Audit): string =>
  inputs && same
    ? `  by the settings of then (version ${settings}): the same, byte for byte`
    : `  by the settings of then (version ${settings}): NOT the same (${inputs ? "decided otherwise" : "the facts were altered"})`;

const indented = (line: string): string => `    ${line}`;

/** As the owner's clock showed it: `2026-11-27 18:05`. */
function clock({ began }: CallRecord, { owner }: Settings): string {
  const { date, minute } = localTime(began, owner.timeZone);
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${date} ${`${hours}`.padStart(2, "0")}:${`${minutes}`.padStart(2, "0")}`;
}
