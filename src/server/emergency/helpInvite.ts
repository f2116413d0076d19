import { isForHelp } from "#server/calls/callOut.ts";
import { dialledIn } from "#server/phones/dialledHere.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Somebody dials one of the house's numbers for help: for `LayerParts.spares`, before it is known who. */
export const isHelpInvite = (request: SipRequest, settings: Settings): boolean =>
  request.method === "INVITE" && isForHelp(dialledIn(request), settings);
