/** What the settings want kept from elsewhere, in one shape. */
import { type Millis, minutes } from "#kit/time.ts";
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Elsewhere } from "#telephony/settings/times.ts";

export type Kind = "calendar" | "list" | "addressBook";

export interface Source {
  readonly kind: Kind;
  /** Of the time, list or address book; only the kinds keep equal ones apart. */
  readonly id: string;
  readonly name: string;
  /** Perhaps with a key in it: nothing to be logged or told. */
  readonly url: string;
  /** Asked by CalDAV or CardDAV, not fetched as one file. */
  readonly dav: boolean;
  readonly username?: string;
  readonly secret?: string;
  readonly inside: boolean;
  readonly every: Millis;
  /** How it is to be read. */
  readonly home: Numbering;
  readonly timeZone: string;
}

export const keyOf = ({ kind, id }: Pick<Source, "kind" | "id">): string => `${kind}-${id}`;

const usually = { calendar: 15, list: 720, addressBook: 60 } as const;

/** In the order of the document. */
export function sourcesOf(settings: Settings): readonly Source[] {
  const common = { home: numbering(settings), timeZone: settings.owner.timeZone };
  const source = (kind: Kind, of: Item, url: string, dav: boolean): Source => ({
    ...common,
    kind,
    id: of.id,
    name: of.name ?? of.id,
    url: url.replace(/^webcals?:/i, "https:"),
    dav,
    inside: of.inside,
    every: minutes(of.every ?? usually[kind]),
    ...(of.username !== undefined && { username: of.username }),
    ...(of.secret !== undefined && { secret: of.secret }),
  });
  return [
    ...settings.addressBooks.map((one) => source("addressBook", one, one.carddav, true)),
    ...settings.callers.lists.map((one) => source("list", one, one.url, false)),
    ...settings.times.flatMap(({ id, name, calendar }) => {
      if (!calendar || "holidays" in calendar) return [];
      const item = { ...calendar, id, ...(name !== undefined && { name }) };
      return [source("calendar", item, addressOf(calendar), "caldav" in calendar)];
    }),
  ];
}

const addressOf = (calendar: Elsewhere): string =>
  "ics" in calendar ? calendar.ics : calendar.caldav;

interface Item {
  readonly id: string;
  readonly name?: string;
  readonly username?: string;
  readonly secret?: string;
  readonly inside: boolean;
  readonly every?: number;
}
