import { Resolver, lookup as systemLookup } from "node:dns/promises";
import { isIP } from "node:net";
import { fail, ok, type Result } from "#kit/result.ts";
import { type Millis, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { DnsRecord, Network } from "#world/network.ts";
import { nodeClock } from "#world/node/nodeClock.ts";

type Kind = DnsRecord["kind"];
type Records = readonly DnsRecord[];
type Lookup = Network["lookup"];

/** What of a resolver is asked here. */
export type NameServer = Pick<Resolver, "resolve4" | "resolve6" | "resolveSrv" | "resolveNaptr">;

/** Where the machine's name servers are is read when a resolver is made: one that fails may be of another network. */
const anewAfter = seconds(30);
/** Where the resolver does not tell how long an answer is good for. */
const usualTtl = seconds(60);

/** `lookup` by resolvers that are made here. */
export const nameLookup = (newResolver: () => NameServer, clock: Pick<Clock, "now">): Lookup => {
  let resolver = newResolver();
  let made = clock.now();
  return async (name, kind) => {
    const found = await asked(resolver, name, kind);
    if (!found.ok && clock.now() - made >= anewAfter)
      [resolver, made] = [newResolver(), clock.now()];
    return found;
  };
};

/** Names of the house (`localhost`, `nas`, `phone.local`) are known to the machine, all others to the DNS. */
export const lookup = nameLookup(() => new Resolver({ timeout: 2000, tries: 2 }), nodeClock);

async function asked(resolver: NameServer, name: string, kind: Kind): Promise<Result<Records>> {
  const isAddress = kind === "A" || kind === "AAAA";
  if (isIP(name) !== 0) return ok(isAddress ? literal(name, kind) : []);
  try {
    if (!isAddress) return ok(await service(resolver, name, kind));
    if (!name.includes(".") || /\.(local|localhost|home|lan)\.?$/i.test(name))
      return ok(await known(name, kind));
    const found = await addresses(resolver, name, kind).catch(noneOr);
    return ok(found.length > 0 ? found : await known(name, kind));
  } catch (error) {
    return isNone(error) ? ok([]) : fail("network.dns", `${kind} ${name}: ${codeOf(error)}`);
  }
}

const literal = (name: string, kind: Kind): Records =>
  isIP(name) === (kind === "A" ? 4 : 6) ? [record(kind, [name], usualTtl)] : [];

async function addresses(resolver: NameServer, name: string, kind: Kind): Promise<Records> {
  const found = await (kind === "A"
    ? resolver.resolve4(name, { ttl: true })
    : resolver.resolve6(name, { ttl: true }));
  return found.map(({ address, ttl }) => record(kind, [address], seconds(ttl)));
}

/** The machine's own ways: its hosts file, its name services. */
async function known(name: string, kind: Kind): Promise<Records> {
  const found = await systemLookup(name, { all: true, family: kind === "A" ? 4 : 6 });
  return found.map(({ address }) => record(kind, [address], usualTtl));
}

async function service(resolver: NameServer, name: string, kind: Kind): Promise<Records> {
  if (kind === "SRV") {
    const found = await resolver.resolveSrv(name);
    return found.map((srv) =>
      record(kind, [`${srv.priority}`, `${srv.weight}`, `${srv.port}`, srv.name], usualTtl),
    );
  }
  const found = await resolver.resolveNaptr(name);
  return found.map((one) => {
    const { order, preference, flags, service: offered, regexp, replacement } = one;
    return record(
      kind,
      [`${order}`, `${preference}`, flags, offered, regexp, replacement],
      usualTtl,
    );
  });
}

const record = (kind: Kind, data: readonly string[], ttl: Millis): DnsRecord => ({
  kind,
  data,
  ttl,
});

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
/** No such name, or no such record of it: an answer, not a failure. */
const isNone = (error: unknown): boolean => /ENOTFOUND|ENODATA|EBADNAME/.test(codeOf(error));

function noneOr(error: unknown): Records {
  if (isNone(error)) return [];
  throw error;
}
