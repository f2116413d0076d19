/** What is kept elsewhere, in one shape for one form: calendars, address books, lists of numbers. */
import type { Schemas } from "../../../api/client.ts";
import type { SettingsDocument, TimeSettings } from "../../../words/decision.ts";
import {
  itemsOf,
  placeOf,
  type Secret,
  sectionOf,
  withItem,
  withoutEmpty,
} from "../parts/document.ts";

export type SourceKind = Schemas["Subscription"]["kind"];

export interface SourceItem {
  readonly id: string;
  readonly name?: string;
  readonly url: string;
  /** A calendar is a file, or asked for by CalDAV. */
  readonly dav?: boolean;
  readonly username?: string;
  readonly secret?: Secret;
  readonly inside?: boolean;
  /** Minutes between two looks. */
  readonly every?: number | null;
  /** Of a calendar: only events in whose title this stands. */
  readonly title?: string;
  /** Of a list: what it is for. */
  readonly as?: "block" | "allow";
  /** Of an address book: what all of its people belong to. */
  readonly groups?: readonly string[];
}

interface Kept extends Omit<SourceItem, "id" | "name" | "url" | "dav"> {
  readonly url?: string;
  readonly ics?: string;
  readonly caldav?: string;
  readonly carddav?: string;
  readonly holidays?: string;
}
type Item = Kept & { readonly id: string; readonly name?: string };
type Time = Omit<TimeSettings, "calendar"> & { readonly calendar?: Kept };

export interface Kind {
  all(document: SettingsDocument): readonly SourceItem[];
  put(document: SettingsDocument, item: SourceItem): SettingsDocument;
  drop(document: SettingsDocument, id: string): SettingsDocument;
  /** Where its parts stand, the name beside them. */
  at(document: SettingsDocument, id: string): string;
  /** Which key its address has. */
  urlKey(item: SourceItem): string;
}

const listsOf = (document: SettingsDocument): readonly Item[] =>
  sectionOf<{ readonly lists?: readonly Item[] }>(document, "callers").lists ?? [];
const withLists = (document: SettingsDocument, lists: readonly Item[]): SettingsDocument => ({
  ...document,
  callers: { ...sectionOf(document, "callers"), lists },
});
const booksOf = (document: SettingsDocument): readonly Item[] =>
  itemsOf<Item>(document, "addressBooks");
const timesOf = (document: SettingsDocument): readonly Time[] => itemsOf<Time>(document, "times");
const withTimes = (document: SettingsDocument, times: readonly Time[]): SettingsDocument =>
  ({ ...document, times }) as SettingsDocument;

/** As it is written where its name stands elsewhere. */
const kept = ({ id: _, name: __, url: ___, dav: ____, every, ...rest }: SourceItem): Kept =>
  withoutEmpty({ ...rest, ...(typeof every === "number" && { every }) });
const named = ({ id, name }: SourceItem): { readonly id: string; readonly name?: string } =>
  name ? { id, name } : { id };

const calendar: Kind = {
  all: (document) =>
    timesOf(document).flatMap(({ id, name, calendar: one }): readonly SourceItem[] => {
      if (!one || one.holidays !== undefined) return [];
      const { ics, caldav, ...rest } = one;
      const dav = caldav !== undefined;
      return [{ ...rest, id, ...(name && { name }), url: caldav ?? ics ?? "", dav }];
    }),
  put(document, item) {
    const times = timesOf(document);
    const before = times.find(({ id }) => id === item.id);
    const own = { ...kept(item), [calendar.urlKey(item)]: item.url };
    return withTimes(document, withItem(times, { ...before, ...named(item), calendar: own }));
  },
  /** A time that has hours of its own keeps them. */
  drop(document, id) {
    const times = timesOf(document).flatMap((time): readonly Time[] => {
      if (time.id !== id) return [time];
      const { calendar: _, ...rest } = time;
      const hours = [...(rest.weekly ?? []), ...(rest.dates ?? [])];
      return hours.length > 0 ? [rest] : [];
    });
    return withTimes(document, times);
  },
  at: (document, id) => `/times/${placeOf(timesOf(document), id)}/calendar`,
  urlKey: ({ dav }) => (dav ? "caldav" : "ics"),
};

const addressBook: Kind = {
  all: (document) =>
    booksOf(document).map(({ carddav = "", ...rest }) => ({ ...rest, url: carddav, dav: true })),
  put: (document, item) => ({
    ...document,
    addressBooks: withItem(booksOf(document), {
      ...named(item),
      ...kept(item),
      id: item.id,
      carddav: item.url,
    }),
  }),
  drop: (document, id) => ({
    ...document,
    addressBooks: booksOf(document).filter((one) => one.id !== id),
  }),
  at: (document, id) => `/addressBooks/${placeOf(booksOf(document), id)}`,
  urlKey: () => "carddav",
};

const list: Kind = {
  all: (document) => listsOf(document).map(({ url = "", ...rest }) => ({ ...rest, url })),
  put: (document, item) =>
    withLists(
      document,
      withItem(listsOf(document), { ...named(item), ...kept(item), id: item.id, url: item.url }),
    ),
  drop: (document, id) =>
    withLists(
      document,
      listsOf(document).filter((one) => one.id !== id),
    ),
  at: (document, id) => `/callers/lists/${placeOf(listsOf(document), id)}`,
  urlKey: () => "url",
};

export const kinds: Readonly<Record<SourceKind, Kind>> = { calendar, addressBook, list };

/** Every id that is taken in a list of that kind. */
export const takenIds = (kind: SourceKind, document: SettingsDocument) =>
  kind === "calendar" ? timesOf(document) : kinds[kind].all(document);

/** What a new one begins with. */
export const blankSource = (kind: SourceKind, id: string): SourceItem => ({
  id,
  url: "",
  ...(kind === "calendar" && { dav: false }),
  ...(kind === "addressBook" && { dav: true }),
  ...(kind === "list" && { as: "block" as const }),
});
