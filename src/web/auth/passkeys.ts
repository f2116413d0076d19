import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { FastifyRequest } from "fastify";
import type { Credentials, Passkey } from "#web/auth/vault.ts";

/**
 * WebAuthn level 3, through a well-kept library; here only what it needs to know of us. It is loaded
 * by the first ceremony: its 250 modules would be a tenth of the server's start.
 */
const webAuthn = () => import("@simplewebauthn/server");

/** Challenges given out and not yet used, with the moment they end: each fits once. */
function challengeBook(now: () => number) {
  const given = new Map<string, number>();
  return {
    give(challenge: string): void {
      given.set(challenge, now() + 5 * 60_000);
      const oldest = given.keys().next();
      if (given.size > 1000 && !oldest.done) given.delete(oldest.value);
    },
    take(challenge: string): boolean {
      const until = given.get(challenge);
      given.delete(challenge);
      return until !== undefined && until > now();
    },
  };
}

/** The name that a passkey belongs to: the host as the browser sees it. */
const relyingParty = (request: FastifyRequest): string => request.hostname;
const origin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

type Book = ReturnType<typeof challengeBook>;

const expected = (request: FastifyRequest, challenges: Book) => ({
  expectedChallenge: challenges.take,
  expectedOrigin: origin(request),
  expectedRPID: relyingParty(request),
  requireUserVerification: false,
});

/** The first ceremony: making a passkey. */
const making = (challenges: Book) => ({
  async creationOptions(
    request: FastifyRequest,
    owner: { readonly name: string; readonly passkeys: readonly Passkey[] },
  ) {
    const options = await (await webAuthn()).generateRegistrationOptions({
      rpName: "Ringwise",
      rpID: relyingParty(request),
      userName: owner.name,
      attestationType: "none",
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      excludeCredentials: owner.passkeys.map(({ id }) => ({ id })),
    });
    challenges.give(options.challenge);
    return options;
  },

  /** The new passkey, or undefined when the answer does not fit. */
  async made(request: FastifyRequest, response: unknown): Promise<Passkey | undefined> {
    const checked = await (await webAuthn())
      .verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        ...expected(request, challenges),
      })
      .catch(() => undefined);
    const made = checked?.verified ? checked.registrationInfo?.credential : undefined;
    return (
      made && {
        id: made.id,
        publicKey: Buffer.from(made.publicKey).toString("base64url"),
        counter: made.counter,
        transports: made.transports ?? [],
        name: "Passkey",
      }
    );
  },
});

/** The second: signing in with one. */
const using = (challenges: Book) => ({
  async requestOptions(request: FastifyRequest, known: readonly Passkey[]) {
    const options = await (await webAuthn()).generateAuthenticationOptions({
      rpID: relyingParty(request),
      userVerification: "preferred",
      allowCredentials: known.map(({ id }) => ({ id })),
    });
    challenges.give(options.challenge);
    return options;
  },

  /** The passkey that signed, with its new counter; undefined when none did. */
  async used(
    request: FastifyRequest,
    holder: Credentials,
    answer: unknown,
  ): Promise<Passkey | undefined> {
    const response = answer as AuthenticationResponseJSON;
    const passkey = holder.passkeys.find(({ id }) => id === response.id);
    if (!passkey) return undefined;
    const checked = await (await webAuthn())
      .verifyAuthenticationResponse({
        response,
        ...expected(request, challenges),
        credential: {
          id: passkey.id,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
          counter: passkey.counter,
        },
      })
      .catch(() => undefined);
    return checked?.verified
      ? { ...passkey, counter: checked.authenticationInfo.newCounter }
      : undefined;
  },
});

export function passkeys(now: () => number) {
  const challenges = challengeBook(now);
  return { ...making(challenges), ...using(challenges) };
}
export type Passkeys = ReturnType<typeof passkeys>;
