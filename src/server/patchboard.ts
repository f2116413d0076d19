import type { AudioPortId, MediaCommand } from "#media/engine/mediaEngine.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";
import type { LegAudio } from "#server/legs/leg.ts";
import {
  type Attachment,
  compose,
  type Hearing,
  type PointEar,
  type Sound,
} from "#telephony/call/hearing.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";

/** How a sound is made at a port: a tone, or a file. */
export type SoundOf = (port: AudioPortId, sound: Sound) => MediaCommand;

/** Which legs are where: by call, and by the instrument that several may share. */
class Places {
  readonly #at = new Map<LegId, Attachment<AudioPortId>>();
  readonly #byCall = new Map<CallId, Set<LegId>>();
  readonly #byPoint = new Map<AudioPortId, Set<LegId>>();

  put(leg: LegId, { port, ...how }: LegAudio): void {
    this.#at.set(leg, { leg, point: port, ...how });
    setOf(this.#byCall, callOf(leg)).add(leg);
    setOf(this.#byPoint, port).add(leg);
  }

  has(leg: LegId): boolean {
    return this.#at.has(leg);
  }

  /** Gives back the point when nobody is there any more. */
  take(leg: LegId): AudioPortId | undefined {
    const before = this.#at.get(leg);
    if (!before) return undefined;
    this.#at.delete(leg);
    remove(this.#byCall, callOf(leg), leg);
    remove(this.#byPoint, before.point, leg);
    return this.#byPoint.has(before.point) ? undefined : before.point;
  }

  /** The calls that meet at an instrument with this one: what one change can touch. */
  meeting(call: CallId): ReadonlySet<CallId> {
    const met = new Set<CallId>([call]);
    for (const one of met)
      for (const { point } of this.of(one))
        for (const leg of this.#byPoint.get(point) ?? []) met.add(callOf(leg));
    return met;
  }

  of(call: CallId): readonly Attachment<AudioPortId>[] {
    return [...(this.#byCall.get(call) ?? [])].flatMap((leg) => this.#at.get(leg) ?? []);
  }
}

/** Who hears whom over all calls: composes what calls and telephones say, and tells the engine what has changed. */
export class Patchboard {
  readonly #perform: (command: MediaCommand) => void;
  readonly #soundOf: SoundOf;
  readonly #places = new Places();
  readonly #hearings = new Map<CallId, Hearing>();
  /** What the engine was last told of each point; nothing: silence. */
  readonly #told = new Map<AudioPortId, string>();
  readonly #sounding = new Map<AudioPortId, Sound>();

  constructor(perform: (command: MediaCommand) => void, soundOf: SoundOf) {
    this.#perform = perform;
    this.#soundOf = soundOf;
  }

  /** Where that leg's audio is from now on; undefined: nowhere. */
  attach(leg: LegId, audio: LegAudio | undefined): void {
    if (!audio && !this.#places.has(leg)) return;
    const left = this.#places.take(leg);
    if (audio) this.#places.put(leg, audio);
    if (left !== undefined && left !== audio?.port) this.#forgetPoint(left);
    this.#tell(callOf(leg));
  }

  hear(call: CallId, hearing: Hearing): void {
    this.#hearings.set(call, hearing);
    this.#tell(call);
  }

  /** Beside what they hear; not where a sound of ours plays. */
  burst(call: CallId, tone: TonePlan): void {
    for (const { point, through, whispers, taps, selected } of this.#places.of(call))
      if (selected && !through && !whispers && !taps && !this.#sounding.has(point))
        this.#perform({ do: "tone", port: point, tone });
  }

  forget(call: CallId): void {
    if (this.#hearings.delete(call)) this.#tell(call);
  }

  #tell(call: CallId): void {
    const calls = [...this.#places.meeting(call)];
    const said = calls.map((one) => this.#hearings.get(one) ?? []);
    const ears = compose(
      said,
      calls.flatMap((one) => this.#places.of(one)),
    );
    const changed = ears.filter(({ listener, speakers }) => this.#isNew(listener, speakers));
    if (changed.length > 0)
      this.#perform({
        do: "patch",
        hears: changed.map(({ listener, speakers }) => [listener, speakers]),
      });
    for (const ear of ears) this.#sound(ear);
  }

  #isNew(listener: AudioPortId, speakers: readonly AudioPortId[]): boolean {
    const text = speakers.join(" ");
    if ((this.#told.get(listener) ?? "") === text) return false;
    this.#told.set(listener, text);
    return true;
  }

  #sound({ listener, sound }: PointEar<AudioPortId>): void {
    if (this.#sounding.get(listener) === sound) return;
    if (sound === undefined) this.#hush(listener);
    else this.#play(listener, sound);
  }

  #play(point: AudioPortId, sound: Sound): void {
    this.#sounding.set(point, sound);
    this.#perform(this.#soundOf(point, sound));
  }

  #hush(point: AudioPortId): void {
    if (this.#sounding.delete(point)) this.#perform({ do: "stop", port: point, only: "playing" });
  }

  /** Nobody is there any more: an instrument must not go on hearing the last call. */
  #forgetPoint(point: AudioPortId): void {
    this.#hush(point);
    if (this.#told.get(point)) this.#perform({ do: "patch", hears: [[point, []]] });
    this.#told.delete(point);
  }
}

function setOf<Key, Value>(map: Map<Key, Set<Value>>, key: Key): Set<Value> {
  const found = map.get(key) ?? new Set<Value>();
  map.set(key, found);
  return found;
}

function remove<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const found = map.get(key);
  found?.delete(value);
  if (found?.size === 0) map.delete(key);
}
