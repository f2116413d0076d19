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
  const itsKind: Asking = { method: "PROPFIND", depth: "0", xml: whatItIs };
  const found = await question(source, itsKind, means);
  if (!found.ok) return found;
  const [itself] = found.value;
  const wanted = source.kind === "calendar" ? "calendar" : "addressbook";
  if (!itself?.types.includes(wanted))
    return fail("dav.otherThing", `there is something, but no ${wanted} collection`);
  const { token } = itself;
  if (token !== undefined && token === known.token) return ok({ is: "same" });
  const xml = source.kind === "calendar" ? eventsWithin(means.span) : everyCard;
  const content = await question(source, { method: "REPORT", depth: "1", xml }, means);
  if (!content.ok) return content;
  const text = content.value.map((entry) => entry.text ?? "").join("\n");
  return ok({ is: "new", text, validators: token === undefined ? {} : { token } });
}

interface Asking {
  readonly method: "PROPFIND" | "REPORT";
  readonly depth: "0" | "1";
  readonly xml: string;
}

async function question(
  source: Source,
  { method, depth, xml }: Asking,
  { world, reader, abandoned }: DavMeans,
): Promise<Result<readonly DavEntry[]>> {
  const answer = await ask(source, { method, headers: { depth }, xml, most, abandoned }, world);
  if (!answer.ok) return answer;
  const { host } = new URL(source.url);
  if (answer.value.status !== 207) return fail("dav.noDav", `${host} is no DAV server there`);
  const entries = await reader.read("dav", { text: textOf(answer.value) });
  if (!entries.ok) return entries;
  return entries.value ? ok(entries.value) : fail("dav.broken", `${host} answers what is no DAV`);
}

const head = '<?xml version="1.0" encoding="utf-8"?>';

const whatItIs = `${head}<D:propfind xmlns:D="DAV:" xmlns:C="http://calendarserver.org/ns/"><D:prop><D:resourcetype/><D:sync-token/><C:getctag/></D:prop></D:propfind>`;

const everyCard = `${head}<C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:prop><C:address-data><C:prop name="VERSION"/><C:prop name="FN"/><C:prop name="N"/><C:prop name="ORG"/><C:prop name="TEL"/><C:prop name="IMPP"/><C:prop name="CATEGORIES"/></C:address-data></D:prop><C:filter/></C:addressbook-query>`;

/** RFC 4791 §7.8, §9.9. */
const eventsWithin = ({ from, until }: Span): string =>
  `${head}<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${stamp(from)}" end="${stamp(until)}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`;

const stamp = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "")}`;
