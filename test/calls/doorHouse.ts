import assert from "node:assert/strict";
import type { Person } from "../phones/person.ts";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import type { TelephoneSet } from "../phones/set/telephoneSet.ts";
import type { Talk } from "../phones/talk.ts";
import { Town, type TownOptions } from "../phones/town.ts";
import { number, ring, settingsOf } from "./household.ts";

/* A house in which somebody may speak into telephones, or break into their calls, and others just call. */

export const door = "+16135550171";
const devices = [
  { id: "kitchen", kind: "sip", secret: "a-long-secret" },
  { id: "study", kind: "sip", secret: "a-long-secret" },
  { id: "hall", kind: "analog", openLoopDisconnect: 800 },
];
const peer = (id: string, server: string): object => ({
  ...{ id, kind: "carrier", server, transport: "udp", register: false },
});

export interface DoorHouse {
  readonly town: Town;
  /** Says 1000 Hz, and is whom the rule is about. */
  readonly visitor: Person;
  /** Says 800 Hz, and just calls. */
  readonly friend: Person;
  /** Say 440 and 600 Hz. */
  readonly kitchen: Person;
  readonly study: Person;
  /** An analogue telephone. */
  readonly hall: TelephoneSet;
  /** That tone's part of what the hall's earpiece gave in the last second. */
  hallHears(hertz: number): number;
}

/** `then`: for the visitor. Everybody else rings these telephones. */
export async function doorHouse(
  then: readonly object[],
  rings: string,
  hall: SetWithEar = new SetWithEar(),
  options: TownOptions = {},
): Promise<DoorHouse> {
  const settings = settingsOf([], {
    devices,
    accounts: [peer("carrier", "192.0.2.10"), peer("other", "192.0.2.11")],
    rules: [
      { id: "visitor", when: { is: "caller", like: door }, then },
      { id: "all", when: { is: "always" }, then: [{ ...ring(rings), for: 60 }] },
    ],
  });
  const town = await Town.open(settings, { ...options, loops: { hall } });
  const house = {
    town,
    visitor: await town.person("visitor", "192.0.2.10", 1000),
    friend: await town.person("friend", "192.0.2.11", 800),
    kitchen: await town.phone("kitchen", 440),
    study: await town.phone("study", 600),
    hall: hall.set,
    hallHears: (hertz: number): number => hall.lately(1000).lately(hertz),
  };
  await town.runs(2000);
  town.begins();
  return house;
}

/** The friend has called and talks with whoever lifts. */
export async function friendTalks({ town, friend }: DoorHouse, lifts: () => void): Promise<Talk> {
  const talk = await friend.calls(number, { from: "+16135550188" });
  await town.runs(3000);
  lifts();
  await town.runs(2000);
  assert.ok(talk.told.includes("accepted"));
  return talk;
}

/** The hall says 700 Hz for so many seconds. */
export const humming = (seconds: number): Int16Array =>
  Int16Array.from(
    { length: seconds * 8000 },
    (_, i) => 6000 * Math.sin((2 * Math.PI * 700 * i) / 8000),
  );
