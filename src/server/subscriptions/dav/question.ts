/** One question to a DAV server (RFC 4918), and its answer. */
import { fail, ok, type Result } from "#kit/result.ts";
import { ask, type FetchMeans, textOf } from "../ask.ts";
import type { DavEntry, Reader } from "../readings.ts";
import type { Source } from "../source.ts";

const most = 20 << 20;

export interface QuestionMeans {
  readonly world: FetchMeans;
  readonly reader: Reader;
  readonly abandoned: AbortSignal;
}

export interface Asking {
  /** Where, when not at the source's own address. */
  readonly url: string;
  readonly method: "PROPFIND" | "REPORT";
  readonly depth: "0" | "1";
  readonly xml: string;
}

export interface Told {
  readonly entries: readonly DavEntry[];
  /** Who answered, behind all redirects: what its paths are meant from. */
  readonly at: string;
}

export async function question(
  source: Source,
  { url, method, depth, xml }: Asking,
  { world, reader, abandoned }: QuestionMeans,
): Promise<Result<Told>> {
  const asked = { method, headers: { depth }, xml, most, abandoned };
  const answer = await ask({ ...source, url }, asked, world);
  if (!answer.ok) return answer;
  const { host } = new URL(url);
  if (answer.value.status !== 207) return fail("dav.noDav", `${host} is no DAV server there`);
  const entries = await reader.read("dav", { text: textOf(answer.value) });
  if (!entries.ok) return entries;
  return entries.value
    ? ok({ entries: entries.value, at: answer.value.url })
    : fail("dav.broken", `${host} answers what is no DAV`);
}

export const head = '<?xml version="1.0" encoding="utf-8"?>';
