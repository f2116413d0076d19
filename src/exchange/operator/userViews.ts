import type { Inside } from "#exchange/inside.ts";
import type { Traffic } from "#exchange/operator/traffic.ts";
import type {
  BindingView,
  Page,
  PolicyView,
  UserDetail,
  UserFilter,
  UserView,
} from "#exchange/operator/views.ts";
import type { Tier, User } from "#exchange/settings/settings.ts";
import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import type { Binding } from "#sip/registrar/binding.ts";

/** How the users are, for the operator to see. */
export interface UserViews {
  page(filter: UserFilter, cursor: string | undefined, limit: number): Page<UserView>;
  find(name: string): UserDetail | undefined;
}

export function userViews(inside: Inside, traffic: Traffic, now: () => WallTime): UserViews {
  const viewOf = (user: User): UserView => {
    const servers = inside.locations.of(user.name).length;
    const tier = inside.directory().tierOf(user);
    const { name, numbers, extension, suspended, narrowed = tier.narrowed } = user;
    const lastSeen = servers > 0 ? undefined : traffic.lastSeen(name);
    return {
      ...{ name, numbers, tier: user.tier, servers },
      ...(extension !== undefined && { extension }),
      state: stateOf(user, servers > 0, inside.joined.has(user)),
      callsNow: inside.channels.inUse(`user/${name}`),
      hours: traffic.ofUser(name),
      ...(lastSeen !== undefined && { lastSeen }),
      ...(suspended && { suspended: suspended.reason }),
      ...(narrowed && { narrowed: narrowed.reason }),
      ...(user.hosted && { isHosted: true as const }),
    };
  };
  return {
    page(filter, cursor, limit) {
      const { users } = inside.settings();
      const seen = users.findIndex(({ name }) => name === cursor);
      if (cursor !== undefined && seen < 0) return { items: [] };
      const found = firstOf(users.slice(seen + 1), limit + 1, (user) => {
        const view = isWanted(user, filter) ? viewOf(user) : undefined;
        return view?.state === (filter.state ?? view?.state) ? view : undefined;
      });
      const items = found.slice(0, limit);
      return { items, ...(found.length > limit && { next: items.at(-1)?.name ?? "" }) };
    },
    find(name) {
      const user = inside.directory().byName(name);
      if (user === undefined) return undefined;
      const tier = inside.directory().tierOf(user);
      const policy = policyOf(inside, user.name, now());
      return {
        ...viewOf(user),
        ...{ followsRedirections: user.followsRedirections, channels: tier.channels },
        bindings: inside.locations.of(user.name).map(bindingView),
        ...(user.invited && {
          invited: { until: user.invited.until, used: inside.joined.has(user) },
        }),
        ...(policy && { policy }),
        ...(user.relay && { relay: user.relay }),
        ...(user.hosted && { hosted: { port: user.hosted.port } }),
        ...narrowingView(user, tier),
      };
    },
  };
}

/** The first `most` that `view` makes something of; the others are not looked at. */
function firstOf<T, V>(all: readonly T[], most: number, view: (one: T) => V | undefined): V[] {
  const found: V[] = [];
  for (const one of all) {
    const seen = view(one);
    if (seen !== undefined) found.push(seen);
    if (found.length === most) break;
  }
  return found;
}

function isWanted({ name, numbers, extension = "", tier }: User, filter: UserFilter): boolean {
  const text = filter.search?.trim().toLowerCase() ?? "";
  const holds = [name.toLowerCase(), ...numbers, extension].some((one) => one.includes(text));
  return holds && tier === (filter.tier ?? tier);
}

function stateOf(
  { suspended, invited }: User,
  isThere: boolean,
  hasJoined: boolean,
): UserView["state"] {
  if (suspended !== undefined) return "suspended";
  if (isThere) return "there";
  return invited !== undefined && !hasJoined ? "invited" : "away";
}

const bindingView = ({ flow, q, expires, userAgent }: Binding): BindingView => ({
  at: `${flow.remote.host}:${flow.remote.port}`,
  ...{ protocol: flow.protocol, q, expires },
  ...(userAgent !== undefined && { userAgent: userAgent.slice(0, 100) }),
});

function policyOf({ policies }: Inside, name: string, now: WallTime): PolicyView | undefined {
  const held = policies.of(name);
  if (held === undefined) return undefined;
  const { version, issued, expires, timeZone, rules, unreachable } = held;
  const isOver = now > (momentOf(expires) ?? 0);
  return { version, issued, expires, timeZone, rules, unreachable, isOver };
}

function narrowingView(user: User, tier: Tier): Pick<UserDetail, "narrowing"> {
  const of = user.narrowed ? ("user" as const) : ("tier" as const);
  const narrowed = user.narrowed ?? tier.narrowed;
  return narrowed === undefined ? {} : { narrowing: { of, ...narrowed } };
}
