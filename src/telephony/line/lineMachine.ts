/** Finds the state's file; nothing else. What a line does is drawn in docs/generated/line.md. */
import type { Machine } from "#kit/machine.ts";
import type { LineEffect, LineEvent, LineFacts, LineState } from "./line.ts";
import { carriesData, isModem } from "./modem.ts";
import { alternating } from "./states/alternating.ts";
import { calling } from "./states/calling.ts";
import { callWaiting } from "./states/callWaiting.ts";
import { consulting } from "./states/consulting.ts";
import { dialing } from "./states/dialing.ts";
import { dialTone } from "./states/dialTone.ts";
import { flashed } from "./states/flashed.ts";
import { howler } from "./states/howler.ts";
import { idle } from "./states/idle.ts";
import { interrupted } from "./states/interrupted.ts";
import { lockout } from "./states/lockout.ts";
import { parted } from "./states/parted.ts";
import { recall } from "./states/recall.ts";
import { reorder } from "./states/reorder.ts";
import { ringing } from "./states/ringing.ts";
import { serviceCode } from "./states/serviceCode.ts";
import { talking } from "./states/talking.ts";
import { threeWay } from "./states/threeWay.ts";
import { whispered } from "./states/whispered.ts";
import type { Next } from "./words.ts";

export const lineMachine: Machine<LineState, LineEvent, LineEffect, LineFacts> = {
  name: "line",
  step,
};

function step(state: LineState, event: LineEvent, facts: LineFacts): Next {
  if (event.on === "messagesChanged")
    return [state, [{ do: "signal", signal: { do: "messageLamp", lit: facts.messagesWaiting } }]];
  if (event.on === "modem") return isModem(state);
  if (event.on === "leg" && event.command.do === "voiceBandData")
    return carriesData(state, event.leg);
  switch (state.name) {
    case "idle":
      return idle(state, event, facts);
    case "ringing":
      return ringing(state, event);
    case "dialTone":
      return dialTone(state, event, facts);
    case "dialing":
      return dialing(state, event, facts);
    case "serviceCode":
      return serviceCode(state, event, facts);
    case "calling":
      return calling(state, event, facts);
    case "talking":
      return talking(state, event, facts);
    case "callWaiting":
      return callWaiting(state, event, facts);
    case "alternating":
      return alternating(state, event, facts);
    case "recall":
      return recall(state, event, facts);
    case "consulting":
      return consulting(state, event, facts);
    case "threeWay":
      return threeWay(state, event, facts);
    case "flashed":
      return flashed(state, event, facts);
    case "whispered":
      return whispered(state, event);
    case "interrupted":
      return interrupted(state, event);
    case "parted":
      return parted(state, event, facts);
    case "reorder":
      return reorder(state, event, facts);
    case "howler":
      return howler(state, event);
    case "lockout":
      return lockout(state, event);
  }
}
