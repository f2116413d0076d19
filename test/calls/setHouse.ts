import type { Person } from "../phones/person.ts";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import type { TelephoneSet } from "../phones/set/telephoneSet.ts";
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
  /** The part of the last second's power that is in that tone. */
  part(hertz: number): number;
  /** How loud that was, 0 … 1. */
  level(ms: number): number;
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
  const kitchen = new SetWithEar();
  const settings = settingsOf(then, { devices, ...more });
  const town = await Town.open(settings, { ...options, loops: { kitchen } });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  await town.runs(3000);
  kitchen.noticed();
  return {
    town,
    carrier,
    set: kitchen.set,
    noticed: () => kitchen.noticed(),
    share: (hertz, ms) => kitchen.share(hertz, ms),
    part: (hertz) => kitchen.lately(1000).lately(hertz),
    level: (ms) => kitchen.lately(ms).level,
  };
}
