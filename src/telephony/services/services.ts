/** Every service by its name, as `starCodes.ts` lists them. */
import { emergencyTest, helpNotice } from "./emergency.ts";
import { forwardOff, forwardOn, forwardStatus } from "./forwarding.ts";
import { dropLast, muteOff, muteOn, park, recordOff, recordOn } from "./inHand.ts";
import {
  blockLast,
  blockNumber,
  callReturn,
  redial,
  unblockLast,
  unblockNumber,
} from "./lastCaller.ts";
import { playMessage } from "./playMessage.ts";
import { repeatDial, repeatDialOff, repeatWhenBusy } from "./repeatDialling.ts";
import type { Service } from "./service.ts";
import { setSpeedDial } from "./speedDial.ts";
import type { ServiceId } from "./starCodes.ts";
import { changeMode, quiet, turn } from "./switches.ts";
import { wakeUpCall, wakeUpOff, wakeUpOn } from "./wakeUp.ts";
import { whyLast } from "./whyLast.ts";

export const services: Readonly<Record<ServiceId, Service>> = {
  forwardAllOn: forwardOn("forwardAll"),
  forwardAllOff: forwardOff("forwardAll"),
  forwardAllStatus: forwardStatus("forwardAll"),
  forwardBusyOn: forwardOn("forwardBusy"),
  forwardBusyOff: forwardOff("forwardBusy"),
  forwardBusyStatus: forwardStatus("forwardBusy"),
  forwardNoAnswerOn: forwardOn("forwardNoAnswer"),
  forwardNoAnswerOff: forwardOff("forwardNoAnswer"),
  forwardNoAnswerStatus: forwardStatus("forwardNoAnswer"),
  quietOn: quiet(true),
  quietOff: quiet(false),
  quietToggle: quiet("toggle"),
  changeMode,
  anonymousRejectOn: turn("anonymousReject", true),
  anonymousRejectOff: turn("anonymousReject", false),
  callWaitingOn: turn("callWaiting", true),
  callWaitingOff: turn("callWaiting", false),
  exchangeRejectOn: turn("exchangeReject", true),
  exchangeRejectOff: turn("exchangeReject", false),
  hideNumberOn: turn("hideNumber", true),
  hideNumberOff: turn("hideNumber", false),
  callReturn,
  redial,
  repeatDial,
  repeatDialOff,
  repeatWhenBusy,
  blockLast,
  unblockLast,
  blockNumber,
  unblockNumber,
  setSpeedDial: setSpeedDial(1),
  setLongSpeedDial: setSpeedDial(2),
  park,
  recordOn,
  recordOff,
  muteOn,
  muteOff,
  dropLast,
  wakeUpOn,
  wakeUpOff,
  whyLast,
  wakeUpCall,
  emergencyTest,
  helpNotice,
  playMessage,
};
