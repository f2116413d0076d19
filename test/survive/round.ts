import { luckOf } from "./luck.ts";
import type { Trial } from "./plan.ts";
import type { Due } from "./records.ts";
import { momentOf, Seat, type Told } from "./seat.ts";
import type { Supervised } from "./supervised.ts";
import type { RealTelephone } from "./telephone.ts";

/** Which of a server's processes. */
export const kills = ["server", "media", "both"] as const;
export type Kill = (typeof kills)[number];

/** A house, its carrier, and all calls that it should know of. */
export interface TestHouse {
  readonly server: Supervised;
  readonly carrier: RealTelephone;
  readonly due: Due[];
}

const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Calls in and out at each seat; a kill at a random moment of them; and then everything that people do. */
export async function round(
  house: TestHouse,
  { kill, transports, seed }: Trial,
): Promise<readonly Told[]> {
  const { server, carrier } = house;
  const luck = luckOf(seed);
  const moment = momentOf(luck);
  carrier.lifts = moment.in === "ringing" ? 700 + luck(1500) : luck(300);
  const seats = await Promise.all(
    transports.map((transport, nth) =>
      Seat.open({
        ...{ nth, carrier, where: server.at(transport), luck: luckOf(`${seed} ${transport}`) },
        strangers: strangersOf(house, kill),
      }),
    ),
  );
  try {
    await server.isSpared();
    await Promise.all(seats.map((seat) => seat.begins(moment)));
    await tick(moment.after);
    for (const seat of seats) seat.listens();
    const killed = performance.now();
    const back = isKilled(server, kill);
    const told = await Promise.all(seats.map((seat) => seat.tells(killed, back)));
    return told;
  } finally {
    await Promise.all(seats.map((seat) => seat.close()));
  }
}

/** Resolves when others are there. */
async function isKilled(server: Supervised, kill: Kill): Promise<void> {
  await Promise.all([
    kill !== "server" && server.mediaIsKilled(),
    kill !== "media" && server.isKilled(),
  ]);
}

/** Numbers that have never called or been called here. */
function strangersOf({ due }: TestHouse, kill: Kill) {
  const next = (): string => {
    const number = String(6_135_551_000 + due.length);
    due.push({ number, kill });
    return number;
  };
  return { caller: next(), called: next(), ringer: next() };
}
