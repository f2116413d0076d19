import { type Millis, millis } from "#kit/time.ts";
import type { SampleRate } from "#media/codec/codec.ts";
import { DialToneFilter } from "#media/dtmf/dialToneFilter.ts";
import { BLOCK_MS, HOP_MS, type KeyFound, keyFinder } from "#media/dtmf/keyFinder.ts";

/**
 * Finds keys pressed as tones, within the limits of ITU-T Q.24: every press of 40 ms and none
 * under 23 ms, frequencies within 1.5 % and none beyond 3.5 %, either tone up to 8 dB the weaker;
 * and never a key in a voice. Blocks of 16 ms, one every 8 ms, through Hann's window; how far a
 * sine is off its frequency is read from how its phase moved since the block before.
 */
export interface InbandDetector {
  /**
   * The keys that became certain with these samples, mostly none. Any number of samples.
   * `overDialTone`: a line that hears its own dial tone beside them; at 8 kHz alone.
   */
  hear(samples: Int16Array, overDialTone?: boolean): string;
}

const HITS_TO_BEGIN = 3;
const SHORTEST = millis(28);
/** A press is over after 16 to 24 ms of quiet (a hole of 10 ms is none), or when long something else is heard. */
const QUIET_TO_END = 2;
const MISSES_TO_END = 6;
const QUIET = 0.25; // of the press's power

export function inbandDetector(rate: SampleRate): InbandDetector {
  const block = (rate * BLOCK_MS) / 1000;
  const hop = (rate * HOP_MS) / 1000;
  const listen = keyFinder(rate);
  const lengthOf = energyLength();
  const past = new Float64Array(block);
  let filled = block - hop;
  let press: Press = { hits: 0, misses: MISSES_TO_END, quiet: 0, power: 0 };
  let filter: DialToneFilter | undefined;

  const afterHop = (): string => {
    const newest = meanSquare(past, block - hop);
    const [next, key] = afterBlock(press, listen(past), { newest, lasted: lengthOf(newest) });
    press = next;
    past.copyWithin(0, hop);
    filled = block - hop;
    return key;
  };
  /** As many of the samples as the hop still needs. */
  const take = (samples: Int16Array, from: number): number => {
    const count = Math.min(samples.length - from, block - filled);
    for (let i = 0; i < count; i++) past[filled + i] = samples[from + i] as number;
    filter?.filter(past, filled, filled + count);
    filled += count;
    return count;
  };
  return {
    hear(samples, overDialTone = false) {
      let keys = "";
      if (!overDialTone) filter = undefined;
      else filter ??= new DialToneFilter();
      for (let at = 0; at < samples.length; ) {
        at += take(samples, at);
        if (filled === block) keys += afterHop();
      }
      return keys;
    },
  };
}

/** How long the last sound was, as if all of it had been as loud as its loudest hop; of the last 40 ms. */
function energyLength(): (newest: number) => Millis {
  const energies = new Float64Array(5);
  return (newest) => {
    energies.copyWithin(0, 1);
    energies[energies.length - 1] = newest;
    let [sum, most] = [0, 0];
    for (let i = 0; i < energies.length; i++) {
      sum += energies[i] as number;
      most = Math.max(most, energies[i] as number);
    }
    return millis(most === 0 ? 0 : (HOP_MS * sum) / most);
  };
}

/** How often the same key was heard in a row, and what there was since one was told. */
interface Press {
  readonly key?: string;
  readonly hits: number;
  readonly misses: number;
  /** Hops in a row that are much softer than the press. */
  readonly quiet: number;
  /** Its mean square. */
  readonly power: number;
  readonly told?: string;
}

/** The newest hop's mean square, and `energyLength`. */
interface Hop {
  readonly newest: number;
  readonly lasted: Millis;
}

function afterBlock(
  press: Press,
  found: KeyFound | undefined,
  { newest, lasted }: Hop,
): readonly [Press, string] {
  const misses = found ? 0 : press.misses + 1;
  const quiet = newest < QUIET * press.power ? press.quiet + 1 : 0;
  const over = quiet >= QUIET_TO_END || misses >= MISSES_TO_END;
  const told = over || press.told === undefined ? {} : { told: press.told };
  if (!found) return [{ hits: 0, misses, quiet, power: over ? 0 : press.power, ...told }, ""];
  const { key, power } = found;
  const hits = key === press.key ? press.hits + 1 : 1;
  const now = { key, hits, misses, quiet, power };
  const isCertain = hits >= HITS_TO_BEGIN && lasted >= SHORTEST;
  if (!isCertain || told.told === key) return [{ ...now, ...told }, ""];
  return [{ ...now, told: key }, key];
}

function meanSquare(samples: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < samples.length; i++) sum += (samples[i] as number) ** 2;
  return sum / (samples.length - from);
}
