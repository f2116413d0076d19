import { type Instant, millis } from "#kit/time.ts";
import { type Arrivals, arrivals } from "#media/arrivals.ts";
import type { RtpHeader } from "#media/rtp/packet.ts";
import { extended, timestampSteps } from "#media/rtp/sequence.ts";

/** Room for 64 packets: more than 200 ms of the shortest. */
const PLACES = 64;
/** Behind where it should be by this much, playing jumps there even into speech. */
const TOO_LATE = millis(200);
/** Packets in a row from a place already played: the sender began anew under the same name. */
const BEGAN_ANEW = 25;
/** Arrival and timestamp may drift apart by no more than this at once. */
const JUMP = millis(2000);
/** Of a delay that cannot follow what comes. */
const FIXED = millis(80);
/** A step of the delay: playing moves by whole frames. */
const STEP = millis(20);

/** A packet as it waits for its turn; it is reused once it was taken. */
export interface Buffered {
  index: number;
  /** Counted on from the first one's, without wrapping. */
  timestamp: number;
  payloadType: number;
  /** How long it lasts, in units of the RTP clock. */
  units: number;
  size: number;
  data: Uint8Array;
}

/**
 * What there is to play next: a packet; a gap of so many units where sound was lost or where the
 * sender paused; or as much waiting as there is room, because the delay grows or nothing has come.
 */
export type Turn =
  | { readonly is: "packet"; readonly packet: Buffered }
  | { readonly is: "lost" | "pause"; readonly units: number }
  | { readonly is: "wait" };

const WAIT: Turn = { is: "wait" };

/**
 * Puts one source's packets in order and gives them out in time. The delay follows the 95th
 * percentile of how late packets come, between 20 and 200 ms: it grows at once and shrinks only
 * while nobody speaks. Nothing comes out twice or behind a later one. Hot: changes in place.
 */
export class JitterBuffer {
  /** Came when its place had been played, or twice. */
  discarded = 0;
  readonly #perMs: number;
  readonly #places: Buffered[];
  #arrivals: Arrivals = arrivals();
  #ssrc: number | undefined;
  #highest = 0;
  #played = 0;
  #old = 0;
  #oldIndex = 0;
  /** First timestamp as sent and how far the newest one is from it. */
  #newest = { sent: 0, counted: 0 };
  /** `true`: as soon as a packet has come; then the transit time that is played at. */
  #fixed: true | number | undefined;
  /** The timestamp that is due; nothing before playing has begun. */
  #due: number | undefined;

  constructor(clockRate: number) {
    this.#perMs = clockRate / 1000;
    this.#places = Array.from({ length: PLACES }, () => ({
      index: -1,
      timestamp: 0,
      payloadType: 0,
      units: 0,
      size: 0,
      data: new Uint8Array(0),
    }));
  }

  /** From now on the delay neither grows nor shrinks: for modems, to which any step is an error. */
  fix(): void {
    this.#fixed ??= true;
  }

  /** Takes a copy of the payload. */
  put(header: RtpHeader, payload: Uint8Array, units: number, at: Instant): void {
    if (header.ssrc !== this.#ssrc) this.#begin(header);
    const index = extended(this.#highest, header.sequence);
    if (index <= this.#played) {
      this.#tooLate(index, header);
      return;
    }
    const timestamp = this.#count(header.timestamp);
    if (this.#arrivals.isJump(at - timestamp / this.#perMs, JUMP)) {
      this.#begin(header);
      this.put(header, payload, units, at);
      return;
    }
    this.#old = 0;
    this.#arrivals.add(at - timestamp / this.#perMs);
    if (this.#due !== undefined && timestamp + units <= this.#due) {
      this.discarded += 1;
      return;
    }
    this.#keep({ index, timestamp, payloadType: header.payloadType, units }, payload);
  }

  /**
   * What is due at `at`, for a listener with room for so many units. `quiet` says that the last
   * frame was, so that one may be left out.
   */
  take(at: Instant, room: number, quiet: boolean): Turn {
    const first = this.#first();
    if (this.#due === undefined) {
      if (!first || at - first.timestamp / this.#perMs < this.#wanted) return WAIT;
      this.#due = first.timestamp;
    }
    const ahead = at - this.#due / this.#perMs - this.#wanted;
    if (ahead < -1) return WAIT;
    const mayStep = quiet && this.#fixed === undefined;
    if ((mayStep && ahead > STEP + 5) || ahead > TOO_LATE) return this.#skip(at, room, quiet);
    if (first) return this.#next(first, this.#due, room);
    this.#due += room; // time goes on although nothing came
    return WAIT;
  }

  /** When to play, as a transit time. Fixed where it is, or at what most paths need if that is later. */
  get #wanted(): number {
    const { wanted, delay } = this.#arrivals;
    if (this.#fixed === undefined) return wanted;
    if (this.#fixed === true) this.#fixed = wanted + Math.max(0, FIXED - delay);
    return this.#fixed;
  }

  /** How long the sound lies here at present. */
  get delay(): number {
    return this.#arrivals.delay;
  }

  #next(first: Buffered, due: number, room: number): Turn {
    const gap = first.timestamp - due;
    if (gap <= 0) {
      this.#played = first.index;
      this.#due = first.timestamp + first.units;
      return { is: "packet", packet: first };
    }
    const units = Math.min(gap, room);
    this.#due = due + units;
    return { is: first.index === this.#played + 1 ? "pause" : "lost", units };
  }

  /** Leaves a frame out, with the packets that end within it. */
  #skip(at: Instant, room: number, quiet: boolean): Turn {
    this.#due = (this.#due ?? 0) + STEP * this.#perMs;
    for (let first = this.#first(); first && first.timestamp + first.units <= this.#due; ) {
      this.#played = first.index;
      first = this.#first();
    }
    return this.take(at, room, quiet);
  }

  #first(): Buffered | undefined {
    for (let index = this.#played + 1; index <= this.#highest; index++) {
      const place = this.#places[index % PLACES];
      if (place?.index === index) return place;
    }
    return undefined;
  }

  #keep(told: Omit<Buffered, "size" | "data">, payload: Uint8Array): void {
    const place = this.#places[told.index % PLACES];
    if (!place) return;
    if (place.index === told.index) {
      this.discarded += 1;
      return;
    }
    if (told.index > this.#played + PLACES) this.#played = told.index - PLACES;
    this.#highest = Math.max(this.#highest, told.index);
    if (place.data.length < payload.length)
      place.data = new Uint8Array((payload.length + 255) & ~255);
    place.data.set(payload);
    Object.assign(place, told);
    place.size = payload.length;
  }

  #tooLate(index: number, header: RtpHeader): void {
    this.discarded += 1;
    this.#old = index === this.#oldIndex + 1 ? this.#old + 1 : 0;
    this.#oldIndex = index;
    if (this.#old >= BEGAN_ANEW) this.#begin(header);
  }

  /** Forgets everything: another source, or the same one from the beginning. */
  #begin(header: RtpHeader): void {
    this.#ssrc = header.ssrc;
    this.#arrivals = arrivals();
    if (this.#fixed !== undefined) this.#fixed = true;
    this.#highest = header.sequence + 0x1_0000;
    this.#played = this.#highest - 1;
    this.#newest = { sent: header.timestamp, counted: 0 };
    this.#due = undefined;
    this.#old = 0;
    for (const place of this.#places) place.index = -1;
  }

  #count(timestamp: number): number {
    const steps = timestampSteps(this.#newest.sent, timestamp);
    const counted = this.#newest.counted + steps;
    if (steps > 0) this.#newest = { sent: timestamp, counted };
    return counted;
  }
}
