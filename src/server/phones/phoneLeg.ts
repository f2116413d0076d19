import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import type { Leg, LegAudio } from "#server/legs/leg.ts";
import type { SipLeg } from "#server/legs/sipLeg.ts";
import type { KeptLeg } from "#server/survival/kept.ts";
import type { LegCommand, LegEvent, LegId } from "#telephony/call/leg.ts";

/** A session at which legs are heard that have none of their own. */
export interface PhoneSeat {
  audio(leg: LegId): LegAudio | undefined;
  /** Absent: it is another call's. */
  readonly session?: SipLeg | undefined;
}

/** Heard at that session, by nobody but the phone. */
export const whispersAt = (host: Leg): PhoneSeat => ({
  audio: () => {
    const at = host.audio();
    return at && { port: at.port, selected: true, whispers: true };
  },
});

/** What a leg asks of its phone. */
export interface PhoneLegMeans {
  readonly command: (command: LegCommand) => void;
  readonly closed: () => void;
  readonly kept: () => KeptLeg | undefined;
}

/** One call of a phone, as the call sees it: commands go to the phone's machine, which talks to the session. */
export class PhoneLeg implements Leg {
  readonly id: LegId;
  readonly #command: (command: LegCommand) => void;
  readonly #closed: () => void;
  readonly kept: () => KeptLeg | undefined;
  readonly #events = listeners<LegEvent>();
  readonly #audioChanged = listeners<undefined>();
  readonly events: Listen<LegEvent> = this.#events.listen;
  readonly audioChanged: Listen<undefined> = this.#audioChanged.listen;
  /** A call knows of it: whoever closes it is that call. */
  isPlaced: boolean;
  /** The INVITE session; none until it rings. */
  #session: SipLeg | undefined;
  #unhear: readonly Cancel[] = [];
  /** Without a session of its own it is heard at another. */
  #seat: PhoneSeat | undefined;

  constructor(id: LegId, on: PhoneLegMeans, isPlaced: boolean) {
    this.id = id;
    this.kept = on.kept;
    this.#command = on.command;
    this.#closed = on.closed;
    this.isPlaced = isPlaced;
  }

  get session(): SipLeg | undefined {
    return this.#session;
  }

  /** Its session from now on; what the session reports goes to `heard`. */
  join(session: SipLeg, heard: (event: LegEvent) => void): void {
    this.#session = session;
    this.#seat = undefined;
    this.#unhear = [
      session.audioChanged(() => this.#audioChanged.tell(undefined)),
      session.events(heard),
    ];
    if (session.audio()) this.#audioChanged.tell(undefined);
  }

  /** Gives its session away. */
  part(): SipLeg | undefined {
    const session = this.#session;
    for (const cancel of this.#unhear) cancel();
    this.#session = undefined;
    this.#audioChanged.tell(undefined);
    return session;
  }

  /** Heard there from now on. */
  sits(seat: PhoneSeat): void {
    this.#seat = seat;
    this.#audioChanged.tell(undefined);
  }

  tellAudioChanged(): void {
    this.#audioChanged.tell(undefined);
  }

  tell(event: LegEvent): void {
    this.#events.tell(event);
  }

  audio(): LegAudio | undefined {
    return this.#session ? this.#session.audio() : this.#seat?.audio(this.id);
  }

  codecs(): ReturnType<Leg["codecs"]> {
    return (this.#session ?? this.#seat?.session)?.codecs() ?? [];
  }

  holds(): boolean {
    return this.#session?.holds() ?? false;
  }

  sipCallId(): string | undefined {
    return (this.#session ?? this.#seat?.session)?.sipCallId();
  }

  goodbye(): ReturnType<SipLeg["goodbye"]> {
    return this.#session?.goodbye();
  }

  perform(command: LegCommand): void {
    this.#command(command);
  }

  close(): void {
    this.#session?.close();
    this.#closed();
  }
}
