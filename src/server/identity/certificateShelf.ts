/**
 * The certificates of those who sign calls, by where they are: fetched once, and kept as long as their
 * server says. A place that gave none is not asked again for a while, so that it delays one call, not each.
 */
import { fail, ok, type Result } from "#kit/result.ts";
import { after, hours, type Instant, type Millis, minutes, seconds } from "#kit/time.ts";
import type { Certificate } from "#world/certificates.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { World } from "#world/world.ts";

export type Chain = Result<readonly Certificate[]>;

type ShelfWorld = Pick<World, "clock" | "network" | "http" | "crypto">;

interface Kept {
  readonly chain: Promise<Chain>;
  until: Instant;
}

const mostPlaces = 200;
/** More at a time are somebody's attempt to keep us busy. */
const mostFetches = 8;
const mostBytes = 100_000;
/** A call does not wait as long; what comes later is there for the next one. */
const fetchedWithin = seconds(5);
const failedFor = seconds(30);
const usually = minutes(5);
const [shortest, longest] = [minutes(1), hours(24)];

export class CertificateShelf {
  readonly #world: ShelfWorld;
  /** The place that was filled first, first. */
  readonly #kept = new Map<string, Kept>();
  readonly #closing = new AbortController();
  #fetching = 0;

  constructor(world: ShelfWorld) {
    this.#world = world;
  }

  /** The signer's own certificate first. `identity.unreachable` when there is none to be had there. */
  get(url: string): Promise<Chain> {
    const now = this.#world.clock.now();
    const kept = this.#kept.get(url);
    if (kept && now < kept.until) return kept.chain;
    if (this.#fetching >= mostFetches)
      return Promise.resolve(fail("identity.unreachable", "too many certificates at once"));
    return this.#keep(url, now);
  }

  close(): void {
    this.#closing.abort();
  }

  #keep(url: string, now: Instant): Promise<Chain> {
    const chain = this.#fetch(url).then(([found, time]) => {
      kept.until = after(this.#world.clock.now(), time);
      return found;
    });
    const kept: Kept = { chain, until: after(now, usually) };
    const [oldest] = this.#kept.keys();
    this.#kept.delete(url);
    if (this.#kept.size >= mostPlaces && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(url, kept);
    return chain;
  }

  async #fetch(url: string): Promise<readonly [Chain, Millis]> {
    this.#fetching++;
    const answer = await guardedFetch(
      {
        url,
        within: fetchedWithin,
        most: mostBytes,
        redirects: 2,
        abandoned: this.#closing.signal,
      },
      this.#world,
    );
    this.#fetching--;
    if (!answer.ok) return [fail("identity.unreachable", answer.problem.code), failedFor];
    const { status, body, headers } = answer.value;
    const read = this.#world.crypto.readCertificates(body);
    if (status !== 200 || !read.ok)
      return [fail("identity.unreachable", `${status}, and no certificate`), failedFor];
    return [ok(read.value), keptFor(headers["cache-control"])];
  }
}

function keptFor(control = ""): Millis {
  const age = /(?:^|[\s,])max-age="?(\d{1,9})/i.exec(control)?.[1];
  const said = age === undefined ? usually : seconds(Number(age));
  return said < shortest ? shortest : said > longest ? longest : said;
}
