import { edited } from "#sip/message/edit.ts";
import type { HeaderLine, SipResponse } from "#sip/message/message.ts";

/** How a branch ended: with a response, or with what we say for one that gave none. */
export type BranchEnd =
  | { readonly is: "response"; readonly response: SipResponse }
  | { readonly is: "silent"; readonly status: number };

const statusOf = (end: BranchEnd): number =>
  end.is === "response" ? end.response.status : end.status;

/**
 * The one final response that goes back when no branch has accepted (RFC 3261 §16.7 step 6):
 * a 6xx before all others, else the lowest class; among 4xx those that let the caller do better.
 */
export function bestResponse(ends: readonly BranchEnd[]): BranchEnd {
  const [first, ...others] = ends;
  if (first === undefined) return { is: "silent", status: 480 };
  const best = others.reduce((a, b) => (rank(b) < rank(a) ? b : a), first);
  if (best.is === "silent") return best;
  const challenged = withAllChallenges(best.response, ends);
  return { is: "response", response: challenged };
}

/** §16.7: these ask for something the caller can give. A redirection is only passed on when nobody is better. */
const helpful = new Set([401, 407, 415, 420, 484]);

function rank(end: BranchEnd): number {
  const status = statusOf(end);
  if (status >= 600) return 0;
  const order = Math.floor(status / 100) * 100;
  if (status === 503 || status === 430) return order + 90; // one hop's trouble, not the called's
  if (status === 408 || status === 480) return order + 80; // whoever answered knows more
  return helpful.has(status) ? order : order + 10;
}

/** §16.7 step 7: a caller that forks may be challenged by several at once, and answers all of them. */
function withAllChallenges(best: SipResponse, ends: readonly BranchEnd[]): SipResponse {
  if (best.status !== 401 && best.status !== 407) return best;
  const others = ends.flatMap((end) =>
    end.is === "response" && end.response !== best && isChallenge(end.response)
      ? challengesOf(end.response)
      : [],
  );
  return edited(
    best,
    others.map((line) => ({ edit: "append", line })),
  );
}

const isChallenge = ({ status }: SipResponse): boolean => status === 401 || status === 407;

const challengesOf = (response: SipResponse): readonly HeaderLine[] =>
  ["WWW-Authenticate", "Proxy-Authenticate"].flatMap((name) =>
    response.lines(name).map((text) => ({ name, text })),
  );
