import type { Trunk } from "#exchange/settings/settings.ts";
import { trunkAddress, trunkDomain } from "#exchange/trunks/trunkNames.ts";
import { trunkUri } from "#exchange/trunks/trunkTarget.ts";
import { sameValue } from "#kit/sameValue.ts";
import { seconds } from "#kit/time.ts";
import { type KeptRegistered, keptRegistered, type Standing } from "#sip/agent/keptRegistered.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import type { RegistrationAccount } from "#sip/registration/registration.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

/** The trunks that want to be registered at: a carrier's account, or a user of a higher exchange. */
export interface TrunkAccounts {
  use(trunks: readonly Trunk[]): void;
  /** By the address that we registered there, which nobody else knows. */
  called(request: SipRequest): Trunk | undefined;
  contactUser(trunk: Trunk): string;
  /** Where its requests go, and by which Routes. */
  way(trunk: Trunk): { readonly uri: SipUri; readonly route: readonly string[] };
  /** Undefined: it wants no registration. */
  standing(id: string): Standing | undefined;
  flowLost(flow: Flow): void;
  /** Takes all registrations away; resolves when that is answered or given up. */
  leave(): Promise<void>;
}

export interface TrunkAccountMeans {
  readonly world: World;
  readonly agent: Pick<UserAgent, "ask">;
  readonly key: ServerKey;
  /** A host that requests of that trunk were sent to: its calls come from there. */
  readonly learn: (trunk: Trunk, host: string) => void;
  /** How we stand there is otherwise than before. */
  readonly told?: () => void;
  /** Of several nodes one registers a trunk: whether it is this one. */
  readonly registersHere?: ((id: string) => boolean) | undefined;
}

interface Kept {
  readonly trunk: Trunk;
  readonly registration: KeptRegistered;
}

const usualExpiry = seconds(600);
const product = { name: "User-Agent", text: "Ringwise" };

export function trunkAccounts(means: TrunkAccountMeans): TrunkAccounts {
  const { world, agent, key, learn, told = () => undefined, registersHere = () => true } = means;
  const kept = new Map<string, Kept>();
  const leaving = new Set<Promise<void>>();
  const contactUser = ({ id }: Trunk): string => key.nameFor(`trunk ${id}`);

  function begin(trunk: Trunk): void {
    const registration = keptRegistered(
      {
        name: `trunk/${trunk.id}`,
        account: (contact) => accountOf(trunk, contact),
        nextHop: trunkUri(trunk),
        contactUser: contactUser(trunk),
        learn: (host) => learn(trunk, host),
        told,
      },
      { world, agent },
    );
    kept.set(trunk.id, { trunk, registration });
  }

  function end({ trunk, registration }: Kept): void {
    kept.delete(trunk.id);
    const gone = registration.leave().finally(() => leaving.delete(gone));
    leaving.add(gone);
  }

  return {
    contactUser,
    use(trunks) {
      const wanted = trunks.filter(({ registers, id }) => registers && registersHere(id));
      for (const one of [...kept.values()]) {
        const same = wanted.find(({ id }) => id === one.trunk.id);
        if (!sameValue(same, one.trunk)) end(one);
      }
      for (const trunk of wanted) if (!kept.has(trunk.id)) begin(trunk);
    },
    called({ uri }) {
      const user = uri.ok ? uri.value.user : undefined;
      if (user === undefined) return undefined;
      return [...kept.values()].find(({ trunk }) => contactUser(trunk) === user)?.trunk;
    },
    way(trunk) {
      const route = kept.get(trunk.id)?.registration.serviceRoute() ?? [];
      const first = parseUri(route[0] ?? "");
      return {
        uri: first.ok ? first.value : trunkUri(trunk),
        route: route.map((uri) => `<${uri}>`),
      };
    },
    standing: (id) => kept.get(id)?.registration.status(),
    flowLost(flow) {
      for (const { registration } of kept.values()) registration.flowLost(flow);
    },
    async leave() {
      for (const one of [...kept.values()]) end(one);
      await Promise.all(leaving);
    },
  };
}

const accountOf = (trunk: Trunk, contact: string): RegistrationAccount => ({
  aor: trunkAddress(trunk, trunk.login?.username ?? trunk.id),
  registrar: `sip:${trunkDomain(trunk)}`,
  login: loginOf(trunk) ?? { user: trunk.id, password: "" },
  contact,
  expires: usualExpiry,
  headers: [product],
});

/** For 401 and 407. */
export const loginOf = ({ login }: Trunk) =>
  login && { user: login.authUsername ?? login.username, password: login.secret };
