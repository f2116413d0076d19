import type { Problem } from "#kit/problem.ts";
import { type Millis, millis, minutes, seconds } from "#kit/time.ts";
import { takeChallenge } from "#sip/auth/answer.ts";
import { Contact, expiresParam, firstContact } from "#sip/headers/contact.ts";
import { Expires } from "#sip/headers/expires.ts";
import { MinExpires } from "#sip/headers/minExpires.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { sameUri } from "#sip/message/sameUri.ts";
import { parseUri } from "#sip/message/uri.ts";
import { usesOutbound } from "#sip/registration/registerRequest.ts";
import type {
  RegistrationAccount,
  RegistrationFacts,
  Thread,
} from "#sip/registration/registration.ts";

/** What an answer to a REGISTER means: how to try again at once, how long it holds, how long to wait. */

/** The thread for another try at once, where the answer says how; or why that would be no use. */
export function mended(
  thread: Thread,
  response: SipResponse,
  { account }: RegistrationFacts,
): Thread | Problem | undefined {
  switch (response.status) {
    case 401:
    case 407: {
      const answered = takeChallenge(thread.answered, response);
      return answered.ok ? { ...thread, answered: answered.value } : answered.problem;
    }
    case 423: {
      const least = readable(response, MinExpires) ?? 0; // §10.2.8
      return least > thread.expires && least <= mostExpires
        ? { ...thread, expires: least }
        : undefined;
    }
    case 439: // RFC 5626 §11.6
      return usesOutbound(thread, account) ? { ...thread, plain: true } : undefined;
    case 300:
    case 301:
    case 302: {
      const moved = firstContact(readable(response, Contact))?.uri;
      return moved !== undefined && parseUri(moved).ok ? { ...thread, moved } : undefined;
    }
    default:
      return undefined;
  }
}

const mostExpires = 7 * 24 * 3600;

/** §10.2.4: of all the contacts listed, ours; some registrars rewrite it, then the only one. */
export function grantedSeconds(
  response: SipResponse,
  account: RegistrationAccount,
): number | undefined {
  const contacts = readable(response, Contact);
  const header = readable(response, Expires);
  if (contacts === undefined || contacts === "*") return header;
  const own = parseUri(account.contact);
  const ours = contacts.find(({ uri }) => {
    const listed = parseUri(uri);
    return own.ok && listed.ok && sameUri(own.value, listed.value);
  });
  const found = ours ?? (contacts.length === 1 ? contacts[0] : undefined);
  return found === undefined ? header : (expiresParam(found) ?? header);
}

/** Early enough for a lost request to be sent again: 40 s before the end, or at half of a short life. */
export function refreshAfter(granted: number, luck: number): Millis {
  const latest = granted > 80 ? Math.min(granted - 40, granted * 0.9) : granted / 2;
  return millis(Math.round(latest * (0.85 + 0.15 * luck) * 1000));
}

/** A flow that has held for so long is none that breaks at once. */
export const steadyAfter = seconds(20);
const longestLoss = minutes(2);

/** How long to stay away from a registrar whose flows break at once; `losses` in a row before this one. */
export function lossWait(losses: number, luck: number): Millis {
  const full = Math.min(longestLoss, shortest * 2 ** Math.min(losses - 1, 10));
  return millis(Math.round(full * (0.5 + 0.5 * luck)));
}

const shortest = seconds(10);
const longest = minutes(10);
/** Who is refused for who he is must not knock often: providers ban for that. */
const refusedWait = minutes(30);

/** RFC 5626 §4.5: doubling, with a ceiling, by half left to chance. Retry-After is obeyed within an hour. */
export function waitFor(
  { failures }: Thread,
  { code }: Problem,
  { luck }: RegistrationFacts,
  response?: SipResponse,
): Millis {
  const asked = response && readable(response, RetryAfter);
  if (asked !== undefined && asked > 0) return seconds(Math.min(asked, 3600));
  const isPersonal =
    code === "sip.wrongPassword" || response?.status === 403 || response?.status === 404;
  const full = isPersonal ? refusedWait : Math.min(longest, shortest * 2 ** Math.min(failures, 10));
  return millis(Math.round(full * (0.5 + 0.5 * luck)));
}
