import assert from "node:assert/strict";
import { setImmediate as immediately } from "node:timers/promises";
import { inPatience, untilThere } from "../phones/patience.ts";
import type { TestCall } from "../survive/call.ts";
import type { PlainPeer } from "../survive/plainPeer.ts";
import type { RealTelephone } from "../survive/telephone.ts";

/* A real server with a kitchen, and a carrier at that port of the loopback: what faults are tried at. */

export const host = "127.0.0.1";
export const secret = "a-long-secret";
export const number = "+16135550142";

export const settingsOf = (carrier: number): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number: number }],
  devices: [{ id: "kitchen", kind: "sip", secret }],
  accounts: [
    {
      ...{ id: "carrier", kind: "carrier", transport: "udp", register: false },
      server: `${host}:${carrier}`,
    },
  ],
  rules: [
    {
      ...{ id: "all", name: "Everyone", when: { is: "always" } },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 30 }],
    },
  ],
});

/** Both have heard the other since. */
export async function hearing(...calls: readonly TestCall[]): Promise<void> {
  for (const { ear } of calls) ear.listens();
  await untilThere("sound both ways", async () => {
    await immediately();
    return calls.every(({ ear }) => ear.packets > 5) ? true : undefined;
  });
}

/** The carrier calls, the kitchen lifts, and they hear each other. */
export async function talking(
  carrier: RealTelephone,
  kitchen: RealTelephone,
): Promise<{ readonly caller: TestCall; readonly callee: TestCall }> {
  const rung = kitchen.isCalled();
  const caller = await carrier.dials(number);
  const callee = await rung;
  assert.ok(await caller.until(() => caller.has("accepted"), 60_000), "they talk");
  await hearing(caller, callee);
  return { caller, callee };
}

/** What every REGISTER was answered with, each said once, some twenty a second, until that is done. */
export async function meanwhile(
  peer: PlainPeer,
  done: Promise<unknown>,
): Promise<ReadonlySet<string>> {
  const answers = new Set<string>();
  let isDone = false;
  const end = done.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    answers.add(
      await inPatience<string>(
        () => "the answer to a REGISTER that was said once",
        (done) => void peer.registers().then(done),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 50)); // the machine is others' too
  }
  await end;
  return answers;
}
