/** What becomes of a message by its owner's keys: its caller is called back, or somebody else hears it. */
import type { Transfers } from "#server/calls/transfers.ts";
import type { MessageDesk } from "#server/legs/mailboxMeans.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface MessageDeskMeans {
  readonly settings: () => Settings;
  readonly transfers: Pick<Transfers, "onward">;
  /** Calls that number or telephone of the house, and plays the message; undefined: there is no way. */
  readonly playTo: (to: ToldParty, message: string) => CallId | undefined;
}

export type ToldParty = { readonly number: string } | { readonly device: string };

export function messageDesk({ settings, transfers, playTo }: MessageDeskMeans): MessageDesk {
  return {
    callBack(leg, device, { from }) {
      const { number } = from;
      return number !== undefined && transfers.onward(leg, { device, dialled: number });
    },
    send(message, to) {
      const meaning = meaningOf(to, dialPlan(settings()));
      const party =
        meaning.is === "number" || meaning.is === "telephone"
          ? meaning.is === "number"
            ? { number: meaning.number }
            : { device: meaning.device }
          : undefined;
      const call = party && playTo(party, message.id);
      return Promise.resolve(call === undefined ? undefined : "telephone");
    },
  };
}
