/** The decision of a call that is over, made again by these settings: what would be different today? */
import { sameValue } from "#kit/sameValue.ts";
import { directed } from "#server/calls/decisions.ts";
import { planOut } from "#server/calls/outgoing.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Decision, Given } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface Replay {
  readonly then: Decision;
  readonly now: Decision;
  /** What happens is not the same; that other rules say so is no difference. */
  readonly differs: boolean;
  /** These telephones were not there then: taken as idle. */
  readonly assumedIdle: readonly string[];
}

/** Undefined for a call that ended before it was decided. */
export function replayed(record: CallRecord, settings: Settings): Replay | undefined {
  const { decision: then } = record;
  if (then === undefined || record.replaces !== undefined || record.announces) return undefined;
  const known = then.given?.devices ?? {};
  const ids = settings.devices.map(({ id }) => id);
  const assumedIdle = record.direction === "in" ? ids.filter((id) => !(id in known)) : [];
  const idle = Object.fromEntries(assumedIdle.map((id) => [id, "idle" as const]));
  const given = { at: record.began, ...then.given, devices: { ...known, ...idle } };
  const now = again(record, then, given, settings);
  return { then, now, differs: !sameValue(outcome(then), outcome(now)), assumedIdle };
}

/** With nothing assumed: the facts as they were kept. */
export function replayedExactly(record: CallRecord, settings: Settings): Decision | undefined {
  const { decision: then } = record;
  return then?.given && again(record, then, then.given, settings);
}

function again(record: CallRecord, then: Decision, given: Given, settings: Settings): Decision {
  if (record.direction === "in") return directed(record, given, settings);
  if (then.because.some(({ code }) => code === "server.closing")) return then; // nobody's rule
  const { at: now, minutesToday = 0, carried = {} } = given;
  const outside = { settings, now, minutesToday, carried: () => carried, way: () => undefined };
  return { ...planOut(record, outside), given };
}

const outcome = ({ plan, cause }: Decision) => [plan, cause];
