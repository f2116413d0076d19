/** A calendar (CalDAV, RFC 4791) or an address book (CardDAV, RFC 6352), read as a whole when it has changed. */
import { fail, ok, type Result } from "#kit/result.ts";
import { type Answer, ask, type FetchMeans, textOf, type Validators } from "../ask.ts";
import type { DavEntry, Reader, Span } from "../readings.ts";
import type { Source } from "../source.ts";

const most = 20 << 20;

export interface DavMeans {
  readonly world: FetchMeans;
  readonly reader: Reader;
  readonly abandoned: AbortSignal;
  /** Events that touch it. */
  readonly span: Span;
}

export async function fetchCollection(
  source: Source,
  known: Validators,
  means: DavMeans,
): Promise<Result<Answer>> {
  const found = await look(source, source.url, "0", means);
  if (!found.ok) return found;
  const [itself] = found.value;
  const wanted = source.kind === "calendar" ? "calendar" : "addressbook";
  if (!itself?.types.includes(wanted))
    return fail("dav.otherThing", `there is something, but no ${wanted} collection`);
  const { token } = itself;
  if (token !== undefined && token === known.token) return ok({ is: "same" });
  const content = await question(source, source.url, {
    method: "REPORT",
    depth: "1",
    xml: source.kind === "calendar" ? eventsWithin(means.span) : everyCard,
    means,
  });
  if (!content.ok) return content;
  const text = content.value.map((entry) => entry.text ?? "").join("\n");
  return ok({ is: "new", text, validators: token === undefined ? {} : { token } });
}

/** What is there, and below it with depth 1. */
export const look = (
  source: Source,
  url: string,
  depth: "0" | "1",
  means: DavMeans,
): Promise<Result<readonly DavEntry[]>> =>
  question(source, url, { method: "PROPFIND", depth, xml: whatIsThere, means });

interface Asking {
  readonly method: "PROPFIND" | "REPORT";
  readonly depth: "0" | "1";
  readonly xml: string;
  readonly means: DavMeans;
}

async function question(
  source: Source,
  url: string,
  { method, depth, xml, means }: Asking,
): Promise<Result<readonly DavEntry[]>> {
  const { world, reader, abandoned } = means;
  const answer = await ask(
    source,
    { url, method, headers: { depth }, xml, most, abandoned },
    world,
  );
  if (!answer.ok) return answer;
  const host = new URL(url).host;
  if (answer.value.status !== 207) return fail("dav.noDav", `${host} is no DAV server there`);
  const entries = await reader.read("dav", { text: textOf(answer.value) });
  if (!entries.ok) return entries;
  return entries.value ? ok(entries.value) : fail("dav.broken", `${host} answers what is no DAV`);
}

const head = '<?xml version="1.0" encoding="utf-8"?>';

const whatIsThere = `${head}<D:propfind xmlns:D="DAV:" xmlns:C="http://calendarserver.org/ns/"><D:prop><D:resourcetype/><D:displayname/><D:sync-token/><C:getctag/></D:prop></D:propfind>`;

const everyCard = `${head}<C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:prop><C:address-data><C:prop name="VERSION"/><C:prop name="FN"/><C:prop name="N"/><C:prop name="ORG"/><C:prop name="TEL"/><C:prop name="IMPP"/><C:prop name="CATEGORIES"/></C:address-data></D:prop><C:filter/></C:addressbook-query>`;

/** RFC 4791 §7.8, §9.9. */
const eventsWithin = ({ from, until }: Span): string =>
  `${head}<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${stamp(from)}" end="${stamp(until)}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`;

const stamp = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "")}`;
