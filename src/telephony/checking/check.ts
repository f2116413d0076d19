/** All warnings about a document, in its own order; none of them keeps it from being used. */
import type { WallTime } from "#kit/time.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { callSpace } from "./callSpace.ts";
import { expectations } from "./expectations.ts";
import { idleTimes } from "./idleTimes.ts";
import { mayComeBack } from "./mayComeBack.ts";
import { neverReached } from "./neverReached.ts";
import { neverThrough } from "./neverThrough.ts";
import { nothingRings } from "./nothingRings.ts";
import { othersMailbox } from "./othersMailbox.ts";
import { shadowedKeys } from "./shadowedKeys.ts";
import { switchedOff } from "./switchedOff.ts";
import { unconfirmed } from "./unconfirmed.ts";
import type { Warning } from "./warning.ts";

const mostWarnings = 50;

/** `at`: now; what comes is looked at from there, and what is over is over. */
export function check(settings: Settings, at: WallTime): readonly Warning[] {
  const checked = { settings, at };
  const space = callSpace(checked);
  return [
    ...expectations(checked),
    ...nothingRings(checked, space),
    ...neverReached(checked, space),
    ...neverThrough(checked, space),
    ...mayComeBack(checked),
    ...unconfirmed(checked, space),
    ...othersMailbox(checked, space),
    ...switchedOff(checked, space),
    ...idleTimes(checked, space),
    ...shadowedKeys(checked),
  ].slice(0, mostWarnings);
}
