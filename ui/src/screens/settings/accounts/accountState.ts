/** How an account stands, in a sentence that says what it means for calls. */
import type { Schemas } from "../../../api/client.ts";
import type { Words } from "../../../words/say.ts";
import type { AccountItem } from "../parts/document.ts";

export type AccountStatus = Schemas["Account"];

export interface AccountState {
  readonly dot: "" | "amber" | "clay" | "off";
  readonly sentence: string;
}

export function accountState(
  account: AccountItem,
  status: AccountStatus | undefined,
  words: Words,
  now: number,
): AccountState {
  const { say } = words;
  if (account.enabled === false) return { dot: "off", sentence: say("account.state.off") };
  switch (status?.state) {
    case "registered":
      return {
        dot: "",
        sentence: say("account.state.registered", {
          since: words.since(status.since, now),
          ms: Math.round(status.roundTrip ?? 0),
          known: status.roundTrip === undefined ? "no" : "yes",
        }),
      };
    case "static":
      return { dot: "", sentence: say("account.state.static", { server: account.server }) };
    case "failed":
      return {
        dot: "clay",
        sentence: say("account.state.failed", {
          since: words.since(status.since, now),
          why: whyRefused(status, words),
        }),
      };
    default:
      return { dot: "amber", sentence: say("account.state.trying") };
  }
}

/** By its code, and of a refusal by the status that stands first in its detail (RFC 3261 §21). */
function whyRefused(
  { code = "", detail = "", server }: Pick<AccountStatus, "code" | "detail" | "server">,
  { say }: Words,
): string {
  if (code === "sip.unanswered") return say("account.why.silent", { server });
  if (code === "sip.flowLost") return say("account.why.breaks", { server });
  if (code === "sip.notLocated") return say("account.why.noName", { server });
  if (code === "sip.unreachable") return say("account.why.unreachable", { server });
  const status = Number(/^(\d{3})\b/.exec(detail)?.[1] ?? 0);
  if ([401, 403, 407].includes(status)) return say("account.why.password", { server });
  if (status === 404 || status === 604) return say("account.why.unknown", { server });
  if (status >= 500 && status < 600) return say("account.why.trouble", { server });
  return say("account.why.other", { server, detail });
}

/** How it is reached and what it carries, in a line. */
export function accountFacts(account: AccountItem, words: Words): readonly string[] {
  const { say } = words;
  const { server, username, transport, register = username !== undefined, callsAtOnce } = account;
  return [
    register
      ? say("account.facts.registers", { server, username: username ?? "–" })
      : say("account.facts.static", { server }),
    ...(transport ? [say("account.facts.transport", { transport: transport.toUpperCase() })] : []),
    ...(callsAtOnce ? [say("account.facts.calls", { n: callsAtOnce })] : []),
    ...(account.transferBy === "refer" ? [say("account.facts.refer")] : []),
    ...(account.verstat ? [say("account.facts.verstat")] : []),
  ];
}
