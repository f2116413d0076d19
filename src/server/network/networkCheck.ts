/** Looks at the way from the house to the world, a step after the other, and tells each finding as it comes. */
import type { Problem } from "#kit/problem.ts";
import { nextHop } from "#server/accounts/accountNames.ts";
import type {
  NetworkCheckView,
  NetworkFinding,
  NetworkStepId,
  PortKeptOpen,
} from "#server/control/networkControl.ts";
import { networkSteps } from "#server/control/networkControl.ts";
import type { AccountStatus } from "#server/control.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { Locate } from "#sip/transport/locator.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { Address } from "#world/network.ts";
import { randomBelow } from "#world/random.ts";
import type { World } from "#world/world.ts";
import { probeAccount } from "./accountProbe.ts";
import type { AccountProbe, CertificateSeen, MappingSeen, NameSeen, StunSeen } from "./facts.ts";
import { judgeCertificate, judgeClock, judgeNames, judgeSix } from "./judgeHouse.ts";
import { judgeTurn } from "./judgeTurn.ts";
import {
  judgeAlg,
  judgeDoubleNat,
  judgeMapping,
  judgeNat,
  judgeOutside,
  judgeReach,
  judgeSound,
  outsideAddress,
} from "./judgeWay.ts";
import { probeMapping } from "./mappingProbe.ts";
import type { RouterPlaces } from "./portMapper.ts";
import { resultOf } from "./result.ts";
import { placeOf, probeStun } from "./stunProbe.ts";
import { clockAhead } from "./timeProbe.ts";
import { probeTurn } from "./turnProbe.ts";

export interface CheckMeans {
  readonly world: World;
  readonly agent: Pick<UserAgent, "ask">;
  readonly locate: Locate;
  readonly settings: () => Settings;
  /** How the accounts stand; none where nobody keeps them registered. */
  readonly accounts: () => readonly AccountStatus[];
  /** Where the house's router is asked for ports; undefined: it is not known. */
  readonly router: () => RouterPlaces | undefined;
  /** Ports that sound goes by, and the host that they are at. */
  readonly sound: { readonly host: string; readonly from: number; readonly to: number };
  readonly ports: () => readonly PortKeptOpen[];
  readonly certificate: () => Promise<CertificateSeen | Problem | undefined>;
  /** Whether a time service sets the clock; undefined when nobody says. */
  readonly clockIsKept: () => boolean | undefined;
}

/** IPv4 and IPv6 for documentation: somewhere out there. */
const somewhere = { four: "192.0.2.1", six: "2001:db8::1" } as const;
const mostAccounts = 10;

export async function runCheck(
  means: CheckMeans,
  tell: (view: NetworkCheckView) => void,
): Promise<void> {
  const began = means.world.clock.wallTime();
  let view: NetworkCheckView = {
    began,
    steps: networkSteps.map((id) => ({ id, state: "waiting" as const })),
  };
  const put = (id: NetworkStepId, step: Omit<NetworkCheckView["steps"][number], "id">): void => {
    view = { ...view, steps: view.steps.map((one) => (one.id === id ? { id, ...step } : one)) };
    tell(view);
  };
  const looks = lookingBy(means);
  for (const id of networkSteps) {
    put(id, { state: "running" });
    put(id, { state: "done", finding: await looks[id]() });
  }
  const result = resultOf(view.steps, accountsUp(means), means.ports());
  tell({ ...view, ended: means.world.clock.wallTime(), result });
}

/** What one step saw is there for those behind it. */
function lookingBy(means: CheckMeans): Record<NetworkStepId, () => Promise<NetworkFinding>> {
  const { world, settings } = means;
  const own = world.network.ownAddress(somewhere.four);
  const probes = once(() => probeAccounts(means));
  const stun = once(() => lookByStun(means));
  const outside = async (): Promise<string | undefined> =>
    outsideAddress(await stun(), await probes())?.host;
  const mapping = once(async () => lookAtRouter(means, own, await outside()));
  return {
    clock: async () =>
      judgeClock({
        ahead: await clockAhead(settings().network.timeServers, await probes(), world),
        isKept: means.clockIsKept(),
      }),
    dns: async () => judgeNames(await lookUpNames(means)),
    outside: async () => judgeOutside(await stun(), await probes()),
    nat: async () => judgeNat(own, await stun(), await outside()),
    portMapping: async () => judgeMapping(await mapping(), settings().network.keepPortsOpen),
    doubleNat: async () => judgeDoubleNat(await mapping(), await outside()),
    reach: async () =>
      judgeReach({
        mapping: await mapping(),
        nat: (await stun()).nat,
        registered: means.accounts().filter(({ state }) => state === "registered").length,
      }),
    alg: async () => judgeAlg(await probes(), await outside()),
    sound: async () => judgeSound(await stun()),
    turn: async () => judgeTurn(await probeTurn(settings().network.turn, world)),
    ipv6: async () => judgeSix(world.network.ownAddress(somewhere.six)),
    certificate: async () => judgeCertificate(await means.certificate()),
  };
}

function once<T>(look: () => Promise<T>): () => Promise<T> {
  let seen: Promise<T> | undefined;
  return () => {
    seen ??= look();
    return seen;
  };
}

const used = ({ settings }: CheckMeans): readonly Account[] =>
  settings()
    .accounts.filter(({ enabled }) => enabled)
    .slice(0, mostAccounts);

async function probeAccounts(means: CheckMeans): Promise<readonly AccountProbe[]> {
  const all = used(means).map((account) => probeAccount(account, means.agent, means.world));
  return (await Promise.all(all)).filter((one) => one !== undefined);
}

function lookUpNames(means: CheckMeans): Promise<readonly NameSeen[]> {
  const look = (account: Account) =>
    new Promise<NameSeen>((resolve) => {
      const { name, server } = account;
      means.locate(nextHop(account), (hops) =>
        resolve({ account: name, server, isFound: hops.ok && hops.value.length > 0 }),
      );
    });
  return Promise.all(used(means).map(look));
}

async function lookByStun({ world, settings, sound }: CheckMeans): Promise<StunSeen> {
  const { stun } = settings().network;
  const nothing: StunSeen = { asked: stun.length, mapped: [], nat: {} };
  const found = await Promise.all(stun.map((text) => placeOf(text, world.network)));
  const servers = found.filter((one) => one !== undefined).filter(isFour);
  if (servers.length === 0) return nothing;
  const socket = await soundSocket(sound, world);
  return socket.ok ? probeStun(servers, socket.value, world) : nothing;
}

const isFour = ({ host }: Address): boolean => !host.includes(":");

/** A port that calls could use, if one is free. */
async function soundSocket({ host, from, to }: CheckMeans["sound"], { network, random }: World) {
  for (let tries = 0; tries < 8; tries++) {
    const socket = await network.udp({ host, port: from + randomBelow(random, to - from + 1) });
    if (socket.ok) return socket;
  }
  return network.udp({ host, port: 0 });
}

async function lookAtRouter(
  means: CheckMeans,
  own: string,
  outside: string | undefined,
): Promise<MappingSeen> {
  if (outside === own) return { is: "unneeded" };
  const places = means.router();
  if (!places) return { is: "noRouter" };
  const { stun } = means.settings().network;
  const [first] = await Promise.all(
    stun.slice(0, 1).map((text) => placeOf(text, means.world.network)),
  );
  return probeMapping({ own, places, ...(first && { stun: first }) }, means.world);
}

function accountsUp(means: CheckMeans): { readonly used: number; readonly up: number } {
  const all = means.accounts();
  const isUp = ({ state }: AccountStatus): boolean => state === "registered" || state === "static";
  return { used: all.length, up: all.filter(isUp).length };
}
