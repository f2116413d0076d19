import type { SoundPath } from "../../../handset/soundPath.ts";
import type { NetworkFinding } from "../../../words/network.ts";

/** People talk into each other's words beyond that (ITU-T G.114 speaks of 150 ms one way). */
const slow = 300;
/** Of a hundred: conceals itself up to there. */
const lossy = 3;
/** So many packets of 20 ms tell something. */
const enough = 50;

/** What the sound between browser and server means for calls. */
export function findingOfPath(path: SoundPath): NetworkFinding {
  const { sent, received, lost, jitter, roundTrip = 0, protocol } = path;
  const params = {
    lost: Math.round(lost),
    jitter: Math.round(jitter),
    roundTrip: Math.round(roundTrip),
    protocol,
  };
  const say = (verdict: NetworkFinding["verdict"], code: string): NetworkFinding => ({
    ...{ verdict, code, params, detail: code },
  });
  if (received === 0 && sent < enough) return say("unknown", "browser.begins");
  if (received === 0) return say("wrong", "browser.nothing");
  if (sent === 0) return say("mind", "browser.deaf");
  if (lost > lossy) return say("mind", "browser.lossy");
  return roundTrip > slow ? say("mind", "browser.slow") : say("well", "browser.both");
}
