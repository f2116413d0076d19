import { type Millis, millis } from "#kit/time.ts";
import type { ExchangeBlock, SetBlock } from "#media/loop/loop.ts";
import { countryOf } from "#media/tone/countries.ts";
import { number, ring, settingsOf } from "../calls/household.ts";
import type { Person } from "../phones/person.ts";
import { BELL_202, V_23 } from "../phones/set/fskTones.ts";
import type { Sense } from "../phones/set/sensed.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";
import { Town } from "../phones/town.ts";
import type { Deed, ScriptStep } from "./script.ts";

export interface LineCall {
  /** ISO 3166. */
  readonly country: string;
  readonly script: readonly ScriptStep[];
  /** 8 kHz: what `say` says. */
  readonly says?: Int16Array;
}

/** When, since the beginning of the script: what was done, or what the telephone sensed. */
export type Happened = { readonly at: Millis } & (
  | Sense
  | { readonly on: "did"; readonly deed: Deed }
);

export interface LineCallEnd {
  /** Out of the earpiece from the beginning to the end, and off the wire while it lay on its hook. */
  readonly hears: Int16Array;
  readonly happened: readonly Happened[];
}

/**
 * Runs a script on a whole server in virtual time: the telephone is a simulated set on an analogue
 * line, the others are at the end of a SIP account and say 1000 Hz.
 */
export async function lineCall({ country, script, says }: LineCall): Promise<LineCallEnd> {
  const { callerId } = countryOf(country);
  const set = new TelephoneSet({ callerId: callerId?.by === "v23" ? V_23 : BELL_202 });
  const hears: number[] = [];
  const exchange = (block: ExchangeBlock): SetBlock => {
    const answer = set.step(block);
    hears.push(...(set.isLifted ? set.heard : block.audio));
    return answer;
  };
  const settings = settingsOf([{ ...ring("line"), for: 600 }], {
    devices: [{ id: "line", kind: "analog" }],
    owner: { name: "Ada", timeZone: "UTC", country },
  });
  const town = await Town.open(settings, { loops: { line: { exchange } } });
  const others = await town.person("others", "192.0.2.10", 1000);
  await town.runs(3000); // the lamp's first message
  const began = set.now;
  hears.length = 0;
  set.sensed.length = 0;
  const did: Happened[] = [];
  for (const { at, does } of script) {
    await town.runs(at - (set.now - began));
    did.push({ at: millis(set.now - began), on: "did", deed: does });
    await perform(does, { set, others, says });
  }
  const sensed = set.sensed.map((sense) => ({ ...sense, at: millis(sense.at - began) }));
  const happened = [...did, ...sensed].sort((one, other) => one.at - other.at);
  const heard = Int16Array.from(hears);
  await closes(town, set, others);
  return { hears: heard, happened };
}

interface Scene {
  readonly set: TelephoneSet;
  readonly others: Person;
  readonly says: Int16Array | undefined;
}

async function perform(deed: Deed, { set, others, says }: Scene): Promise<void> {
  switch (deed.do) {
    case "lift":
      return set.lift();
    case "hangUp":
      return set.hangUp();
    case "say":
      return set.say(says ?? new Int16Array(0));
    case "flash":
      return set.flash(deed.length);
    case "press":
      return set.press(deed.keys);
    case "dial":
      return set.dial(deed.keys);
    case "call": {
      const { number: from, name } = deed;
      await others.calls(number, { from, ...(name !== undefined && { name }) });
      return;
    }
    case "answer":
      return others.talks.at(-1)?.lifts();
    case "leave":
      return others.talks.findLast((talk) => !talk.isOver)?.hangsUp();
    case "end":
      return;
  }
}

async function closes(town: Town, set: TelephoneSet, others: Person): Promise<void> {
  set.hangUp();
  for (const talk of others.talks) if (!talk.isOver) talk.hangsUp();
  await town.runs(5000);
  await town.mustBeIdle();
}
