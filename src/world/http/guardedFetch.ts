/**
 * Fetching what settings, calendars or strangers name, without becoming their hand inside of the
 * owner's network: each name is looked up here, every address it leads to is looked at, and the
 * connection goes to the address that was looked at. Every redirect begins anew. Time and size end.
 */
import { bareHost } from "#kit/ipAddress.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";
import { type Whereabouts, whereabouts } from "#kit/whereabouts.ts";
import type { HttpAnswer, HttpRequest } from "#world/http.ts";
import type { World } from "#world/world.ts";
import { type Limit, timeLimit } from "./timeLimit.ts";

export interface Fetch {
  readonly url: string;
  /** Default GET. */
  readonly method?: HttpRequest["method"];
  /** Names in lower case; `if-none-match` and `if-modified-since` make it conditional: 304 is an answer. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** For everything: lookups, redirects, the last byte. */
  readonly within: Millis;
  /** Bytes of the answer's body. */
  readonly most: number;
  /** Redirects that are followed; default 0, and then a 3xx is an answer like any other. */
  readonly redirects?: number;
  /**
   * Hosts of the owner's own network that may be reached, as they stand in the URL: `ha.lan`,
   * `192.168.1.20`, `[fd00::5]`, each perhaps with its port (`ha.lan:8123`). Link-local stays shut.
   */
  readonly allow?: readonly string[];
  /** Whoever asked no longer wants to know: the answer is `http.abandoned`. */
  readonly abandoned?: AbortSignal;
}

export interface Fetched extends HttpAnswer {
  /** Where it was, behind all redirects. */
  readonly url: string;
}

type Means = Pick<World, "network" | "http" | "clock">;

/**
 * Any status is an answer. Problems: `http.badUrl`, `http.inside` (an address inside of a network,
 * or of no service), `http.noSuchHost`, `http.timeout`, `http.tooLarge`, `http.badAnswer`,
 * `http.redirects`, `http.abandoned`, and those of the network.
 */
export async function guardedFetch(asked: Fetch, world: Means): Promise<Result<Fetched>> {
  const first = parsed(asked.url);
  if (!first.ok) return first;
  const { method = "GET", headers = {}, body, redirects = 0 } = asked;
  const hop: Hop = { method, headers, url: first.value, ...(body && { body }) };
  const limit = timeLimit(asked, world.clock, hop.url.host);
  try {
    return await follow(hop, redirects, { asked, limit, ...world });
  } finally {
    limit.over();
  }
}

type Hop = Omit<HttpRequest, "address" | "most" | "abandoned"> & { readonly from?: Whereabouts };

type Under = Means & { readonly asked: Fetch; readonly limit: Limit };

async function follow(hop: Hop, left: number, under: Under): Promise<Result<Fetched>> {
  const { asked, limit } = under;
  const place = await Promise.race([permitted(hop, asked, under), limit.up]);
  if (!place.ok) return place;
  const answer = await askOne(hop, place.value.addresses, under);
  if (!answer.ok) return answer;
  const to = redirect(answer.value);
  if (to === undefined || !asked.redirects) return ok({ ...answer.value, url: hop.url.href });
  if (left === 0) return fail("http.redirects", `${shown(asked.url)} leads on and on`);
  const next = parsed(to, hop.url);
  if (!next.ok) return next;
  const then = onward(hop, next.value, answer.value.status);
  return follow({ ...then, from: place.value.where }, left - 1, under);
}

function parsed(text: string, base?: URL): Result<URL> {
  const url = URL.parse(text, base?.href);
  const isHttp = url?.protocol === "https:" || url?.protocol === "http:";
  if (!url || !isHttp || url.username !== "" || url.password !== "")
    return fail("http.badUrl", shown(text));
  if (base?.protocol === "https:" && url.protocol === "http:")
    return fail("http.badUrl", `${shown(base.href)} leads to ${url.protocol}//${url.host}`);
  return ok(url);
}

/** Paths and queries often hold keys: what is told of a URL is its host. */
const shown = (url: string): string => URL.parse(url)?.host || "no URL";

interface Place {
  readonly where: Whereabouts;
  readonly addresses: readonly string[];
}

/** One address that may not be reached closes the name: it would be a matter of luck otherwise. */
async function permitted(hop: Hop, asked: Fetch, means: Means): Promise<Result<Place>> {
  const { url, from } = hop;
  const found = await addressesOf(bareHost(url.hostname), means);
  if (!found.ok) return found;
  const places = found.value.map(whereabouts);
  if (places.includes("never")) return fail("http.inside", url.host);
  if (!places.includes("inside")) return ok({ where: "outside", addresses: found.value });
  const mayGoIn = from !== "outside" && isAllowed(url, asked.allow ?? []);
  return mayGoIn ? ok({ where: "inside", addresses: found.value }) : fail("http.inside", url.host);
}

const isAllowed = ({ hostname, protocol, port }: URL, allow: readonly string[]): boolean => {
  const withPort = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  return allow.some((one) => [hostname, withPort].includes(one.toLowerCase()));
};

/** All that a name leads to; `http.noSuchHost` when that is nothing. */
export async function addressesOf(
  host: string,
  { network }: { readonly network: Pick<World["network"], "lookup"> },
): Promise<Result<readonly string[]>> {
  const [four, six] = await Promise.all([network.lookup(host, "A"), network.lookup(host, "AAAA")]);
  if (!four.ok && !six.ok) return four;
  const records = [...(four.ok ? four.value : []), ...(six.ok ? six.value : [])];
  const addresses = records.flatMap(({ data }) => data.slice(0, 1));
  return addresses.length > 0 ? ok(addresses) : fail("http.noSuchHost", host);
}

/** Of a host with several addresses, the next is tried only where the one before took nothing. */
async function askOne(
  { from: _, ...hop }: Hop,
  addresses: readonly string[],
  { asked: { most }, http, limit }: Under,
): Promise<Result<HttpAnswer>> {
  let answer: Result<HttpAnswer> = fail("http.noSuchHost", hop.url.host);
  for (const address of addresses.slice(0, 4)) {
    const request: HttpRequest = { ...hop, address, most, abandoned: limit.signal };
    answer = await Promise.race([http.ask(request), limit.up]);
    if (answer.ok || !/^network\.(refused|unreachable)$/.test(answer.problem.code)) break;
  }
  return answer;
}

const redirect = ({ status, headers }: HttpAnswer): string | undefined =>
  [301, 302, 303, 307, 308].includes(status) ? headers["location"] : undefined;

/** RFC 9110 §15.4: what was sent is sent again only where the answer says so; secrets stay with their host. */
function onward(hop: Hop, url: URL, status: number): Hop {
  const { authorization: _, cookie: __, ...others } = hop.headers;
  const headers = url.origin === hop.url.origin ? hop.headers : others;
  const { body: ___, ...rest } = hop;
  const asBefore = status === 307 || status === 308 || hop.method !== "POST";
  return asBefore ? { ...hop, headers, url } : { ...rest, method: "GET", headers, url };
}
