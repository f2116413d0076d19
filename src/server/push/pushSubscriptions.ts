/** The browsers that may be woken, each for the telephone that it is. They are kept; there are few of each. */
import { fromBase64Url } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { hostWhereabouts } from "#kit/whereabouts.ts";
import type { Table } from "#server/store/table.ts";
import type { Crypto } from "#world/crypto.ts";
import { authLength, isPublicKey } from "./encryption.ts";

/** As a browser subscribed (W3C Push API). Keys are in base64url, as it gives them. */
export interface PushWish {
  readonly device: string;
  /** A capability: whoever knows it may push. It is told to nobody. */
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** In which its owner reads. */
  readonly language: string;
  /** Where push services may ask who we are: an `https:` URI. */
  readonly contact: string;
}

export interface PushSubscription extends PushWish {
  readonly id: string;
  /** Whoever signed in there; once that is over, nothing is pushed. */
  readonly session: string;
}

const mostOfDevice = 10;

export class PushSubscriptions {
  readonly #table: Table<PushSubscription>;
  readonly #crypto: Pick<Crypto, "sha256Hex">;

  constructor(table: Table<PushSubscription>, crypto: Pick<Crypto, "sha256Hex">) {
    this.#table = table;
    this.#crypto = crypto;
  }

  of(device: string): readonly PushSubscription[] {
    return this.#table.all().filter((one) => one.device === device);
  }

  ofSession(session: string): readonly PushSubscription[] {
    return this.#table.all().filter((one) => one.session === session);
  }

  /** A browser has one: the same endpoint takes the place of what was there; the oldest of too many goes. */
  async add(wish: PushWish, session: string): Promise<Result<PushSubscription>> {
    const sound = checked(wish);
    if (!sound.ok) return sound;
    const id = this.#crypto.sha256Hex(wish.endpoint).slice(0, 32);
    for (const one of this.of(wish.device).slice(0, -(mostOfDevice - 1)))
      if (one.id !== id) await this.#table.remove(one.id);
    const added = { ...wish, id, session };
    const kept = await this.#table.put(id, added);
    return kept.ok ? ok(added) : kept;
  }

  async remove(id: string): Promise<Result<void>> {
    return this.#table.get(id) === undefined ? ok(undefined) : this.#table.remove(id);
  }

  /** Those of telephones that are no more. */
  async keepOnly(devices: readonly string[]): Promise<void> {
    for (const { id, device } of this.#table.all())
      if (!devices.includes(device)) await this.#table.remove(id);
  }
}

/** `push.badEndpoint`, `push.badKey`. Where a name leads is looked at each time something is sent. */
function checked({ endpoint, keys }: PushWish): Result<void> {
  const url = URL.parse(endpoint);
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    return fail("push.badEndpoint", "a push service is reached by https");
  if ((hostWhereabouts(url.hostname) ?? "outside") !== "outside")
    return fail("push.badEndpoint", "a push service is not in the house");
  const [publicKey, auth] = [fromBase64Url(keys.p256dh), fromBase64Url(keys.auth)];
  return publicKey && auth?.length === authLength && isPublicKey(publicKey)
    ? ok(undefined)
    : fail("push.badKey", "no key that can be sealed for");
}
