import { answering, calls, registers, withProxy } from "./exchange.ts";
import type { Figures } from "./figures.ts";
import { between } from "./load.ts";
import { ringwise } from "./proxies.ts";
import type { Outcome } from "./sippRun.ts";

/* Twice as many calls as a server can carry (RFC 6357: goodput under overload). */

/** So many calls a second for so long. */
type Offer = (rate: number, calls: number) => Promise<Outcome>;

export const floodedExchange = (rates: readonly number[], seconds: number): Promise<Figures> =>
  withProxy(ringwise(1000), async (bench) => {
    await registers(bench, { rate: 500, count: 1000 });
    const callee = await answering(bench);
    const figures = await flood((rate, count) => calls(bench, rate, count), rates, seconds);
    await callee.close();
    return figures;
  });

export const floodedServer = (rates: readonly number[], seconds: number): Promise<Figures> =>
  between((_, load) =>
    flood((rate, calls) => load({ rate, calls, hold: 100, atOnce: 5000 }), rates, seconds),
  );

/** Calls at rising rates until fewer go through than before; then twice as many as went through at best. */
async function flood(offer: Offer, rates: readonly number[], seconds: number): Promise<Figures> {
  await offer(rates[0] ?? 100, 2000); // warm
  const best = await peak(offer, rates, seconds);
  const rate = Math.round(best * 2);
  const twice = await offer(rate, rate * seconds);
  const through = twice.made / (seconds + 1);
  const offered = twice.made + twice.failed;
  return {
    "calls/s at most": best,
    "offered/s": rate,
    "through/s": through,
    "of the most %": (100 * through) / best,
    "refused %": (100 * twice.refused) / offered,
    "lost %": (100 * (twice.failed - twice.refused)) / offered,
    resent: twice.resent,
  };
}

async function peak(offer: Offer, rates: readonly number[], seconds: number): Promise<number> {
  let best = 0;
  for (const rate of rates) {
    const { made } = await offer(rate, rate * seconds);
    const through = made / (seconds + 1); // the last ones are held for a while
    if (through < best * 1.05) break;
    best = through;
  }
  return best;
}
