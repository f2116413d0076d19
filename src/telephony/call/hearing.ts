/** Who hears whom: in one call among its legs, and over all calls that a telephone is in. */
import type { LegId } from "#telephony/call/leg.ts";

/** What we make ourselves, for a leg to hear. */
export type Sound = "ringback" | "music" | "confirm";

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
 * is attached. An instrument hears what all its selected legs hear, and is heard only in those.
 */
export function compose<Point extends string>(
  calls: readonly Hearing[],
  attached: readonly Attachment<Point>[],
): readonly PointEar<Point>[] {
  const pointOf = new Map<LegId, Point>();
  for (const { leg, point, selected } of attached) if (selected) pointOf.set(leg, point);
  const ears = calls.flat();
  return [...new Set(attached.map(({ point }) => point))].map((listener) => {
    const speakers: Point[] = [];
    let sound: Sound | undefined;
    for (const { leg, point, selected } of attached) {
      const ear =
        selected && point === listener ? ears.find((one) => one.listener === leg) : undefined;
      for (const speaker of ear?.speakers ?? []) addOnce(speakers, pointOf.get(speaker));
      sound ??= ear?.sound;
    }
    return { listener, speakers, ...(sound && { sound }) };
  });
}

function addOnce<T>(list: T[], one: T | undefined): void {
  if (one !== undefined && !list.includes(one)) list.push(one);
}
