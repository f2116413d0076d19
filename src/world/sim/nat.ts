import { between, type Instant, type Millis } from "#kit/time.ts";
import type { Address } from "#world/network.ts";

/** A home router: those behind it share one public address. */
export interface Nat {
  readonly address: string;
  /** As after a power cut: every mapping is forgotten, the next packets leave from other ports. */
  rebinds(): void;
  /** Counts the rebindings; a stream made before the last one is dead. */
  readonly life: number;
}

export interface NatOptions {
  /** A port for each remote address too; then what one peer learned is of no use to another. */
  readonly symmetric?: boolean;
  /** A mapping unused for so long is forgotten; never, when absent. */
  readonly forgetsAfter?: Millis;
}

interface Mapping {
  readonly inside: Address;
  readonly port: number;
  /** Only these may send in: whom the inside has sent to. */
  readonly peers: Set<string>;
  used: Instant;
}

/** The router as the network uses it. */
export interface Router extends Nat {
  /** The address that the outside sees. */
  leaves(from: Address, to: Address, now: Instant): Address;
  /** Whom it is for inside; undefined when nobody asked for it. */
  enters(port: number, from: Address, now: Instant): Address | undefined;
}

const written = ({ host, port }: Address): string => `${host}:${port}`;

export function router(address: string, { symmetric, forgetsAfter }: NatOptions): Router {
  const byInside = new Map<string, Mapping>();
  const byPort = new Map<number, Mapping>();
  let nextPort = 20_000;
  let life = 0;

  const isFresh = (mapping: Mapping, now: Instant): boolean =>
    forgetsAfter === undefined || between(mapping.used, now) <= forgetsAfter;

  function mappingOf(from: Address, to: Address, now: Instant): Mapping {
    const key = symmetric ? `${written(from)} ${written(to)}` : written(from);
    const known = byInside.get(key);
    if (known && isFresh(known, now)) return known;
    if (known) byPort.delete(known.port);
    const made = { inside: from, port: nextPort++, peers: new Set<string>(), used: now };
    byInside.set(key, made);
    byPort.set(made.port, made);
    return made;
  }

  return {
    address,
    get life() {
      return life;
    },
    rebinds() {
      life += 1;
      byInside.clear();
      byPort.clear();
    },
    leaves(from, to, now) {
      const mapping = mappingOf(from, to, now);
      mapping.used = now;
      mapping.peers.add(written(to));
      return { host: address, port: mapping.port };
    },
    enters(port, from, now) {
      const mapping = byPort.get(port);
      if (!mapping || !isFresh(mapping, now) || !mapping.peers.has(written(from))) return undefined;
      mapping.used = now;
      return mapping.inside;
    },
  };
}
