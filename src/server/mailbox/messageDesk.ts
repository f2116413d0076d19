/** What becomes of a message by its owner's keys: its caller is called back, or somebody else hears it. */
import type { Transfers } from "#server/calls/transfers.ts";
import type { MessageDesk } from "#server/legs/mailboxMeans.ts";
import type { Message } from "#server/store/store.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { personOf } from "#telephony/directing/directory.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface MessageDeskMeans {
  readonly settings: () => Settings;
  readonly transfers: Pick<Transfers, "onward">;
  /** By e-mail; false: no letters can be sent. */
  readonly mailTo: (to: string, message: Message) => boolean;
  /** Calls that number or telephone of the house, and plays the message; undefined: there is no way. */
  readonly playTo: (to: ToldParty, message: string) => CallId | undefined;
}

export type ToldParty = { readonly number: string } | { readonly device: string };

export function messageDesk(of: MessageDeskMeans): MessageDesk {
  return {
    callBack(leg, device, { from }) {
      const { number } = from;
      return number !== undefined && of.transfers.onward(leg, { device, dialled: number });
    },
    send: (message, to) => Promise.resolve(sent(message, to, of)),
  };
}

/** Whom the owner knows by an e-mail address gets it there, everybody else by telephone. */
function sent(
  message: Message,
  to: string,
  of: MessageDeskMeans,
): "mail" | "telephone" | undefined {
  const settings = of.settings();
  const party = partyFor(to, settings);
  if (!party) return undefined;
  const person = "number" in party ? personOf({ ...party, private: false }, settings) : undefined;
  if (person?.email !== undefined && of.mailTo(person.email, message)) return "mail";
  return of.playTo(party, message.id) === undefined ? undefined : "telephone";
}

function partyFor(to: string, settings: Settings): ToldParty | undefined {
  const meaning = meaningOf(to, dialPlan(settings));
  if (meaning.is === "number") return { number: meaning.number };
  return meaning.is === "telephone" ? { device: meaning.device } : undefined;
}
