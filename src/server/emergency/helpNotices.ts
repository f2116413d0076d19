/**
 * Who shall know when somebody here calls for help: the people that the owner named are called and
 * told, through other channels than the call itself needs, and the page says so for as long as those
 * who help may call back. Nothing here can reach the call for help.
 */
import type { Cancel } from "#kit/listeners.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { after, minutes } from "#kit/time.ts";
import type { LiveCall } from "#server/calls/liveCall.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";

export interface HelpNoticeMeans {
  readonly clock: Clock;
  readonly settings: () => Settings;
  /** Calls that number or address, and says the notice to whoever answers; undefined: there is no way. */
  readonly tell: (to: string) => CallId | undefined;
  /** Those who help may still call back. */
  readonly isRecent: () => boolean;
}

/** What such a call is to. */
export const helpNotice = "help-notice";
const mostTries = 3;
const pause = minutes(1);

interface Telling {
  readonly to: string;
  readonly tries: number;
}

export class HelpNotices {
  readonly #of: HelpNoticeMeans;
  /** Calls for help whose people have been told. */
  readonly #told = new Set<CallId>();
  readonly #calls = new Map<CallId, Telling>();
  readonly #later = new Set<Cancel>();
  #last: CallRecord | undefined;

  constructor(of: HelpNoticeMeans) {
    this.#of = of;
  }

  /** Once they speak, or when it came to nothing: until then it has every channel to itself. */
  changed({ id, record }: LiveCall): void {
    if (!record.emergency || record.direction !== "out") return;
    this.#last = record;
    const isDue = record.answered !== undefined || record.ended !== undefined;
    if (!isDue || this.#told.has(id)) return;
    this.#told.add(id);
    for (const to of this.#people()) this.#tell({ to, tries: 1 });
  }

  /** A call is over: perhaps one of ours that nobody answered. */
  closed(id: CallId, { legs, answered }: CallRecord): void {
    this.#told.delete(id);
    const telling = this.#calls.get(id);
    if (!telling) return;
    this.#calls.delete(id);
    const heard = answered !== undefined || legs[0]?.state === "answered";
    if (!heard) this.#tellLater(telling);
  }

  /** For the page: that it happened, where and when. */
  troubles(): readonly Problem[] {
    const { settings, isRecent } = this.#of;
    const last = this.#last;
    if (!last || !isRecent()) return [];
    const { minute } = localTime(last.began, settings().owner.timeZone);
    const two = (n: number): string => String(n).padStart(2, "0");
    const at = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    return [problem("emergency.called", `${last.via ?? "?"}: ${last.to}, ${at}`)];
  }

  close(): void {
    for (const cancel of this.#later) cancel();
    this.#later.clear();
  }

  #people(): readonly string[] {
    const { emergency, people } = this.#of.settings();
    return emergency.notify.flatMap((id) => people.find((one) => one.id === id)?.numbers[0] ?? []);
  }

  #tell(telling: Telling): void {
    const call = this.#of.tell(telling.to);
    if (call === undefined) this.#tellLater(telling);
    else this.#calls.set(call, telling);
  }

  #tellLater({ to, tries }: Telling): void {
    if (tries >= mostTries) return;
    const { clock } = this.#of;
    const cancel = clock.at(after(clock.now(), pause), () => {
      this.#later.delete(cancel);
      this.#tell({ to, tries: tries + 1 });
    });
    this.#later.add(cancel);
  }
}
