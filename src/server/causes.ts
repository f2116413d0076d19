import { statusFor } from "#sip/stir/vouching.ts";
import type { Cause, CauseKind } from "#telephony/call/leg.ts";

/** SIP status ⇄ cause: both tables side by side, so that what we say is what we understand. */

interface OnTheWire {
  readonly status: number;
  /** ITU-T Q.850, for the Reason header (RFC 3326) of a BYE or CANCEL. */
  readonly q850: number;
  readonly text: string;
}

/** What a caller of ours is told, before the answer. */
const spoken: Readonly<Record<CauseKind, OnTheWire>> = {
  normal: { status: 480, q850: 16, text: "Normal call clearing" },
  cancelled: { status: 487, q850: 16, text: "Request Terminated" },
  busy: { status: 486, q850: 17, text: "User busy" },
  noAnswer: { status: 480, q850: 19, text: "No answer" },
  rejected: { status: 603, q850: 21, text: "Call rejected" },
  quiet: { status: 480, q850: 19, text: "Not now" },
  anonymousRefused: { status: 433, q850: 21, text: "Anonymity Disallowed" },
  unproven: { status: 428, q850: 21, text: "Use Identity Header" },
  unknown: { status: 404, q850: 1, text: "Unallocated number" },
  limit: { status: 503, q850: 42, text: "Too many calls" },
  unreachable: { status: 480, q850: 20, text: "Unreachable" },
  loop: { status: 482, q850: 25, text: "Loop Detected" },
  answeredElsewhere: { status: 487, q850: 26, text: "Call completed elsewhere" },
  redirected: { status: 480, q850: 23, text: "Redirected" },
  noResponse: { status: 480, q850: 18, text: "No response" },
  notAcceptable: { status: 488, q850: 88, text: "Not Acceptable Here" },
  lost: { status: 480, q850: 41, text: "Connection lost" },
  preempted: { status: 480, q850: 8, text: "Preemption" },
  failed: { status: 500, q850: 41, text: "Server Internal Error" },
};

/** The final status for a leg that is not yet answered. */
export const statusOf = ({ kind, sip, text }: Cause): number => {
  if (kind === "unproven") return statusFor(text);
  return kind === "loop" && sip === 483 ? sip : spoken[kind].status;
};

/** Only when a person gave up at a distance: a SIP cause says it better (RFC 3326 §3.1). */
export function reasonOf(cause: Cause): string {
  if (cause.kind === "answeredElsewhere") return 'SIP;cause=200;text="Call completed elsewhere"';
  if (cause.kind === "preempted") return 'preemption;cause=1;text="Preemption"';
  const { q850, text } = spoken[cause.kind];
  return `Q.850;cause=${cause.q850 ?? q850};text="${text}"`;
}

const heard: Readonly<Record<number, CauseKind>> = {
  401: "rejected",
  402: "rejected",
  403: "rejected",
  404: "unknown",
  407: "rejected",
  408: "noResponse",
  410: "unknown",
  415: "notAcceptable",
  433: "anonymousRefused",
  428: "unproven",
  436: "unproven",
  437: "unproven",
  438: "unproven",
  480: "unreachable",
  482: "loop",
  483: "loop",
  484: "unknown",
  486: "busy",
  487: "cancelled",
  488: "notAcceptable",
  503: "unreachable",
  600: "busy",
  603: "rejected",
  604: "unknown",
  606: "notAcceptable",
  607: "rejected",
};

/** What a final answer of 300 and more means. */
export function causeOfStatus(status: number): Cause {
  if (status >= 300 && status < 400) return { kind: "redirected", sip: status };
  return { kind: heard[status] ?? (status >= 500 ? "failed" : "unreachable"), sip: status };
}

const byQ850: Readonly<Record<number, CauseKind>> = {
  1: "unknown",
  16: "normal",
  17: "busy",
  18: "noResponse",
  19: "noAnswer",
  20: "unreachable",
  21: "rejected",
  26: "answeredElsewhere",
  31: "normal",
  41: "lost",
};

function causeOfOne(reason: string): Cause | undefined {
  const [, protocol = "", code = ""] = /^\s*([\w.]+)\s*;.*?cause\s*=\s*(\d+)/i.exec(reason) ?? [];
  const number = Number(code);
  switch (protocol.toLowerCase()) {
    case "q.850":
      return byQ850[number] && { kind: byQ850[number], q850: number };
    case "sip":
      if (number === 200) return { kind: "answeredElsewhere", sip: 200 };
      return number >= 300 ? causeOfStatus(number) : undefined;
    case "preemption":
      return { kind: "preempted" };
    default:
      return undefined;
  }
}

/** What the Reason headers of a BYE or CANCEL mean; undefined when they say nothing that we know. */
export function causeOfReason(reasons: readonly string[]): Cause | undefined {
  for (const reason of reasons) {
    const cause = causeOfOne(reason);
    if (cause) return cause;
  }
  return undefined;
}
