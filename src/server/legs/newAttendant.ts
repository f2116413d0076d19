import { recordingFor } from "#server/calls/screenedCalls.ts";
import { type AttendantMeans, attendantLeg } from "#server/legs/attendantLeg.ts";
import type { Leg } from "#server/legs/leg.ts";
import { scriptOf } from "#telephony/attendant/scripts.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { LegId } from "#telephony/call/leg.ts";
import type { Question } from "#telephony/call/legTarget.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { type Random, randomBelow } from "#world/random.ts";

export type AttendantHouse = Omit<AttendantMeans, "script" | "recording"> & {
  readonly random: Random;
  readonly settings: Settings;
};

/** The attendant that asks that question in that call. */
export function newAttendant(
  id: LegId,
  question: Question,
  { from }: CallAbout,
  { random, settings, ...means }: AttendantHouse,
): Leg {
  const code = String(10 + randomBelow(random, 90));
  const script = scriptOf(question, { caller: from, home: numbering(settings), code });
  return attendantLeg(id, { ...means, script, recording: recordingFor(id) });
}
