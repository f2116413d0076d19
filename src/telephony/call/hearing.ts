/** Who hears whom: in one call among its legs, and over all calls that a telephone is in. */
import type { LegId } from "#telephony/call/leg.ts";

/** What we make ourselves, for a leg to hear. */
export type Sound = "ringback" | "music";

/** One leg's ear. No speakers and no sound: silence. */
export interface Ear {
  readonly listener: LegId;
  readonly speakers: readonly LegId[];
  readonly sound?: Sound;
}

/** One ear for each leg that has audio, in the order of the legs. */
export type Hearing = readonly Ear[];

export const isSameHearing = (a: Hearing, b: Hearing): boolean =>
  a.length === b.length && a.every((ear, i) => isSameEar(ear, b[i]));

const isSameEar = (a: Ear, b: Ear | undefined): boolean =>
  a.listener === b?.listener &&
  a.sound === b.sound &&
  a.speakers.length === b.speakers.length &&
  a.speakers.every((leg, i) => leg === b.speakers[i]);

/** Where a leg's audio is: its own point, or an instrument that several legs share. */
export interface Attachment<Point extends string> {
  readonly leg: LegId;
  readonly point: Point;
  /** False while the instrument is joined to another of its calls. */
  readonly selected: boolean;
  /** Nobody is there: what is heard in one of its calls is passed on to the other (a transfer). */
  readonly through?: true;
  /** It hears what the leg hears beside another of its calls, and is not heard in the leg. */
  readonly whispers?: true;
  /** The leg hears there, also what is heard there, and nobody of its call is heard there. */
  readonly taps?: true;
}

/** One audio point and all it hears. */
export interface PointEar<Point extends string> {
  readonly listener: Point;
  readonly speakers: readonly Point[];
  readonly sound?: Sound;
}

/**
 * What the calls say and what the telephones have selected, as one list: an ear for each point that
 * is attached. An instrument hears what all its selected legs hear, and is heard only in those; with
 * several selected it is a three-way call: whoever hears it hears all that it hears, except itself,
 * and no sound of ours plays where somebody speaks. A point that only passes on is neither an ear
 * nor a speaker; what sounds for it, sounds for whoever hears it. What is whispered to an instrument
 * is heard there alone: neither does it make a three-way call, nor is the instrument heard by who
 * whispers. A point that is tapped passes on all that it hears to who taps it, and hears nothing of them.
 */
export function compose<Point extends string>(
  calls: readonly Hearing[],
  attached: readonly Attachment<Point>[],
): readonly PointEar<Point>[] {
  const board = new Board(calls.flat(), attached);
  const points = [...new Set(attached.map(({ point }) => point))];
  return points.filter((point) => !board.isThrough(point)).map((point) => board.earAt(point));
}

class Board<Point extends string> {
  readonly #ears: Hearing;
  readonly #selected: readonly Attachment<Point>[];
  /** Without those that whisper. */
  readonly #aloud: readonly Attachment<Point>[];
  readonly #pointOf: ReadonlyMap<LegId, Point>;
  readonly #through: ReadonlySet<Point>;
  readonly #tapped: ReadonlySet<Point>;

  constructor(ears: Hearing, attached: readonly Attachment<Point>[]) {
    this.#ears = ears;
    this.#selected = attached.filter((one) => one.selected);
    this.#aloud = this.#selected.filter(({ whispers }) => !whispers);
    this.#pointOf = new Map(this.#aloud.map(({ leg, point }) => [leg, point]));
    this.#through = new Set(attached.filter((one) => one.through).map(({ point }) => point));
    this.#tapped = new Set(attached.filter((one) => one.taps).map(({ point }) => point));
  }

  isThrough(point: Point): boolean {
    return this.#through.has(point);
  }

  earAt(listener: Point): PointEar<Point> {
    const heard = new Set<Point>();
    this.#addHeard(listener, listener, heard);
    const speakers = [...heard].filter((point) => !this.isThrough(point));
    const sounding = [listener, ...[...heard].filter((point) => this.isThrough(point))];
    const sounds = sounding.flatMap((at) => this.#earsAt(at).flatMap((ear) => ear.sound ?? []));
    const [sound] = speakers.length === 0 ? sounds : [];
    return { listener, speakers, ...(sound && { sound }) };
  }

  /** Everything that is heard at that point, and through those that pass on. */
  #addHeard(at: Point, listener: Point, heard: Set<Point>): void {
    const among = at === listener ? this.#selected : this.#aloud;
    for (const point of this.#pointsOf(this.#earsAt(at, among))) {
      if (heard.has(point) || (point === listener && at !== listener)) continue;
      heard.add(point);
      if (point !== listener && this.#passesOn(point)) this.#addHeard(point, listener, heard);
    }
  }

  #passesOn(point: Point): boolean {
    if (this.isThrough(point) || this.#tapped.has(point)) return true;
    return this.#earsAt(point, this.#aloud).length > 1;
  }

  #earsAt(at: Point, among = this.#selected): readonly Ear[] {
    return among
      .filter(({ point, taps }) => point === at && !taps)
      .flatMap(({ leg }) => this.#ears.find(({ listener }) => listener === leg) ?? []);
  }

  #pointsOf(ears: readonly Ear[]): readonly Point[] {
    return ears.flatMap(({ speakers }) => speakers.flatMap((leg) => this.#pointOf.get(leg) ?? []));
  }
}
