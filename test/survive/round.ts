import { newNumberOf } from "./house.ts";
import { luckOf } from "./luck.ts";
import { type LeftMessage, Speaker } from "./message.ts";
import { PairSeat } from "./pairSeat.ts";
import type { Peer, Trial } from "./plan.ts";
import type { Due } from "./records.ts";
import { momentOf, Seat, type SeatPlace, type Told } from "./seat.ts";
import type { Supervised } from "./supervised.ts";
import type { RealTelephone } from "./telephone.ts";

/** Which of a server's processes. */
export const kills = ["server", "media", "both"] as const;
export type Kill = (typeof kills)[number];

/** A house, its carrier, and all calls that it should know of. */
export interface TestHouse {
  readonly server: Supervised;
  readonly carrier: RealTelephone;
  /** Where SIPp is called. */
  readonly sippPort: number;
  readonly due: Due[];
}

const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What came of one kill: at each seat, and of the message that was being left. */
export interface Came {
  readonly seats: readonly Told[];
  readonly message: LeftMessage;
}

/** Somebody leaves a message, and calls in and out at each seat; a kill at a random moment of them; and then everything that people do. */
export async function round(house: TestHouse, trial: Trial): Promise<Came> {
  const { kill, peer, transports, stage, seed } = trial;
  const { server, carrier, sippPort } = house;
  const luck = luckOf(seed);
  const moment = momentOf(stage, luck);
  carrier.lifts = moment.in === "ringing" ? 700 + luck(1500) : luck(300);
  const speaking = Speaker.calls(server, carrier, newNumber(house, kill));
  const seats = await Promise.all(
    transports.map((transport, nth) =>
      seatOf(peer, {
        ...{ nth, carrier, sippPort, where: server.at(transport) },
        luck: luckOf(`${seed} ${transport}`),
        newNumber: (by) => newNumber(house, kill, by),
      }),
    ),
  );
  try {
    await server.isSpared();
    const speaker = await speaking;
    await Promise.all(seats.map((seat) => seat.begins(moment)));
    await tick(moment.after);
    await Promise.all(seats.map((seat) => seat.listens()));
    const [killed, spoken] = [performance.now(), speaker.spoken];
    const back = isKilled(server, kill);
    const [told, message] = await Promise.all([
      Promise.all(seats.map((seat) => seat.tells(killed, back))),
      back.then(() => speaker.tells(spoken)),
    ]);
    return { seats: told, message };
  } finally {
    await Promise.all(seats.map((seat) => seat.close()));
  }
}

/** Resolves when others are there. */
export async function isKilled(server: Supervised, kill: Kill): Promise<void> {
  await Promise.all([
    kill !== "server" && server.mediaIsKilled(),
    kill !== "media" && server.isKilled(),
  ]);
}

const seatOf = (peer: Peer, place: SeatPlace): Promise<Seat | PairSeat> =>
  peer === "own" ? Seat.open(place) : PairSeat.open(place, peer === "sipp" ? "sipp" : "own");

/** A number that has never called or been called here. */
function newNumber({ due }: TestHouse, kill: Kill, by: "carrier" | "sipp" = "carrier"): string {
  const number = newNumberOf(due.length, by);
  due.push({ number, kill });
  return number;
}
