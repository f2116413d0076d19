import type { Trunk } from "#exchange/settings/settings.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, minutes } from "#kit/time.ts";
import { hostPort } from "#sip/message/uri.ts";
import type { Address } from "#world/network.ts";
import type { World } from "#world/world.ts";

/** exchange/trunks: the exchange's accounts with carriers and higher exchanges. This file: who is one, by address. */
export interface TrunkHosts {
  use(trunks: readonly Trunk[]): void;
  /** By the host that a request came from; `isExact` wants the very port too. */
  at(remote: Address, isExact: boolean): Trunk | undefined;
  /** An address that our own requests to that trunk went to. */
  learn(trunk: Trunk, host: string): void;
  close(): void;
}

interface Place {
  readonly trunk: Trunk;
  readonly host: string;
  readonly port: number;
}

const againAfter = minutes(5);
/** While a trunk is known by none of its addresses. */
const soonAgain = minutes(1);
const mostLearned = 200;

/** Addresses count at once, names as soon as the DNS has answered; what was known stays known while it is silent. */
export function trunkHosts({ network, clock }: Pick<World, "network" | "clock">): TrunkHosts {
  let places: readonly Place[] = [];
  let fixed: readonly Place[] = [];
  let named: readonly Place[] = [];
  const learned = new Map<string, Trunk>();
  let again: Cancel | undefined;
  let turn = 0;

  async function look(mine: number): Promise<void> {
    const found = await Promise.all(named.map((place) => addressesOf(place)));
    if (mine !== turn) return;
    const fresh = found.flat();
    const silent = places.filter(
      (place) => !fixed.includes(place) && !fresh.some(({ trunk }) => trunk === place.trunk),
    );
    places = [...fixed, ...fresh, ...silent];
    const isUnknown = named.some(({ trunk }) => !places.some((one) => one.trunk === trunk));
    again = clock.at(after(clock.now(), isUnknown ? soonAgain : againAfter), () => void look(mine));
  }

  async function addressesOf(place: Place): Promise<readonly Place[]> {
    const kinds = ["A", "AAAA"] as const;
    const found = await Promise.all(kinds.map((kind) => network.lookup(place.host, kind)));
    return found
      .flatMap((records) => (records.ok ? records.value : []))
      .map(({ data }) => ({ ...place, host: data[0] ?? "" }));
  }

  return {
    use(trunks) {
      turn += 1;
      again?.();
      learned.clear();
      const all = trunks.flatMap(placesOf);
      fixed = all.filter(({ host }) => isLiteral(host));
      places = fixed;
      named = all.filter(({ host }) => !isLiteral(host));
      if (named.length > 0) void look(turn);
    },
    at: (remote, isExact) =>
      places.find(({ host, port }) => host === remote.host && (!isExact || port === remote.port))
        ?.trunk ?? (isExact ? undefined : learned.get(remote.host)),
    learn(trunk, host) {
      const oldest = learned.keys().next();
      if (learned.size >= mostLearned && !oldest.done) learned.delete(oldest.value);
      learned.set(host, trunk);
    },
    close() {
      turn += 1;
      again?.();
    },
  };
}

const isLiteral = (host: string): boolean => host.includes(":") || /^[\d.]+$/.test(host);

const placesOf = (trunk: Trunk): readonly Place[] =>
  [trunk.server, ...trunk.from].flatMap((text) => {
    const place = hostPort(text);
    return place ? [{ trunk, host: place.host, port: place.port ?? 5060 }] : [];
  });
