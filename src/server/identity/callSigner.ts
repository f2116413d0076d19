/**
 * Vouches for our own number in calls out, where the account has a key and a certificate for it
 * (RFC 8224 §6.1). A key that cannot sign holds no call up: it goes unsigned, and the log says so.
 */
import { uuidOf } from "#kit/uuid.ts";
import { named } from "#server/identity/saidInMessage.ts";
import { SentDate } from "#sip/headers/date.ts";
import { Identity } from "#sip/headers/identity.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { signedIdentity, type ToSign } from "#sip/stir/signing.ts";
import type { Numbering } from "#telephony/number/phoneNumber.ts";
import type { Signature } from "#telephony/settings/signature.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { Es256Key } from "#world/crypto.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

/** Numbers or SIP addresses, as this house writes them. */
export interface Vouched {
  readonly caller: string;
  readonly called: string;
}

export interface SignerMeans {
  readonly world: Pick<World, "clock" | "crypto" | "log">;
  readonly key: ServerKey;
}

export class CallSigner {
  readonly #of: SignerMeans;
  /** By what stands in the settings, and gone with it; null: no key. */
  readonly #keys = new WeakMap<Signature, Es256Key | null>();

  constructor(of: SignerMeans) {
    this.#of = of;
  }

  /** Date and Identity; none where the account signs nothing. */
  lines(account: Account, { caller, called }: Vouched, home: Numbering): readonly HeaderLine[] {
    const { signature, id } = account;
    const key = signature && this.#keyOf(signature, id);
    if (!signature || !key) return [];
    const [orig, dest] = [named(caller, home), named(called, home)];
    const at = this.#of.world.clock.wallTime();
    const iat = Math.floor(at / 1000);
    const base = { x5u: signature.certificate, orig, dest, iat };
    const signed = signedIdentity({ ...base, ...this.#shaken(signature, id) }, (data) =>
      key.sign(data),
    );
    return [header(SentDate, at), header(Identity, [signed])];
  }

  #shaken({ attest, origid }: Signature, id: string): Pick<ToSign, "shaken"> {
    return attest === undefined ? {} : { shaken: { attest, origid: origid ?? this.#originOf(id) } };
  }

  /** Always the same for an account, and no name of anybody's. */
  #originOf(account: string): string {
    return uuidOf(this.#of.key.key.sign(`origid ${account}`));
  }

  #keyOf(signature: Signature, account: string): Es256Key | null {
    const known = this.#keys.get(signature);
    if (known !== undefined) return known;
    const read = this.#of.world.crypto.es256Key(signature.secret);
    if (!read.ok)
      this.#of.world.log.warn("calls through an account are not signed: its key cannot be used", {
        account,
        ...read.problem,
      });
    const key = read.ok ? read.value : null;
    this.#keys.set(signature, key);
    return key;
  }
}
