import type { ExchangeBlock } from "#media/loop/loop.ts";
import type { Person } from "../phones/person.ts";
import type { Sensed } from "../phones/set/sensed.ts";
import { TelephoneSet } from "../phones/set/telephoneSet.ts";
import { heardIn } from "../phones/tone.ts";
import { Town, type TownOptions } from "../phones/town.ts";
import { ring, settingsOf } from "./household.ts";

/* A house whose kitchen has an analogue telephone, and two accounts: calls come through one and go out through the other. */

export interface LineHome {
  readonly town: Town;
  /** Says 1000 Hz. */
  readonly carrier: Person;
  /** Calls out go there. Says 600 Hz. */
  readonly other: Person;
  readonly kitchen: TelephoneSet;
  /** Share of that tone in what the earpiece gave in the last so many milliseconds. */
  share(hertz: number, ms: number): number;
  /** The cadence of what the earpiece gave is none: nothing is heard. */
  level(ms: number): number;
  /** What the telephone noticed since it was last asked. */
  noticed(): readonly Sensed[];
}

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});

/** `services`: of the settings. */
export async function lineHome(
  services: object = {},
  more: object = {},
  options: TownOptions = {},
): Promise<LineHome> {
  const kitchen = new TelephoneSet({});
  const samples: number[] = [];
  const passes = (block: ExchangeBlock) => {
    const answer = kitchen.step(block);
    samples.push(...kitchen.heard);
    return answer;
  };
  const settings = settingsOf([{ ...ring("kitchen"), for: 60 }], {
    devices: [{ id: "kitchen", kind: "analog" }],
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA", areaCode: "613" },
    accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
    outgoing: { route: ["other"] },
    services,
    ...more,
  });
  const town = await Town.open(settings, { ...options, loops: { kitchen: { exchange: passes } } });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const other = await town.person("other", "192.0.2.11", 600);
  await town.runs(3000);
  town.begins();
  const last = (ms: number) => {
    const heard = samples.slice(-8 * ms).map((sample) => sample / 32_768);
    return heardIn(heard, 8000);
  };
  return {
    town,
    carrier,
    other,
    kitchen,
    share: (hertz, ms) => last(ms).share(hertz),
    level: (ms) => last(ms).level,
    noticed: () => kitchen.sensed.splice(0),
  };
}

/** Lets a tone stop and a hook be seen between one thing and the next. */
export async function does(home: LineHome, ...acts: readonly (() => void)[]): Promise<void> {
  for (const act of acts) {
    act();
    await home.town.runs(1500);
  }
}
