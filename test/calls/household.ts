import type { TestContext } from "node:test";
import type { Person } from "../phones/person.ts";
import type { Talk } from "../phones/talk.ts";
import { Town, type TownOptions, type Wayfarer } from "../phones/town.ts";

/* A household of two desk phones, a carrier, and what a story needs of them. */

export const number = "+16135550142";

export const ring = (...devices: readonly string[]): object => ({
  do: "ring",
  targets: devices.map((device) => ({ device })),
  for: 20,
});
export const bothRing = ring("kitchen", "study");

/** `then` is what becomes of every call. */
export const settingsOf = (then: readonly object[], more: object = {}): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number, address: "sip:ada@example.net" }],
  devices: [
    { id: "kitchen", kind: "sip", secret: "a-long-secret" },
    { id: "study", kind: "sip", secret: "a-long-secret" },
  ],
  accounts: [
    { id: "carrier", kind: "carrier", server: "192.0.2.10", transport: "udp", register: false },
  ],
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then }],
  ...more,
});

export interface Household {
  readonly town: Town;
  /** Says 1000 Hz. */
  readonly carrier: Person;
  /** Says 440 Hz. */
  readonly kitchen: Person;
  /** Says 600 Hz. */
  readonly study: Person;
}

/** `phones`: how the two telephones speak with the server. */
export async function household(
  settings: object,
  options: TownOptions = {},
  phones: Wayfarer = {},
): Promise<Household> {
  const town = await Town.open(settings, options);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const kitchen = await town.phone("kitchen", 440, phones);
  const study = await town.phone("study", 600, phones);
  town.begins();
  return { town, carrier, kitchen, study };
}

/** A caller at the carrier, and the kitchen, which has lifted: they talk. */
export interface Talking extends Household {
  readonly caller: Talk;
  readonly desk: Talk;
}

/** `more`: of the settings, in which the kitchen rings. */
export async function talking(
  more: object = {},
  options: TownOptions = {},
  phones: Wayfarer = {},
): Promise<Talking> {
  const home = await household(settingsOf([ring("kitchen")], more), options, phones);
  const { town, carrier, kitchen } = home;
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  town.begins();
  return { ...home, caller, desk };
}

/** The ladder is compared with the one that is kept; `npm test -- --update` keeps a new one. */
export function golden(t: TestContext, town: Town, name: string): void {
  t.assert.fileSnapshot(`${town.ladder()}\n`, `test/calls/goldens/${name}.txt`, {
    serializers: [String],
  });
}

/** How the newest call of the household ended, and what each of its legs came to. */
export function outcome(town: Town): readonly unknown[] {
  const record = town.calls()[0]?.record;
  return [
    record?.outcome,
    ...(record?.legs.map(({ target, state }) => `${target} ${state}`) ?? []),
  ];
}
