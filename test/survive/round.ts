import type { Random } from "./luck.ts";
import type { Supervised } from "./supervised.ts";
import type { RealTelephone, TestCall } from "./telephone.ts";

/** Who takes part: a carrier, and two telephones of the house. */
export interface Cast {
  readonly server: Supervised;
  readonly carrier: RealTelephone;
  readonly kitchen: RealTelephone;
  readonly study: RealTelephone;
  readonly kill: Kill;
}

/** Which of its processes. */
export type Kill = "server" | "media" | "both";

/** What came of one kill. Times in ms. */
export interface Told {
  readonly calls: number;
  readonly lost: number;
  /** Per direction of a call that was talked in: the longest time without a packet. */
  readonly gaps: readonly number[];
  /** What was tried afterwards, and how much of it went well. */
  readonly tried: number;
  readonly worked: number;
  readonly failed: readonly string[];
  /** From the kill until a telephone rang again. */
  readonly rings: number;
}

type Pair = readonly [TestCall, TestCall];

export const password = "a-long-secret";
const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Two calls, in and out; a kill at a random moment of them; and then everything that people do. */
export async function round(cast: Cast, luck: Random): Promise<Told> {
  const { server, carrier, kitchen, study } = cast;
  for (const one of [carrier, kitchen, study]) one.lifts = luck(600);
  const [atKitchen, atCarrier] = [kitchen.isCalled(), carrier.isCalled()];
  const caller = await carrier.dials("+16135550142");
  const dialler = await study.dials("6135550177", password);
  const when = luck(1500);
  await tick(when);
  const killed = performance.now();
  const back = isKilled(server, cast.kill);
  const pairs: Pair[] = [];
  const talked = [caller, dialler].filter((call) => call.has("accepted"));
  for (const call of talked) call.ear.listens();
  await back;
  const rings = await ringsAgain(cast, killed);
  const partners = await Promise.all([within(atKitchen), within(atCarrier)]);
  for (const [i, call] of [caller, dialler].entries()) {
    const partner = partners[i];
    if (partner && (await call.until(() => call.has("accepted") || call.has("over"), 40_000)))
      pairs.push([call, partner]);
  }
  const up = pairs.filter((pair) => pair.every((call) => !call.has("over")));
  await tick(300);
  const gaps = talked.map(({ ear }) => ear.silence);
  const failed: string[] = [];
  let tried = 0;
  for (const pair of up) {
    const done = await afterwards(pair, luck, pair[0] === dialler);
    tried += done.tried;
    failed.push(
      ...done.failed.map(
        (what) => `${what} of a call ${pair[0] === dialler ? "out" : "in"} (killed at ${when} ms)`,
      ),
    );
  }
  const lost = 2 - up.length;
  return { calls: 2, lost, gaps, tried, worked: tried - failed.length, failed, rings };
}

/** Resolves when others are there. */
async function isKilled(server: Supervised, kill: Kill): Promise<void> {
  await Promise.all([
    kill !== "server" && server.mediaIsKilled(),
    kill !== "media" && server.isKilled(),
  ]);
}

const within = (call: Promise<TestCall>): Promise<TestCall | undefined> =>
  Promise.race([call, tick(40_000).then(() => undefined)]);

/** A call that is placed as soon as the server is back, and given up when it rings. */
async function ringsAgain({ carrier }: Cast, killed: number): Promise<number> {
  const call = await carrier.dials("+16135550143");
  await call.until(() => call.has("progress") || call.has("over"));
  const took = performance.now() - killed;
  call.session.perform({ do: "end" });
  return call.has("progress") ? took : Number.POSITIVE_INFINITY;
}

/** Hold and its end, a flash, and BYE, from either side. `house`: which of the two is the house's. */
async function afterwards([one, other]: Pair, luck: Random, dialled: boolean) {
  const sides = luck(2) === 0 ? [one, other] : [other, one];
  const [first, second] = sides as [TestCall, TestCall];
  const phone = dialled ? one : other;
  const failed: string[] = [];
  const note = (what: string, worked: boolean): void => void (worked || failed.push(what));
  const by = first === phone ? "by the telephone" : "by the carrier";
  note(`hold ${by}`, await first.offers("sendonly"));
  note(`resume ${by}`, await first.offers("sendrecv"));
  note("flash", await phone.flashes());
  note("flash again", await phone.flashes());
  for (const { ear } of sides) ear.listens();
  await Promise.race([tick(2000), one.until(() => one.ear.packets > 5 && other.ear.packets > 5)]);
  await tick(200);
  note(
    `sound ${one.ear.packets} ${other.ear.packets}`,
    one.ear.packets > 0 && other.ear.packets > 0,
  );
  note("BYE", await second.hangsUp(first));
  return { tried: 6, failed };
}
