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
 * and no sound of ours plays where somebody speaks.
 */
export function compose<Point extends string>(
  calls: readonly Hearing[],
  attached: readonly Attachment<Point>[],
): readonly PointEar<Point>[] {
  const ears = calls.flat();
  const selected = attached.filter((one) => one.selected);
  const pointOf = new Map(selected.map(({ leg, point }) => [leg, point]));
  const earsAt = (at: Point): readonly Ear[] =>
    selected
      .filter(({ point }) => point === at)
      .flatMap(({ leg }) => ears.find(({ listener }) => listener === leg) ?? []);
  const heardAt = (at: Point): readonly Point[] => pointsOf(earsAt(at), pointOf);
  return [...new Set(attached.map(({ point }) => point))].map((listener) => {
    const own = earsAt(listener);
    const direct = pointsOf(own, pointOf);
    const across = direct
      .filter((point) => point !== listener && earsAt(point).length > 1)
      .flatMap(heardAt)
      .filter((point) => point !== listener);
    const sound = direct.length === 0 ? own.find((ear) => ear.sound)?.sound : undefined;
    return { listener, speakers: [...new Set([...direct, ...across])], ...(sound && { sound }) };
  });
}

const pointsOf = <Point extends string>(
  ears: readonly Ear[],
  pointOf: ReadonlyMap<LegId, Point>,
): readonly Point[] => [
  ...new Set(ears.flatMap(({ speakers }) => speakers.flatMap((leg) => pointOf.get(leg) ?? []))),
];
