import type { EventPackage, Watch } from "#exchange/events/eventPackage.ts";
import {
  type ContactInfo,
  goneBy,
  registrationText,
  registrationType,
} from "#exchange/events/registrationInfo.ts";
import type { LocationChange, Locations } from "#exchange/locations.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Clock } from "#world/clock.ts";

export interface RegistrationMeans {
  readonly clock: Clock;
  readonly locations: Pick<Locations, "of" | "changes">;
  /** The user's address of record. */
  readonly addressOf: (user: string) => string;
}

/** `reg` (RFC 3680): a user's own registrations. Nothing is kept of users whom nobody watches. */
export function registrationPackage(means: RegistrationMeans): EventPackage {
  const watched = new Map<string, Set<RegistrationWatch>>();
  return {
    event: "reg",
    type: registrationType,
    watch(user) {
      const all = watched.get(user) ?? new Set();
      const watch = new RegistrationWatch(user, means, () => {
        all.delete(watch);
        if (all.size === 0) watched.delete(user);
      });
      watched.set(user, all.add(watch));
      return watch;
    },
    news: (listener) =>
      means.locations.changes(({ user, why }) => {
        const all = watched.get(user);
        if (all === undefined) return;
        for (const watch of all) watch.changed(why);
        listener(user);
      }),
  };
}

interface Known {
  readonly id: string;
  readonly binding: Binding;
}

class RegistrationWatch implements Watch {
  readonly #user: string;
  readonly #means: RegistrationMeans;
  readonly close: () => void;
  /** What the last document said, by binding. */
  #told = new Map<string, Known>();
  /** Why those are gone that the next document will say are gone. */
  readonly #gone = new Map<string, LocationChange["why"]>();
  #version = 0;
  #contacts = 0;

  constructor(user: string, means: RegistrationMeans, close: () => void) {
    this.#user = user;
    this.#means = means;
    this.close = close;
  }

  changed(why: LocationChange["why"]): void {
    const now = new Set(this.#means.locations.of(this.#user).map(keyOf));
    for (const key of this.#told.keys())
      if (!now.has(key) && !this.#gone.has(key)) this.#gone.set(key, why);
  }

  full(): string {
    this.#take();
    const contacts = [...this.#told.values()].map((one) => ({
      ...one,
      event: "registered" as const,
    }));
    return this.#text(true, contacts.length > 0 ? "active" : "init", contacts);
  }

  partial(): string | undefined {
    const before = this.#told;
    const now = this.#means.clock.steadyTime();
    const gone = new Map(this.#gone);
    this.#take();
    const contacts: ContactInfo[] = [];
    for (const [key, known] of before)
      if (!this.#told.has(key))
        contacts.push({ ...known, event: goneBy(known.binding, gone.get(key) ?? "asked", now) });
    for (const [key, known] of this.#told) {
      const old = before.get(key)?.binding;
      if (old === undefined) contacts.push({ ...known, event: "registered" });
      else if (known.binding.expires < old.expires) contacts.push({ ...known, event: "shortened" });
    }
    if (contacts.length === 0) return undefined;
    return this.#text(false, this.#told.size > 0 ? "active" : "terminated", contacts);
  }

  /** From now on this is what was told; a contact keeps its id for as long as it is there. */
  #take(): void {
    const before = this.#told;
    this.#told = new Map(
      this.#means.locations.of(this.#user).map((binding) => {
        const key = keyOf(binding);
        return [key, { id: before.get(key)?.id ?? `c${++this.#contacts}`, binding }];
      }),
    );
    this.#gone.clear();
  }

  #text(
    isFull: boolean,
    state: "init" | "active" | "terminated",
    contacts: readonly ContactInfo[],
  ): string {
    const { addressOf, clock } = this.#means;
    const aor = addressOf(this.#user);
    const info = { aor, version: this.#version++, isFull, state, contacts };
    return registrationText(info, clock.steadyTime());
  }
}

/** A flow of a device (RFC 5626 §6), else the contact. */
const keyOf = ({ contact, instanceId, regId }: Binding): string =>
  instanceId === undefined ? contact : `${instanceId} ${regId}`;
