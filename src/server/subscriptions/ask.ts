/** One question to where something is kept, and what its answer means. */
import { base64, fromUtf8, utf8 } from "#kit/bytes.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { type Fetched, guardedFetch } from "#world/http/guardedFetch.ts";
import type { HttpRequest } from "#world/http.ts";
import type { World } from "#world/world.ts";
import type { Source } from "./source.ts";

export type FetchMeans = Pick<World, "network" | "http" | "clock">;

export interface Question {
  readonly method?: HttpRequest["method"];
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: string;
  /** Bytes of the answer. */
  readonly most: number;
  readonly abandoned: AbortSignal;
}

/** 2xx and 304 are answers, all else is a problem that its owner can understand. */
export async function ask(
  source: Source,
  { method = "GET", headers = {}, xml, most, abandoned }: Question,
  world: FetchMeans,
): Promise<Result<Fetched>> {
  const { url } = source;
  const answer = await guardedFetch(
    {
      url,
      method,
      headers: {
        ...headers,
        ...credentials(source),
        ...(xml !== undefined && { "content-type": "application/xml; charset=utf-8" }),
      },
      ...(xml !== undefined && { body: utf8(xml) }),
      within: seconds(30),
      most,
      redirects: 5,
      allow: source.inside ? [new URL(url).host, new URL(url).hostname] : [],
      abandoned,
    },
    world,
  );
  if (!answer.ok) return answer;
  const { status } = answer.value;
  if (status === 304 || (status >= 200 && status < 300)) return answer;
  return failWith(meaning(status, new URL(answer.value.url).host));
}

/** Told to nobody but the host that the settings name: they follow no redirect to another. */
function credentials({ username, secret }: Source) {
  if (secret === undefined) return {};
  const pair = utf8(`${username ?? ""}:${secret}`); // RFC 7617 §2.1
  return { authorization: `Basic ${base64(pair)}` };
}

function meaning(status: number, host: string): Problem {
  if (status === 401 || status === 403)
    return problem("subscription.refused", `${host} does not let us in (${status})`);
  if (status === 404 || status === 410)
    return problem("subscription.notThere", `${host} has nothing there (${status})`);
  return problem("subscription.trouble", `${host} answers ${status}`);
}

export const textOf = ({ body }: Fetched): string => fromUtf8(body);

/** What a server said about a version of a thing, to be asked by the next time. */
export interface Validators {
  readonly etag?: string;
  readonly modified?: string;
  /** Of a DAV collection. */
  readonly token?: string;
}

export type Answer =
  | { readonly is: "same" }
  | { readonly is: "new"; readonly text: string; readonly validators: Validators };

const mostText = 10 << 20;

/** A file by its address (RFC 9110 §13.1): only when it is not the one that is known. */
export async function fetchFile(
  source: Source,
  known: Validators,
  abandoned: AbortSignal,
  world: FetchMeans,
): Promise<Result<Answer>> {
  const headers = {
    accept:
      source.kind === "calendar" ? "text/calendar, */*;q=0.5" : "text/plain, text/csv, */*;q=0.5",
    ...(known.etag !== undefined && { "if-none-match": known.etag }),
    ...(known.modified !== undefined && { "if-modified-since": known.modified }),
  };
  const answer = await ask(source, { headers, most: mostText, abandoned }, world);
  if (!answer.ok) return answer;
  if (answer.value.status === 304) return ok({ is: "same" });
  const { etag, "last-modified": modified } = answer.value.headers;
  const validators = { ...(etag && { etag }), ...(modified && { modified }) };
  return ok({ is: "new", text: textOf(answer.value), validators });
}
