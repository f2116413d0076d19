/** The supervisor's care for the media process: begun, and followed by another one when it dies or hangs. */
import { lifeOf } from "./childLife.ts";
import { newMediaSocket, toldSocket } from "./mediaSocket.ts";
import { Spares } from "./spares.ts";
import { starter } from "./started.ts";
import { backOff, failuresAfter } from "./supervision.ts";

export interface MediaKeeper {
  /** For the environment of whoever commands it. */
  readonly told: Readonly<Record<string, string>>;
  /** What is installed now waits from here on. */
  renew(): void;
}

/** Whoever serves makes the sound itself. */
const inside: MediaKeeper = { told: {}, renew: () => undefined };

export async function keepsMedia(
  args: readonly string[],
  { data, isSpared, say }: { data: string; isSpared: boolean; say: (what: string) => void },
): Promise<MediaKeeper> {
  if (process.env["RINGWISE_MEDIA"] === "inside") return inside;
  const told = toldSocket(await newMediaSocket(data));
  const spares = new Spares(starter({ command: "media", args, held: [], told }, say), isSpared);
  void keeps(spares, say);
  return { told, renew: () => spares.renew() };
}

async function keeps(spares: Spares, say: (what: string) => void): Promise<never> {
  for (let failures = 0; ; ) {
    const child = spares.take();
    say(`process ${child.pid} carries the sound`);
    const { end, served } = await lifeOf(child, { say, isThere: () => spares.renew() });
    say(`the sound has ended (${end.signal ?? end.code})`);
    await new Promise((resolve) => setTimeout(resolve, backOff(failures)));
    failures = failuresAfter(failures, served);
  }
}
