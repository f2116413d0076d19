import type { CallHost } from "#server/callHost.ts";
import { Room } from "#server/conference/room.ts";
import { type DoorMeans, roomDoor } from "#server/conference/roomDoor.ts";
import { roomTones } from "#server/conference/roomTones.ts";
import { goneLeg } from "#server/legs/goneLeg.ts";
import type { Leg } from "#server/legs/leg.ts";
import type { OwnParty } from "#server/legs/ownParty.ts";
import { because, callOf, type LegId } from "#telephony/call/leg.ts";
import type { LegTarget } from "#telephony/call/legTarget.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { type Random, token } from "#world/random.ts";

export interface RoomsMeans {
  readonly calls: Pick<CallHost, "swap" | "burst">;
  readonly settings: () => Settings;
  readonly random: Random;
}

/** Every room in which somebody is. */
export class Rooms {
  readonly #of: RoomsMeans;
  readonly #rooms = new Map<string, Room>();

  constructor(of: RoomsMeans) {
    this.#of = of;
  }

  /** For calls that are put together; nobody can dial it. */
  newName(): string {
    return `of calls ${token(this.#of.random)}`;
  }

  /** How many more have room in it. */
  space(name: string): number {
    return this.#of.settings().conference.most - (this.#rooms.get(name)?.size ?? 0);
  }

  newestIn(name: string): LegId | undefined {
    return this.#rooms.get(name)?.newest();
  }

  /** The leg of a call that is put together with others. */
  end(id: LegId, { room, endsWith }: LegTarget & { readonly to: "room" }): Leg {
    const entered = this.#room(room);
    const end = entered.end(id, endsWith !== undefined);
    entered.enters(end);
    return end.leg;
  }

  /** The leg of a call to a room. `own`: from one of our telephones. */
  door(id: LegId, name: string, own: boolean, means: DoorMeans): Leg {
    const room = this.#of.settings().conference.rooms.find((one) => one.id === name);
    if (!room) return goneLeg(id);
    if (this.space(name) < 1) return goneLeg(id, because("limit"));
    if (room.pin === undefined) return this.#room(name).end(id, own).leg;
    const door: OwnParty = roomDoor(id, room.pin, means, () => {
      if (this.space(name) < 1) return door.leave(because("limit")); // others were faster
      const entered = this.#room(name);
      const end = entered.end(id, own);
      this.#of.calls.swap(end.leg);
      door.close();
      entered.enters(end);
    });
    return door;
  }

  #room(name: string): Room {
    const there = this.#rooms.get(name);
    if (there) return there;
    const { calls, settings } = this.#of;
    const room: Room = new Room(name, {
      lasting: settings().conference.rooms.some(({ id }) => id === name),
      endsWithOwner: () => settings().conference.endsWithOwner,
      tells: (what, others) => {
        if (!settings().conference.tones) return;
        for (const leg of others) calls.burst(callOf(leg), roomTones[what]);
      },
      empty: () => void this.#rooms.delete(name),
    });
    this.#rooms.set(name, room);
    return room;
  }
}
