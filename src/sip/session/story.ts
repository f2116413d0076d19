/** What a rehearsed session did, in words short enough for a line a step. */
import type { Body, SessionEvent } from "#sip/session/session.ts";
import type { SessionEffect } from "#sip/session/sessionState.ts";

/** `INVITE+offer`, `183`, `resend@500`; nothing for what no reader needs. */
export function shownEffect(effect: SessionEffect): string {
  switch (effect.do) {
    case "send":
      return effect.request.method + shownBody(effect.request.body);
    case "acknowledge":
      return `ACK${shownBody(effect.request.body)}`;
    case "respond":
      return effect.status + shownBody(effect.body);
    case "tell":
      return shownEvent(effect.event);
    case "cancel":
      return "CANCEL";
    case "startTimer":
      return `${effect.timer}@${effect.after}`;
    case "close":
      return "closed";
    default:
      return "";
  }
}

/** `(accepted+answer)`, `(refused 486)`. */
function shownEvent(event: SessionEvent): string {
  const { on, status, why, body } = event as {
    on: string;
    status?: number;
    why?: string;
    body?: Body;
  };
  return `(${[on, status, why].filter((part) => part !== undefined).join(" ")}${shownBody(body)})`;
}

const shownBody = (body: Body | undefined): string =>
  body === undefined ? "" : `+${new TextDecoder().decode(body.content)}`;
