/** What callers said who were asked, and what is announced: a file for each call that lives, gone when the call is over. */
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import type { Files } from "#world/files.ts";

const folder = "screened";
export const soundOf = (call: CallId): string => `${folder}/${call}.wav`;

/** Where the attendant of that leg's call writes. */
export const recordingFor = (attendant: LegId): string => soundOf(callOf(attendant));

/** A call is over. */
export const forgetScreened = (call: CallId, files: Files): void =>
  void files.remove(soundOf(call)).catch(() => undefined);

/** Of calls that an earlier run was killed in. */
export async function forgetAllScreened(files: Files): Promise<void> {
  for (const file of await files.list(folder)) await files.remove(file);
}
