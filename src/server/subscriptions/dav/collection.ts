/** A calendar (CalDAV, RFC 4791) or an address book (CardDAV, RFC 6352), read as a whole when it has changed. */
import { ok, type Result } from "#kit/result.ts";
import type { Answer, Validators } from "../ask.ts";
import type { Span } from "../readings.ts";
import type { Source } from "../source.ts";
import { collections } from "./discover.ts";
import { head, type QuestionMeans, question } from "./question.ts";

export interface DavMeans extends QuestionMeans {
  /** Events that touch it. */
  readonly span: Span;
}

/** At its own address, or where the server says that this person's are: then all of them as one. */
export async function fetchCollection(
  source: Source,
  known: Validators,
  means: DavMeans,
): Promise<Result<Answer>> {
  const found = await collections(source, means);
  if (!found.ok) return found;
  const tokens = found.value.map(({ token }) => token);
  const token = tokens.includes(undefined) ? undefined : tokens.join(" ");
  if (token !== undefined && token === known.token) return ok({ is: "same" });
  const xml = source.kind === "calendar" ? eventsWithin(means.span) : everyCard;
  const texts: string[] = [];
  for (const { url } of found.value) {
    const content = await question(source, { url, method: "REPORT", depth: "1", xml }, means);
    if (!content.ok) return content;
    texts.push(...content.value.entries.map((entry) => entry.text ?? ""));
  }
  const validators = token === undefined ? {} : { token };
  return ok({ is: "new", text: texts.join("\n"), validators });
}

const everyCard = `${head}<C:addressbook-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><D:prop><C:address-data><C:prop name="VERSION"/><C:prop name="FN"/><C:prop name="N"/><C:prop name="ORG"/><C:prop name="TEL"/><C:prop name="IMPP"/><C:prop name="CATEGORIES"/></C:address-data></D:prop><C:filter/></C:addressbook-query>`;

/** RFC 4791 §7.8, §9.9. */
const eventsWithin = ({ from, until }: Span): string =>
  `${head}<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"><C:time-range start="${stamp(from)}" end="${stamp(until)}"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>`;

const stamp = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "")}`;
