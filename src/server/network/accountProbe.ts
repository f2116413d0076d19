/** An OPTIONS to the server of each account: from where it sees us (RFC 3581), what became of our Via, what time it is there. */
import { addressOfRecord, nextHop } from "#server/accounts/accountNames.ts";
import type { Way } from "#sip/agent/transactions.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { receivedFrom, topVia } from "#sip/headers/via.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import { formatUri, sipUri } from "#sip/message/uri.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";
import type { AccountProbe } from "./facts.ts";

/** Undefined when no way leads there. */
export function probeAccount(
  account: Account,
  agent: Pick<UserAgent, "ask">,
  { random }: Pick<World, "random">,
): Promise<AccountProbe | undefined> {
  let way: Way | undefined;
  const make = (by: Way): SipRequest => {
    way = by;
    return options(account, by, { tag: token(random, 64), callId: token(random, 128) });
  };
  return new Promise((resolve) => {
    agent.ask({ destination: { to: "uri", uri: nextHop(account) }, make }, (answer) => {
      if (!way) return resolve(undefined);
      const { flow, own } = way;
      const seen = { account: account.name, sent: own, to: flow.remote.host };
      const isUdp = flow.protocol === "UDP";
      resolve({ ...seen, isUdp, ...answerOf(answer) });
    });
  });
}

function options(
  account: Account,
  { own }: Way,
  { tag, callId }: { readonly tag: string; readonly callId: string },
): SipRequest {
  const aor = addressOfRecord(account);
  return makeRequest({
    method: "OPTIONS",
    uri: `sip:${account.server}`,
    headers: [
      { name: "From", text: `<${aor}>;tag=${tag}` },
      { name: "To", text: `<sip:${account.server}>` },
      { name: "Call-ID", text: callId },
      { name: "CSeq", text: "1 OPTIONS" },
      { name: "Max-Forwards", text: "70" },
      { name: "Contact", text: `<${formatUri(sipUri({ user: "check", ...own }))}>` },
      { name: "Accept", text: "application/sdp" },
    ],
  });
}

function answerOf(answer: Answer): Pick<AccountProbe, "answer"> {
  const via = answer.on === "response" ? topVia(answer.response) : undefined;
  if (answer.on !== "response" || !via) return {};
  const host = receivedFrom(via);
  const port = Number(via.params.get("rport") || (via.port ?? 5060));
  const date = dateOf(answer.response);
  return {
    answer: {
      via: { host: via.host, port: via.port ?? 5060 },
      ...(host !== undefined && { seen: { host, port } }),
      ...(date !== undefined && { date }),
    },
  };
}

/** RFC 3261 §20.17. */
function dateOf(response: SipResponse): number | undefined {
  const at = Date.parse(response.lines("Date")[0] ?? "");
  return Number.isNaN(at) ? undefined : at;
}
