import type { Trunk } from "#exchange/settings/settings.ts";
import type { TrunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { trunkUri } from "#exchange/trunks/trunkTarget.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { ServerKey } from "#world/serverKey.ts";

interface Learned {
  readonly trunk: string;
  readonly host: string;
}

interface Route {
  readonly trunk: string;
  readonly route: readonly string[];
}

type Learn = (trunk: Trunk, host: string) => void;

/** The first worker registers at the trunks; it tells the others what it learned there: hosts, and Routes. */
export function toldAccounts(
  crew: Crew,
  make: (learn: Learn, told: () => void) => TrunkAccounts,
  learn: Learn,
): TrunkAccounts {
  let trunks: readonly Trunk[] = [];
  const learned = new Map<string, Learned>();
  const tellHost = crew.shares<Learned>("trunkHost", {
    heard: () => undefined,
    all: () => learned.values(),
  });
  const routes = (): readonly Route[] =>
    trunks.map((trunk) => ({ trunk: trunk.id, route: accounts.way(trunk).route }));
  const tellRoutes = crew.shares<readonly Route[]>("trunkRoutes", {
    heard: () => undefined,
    all: () => [routes()],
  });
  const accounts = make(
    (trunk, host) => {
      learn(trunk, host);
      const one = { trunk: trunk.id, host };
      learned.set(`${trunk.id} ${host}`, one);
      tellHost(one);
    },
    () => tellRoutes(routes()),
  );
  return {
    ...accounts,
    use(now) {
      trunks = now.filter(({ registers }) => registers);
      learned.clear();
      accounts.use(now);
    },
  };
}

/** At any other worker: knows what the first one has told. */
export function farAccounts(crew: Crew, key: ServerKey, learn: Learn): TrunkAccounts {
  let trunks: readonly Trunk[] = [];
  const routes = new Map<string, readonly string[]>();
  const hosts = new Map<string, Learned>();
  const named = (id: string): Trunk | undefined => trunks.find((trunk) => trunk.id === id);
  const contactUser = ({ id }: Trunk): string => key.nameFor(`trunk ${id}`);
  const learns = ({ trunk: id, host }: Learned): void => {
    const trunk = named(id);
    if (trunk !== undefined) learn(trunk, host);
  };
  crew.shares<Learned>("trunkHost", {
    heard(one) {
      hosts.set(`${one.trunk} ${one.host}`, one);
      learns(one);
    },
  });
  crew.shares<readonly Route[]>("trunkRoutes", {
    heard(all) {
      for (const { trunk, route } of all) routes.set(trunk, route);
    },
  });
  return {
    contactUser,
    use(now) {
      trunks = now.filter(({ registers }) => registers);
      for (const [at, one] of hosts) if (named(one.trunk) === undefined) hosts.delete(at);
      for (const one of hosts.values()) learns(one); // whoever follows the settings has forgotten them
    },
    called({ uri }) {
      const user = uri.ok ? uri.value.user : undefined;
      return user === undefined ? undefined : trunks.find((one) => contactUser(one) === user);
    },
    way(trunk) {
      const route = routes.get(trunk.id) ?? [];
      const first = parseUri(/^<(.*)>$/.exec(route[0] ?? "")?.[1] ?? "");
      return { uri: first.ok ? first.value : trunkUri(trunk), route };
    },
    standing: () => undefined,
    flowLost: () => undefined,
    leave: () => Promise.resolve(),
  };
}
