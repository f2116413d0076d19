import { tmpdir } from "node:os";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { freePort } from "../../interop/freePort.ts";
import { Person } from "../../phones/person.ts";
import type { Talk } from "../../phones/talk.ts";
import { until } from "./until.ts";

/** What people say all the time, in hertz. */
export const tones = { carrier: 1400, ada: 440, ben: 600, cem: 700, dora: 850 } as const;
export type Tone = keyof typeof tones;

/**
 * A user agent in this process, over real sockets. `server`: the port of the loopback where it calls;
 * `own`: its own one, where somebody must know it before; `host`: where it is not of the same address.
 */
export async function streetPerson(
  name: string,
  tone: Tone,
  server: number,
  { own, host = "127.0.0.1" }: { readonly own?: number; readonly host?: string } = {},
): Promise<Person> {
  const ports = { own: own ?? (await freePort()), server };
  return Person.open({
    ...{ name, host, server: "127.0.0.1", ports, tone: tones[tone] },
    world: nodeWorld(tmpdir(), memoryLog()),
  });
}

/** A telephone that is registered at that port, for as long as `story` takes. */
export async function withPhone(
  { name, tone, server, secret }: Place,
  story: (phone: Person) => Promise<void>,
): Promise<void> {
  const phone = await streetPerson(name, tone, server);
  try {
    phone.registers(secret);
    await until(`${name} is registered`, () => phone.isRegistered);
    await story(phone);
  } finally {
    await phone.close();
  }
}

interface Place {
  readonly name: string;
  readonly tone: Tone;
  readonly server: number;
  readonly secret: string;
}

/** Both hear each other. */
export async function talk([one, its]: Spoken, [other, theirs]: Spoken): Promise<void> {
  for (const { voice } of [one, other]) voice.forget();
  await until(
    "they hear each other",
    () => one.voice.lately(tones[theirs]) > 0.8 && other.voice.lately(tones[its]) > 0.8,
  );
}

type Spoken = readonly [talk: Talk, tone: Tone];
