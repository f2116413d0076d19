/** Calls that are put together: all who are in them talk in one room, as `conference/room.ts` has it. */
import type { CallHost } from "#server/callHost.ts";
import { callWith, whereNow } from "#server/calls/whichCall.ts";
import { Rooms, type RoomsMeans } from "#server/conference/rooms.ts";
import type { CallState } from "#telephony/call/call.ts";
import { because, type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import { roomSeat } from "#telephony/call/meeting.ts";
import { ownLegs } from "#telephony/call/whose.ts";

export interface ConferencesMeans extends RoomsMeans {
  readonly calls: RoomsMeans["calls"] & Pick<CallHost, "end" | "post" | "states">;
}

export class Conferences {
  readonly rooms: Rooms;
  readonly #of: ConferencesMeans;

  constructor(of: ConferencesMeans) {
    this.#of = of;
    this.rooms = new Rooms(of);
  }

  /**
   * All of both talk together; a conference that one of them is in already grows. False: one of them
   * talks with nobody, or there is no room.
   */
  join(one: CallId, other: CallId): boolean {
    const [a, b] = [this.#whereNow(one), this.#whereNow(other)];
    if (!a || !b || a === b) return false;
    const room = roomOf(a) ?? roomOf(b) ?? this.rooms.newName();
    return [a, b].every((call) => this.#enters(call, room, ownLegs(call)[0]?.leg));
  }

  /** The same for a line that is in both calls, and leaves the one of `other` behind this. */
  gather(call: LegId, other: LegId): boolean {
    const [a, b] = [this.#state(callOf(call)), this.#state(callOf(other))];
    if (!a || !b) return false;
    const room = roomOf(a) ?? roomOf(b) ?? this.rooms.newName();
    return this.#enters(a, room, call) && this.#enters(b, room, undefined);
  }

  /** The call that this telephone has in hand goes on in that room. */
  enter(call: CallId, room: string): boolean {
    const state = this.#whereNow(call);
    return state !== undefined && this.#enters(state, room, ownLegs(state)[0]?.leg);
  }

  /** Who came last into the conference of that call is let go. */
  dropLast(call: CallId): boolean {
    const state = this.#whereNow(call);
    const room = state && roomOf(state);
    const last = room === undefined ? undefined : this.rooms.newestIn(room);
    return last !== undefined && this.#of.calls.end(callOf(last), because("normal"));
  }

  /** `owner`: it is over when that leg goes, where the settings say so. */
  #enters(state: CallState, room: string, owner: LegId | undefined): boolean {
    const { calls, settings } = this.#of;
    if (roomOf(state) === room) return true;
    if (state.name !== "joined" || this.rooms.space(room) < 1) return false;
    const ends = owner !== undefined && settings().conference.endsWithOwner;
    calls.post(state.about.id, {
      on: "conferenceAsked",
      room,
      ...(ends && { endsWith: owner }),
    });
    return roomOf(this.#state(state.about.id)) === room;
  }

  #state(id: CallId): CallState | undefined {
    return callWith(id, this.#of.calls.states());
  }

  #whereNow(id: CallId): CallState | undefined {
    return whereNow(id, this.#of.calls.states());
  }
}

/** The conference that the call is in. */
function roomOf(call: CallState | undefined): string | undefined {
  const target = call && roomSeat(call)?.target;
  return target?.to === "room" || target?.to === "conference" ? target.room : undefined;
}
