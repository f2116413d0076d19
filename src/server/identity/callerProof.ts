/**
 * Whether somebody whom the owner's trusted authorities stand behind vouches for the caller's number
 * (RFC 8224 §6.2). What comes of it is a fact for the rules; a call waits for it only so long.
 */

import { utf8 } from "#kit/bytes.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { after, type Millis, seconds, type WallTime } from "#kit/time.ts";
import { CertificateShelf, type Chain } from "#server/identity/certificateShelf.ts";
import { saidIn } from "#server/identity/saidInMessage.ts";
import { SignedBefore } from "#server/identity/signedBefore.ts";
import { Identity, type SignedIdentity } from "#sip/headers/identity.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { isOfUse, type Passport, readPassport } from "#sip/stir/passport.ts";
import { distrusted, unlike } from "#sip/stir/vouching.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Certificate } from "#world/certificates.ts";
import type { World } from "#world/world.ts";

/** What is known then: for the facts of the call. */
export type Proof = Pick<CallAbout, "attested" | "unproven">;

export interface ProofMeans {
  readonly world: Pick<World, "clock" | "network" | "http" | "crypto" | "log">;
  readonly settings: () => Settings;
}

/** A call as the doorman has it. */
export interface ToProve {
  readonly from: Party;
  readonly called: string;
}

export class CallerProof {
  readonly #of: ProofMeans;
  readonly #shelf: CertificateShelf;
  readonly #before = new SignedBefore();
  #trusted: { readonly text: string; readonly authorities: readonly Certificate[] } | undefined;

  constructor(of: ProofMeans) {
    this.#of = of;
    this.#shelf = new CertificateShelf(of.world);
  }

  /** Undefined: nobody vouches, nobody is trusted to, or the caller has no number to vouch for. */
  of(request: SipRequest, call: ToProve): Promise<Proof> | undefined {
    const { from } = call;
    const authorities = this.#authorities();
    if (authorities.length === 0) return undefined;
    if (from.number === undefined && from.address === undefined) return undefined;
    const read = request.get(Identity);
    if (!read.ok) return Promise.resolve(unproven(problem("identity.malformed", "Identity")));
    const [identity] = (read.value ?? []).filter(isOfUse).toSorted(byExtension);
    return identity && this.#prove(identity, request, call);
  }

  close(): void {
    this.#shelf.close();
  }

  async #prove(identity: SignedIdentity, request: SipRequest, call: ToProve): Promise<Proof> {
    const { clock, log } = this.#of.world;
    const at = clock.wallTime();
    const said = saidIn(request, call, this.#of.settings());
    const read = readPassport(identity, said);
    const trouble = read.ok
      ? (unlike(read.value, { at, ...said.parties }) ?? (await this.#flaw(read.value, request, at)))
      : read.problem;
    if (trouble) log.info("nobody is believed to vouch for a caller", { ...trouble });
    return trouble || !read.ok ? unproven(trouble) : { attested: read.value.attest ?? "A" };
  }

  async #flaw(passport: Passport, request: SipRequest, at: WallTime): Promise<Problem | undefined> {
    if (!/^https:\/\//i.test(passport.x5u)) return problem("identity.unreachable", "not by https");
    const chain = await this.#inTime(this.#shelf.get(passport.x5u));
    if (!chain.ok) return chain.problem;
    const flaw = distrusted(passport, chain.value, { authorities: this.#authorities(), at });
    if (flaw) return flaw;
    const callId = request.lines("Call-ID")[0] ?? "";
    return this.#before.isOfAnother(passport.signed, callId, at)
      ? problem("identity.replayed", "it was in another call before")
      : undefined;
  }

  #inTime(chain: Promise<Chain>): Promise<Chain> {
    const { clock } = this.#of.world;
    const wait: Millis = seconds(this.#of.settings().callers.signatures.wait);
    return new Promise((resolve) => {
      const late = problem("identity.late", `no certificate within ${wait} ms`);
      const cancel = clock.at(after(clock.now(), wait), () =>
        resolve({ ok: false, problem: late }),
      );
      void chain.then((found) => {
        cancel();
        resolve(found);
      });
    });
  }

  #authorities(): readonly Certificate[] {
    const text = this.#of.settings().callers.signatures.authorities ?? "";
    if (this.#trusted?.text === text) return this.#trusted.authorities;
    const { crypto, log } = this.#of.world;
    const read = text === "" ? undefined : crypto.readCertificates(utf8(text));
    if (read && !read.ok)
      log.warn("callers.signatures.authorities cannot be read", { ...read.problem });
    const authorities = read?.ok ? read.value : [];
    this.#trusted = { text, authorities };
    return authorities;
  }
}

/** `shaken` says more. */
const byExtension = (a: SignedIdentity, b: SignedIdentity): number =>
  Number(b.ppt !== undefined) - Number(a.ppt !== undefined);

const unproven = (trouble: Problem | undefined): Proof => ({
  attested: "failed",
  ...(trouble && { unproven: trouble.code }),
});
