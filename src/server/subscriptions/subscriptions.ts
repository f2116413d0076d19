/** All that the owner's settings want kept from elsewhere, and what it says of a call. */
import { type Listen, listeners } from "#kit/listeners.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { sameValue } from "#kit/sameValue.ts";
import type { WallTime } from "#kit/time.ts";
import { groupsNamed } from "#server/contacts/importPeople.ts";
import type { KnownContact } from "#server/control/acquaintance.ts";
import type { SubscriptionView } from "#server/control.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Given } from "#telephony/call/plan.ts";
import type { CalendarFacts, Contact } from "#telephony/directing/facts.ts";
import { stoppedBy } from "#telephony/directing/stopped.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { sizeOf } from "./holding.ts";
import type { Caller } from "./lookUp.ts";
import type { ReadPerson } from "./readings.ts";
import { type Kind, keyOf, sourcesOf } from "./source.ts";
import { Subscription, type SubscriptionMeans } from "./subscription.ts";

/** Of the many events of one moment, as many as anybody names in a rule. */
const mostEvents = 20;

export type Known = Pick<Given, "calendars" | "listed" | "contact">;

export class Subscriptions {
  readonly #means: SubscriptionMeans;
  #settings: Pick<Settings, "addressBooks" | "groups"> = { addressBooks: [], groups: [] };
  #all = new Map<string, Subscription>();
  readonly #news = listeners<string>();
  /** By kind and id (`keyOf`): it was looked at. */
  readonly changes: Listen<string> = this.#news.listen;

  constructor(means: SubscriptionMeans) {
    this.#means = means;
  }

  use(settings: Settings): void {
    this.#settings = settings;
    const before = this.#all;
    this.#all = new Map();
    for (const source of sourcesOf(settings)) {
      const key = keyOf(source);
      const known = before.get(key);
      if (known && sameValue(known.source, source)) this.#all.set(key, known);
      else {
        known?.close();
        const made = new Subscription(source, this.#means, () => this.#news.tell(key));
        this.#all.set(key, made);
        void made.open();
      }
      before.delete(key);
    }
    for (const gone of before.values()) gone.forget();
  }

  /** What is known of this caller at that moment: the facts that go into a decision. */
  known(caller: Caller & { readonly hidden?: boolean }, at: WallTime): Known {
    const calendars = this.#calendars(at);
    const shown = !caller.hidden && (caller.number ?? caller.address) !== undefined;
    const listed = shown ? this.#listed(caller) : [];
    const contact = shown ? this.contact(caller) : undefined;
    return {
      ...(calendars.length > 0 && { calendars }),
      ...(listed.length > 0 && { listed }),
      ...(contact && { contact }),
    };
  }

  contact(caller: Caller): Contact | undefined {
    for (const { source, holding } of this.#all.values()) {
      const found = holding?.kind === "addressBook" ? holding.book.find(caller) : undefined;
      if (!found) continue;
      return { name: found.name, groups: this.#groupsOf(source.id, found), book: source.id };
    }
    return undefined;
  }

  /** Everybody whom the address books name. */
  contacts(): readonly KnownContact[] {
    return [...this.#all.values()].flatMap(({ source, holding }) => {
      if (holding?.kind !== "addressBook") return [];
      return holding.book.people.map((one) => ({
        book: source.id,
        name: one.name,
        numbers: one.keys,
        groups: this.#groupsOf(source.id, one),
      }));
    });
  }

  /** Those of the book, and those that the card's categories name. */
  #groupsOf(bookId: string, { categories }: ReadPerson): readonly string[] {
    const book = this.#settings.addressBooks.find(({ id }) => id === bookId);
    return [...new Set([...(book?.groups ?? []), ...groupsNamed(categories, this.#settings)])];
  }

  #listed(caller: Caller): readonly string[] {
    return [...this.#all.values()]
      .filter(({ holding }) => holding?.kind === "list" && holding.list.has(caller))
      .map(({ source }) => source.id);
  }

  #calendars(at: WallTime): readonly CalendarFacts[] {
    return [...this.#all.values()].flatMap(({ source, holding, asOf }): CalendarFacts[] => {
      if (source.kind !== "calendar") return [];
      const held = holding?.kind === "calendar" ? holding : undefined;
      const isKnown = held && held.span.from <= at && at < held.span.until;
      if (!isKnown || asOf === undefined) return [{ time: source.id, on: [] }];
      const on = held.events
        .filter(({ from, until }) => from <= at && at < until)
        .slice(0, mostEvents)
        .map(({ title, busy }) => ({ title, busy }));
      return [{ time: source.id, asOf, on }];
    });
  }

  /** A call is over: whether a list had stopped it. */
  note({ decision }: CallRecord): void {
    const last = decision?.because.at(-1);
    if (!last || decision?.cause === null) return;
    for (const { by, what } of stoppedBy(last))
      if (by === "list") this.#all.get(keyOf({ kind: "list", id: what }))?.noteStopped();
  }

  views(): readonly SubscriptionView[] {
    return [...this.#all.values()].map((one) => {
      const { source, holding, asOf, problem: trouble } = one;
      return {
        kind: source.kind,
        id: source.id,
        name: source.name,
        host: new URL(source.url).host,
        ...(holding && { count: sizeOf(holding) }),
        ...(source.kind === "list" && { stopped: one.stopped }),
        ...(asOf !== undefined && { asOf }),
        ...(trouble && { problem: trouble }),
      };
    });
  }

  troubles(): readonly Problem[] {
    return this.views().flatMap(({ name, problem: trouble }) =>
      trouble ? [problem(trouble.code, `${name}: ${trouble.detail}`)] : [],
    );
  }

  /** False: there is none such. */
  look(kind: Kind, id: string): boolean {
    const found = this.#all.get(keyOf({ kind, id }));
    void found?.look();
    return found !== undefined;
  }

  close(): void {
    for (const one of this.#all.values()) one.close();
  }
}
