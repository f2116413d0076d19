import type { ExchangeBlock } from "#media/loop/loop.ts";
import type { Person } from "../phones/person.ts";
import type { Sensed } from "../phones/set/sensed.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";
import { heardIn } from "../phones/tone.ts";
import { Town, type TownOptions } from "../phones/town.ts";
import { ring, settingsOf } from "./household.ts";

/** The kitchen has a telephone that is plugged into the wall, the study a SIP phone that says 600 Hz. */
export interface SetHouse {
  readonly town: Town;
  /** Says 1000 Hz. */
  readonly carrier: Person;
  readonly set: TelephoneSet;
  /** What the telephone noticed since it was last asked. */
  noticed(): string[];
  /** Share of that tone in what its earpiece gave in the last so many milliseconds. */
  share(hertz: number, ms: number): number;
}

const devices = [
  { id: "kitchen", kind: "analog" },
  { id: "study", kind: "sip", secret: "a-long-secret" },
];

/** The kitchen rings for a minute, and the mailbox takes the rest, unless `then` says otherwise. */
export async function setHouse(
  more: object = {},
  then: readonly object[] = [{ ...ring("kitchen"), for: 60 }],
  options: TownOptions = {},
): Promise<SetHouse> {
  const set = new TelephoneSet();
  const heard: number[] = [];
  const exchange = (block: ExchangeBlock) => {
    const answer = set.step(block);
    heard.push(...set.heard);
    return answer;
  };
  const settings = settingsOf(then, { devices, ...more });
  const town = await Town.open(settings, { ...options, loops: { kitchen: { exchange } } });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(3000);
  set.sensed.splice(0);
  return {
    town,
    carrier,
    set,
    noticed: () => set.sensed.splice(0).map(inWords),
    share: (hertz, ms) => {
      const last = heard.slice(-8 * ms).map((sample) => sample / 32_768);
      return heardIn(last, 8000).share(hertz);
    },
  };
}

function inWords(sense: Sensed): string {
  switch (sense.on) {
    case "caller":
      return `shows ${sense.text}`;
    case "tone":
      return `hears ${sense.tone}`;
    case "ringEnded":
      return `rang ${sense.lasted}`;
    case "feed":
      return sense.feed;
    case "alert":
      return `alert ${sense.answered ? "answered" : "left alone"}`;
    default:
      return sense.on;
  }
}
