/** What a DAV server answers (RFC 4918 §13): the properties that it has, of each thing. */
import { plainText } from "#kit/plainText.ts";
import { elements, nameOf, type XmlElement, xmlRoot } from "#server/xml.ts";
import type { DavEntry } from "../readings.ts";

const mostEntries = 50_000;

/** Undefined: it is no multistatus. */
export function readMultistatus(text: string): readonly DavEntry[] | undefined {
  const root = xmlRoot(text);
  if (!root || nameOf(root) !== "multistatus") return undefined;
  return below(root, "response").slice(0, mostEntries).map(entry);
}

const below = (of: XmlElement, name: string): readonly XmlElement[] =>
  elements(of).filter((one) => nameOf(one) === name);

const hrefIn = (of: XmlElement | undefined): string | undefined =>
  of && below(of, "href")[0]?.text.trim();

function entry(response: XmlElement): DavEntry {
  const props = below(response, "propstat")
    .filter((one) => / 200\b/.test(below(one, "status")[0]?.text ?? " 200"))
    .flatMap((one) => below(one, "prop"))
    .flatMap(elements);
  const prop = (...names: readonly string[]): XmlElement | undefined =>
    names.flatMap((name) => props.filter((one) => nameOf(one) === name))[0];
  const token = prop("getctag", "sync-token", "getetag")?.text.trim();
  const text = prop("calendar-data", "address-data")?.text;
  const types = prop("resourcetype");
  const href = hrefIn(response);
  const principal = hrefIn(prop("current-user-principal"));
  const calendars = hrefIn(prop("calendar-home-set"));
  const addressBooks = hrefIn(prop("addressbook-home-set"));
  const kept = prop("supported-calendar-component-set");
  const noEvents = kept && !below(kept, "comp").some((one) => one.attributes["name"] === "VEVENT");
  const name = plainText(prop("displayname")?.text ?? "", 120).trim();
  return {
    ...(href && { href }),
    ...(principal && { principal }),
    ...(calendars && { calendars }),
    ...(addressBooks && { addressBooks }),
    ...(noEvents && { noEvents }),
    ...(name !== "" && { name }),
    types: types ? elements(types).map(nameOf) : [],
    ...(token && { token }),
    ...(text && { text }),
  };
}
