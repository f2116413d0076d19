/**
 * Tells the owner's SIP phones whether messages wait: those that subscribed, in their dialogs; the
 * others when they register and when it changes, as most phones expect (RFC 3842 foresees only
 * subscriptions). A phone that refuses such a NOTIFY gets no other.
 */

import type { Cancel } from "#kit/listeners.ts";
import {
  MessageSubscriptions,
  type SubscriptionMeans,
} from "#server/phones/messageSubscriptions.ts";
import { notifyRequest } from "#server/phones/messageSummary.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import type { Place } from "#server/registrar/places.ts";
import { formatHost } from "#sip/message/uri.ts";
import { token } from "#world/random.ts";

export interface LampMeans extends SubscriptionMeans {
  readonly registrar: Pick<DeviceRegistrar, "places" | "changes">;
  readonly devices: () => readonly string[];
  /** Our host, as who is there shall write it. */
  readonly ownAddress: (peer?: string) => string;
}

/** Said of a state that nobody subscribed to: it lasts until the next is told. */
const asLongAsItMay = 3600;
const refuses = "refuses";

export class MessageLamps {
  readonly #of: LampMeans;
  readonly #subscriptions: MessageSubscriptions;
  /** What each place was last told, or that it refuses to be told. */
  readonly #told = new Map<string, string>();
  readonly #unlisten: Cancel;

  constructor(of: LampMeans) {
    this.#of = of;
    this.#subscriptions = new MessageSubscriptions(of);
    this.#unlisten = of.registrar.changes((device) => this.#tell(device));
  }

  /** There are more or fewer messages than before, or we have just begun. */
  changed(): void {
    this.#subscriptions.changed();
    for (const device of this.#of.devices()) this.#tell(device);
  }

  close(): void {
    this.#unlisten();
    this.#subscriptions.close();
  }

  #tell(device: string): void {
    const places = this.#of.registrar.places(device);
    this.#forgetOthers(device, places);
    if (this.#subscriptions.has(device)) return;
    for (const place of places) this.#tellAt(place, device);
  }

  /** A telephone may register with another contact each time. */
  #forgetOthers(device: string, places: readonly Place[]): void {
    for (const key of this.#told.keys())
      if (key.startsWith(`${device} `) && !places.some(({ uri }) => key === `${device} ${uri}`))
        this.#told.delete(key);
  }

  #tellAt(place: Place, device: string): void {
    const { agent, counts, ownAddress, world } = this.#of;
    const now = counts();
    const text = `${now.fresh}/${now.heard}`;
    const key = `${device} ${place.uri}`;
    const before = this.#told.get(key);
    if (before === text || before === refuses) return;
    this.#told.set(key, text);
    const host = ownAddress(place.binding.flow.remote.host);
    const own = `sip:${device}@${formatHost(host)}`;
    const notify = notifyRequest({
      uri: place.uri,
      route: place.route,
      callId: token(world.random),
      cseq: 1,
      from: { uri: own, tag: token(world.random) },
      to: { uri: own },
      contact: own,
      state: asLongAsItMay,
      counts: now,
    });
    agent.ask({ destination: place.destination(), make: () => notify }, (answer) => {
      if (answer.on === "failed") this.#told.delete(key);
      else if (answer.response.status >= 400) this.#told.set(key, refuses);
    });
  }
}
