import { natOf } from "#exchange/proxy/nat.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { formatUri, parseUri, type SipUri } from "#sip/message/uri.ts";
import type { Binding } from "#sip/registrar/binding.ts";

/**
 * A user's bindings as groups to try one after the other, each all at once: by q (RFC 3261 §16.6).
 * Of several flows of one device only the youngest is tried, the others when that one is broken
 * (RFC 5626 §5.3).
 */
export function targetsOf(bindings: readonly Binding[], of: string): Target[][] {
  const devices = Map.groupBy(
    bindings.toSorted((a, b) => b.expires - a.expires),
    ({ instanceId, regId, contact }) => (regId === undefined ? contact : (instanceId ?? contact)),
  );
  const targets = [...devices.values()].flatMap((flows) => {
    const [first] = flows;
    const target = chained(flows, of);
    return first === undefined || target === undefined ? [] : [{ q: first.q, target }];
  });
  const groups = Map.groupBy(targets, ({ q }) => q);
  return [...groups]
    .toSorted(([a], [b]) => b - a)
    .map(([, group]) => group.map(({ target }) => target));
}

function chained([first, ...others]: readonly Binding[], of: string): Target | undefined {
  if (first === undefined) return undefined;
  const otherwise = chained(others, of);
  return { ...targetOf(first, of), ...(otherwise && { otherwise }) };
}

function targetOf({ contact, path, flow }: Binding, of: string): Target {
  const nat = natOf(contact, flow.remote);
  const known = { uri: contact, route: path, of, registered: true } as const;
  const common = { ...known, ...(nat !== undefined && { nat }) };
  const [first] = path;
  const edge = first === undefined ? undefined : parseUri(first);
  if (edge?.ok) return { ...common, destination: { to: "uri", uri: edge.value } };
  return { ...common, destination: { to: "flow", flow } };
}

/** Cut so that no group is broader than the request may be forked (RFC 5393 §5.3.3). */
export const withinBreadth = (
  groups: readonly (readonly Target[])[],
  breadth: number,
): readonly (readonly Target[])[] =>
  groups.flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / breadth) }, (_, i) =>
      group.slice(i * breadth, (i + 1) * breadth),
    ),
  );

/** Another domain. */
export const straight = (uri: SipUri): Target => ({
  uri: formatUri(uri),
  route: [],
  destination: { to: "uri", uri },
  of: "elsewhere",
});
