import { ok, type Result } from "#kit/result.ts";
import type { DialogTable } from "#sip/agent/dialogTable.ts";
import { type Home, SessionHost } from "#sip/agent/sessionHost.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { IncomingInvite } from "#sip/agent/userAgent.ts";
import { toTag } from "#sip/dialog/dialogId.ts";
import { Accept } from "#sip/headers/accept.ts";
import { CallId } from "#sip/headers/callId.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import { Require, Unsupported } from "#sip/headers/require.ts";
import { type HeaderLine, header, readable, type SipRequest } from "#sip/message/message.ts";
import { methodFacts } from "#sip/message/methods.ts";
import { noParams } from "#sip/message/params.ts";
import { respond } from "#sip/message/response.ts";
import { parseUri } from "#sip/message/uri.ts";
import { startCalled } from "#sip/session/accept.ts";
import { abilities } from "#sip/session/ask.ts";
import type { SessionOptions } from "#sip/session/sessionOptions.ts";
import { intervalAsked, isTooShort, tooShortLines } from "#sip/session/sessionTimer.ts";
import { token } from "#world/random.ts";

/** A refusal that needs no session. */
export interface Refusal {
  readonly status: number;
  readonly headers?: readonly HeaderLine[];
}

/** RFC 3261 §8.2.2.3: what they require and we do not know. Of an ACK or CANCEL it does not matter. */
export function unsupported(
  request: SipRequest,
  known: readonly string[],
): readonly HeaderLine[] | undefined {
  const strange = (readable(request, Require) ?? []).filter((tag) => !known.includes(tag));
  return strange.length === 0 ? undefined : [header(Unsupported, strange)];
}

/** What an OPTIONS outside of dialogs is told (§11.2). */
export const optionsLines = (options: SessionOptions): readonly HeaderLine[] => [
  ...abilities(options),
  header(Accept, [{ value: "application/sdp", params: noParams }]),
];

/** A request with no dialog of ours, though it names one or should (§12.2.2). */
export const isOrphan = (request: SipRequest): boolean =>
  toTag(request) !== "" || methodFacts(request.method).needsDialog === true;

export interface Invited {
  readonly session: SessionHost;
  readonly incoming: IncomingInvite;
}

/** A session for a new INVITE, or why not; for each branch of one that was forked here. */
export function invited(
  home: Home,
  transaction: ServerTransaction,
  isBranch: boolean,
): Result<Invited, Refusal> {
  const { request } = transaction;
  const { options, table } = home;
  if (!isBranch && table.merged(request) !== undefined) return refuse(482); // §8.2.2.2
  if (isTooShort(intervalAsked(request), options)) return refuse(422, tooShortLines(options));
  const replaced = replacedBy(request, table);
  if (!replaced.ok) return replaced;
  const localTag = token(home.random);
  if (!startable(home, transaction, localTag)) return refuse(400);
  const uri = parseUri(request.uriText);
  const session = new SessionHost(home, {
    callId: readable(request, CallId) ?? "",
    localTag,
    ends: { came: transaction },
    contactUser: (uri.ok && uri.value.user) || "",
    secure: uri.ok && uri.value.scheme === "sips",
    start(facts) {
      const started = startCalled({ id: 1, request, localTag }, facts);
      return started.ok ? started.value : [{ name: "over" }, [{ do: "close" }]];
    },
  });
  const incoming = { session, request, flow: transaction.flow };
  const replaces = replaced.value && { replaces: replaced.value };
  return ok({ session, incoming: { ...incoming, ...replaces } });
}

const refuse = (status: number, headers: readonly HeaderLine[] = []): Result<never, Refusal> => ({
  ok: false,
  problem: { status, headers },
});

/** Without a Contact there is nowhere to send a BYE. */
function startable({ crypto, options }: Home, { request }: ServerTransaction, localTag: string) {
  const facts = { crypto, options, cnonce: "", luck: 0 };
  return startCalled({ id: 1, request, localTag }, facts).ok;
}

/** RFC 3891 §3: the session it names, a refusal, or undefined where it names none. */
function replacedBy(
  request: SipRequest,
  table: DialogTable<SessionHost>,
): Result<SessionHost | undefined, Refusal> {
  const replaces = request.get(Replaces);
  if (!replaces.ok || request.lines(Replaces.name).length > 1) return refuse(400);
  if (replaces.value === undefined) return ok(undefined);
  const named = table.replaced(replaces.value);
  if (named === undefined) return refuse(481);
  if (named.phase === "over") return refuse(603);
  const isWrong = named.phase === "confirmed" && replaces.value.earlyOnly;
  return isWrong ? refuse(486) : ok(named);
}

/** The answer with its tag, where no session gives one. */
export const refusal = (request: SipRequest, { status, headers = [] }: Refusal, tag: string) =>
  respond(request, status, { toTag: tag, headers });
