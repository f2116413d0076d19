/**
 * Who has called whom before, by number: a caller who was spoken to or left a message, and everybody
 * whom the owner has called. Kept apart from the calls, which are trimmed one day.
 */
import type { Acquaintance, Store } from "#server/store/store.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Party } from "#telephony/call/leg.ts";
import { canonical, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** More people than anybody telephones with; the first to be met is the first to be forgotten. */
const mostKnown = 20_000;

export class Acquaintances {
  readonly #table: Store["acquaintances"];
  readonly #settings: () => Settings;

  constructor(table: Store["acquaintances"], settings: () => Settings) {
    this.#table = table;
    this.#settings = settings;
  }

  /** A call that is over. */
  note(record: CallRecord): void {
    const who = record.direction === "in" ? this.#spokenTo(record) : this.#called(record);
    if (who === undefined) return;
    const by = record.direction === "in" ? "caller" : "owner";
    const known = this.#table.get(who)?.by ?? [];
    if (known.includes(by)) return;
    const kept: Acquaintance = { number: who, by: [...known, by] };
    void this.#table.put(who, kept);
    const all = this.#table.all();
    const [oldest] = all;
    if (all.length > mostKnown && oldest) void this.#table.remove(oldest.number);
  }

  before({ number, hidden }: Party): Acquaintance["by"] {
    const key = number === undefined || hidden ? undefined : this.#keyOf(number);
    return (key !== undefined && this.#table.get(key)?.by) || [];
  }

  #spokenTo({ from, outcome }: CallRecord): string | undefined {
    const spoken = outcome === "answered" || outcome === "message" || outcome === "forwarded";
    if (!spoken || from.hidden || from.number === undefined) return undefined;
    return this.#keyOf(from.number);
  }

  /** What was dialled and was a number: no code, no name, no call for help. */
  #called({ to, emergency }: CallRecord): string | undefined {
    return emergency || !/^\+?[0-9]/.test(to) ? undefined : this.#keyOf(to);
  }

  #keyOf(text: string): string | undefined {
    const number = readNumber(text, numbering(this.#settings()));
    return number?.is === "world" ? canonical(number) : undefined;
  }
}
