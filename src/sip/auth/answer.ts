import { fail, ok, type Result } from "#kit/result.ts";
import type { AuthValue } from "#sip/auth/authValue.ts";
import {
  type Challenge,
  challengeFrom,
  ProxyAuthenticate,
  WWWAuthenticate,
} from "#sip/auth/challenge.ts";
import {
  Authorization,
  type Credentials,
  credentialsValue,
  ProxyAuthorization,
} from "#sip/auth/credentials.ts";
import { digestResponse, digestSecrets, type Login, secretFor } from "#sip/auth/digest.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";
import type { Crypto } from "#world/crypto.ts";

/** What answering takes from outside. */
export interface AnsweringFacts {
  readonly crypto: Crypto;
  /** Fresh and unguessable. */
  readonly cnonce: string;
}

/** A challenge taken on, kept so that later requests carry credentials at once. Plain data. */
export interface Answered {
  readonly challenge: Challenge;
  readonly asProxy: boolean;
  /** How often its nonce was used. */
  readonly count: number;
  /** How often the realm asked anew since it last let a request pass. */
  readonly asked: number;
}

/** More than one stale nonce in a row is a server that will never be content. */
const mostAsked = 3;

/**
 * Takes on what a 401 or 407 asks, beside what other realms asked before. Fails with
 * `sip.wrongPassword` where a fresh answer to that realm was refused, with `sip.noUsableChallenge`
 * where no challenge is in a scheme and algorithm of ours.
 */
export function takeChallenge(
  before: readonly Answered[],
  response: SipResponse,
): Result<readonly Answered[]> {
  const asProxy = response.status === 407;
  const values = response.get(asProxy ? ProxyAuthenticate : WWWAuthenticate);
  if (!values.ok) return values;
  // RFC 8760 §2.4: the topmost that we know, for the server lists by preference
  const challenge = firstUsable(values.value ?? []);
  if (challenge === undefined)
    return fail("sip.noUsableChallenge", `${response.status} without a digest we speak`);
  const sameRealm = (one: Answered): boolean =>
    one.asProxy === asProxy && one.challenge.realm === challenge.realm;
  const last = before.find(sameRealm);
  if (last !== undefined && isFinal(last, challenge))
    return fail("sip.wrongPassword", `realm ${challenge.realm}`);
  const taken = { challenge, asProxy, count: 0, asked: (last?.asked ?? 0) + 1 };
  return ok([...before.filter((one) => !sameRealm(one)), taken]);
}

/** §22.2: no second try with what was refused. A nonce that had served before may just have aged. */
const isFinal = (last: Answered, challenge: Challenge): boolean =>
  last.asked >= mostAsked || (last.count === 1 && last.asked > 0 && !challenge.stale);

/** What to keep once a request has passed. */
export const settled = (answered: readonly Answered[]): readonly Answered[] =>
  answered.map((one) => ({ ...one, asked: 0 }));

function firstUsable(values: readonly AuthValue[]): Challenge | undefined {
  for (const value of values) {
    const challenge = challengeFrom(value);
    if (challenge !== undefined) return challenge;
  }
  return undefined;
}

/** The header lines for one request, and what was answered with its counts moved on. */
export function credentialLines(
  answered: readonly Answered[],
  request: { readonly method: string; readonly uri: string },
  login: Login,
  facts: AnsweringFacts,
): readonly [readonly Answered[], readonly HeaderLine[]] {
  const lines = answered.map((one) => credentialsLine(one, request, login, facts));
  return [answered.map((one) => ({ ...one, count: one.count + 1 })), lines];
}

function credentialsLine(
  { challenge, asProxy, count }: Answered,
  request: { readonly method: string; readonly uri: string },
  login: Login,
  facts: AnsweringFacts,
): HeaderLine {
  const { algorithm, realm, nonce, opaque } = challenge;
  const { cnonce } = facts;
  const hashes = facts.crypto;
  const nc = (count + 1).toString(16).padStart(8, "0");
  const qop = challenge.qopAuth ? { name: "auth", count: nc, cnonce } : undefined;
  const extra = qop === undefined ? { cnonce } : { qop };
  const secret = secretFor(algorithm, digestSecrets(hashes, realm, login));
  const credentials: Credentials = {
    user: login.user,
    realm,
    nonce,
    uri: request.uri,
    response: digestResponse(hashes, { algorithm, secret, nonce, ...request, ...extra }),
    algorithm,
    opaque,
    ...(algorithm.endsWith("-sess") || qop ? extra : {}),
  };
  const type = asProxy ? ProxyAuthorization : Authorization;
  return { name: type.name, text: type.format([credentialsValue(credentials)]) };
}
