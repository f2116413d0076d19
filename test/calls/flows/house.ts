import type { Person } from "../../phones/person.ts";
import type { Talk } from "../../phones/talk.ts";
import { Town } from "../../phones/town.ts";
import { number, settingsOf } from "../household.ts";

/** The feature server between the RFC's people: two are outside, Alice and Carol unless said; the others are telephones of the house. */
export interface FlowHouse {
  readonly town: Town;
  /** Reaches the house through an account of its own; says 1000 Hz. */
  readonly alice: Person;
  /** Another account, which the house calls out by; says 800 Hz. */
  readonly carol: Person;
  /** Telephones of the house by name: the first says 440 Hz, the next 500, 560 … */
  readonly phone: (name: string) => Person;
}

const secret = "a-long-secret";

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});

export interface HouseWishes {
  /** What becomes of every call that comes; the first telephone rings unless said. */
  readonly then?: readonly object[];
  readonly phones?: readonly string[];
  readonly more?: object;
  /** What whoever calls, and whom the house calls, are called where it is not Alice and Carol. */
  readonly outside?: readonly [string, string];
}

export const rings = (device: string, more: object = {}): object => ({
  do: "ring",
  targets: [{ device }],
  for: 60,
  ...more,
});

export async function flowHouse(wishes: HouseWishes = {}): Promise<FlowHouse> {
  const { phones = ["bob"], then = [rings(phones[0] ?? "")], more = {} } = wishes;
  const [caller, called] = wishes.outside ?? ["alice", "carol"];
  const town = await Town.open(
    settingsOf(then, {
      devices: phones.map((id) => ({ id, kind: "sip", secret })),
      accounts: [account("alice", "192.0.2.10"), account("carol", "192.0.2.11")],
      outgoing: { route: ["carol"] },
      mailbox: { enabled: false },
      ...more,
    }),
  );
  const alice = await town.person(caller, "192.0.2.10", 1000);
  const carol = await town.person(called, "192.0.2.11", 800);
  const open = new Map<string, Person>();
  for (const [i, name] of phones.entries()) open.set(name, await town.phone(name, 440 + 60 * i));
  town.begins();
  const phone = (name: string): Person => {
    const found = open.get(name);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return { town, alice, carol, phone };
}

export interface Talking extends FlowHouse {
  readonly bob: Person;
  readonly caller: Talk;
  readonly called: Talk;
}

/** Alice has called, and Bob has lifted: whoever is outside, and the first telephone. */
export async function talking(wishes: HouseWishes = {}): Promise<Talking> {
  const house = await flowHouse(wishes);
  const bob = house.phone(wishes.phones?.[0] ?? "bob");
  const caller = await house.alice.calls(number);
  await house.town.runs(1000);
  bob.talk.lifts();
  await house.town.runs(1000);
  return { ...house, bob, caller, called: bob.talk };
}
