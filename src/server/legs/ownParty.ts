/** What our own parties (announcement, echo, mailbox) have in common as legs: a voice, and little to be told. */
import { type Listen, listeners } from "#kit/listeners.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import { type StudioMeans, StudioPort } from "#server/legs/studioPort.ts";
import type { PortEvent } from "#server/portEvents.ts";
import {
  because,
  type Cause,
  type LegCommand,
  type LegEvent,
  type LegId,
} from "#telephony/call/leg.ts";

/** What one kind of party does; each is told once that it is rung, and that it is told to go. */
export interface PartyManner {
  rung(party: OwnParty): void;
  /** As a caller: somebody hears it from now on. */
  answered?(party: OwnParty): void;
  /** Something happened at its port. */
  port(event: PortEvent, party: OwnParty): void;
  /** A digit of the caller that came by signalling. */
  digit?(digit: string, party: OwnParty): void;
  /** The call is over for it. True: it ends by itself in a moment, when something is kept. */
  dismissed?(party: OwnParty, cause: Cause): boolean;
  closed?(): void;
}

export class OwnParty implements Leg {
  readonly id: LegId;
  readonly #manner: PartyManner;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events: Listen<LegEvent> = this.#events.listen;
  readonly audioChanged: Listen<undefined> = this.#audioChanged.listen;
  readonly studio: StudioPort;
  #silent = false;
  #rung = false;
  #there = false;
  #state: "here" | "dismissed" | "over" = "here";

  constructor(id: LegId, means: StudioMeans, manner: PartyManner) {
    this.id = id;
    this.#manner = manner;
    this.studio = new StudioPort(id, means, {
      ready: (there) => this.#ready(there),
      tell: (event) => manner.port(event, this),
    });
  }

  audio(): LegAudio | undefined {
    return this.#silent ? undefined : this.studio.audio();
  }

  /** Whatever the others speak is right. */
  codecs(): [] {
    return [];
  }

  tell(event: LegEvent): void {
    if (this.#state !== "over") this.#events.tell(event);
  }

  /** Has nothing more to say: the others may be relayed. */
  fallSilent(): void {
    this.#silent = true;
    this.#audioChanged.tell(undefined);
  }

  leave(cause: Cause): void {
    if (this.#state === "over") return;
    this.#state = "over";
    this.#events.tell({ on: "ended", cause });
  }

  perform(command: LegCommand): void {
    if (this.#state === "over") return;
    if (command.do === "ring") {
      this.#rung = true;
      this.#begin();
    } else if (command.do === "answer") {
      this.#manner.answered?.(this);
    } else if (command.do === "sendDigit") {
      this.#manner.digit?.(command.digit, this);
    } else if (command.do === "end" && this.#state === "here") {
      this.#state = "dismissed";
      if (!this.#manner.dismissed?.(this, command.cause)) this.leave(command.cause);
    }
  }

  close(): void {
    this.#state = "over";
    this.#manner.closed?.();
    this.studio.close();
  }

  #ready(there: boolean): void {
    this.#there = there;
    if (!there) return void this.leave(because("limit"));
    this.#audioChanged.tell(undefined);
    this.#begin();
  }

  #begin(): void {
    if (this.#rung && this.#there && this.#state === "here") this.#manner.rung(this);
  }
}
