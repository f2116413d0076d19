import type { Cancel } from "#kit/listeners.ts";
import { type AskOpen, seenAt, writtenAt } from "#sip/agent/askedOpen.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { Require } from "#sip/headers/require.ts";
import { readable, type SipResponse } from "#sip/message/message.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { KeepOpen } from "#sip/transport/keptOpen.ts";

/** The door in our router that a registration goes out by, and calls come in by. */
export interface OpenDoor {
  /** A REGISTER that went along that flow is answered. */
  answered(response: SipResponse, flow: Flow): void;
  /** For good. */
  close(): void;
}

/** How a door is kept open: by STUN where the registrar keeps flows, else by OPTIONS. */
export interface DoorWays {
  readonly keepOpen: KeepOpen;
  readonly askOpen: AskOpen;
}

interface Kept {
  readonly key: string;
  /** By the last answer. */
  seen: string | undefined;
  /** To an OPTIONS. */
  hasAnswered: boolean;
  readonly cancel: Cancel;
}

export function openDoor({ keepOpen, askOpen }: DoorWays, lost: () => void): OpenDoor {
  let kept: Kept | undefined;
  let isOver = false;

  function opened(by: "stun" | "options", key: string, flow: Flow): Kept {
    if (by === "stun")
      return { key, seen: undefined, hasAnswered: false, cancel: keepOpen(flow, lost) };
    const cancel = askOpen(flow, (answer) => {
      if (kept === made && isElsewhere(made, answer)) lost();
    });
    const made: Kept = { key, seen: undefined, hasAnswered: false, cancel };
    return made;
  }

  function keptAt(response: SipResponse, flow: Flow): Kept | undefined {
    if (!isBehindRouter(response, flow)) return undefined;
    const by = wayOf(response);
    const key = `${by} ${flowKey(flow)}`;
    return kept?.key === key ? kept : opened(by, key, flow);
  }

  return {
    answered(response, flow) {
      if (isOver || response.status >= 300) return;
      const now = keptAt(response, flow);
      if (kept !== now) kept?.cancel();
      kept = now;
      if (kept) kept.seen = seenAt(response);
    },
    close() {
      isOver = true;
      kept?.cancel();
      kept = undefined;
    },
  };
}

/** Notes what the answer says. Who has never answered is only asked. */
function isElsewhere(kept: Kept, answer: Answer): boolean {
  if (answer.on !== "response") {
    const { hasAnswered } = kept;
    kept.hasAnswered = false;
    return hasAnswered;
  }
  const before = kept.seen;
  kept.seen = seenAt(answer.response);
  kept.hasAnswered = true;
  return before !== undefined && before !== kept.seen;
}

/** By our Via (RFC 3581) we are seen elsewhere than we wrote. */
function isBehindRouter(response: SipResponse, { protocol, remote }: Flow): boolean {
  const isPlain = protocol === "UDP" && !remote.host.includes(":");
  return isPlain && seenAt(response) !== writtenAt(response);
}

/** RFC 5626 §6: the registrar keeps the flow. */
const wayOf = (response: SipResponse): "stun" | "options" =>
  (readable(response, Require)?.includes("outbound") ?? false) ? "stun" : "options";
