import type { Doorkeeper } from "#exchange/doorkeeper.ts";
import { narrowingOf } from "#exchange/policy/narrowing.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import type { Refusals } from "#exchange/refusals.ts";
import type { Directory } from "#exchange/users/directory.ts";
import { fromUtf8 } from "#kit/bytes.ts";
import { momentOf } from "#kit/calendar.ts";
import type { Problem } from "#kit/problem.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { Expires } from "#sip/headers/expires.ts";
import { Warning } from "#sip/headers/warning.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { parseUri, type SipUri } from "#sip/message/uri.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

export const policyEvent = "call-policy";
export const policyType = "application/jose";

export interface PublishParts {
  readonly world: World;
  readonly doorkeeper: Doorkeeper;
  readonly policies: Policies;
  readonly refusals: Refusals;
  readonly directory: () => Directory;
  readonly isOwn: (uri: SipUri) => boolean;
  readonly domain: () => string;
}

/** A PUBLISH of `call-policy` (RFC 3903): a user says what shall become of the user's own calls, and of nobody else's. */
export function servePublish(asked: ServerTransaction, parts: PublishParts): void {
  serve(asked, parts).catch((error: unknown) => {
    parts.world.log.warn("a policy could not be taken", { error: String(error) });
    asked.answer(respond(asked.request, 500, { toTag: token(parts.world.random) }));
  });
}

async function serve(asked: ServerTransaction, parts: PublishParts): Promise<void> {
  const { world, doorkeeper, policies, directory, isOwn, domain, refusals } = parts;
  const { request, flow } = asked;
  const answer = (status: number, headers: readonly HeaderLine[] = []): void =>
    asked.answer(respond(request, status, { toTag: token(world.random), headers }));

  const admission = doorkeeper.admit(request, flow, false);
  if (admission.on === "refused") {
    answer(admission.refusal.status, admission.refusal.headers);
    return;
  }
  const { user } = admission;
  const isUser = (address: string): boolean => {
    const uri = parseUri(address);
    return uri.ok && isOwn(uri.value) && directory().find(uri.value)?.name === user.name;
  };
  const refusal = unfit(asked, isUser);
  if (refusal !== undefined) {
    if (refusal.status === 403) refusals.note("notOneself", flow.remote.host, { user: user.name });
    answer(refusal.status, refusal.headers);
    return;
  }
  const published = await policies.publish(user.name, fromUtf8(request.body), isUser);
  if (!published.ok) {
    const { code, detail } = published.problem;
    refusals.note(code, flow.remote.host, { user: user.name, detail });
    answer(published.problem.code === "policy.notKept" ? 503 : 400, [
      warning(domain(), published.problem),
    ]);
    return;
  }
  const { version, expires } = published.value;
  const seconds = Math.max(
    0,
    Math.round(((momentOf(expires) ?? 0) - world.clock.wallTime()) / 1000),
  );
  const narrowing = narrowingOf(user, directory().tierOf(user));
  world.log.info("a policy is in force", { user: user.name, version });
  answer(200, [
    { name: "SIP-ETag", text: `v${version}` },
    header(Expires, seconds),
    ...(narrowing === undefined ? [] : [warning(domain(), { code: "", detail: narrowing.reason })]),
  ]);
}

/** What is wrong before the document is looked at. */
function unfit({ request }: ServerTransaction, isUser: (address: string) => boolean) {
  if (!isUser(request.uriText)) return { status: 403, headers: [] };
  if (request.lines("Event")[0]?.split(";")[0]?.trim() !== policyEvent)
    return { status: 489, headers: [{ name: "Allow-Events", text: policyEvent }] };
  if (request.lines("Content-Type")[0]?.split(";")[0]?.trim().toLowerCase() !== policyType)
    return { status: 415, headers: [{ name: "Accept", text: policyType }] };
  return undefined;
}

const warning = (agent: string, { detail }: Problem): HeaderLine =>
  header(Warning, [{ code: 399, agent, text: detail }]);
