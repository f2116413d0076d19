/** Wakes the browsers that are a telephone while no page of it is open (RFC 8030). */
import { fromBase64Url, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { shownParty } from "#server/lines/handsetDisplay.ts";
import type { Waker } from "#server/lines/waking.ts";
import type { Store } from "#server/store/store.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { World } from "#world/world.ts";
import { newKeyPair, sealed } from "./encryption.ts";
import { type PushSubscription, PushSubscriptions, type PushWish } from "./pushSubscriptions.ts";
import { type VapidKey, vapidHeader, vapidKey } from "./vapid.ts";

export interface PushMeans {
  readonly world: Pick<World, "clock" | "network" | "http" | "random" | "crypto" | "files" | "log">;
  readonly store: Pick<Store, "pushes">;
  /** Telephones that are there. */
  readonly devices: () => readonly string[];
}

/** Telephones that are browsers. */
export const browsersOf = ({ devices }: Pick<Settings, "devices">): readonly string[] =>
  devices.filter(({ kind }) => kind === "browser").map(({ id }) => id);

/** May whoever signed in there still know of that telephone's calls? */
export type PushJudge = (session: string, device: string) => boolean;

/** What a worker is told; nothing but what a ringing telephone shows. */
type Told =
  | { readonly is: "call"; readonly number?: string; readonly name?: string }
  | { readonly is: "over" };

/** RFC 8030 §5.2: after half a minute nobody rings any more. In seconds. */
const timeToLive = 30;
const within = seconds(10);
const mostAnswer = 4096;
/** More at a time are somebody's attempt to keep us busy. */
const mostAtOnce = 64;
const longestName = 100;

export class PushDesk implements Waker {
  readonly #of: PushMeans;
  readonly #subscriptions: PushSubscriptions;
  readonly #closed = new AbortController();
  #key: Promise<Result<VapidKey>> | undefined;
  #judge: PushJudge | undefined;
  #open = 0;

  constructor(of: PushMeans) {
    this.#of = of;
    this.#subscriptions = new PushSubscriptions(of.store.pushes, of.world.crypto);
  }

  /** Until it is known who may, nothing is pushed. */
  judgedBy(judge: PushJudge): void {
    this.#judge = judge;
  }

  /** What browsers subscribe with. */
  async publicKey(): Promise<Result<string>> {
    const key = await this.#vapid();
    return key.ok ? ok(key.value.publicKey) : key;
  }

  async subscribe(wish: PushWish, session: string): Promise<Result<{ readonly id: string }>> {
    const devices = this.#of.devices();
    if (!devices.includes(wish.device)) return fail("server.noDevice", "no such telephone");
    await this.#subscriptions.keepOnly(devices);
    return this.#subscriptions.add(wish, session);
  }

  subscribed(session: string): readonly Pick<PushSubscription, "id" | "device">[] {
    return this.#subscriptions.ofSession(session).map(({ id, device }) => ({ id, device }));
  }

  unsubscribe(id: string): Promise<Result<void>> {
    return this.#subscriptions.remove(id);
  }

  mayWake(device: string): boolean {
    return this.#judge !== undefined && this.#subscriptions.of(device).length > 0;
  }

  wake(device: string, call: string, caller: Party): void {
    const { number, name } = shownParty(caller);
    this.#push(device, call, {
      is: "call",
      ...(number !== undefined && { number: number.slice(0, longestName) }),
      ...(name !== undefined && { name: name.slice(0, longestName) }),
    });
  }

  settle(device: string, call: string): void {
    this.#push(device, call, { is: "over" });
  }

  close(): void {
    this.#closed.abort();
  }

  #push(device: string, call: string, told: Told): void {
    for (const one of this.#subscriptions.of(device)) {
      if (this.#open >= mostAtOnce) return;
      this.#open += 1;
      void this.#send(one, call, told).finally(() => {
        this.#open -= 1;
      });
    }
  }

  async #send(to: PushSubscription, call: string, told: Told): Promise<void> {
    if (!this.#judge?.(to.session, to.device)) return void (await this.unsubscribe(to.id));
    const sent = await this.#sent(to, call, told);
    const gone = sent.ok && (sent.value === 404 || sent.value === 410);
    if (gone) await this.unsubscribe(to.id);
    const failed = sent.ok ? sent.value > 299 && `answers ${sent.value}` : sent.problem.code;
    const { host } = new URL(to.endpoint);
    if (failed) this.#of.world.log.warn(`${host} did not push: ${failed}`, { call });
  }

  /** The answer's status. */
  async #sent(to: PushSubscription, call: string, told: Told): Promise<Result<number>> {
    const { world } = this.#of;
    const key = await this.#vapid();
    if (!key.ok) return key;
    const text = utf8(JSON.stringify({ ...told, call, language: to.language }));
    const body = sealed(text, receiverOf(to), { own: newKeyPair(), salt: world.random(16) });
    if (!body.ok) return body;
    const answer = await guardedFetch(
      {
        url: to.endpoint,
        method: "POST",
        headers: {
          authorization: vapidHeader(key.value, { ...to, now: world.clock.wallTime() }),
          "content-encoding": "aes128gcm",
          "content-type": "application/octet-stream",
          ttl: String(timeToLive),
          urgency: "high",
          topic: topicOf(call),
        },
        body: body.value,
        within,
        most: mostAnswer,
        abandoned: this.#closed.signal,
      },
      world,
    );
    return answer.ok ? ok(answer.value.status) : answer;
  }

  #vapid(): Promise<Result<VapidKey>> {
    this.#key ??= vapidKey(this.#of.world);
    return this.#key;
  }
}

/** RFC 8030 §5.4: what replaces what has not been delivered yet; at most 32 characters of base64url. */
const topicOf = (call: string): string => `call-${call}`.replace(/[^\w-]/g, "").slice(0, 32);

/** What was looked at when it was kept. */
const receiverOf = ({ keys }: PushSubscription) => ({
  publicKey: fromBase64Url(keys.p256dh) ?? new Uint8Array(),
  auth: fromBase64Url(keys.auth) ?? new Uint8Array(),
});
