import type { Person } from "../phones/person.ts";
import { type SetHouse, setHouse } from "./setHouse.ts";

/** With two accounts: calls come through one and go out through the other. */
export interface LineHome extends SetHouse {
  /** Calls out go there. Says 600 Hz. */
  readonly other: Person;
}

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
});

/** `services`: of the settings. */
export async function lineHome(services: object = {}, more: object = {}): Promise<LineHome> {
  const house = await setHouse({
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA", areaCode: "613" },
    accounts: [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")],
    outgoing: { route: ["other"] },
    services,
    ...more,
  });
  const other = await house.town.person("other", "192.0.2.11", 600);
  house.town.begins();
  return { ...house, other };
}

/** Lets a tone stop and a hook be seen between one thing and the next. */
export async function does(home: LineHome, ...acts: readonly (() => void)[]): Promise<void> {
  for (const act of acts) {
    act();
    await home.town.runs(1500);
  }
}
