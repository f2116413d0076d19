/**
 * Which collections are meant: the one at that address, or else those of the person who asks
 * (RFC 6764 §6): from the address, or from the server's well-known one, to whoever asks, to where
 * that one's calendars or address books lie.
 */
import { fail, ok, type Result } from "#kit/result.ts";
import type { DavEntry } from "../readings.ts";
import type { Source } from "../source.ts";
import { head, type QuestionMeans, question, type Told } from "./question.ts";

export interface Collection {
  readonly url: string;
  /** What its owner calls it (RFC 4918 §15.2). */
  readonly name?: string;
  /** Something that changes whenever its content does. */
  readonly token?: string;
}

/** More are not read. */
const mostCollections = 20;

export async function collections(
  source: Source,
  means: QuestionMeans,
): Promise<Result<readonly Collection[]>> {
  const kind = source.kind === "calendar" ? "calendar" : "addressbook";
  const first = await look(source, source.url, "0", means);
  const [itself] = first.ok ? first.value.entries : [];
  if (itself?.types.includes(kind)) return ok([collection(source.url, itself)]);
  const home = await homeOf(source, first, means);
  const there = home === undefined ? undefined : await look(source, home, "1", means);
  if (there && !there.ok) return there;
  const found = there ? ofKind(kind, source, there.value) : [];
  if (found.length > 0) return ok(found.slice(0, mostCollections));
  return first.ok ? fail("dav.otherThing", `there is something, but no ${kind} collection`) : first;
}

function ofKind(kind: string, source: Source, { entries, at }: Told): readonly Collection[] {
  return entries
    .filter(({ types, noEvents }) => types.includes(kind) && !noEvents)
    .flatMap((entry) => {
      const url = beside(source, at, entry.href);
      return url === undefined ? [] : [collection(url, entry)];
    });
}

const collection = (url: string, { name, token }: DavEntry): Collection => ({
  url,
  ...(name !== undefined && { name }),
  ...(token !== undefined && { token }),
});

/** Where the calendars or address books of whoever asks lie. */
async function homeOf(
  source: Source,
  first: Result<Told>,
  means: QuestionMeans,
): Promise<string | undefined> {
  const principal =
    principalIn(source, first) ?? principalIn(source, await wellKnown(source, first, means));
  const told = principal === undefined ? undefined : await look(source, principal, "0", means);
  if (!told?.ok) return undefined;
  const [person] = told.value.entries;
  const home = source.kind === "calendar" ? person?.calendars : person?.addressBooks;
  return beside(source, told.value.at, home);
}

const principalIn = (source: Source, told: Result<Told>): string | undefined =>
  told.ok ? beside(source, told.value.at, told.value.entries[0]?.principal) : undefined;

/** RFC 6764 §5; only for a server as such, not for what is wrong somewhere within it. */
async function wellKnown(
  source: Source,
  first: Result<Told>,
  means: QuestionMeans,
): Promise<Result<Told>> {
  const { pathname } = new URL(source.url);
  if (pathname !== "/" || (!first.ok && first.problem.code === "subscription.refused"))
    return first;
  const name = source.kind === "calendar" ? "caldav" : "carddav";
  return look(source, new URL(`/.well-known/${name}`, source.url).href, "0", means);
}

const look = (
  source: Source,
  url: string,
  depth: "0" | "1",
  means: QuestionMeans,
): Promise<Result<Told>> =>
  question(source, { url, method: "PROPFIND", depth, xml: whatItIs }, means);

/**
 * What is told at `at`, as a whole URL. The password goes along there: so only to the server that the
 * settings name, or over TLS to one of the same domain, as those have it that spread their users over
 * many; wherever a redirect has led to.
 */
function beside(source: Source, at: string, href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href, at)) return undefined;
  const [named, to] = [new URL(source.url), new URL(href, at)];
  const domain = parentOf(named.hostname);
  const isNear =
    named.protocol === "https:" && to.protocol === "https:" && domain === parentOf(to.hostname);
  return to.origin === named.origin || (isNear && domain !== undefined) ? to.href : undefined;
}

/** `icloud.com` of `caldav.icloud.com`; none of an address, nor where it would be a top-level domain. */
const parentOf = (host: string): string | undefined =>
  /^[^.]+\.([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*)$/i.exec(host)?.[1];

const whatItIs = `${head}<D:propfind xmlns:D="DAV:" xmlns:S="http://calendarserver.org/ns/" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:B="urn:ietf:params:xml:ns:carddav"><D:prop><D:resourcetype/><D:displayname/><D:sync-token/><S:getctag/><D:current-user-principal/><C:calendar-home-set/><B:addressbook-home-set/><C:supported-calendar-component-set/></D:prop></D:propfind>`;
