import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { sameValue } from "#kit/sameValue.ts";
import { after, type Millis, seconds } from "#kit/time.ts";
import {
  addressOfRecord,
  domain,
  nextHop,
  presetRoute,
  requestUri,
} from "#server/accounts/accountNames.ts";
import type { Accounts, AccountWay, Recognised } from "#server/accounts/accounts.ts";
import { registered } from "#server/accounts/registered.ts";
import { type ServerHosts, serverHosts } from "#server/accounts/serverHosts.ts";
import type { AccountStatus } from "#server/control.ts";
import type { KeptRegistered, Registering } from "#sip/agent/keptRegistered.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

export interface AccountSurroundings extends Pick<Registering, "ownAddress"> {
  readonly world: World;
  readonly agent: UserAgent;
  readonly key: ServerKey;
  /** For User-Agent. */
  readonly product: string;
}

export interface AccountHost extends Accounts {
  /** From now on these, as written: those that are others than before are registered anew. */
  use(accounts: readonly Account[]): void;
  /** `ownAddress` may have another answer than before. */
  looks(): void;
  /** A router before us has forgotten that way: see `Registering.rebound`. */
  readonly rebound: Listen<Flow>;
}

/** One account in use. */
interface Kept {
  readonly account: Account;
  readonly contactUser: string;
  readonly hosts: ServerHosts;
  readonly since: number;
  /** Undefined: it wants no registration. */
  readonly registration: KeptRegistered | undefined;
}

const goodbye = seconds(2);

export function accountHost(around: AccountSurroundings): AccountHost {
  const { world, agent } = around;
  const kept = new Map<string, Kept>();
  const changes = listeners<string>();
  const rebound = listeners<Flow>();
  const leaving = new Set<Promise<void>>();
  const unlisten = agent.losses((flow) => {
    for (const { registration } of kept.values()) registration?.flowLost(flow);
  });

  function begin(account: Account): void {
    const contactUser = around.key.nameFor(`account ${account.id}`);
    const hosts = serverHosts(account, world);
    const told = (): void => changes.tell(account.id);
    const registration = account.register
      ? registered(account, {
          ...{ ...around, contactUser, told },
          learn: hosts.learn,
          rebound: rebound.tell,
        })
      : undefined;
    kept.set(account.id, {
      account,
      contactUser,
      hosts,
      since: world.clock.wallTime(),
      registration,
    });
    told();
  }

  function end({ account, hosts, registration }: Kept): void {
    kept.delete(account.id);
    hosts.close();
    if (!registration) return;
    const gone = registration.leave().finally(() => leaving.delete(gone));
    leaving.add(gone);
  }

  return {
    changes: changes.listen,
    rebound: rebound.listen,
    use(accounts) {
      const wanted = accounts.filter(({ enabled }) => enabled);
      for (const one of [...kept.values()]) {
        const same = wanted.find(({ id }) => id === one.account.id);
        if (!sameValue(same, one.account)) end(one);
      }
      for (const account of wanted) if (!kept.has(account.id)) begin(account);
    },
    looks() {
      for (const { registration } of kept.values()) registration?.looks();
    },
    status: () => [...kept.values()].map(statusOf),
    way(id) {
      const one = kept.get(id);
      return one && wayThrough(one);
    },
    recognise: (request, flow) => recognised([...kept.values()], request, flow),
    async close() {
      unlisten();
      for (const one of [...kept.values()]) end(one);
      await within(goodbye, world, Promise.all(leaving));
    },
  };
}

function statusOf({ account, since, registration }: Kept): AccountStatus {
  const { id, kind, server } = account;
  return { id, kind, server, ...(registration?.status() ?? { state: "static", since }) };
}

function wayThrough({ account, contactUser, hosts, registration }: Kept): AccountWay {
  const route = registration?.serviceRoute() ?? [];
  const routes = route.length > 0 ? route : presetRoute(account);
  const first = parseUri(routes[0] ?? "");
  const uri = account.proxy === undefined && first.ok ? first.value : nextHop(account);
  const user = account.authUsername ?? account.username;
  return {
    account,
    usable: registration === undefined || registration.status().state === "registered",
    address: addressOfRecord(account),
    isServer: (host) => host === domain(account).toLowerCase() || hosts.has(host),
    uriOf: (address) => requestUri(account, address),
    destination: () => ({ to: "uri", uri }),
    route: routes.map((hop) => `<${hop}>`),
    contactUser,
    ...(user !== undefined &&
      account.secret !== undefined && { login: { user, password: account.secret } }),
  };
}

/**
 * By the contact that we registered, which is no secret to whom we have spoken with; else by where
 * it comes from, any port: carriers call from other hosts and ports than they are registered at. An
 * exchange calls along the flow of our REGISTER, and so it alone is believed. Of several accounts
 * with one server, the one whose name or number is called.
 */
function recognised(all: readonly Kept[], request: SipRequest, flow: Flow): Recognised | undefined {
  const user = request.uri.ok ? (request.uri.value.user ?? "") : "";
  const named = all.find(({ contactUser }) => contactUser === user);
  if (named && isByItsFlow(named, flow) !== false) return { account: named.account, by: "contact" };
  const there = all.filter((one) => isByItsFlow(one, flow) ?? one.hosts.has(flow.remote.host));
  const found = there.find(({ account }) => isCalled(account, user)) ?? there[0];
  return found && { account: found.account, by: "source" };
}

/** Undefined: any flow may be its own, or we have asked it nothing yet. */
const isByItsFlow = ({ account, registration }: Kept, flow: Flow): boolean | undefined =>
  account.kind === "exchange" ? registration?.isFrom(flow) : undefined;

function isCalled({ username, number }: Account, user: string): boolean {
  const digits = (text = ""): string => text.replaceAll(/\D/g, "");
  return (
    user !== "" && (user === username || (digits(user) !== "" && digits(user) === digits(number)))
  );
}

/** Waits for it, but not longer than that. */
async function within(limit: Millis, { clock }: World, work: Promise<unknown>): Promise<void> {
  let cancel: Cancel = () => undefined;
  const late = new Promise<void>((resolve) => {
    cancel = clock.at(after(clock.now(), limit), resolve);
  });
  await Promise.race([work, late]);
  cancel();
}
