/**
 * sip/session: one INVITE session, either way, from the first INVITE to the last BYE (RFC 3261 §13 to
 * §15). Pure: inviteSession.ts steps it and sip/agent carries out. Bodies are opaque: whoever owns
 * the session knows SDP. This file is what that owner says to a session and hears of it.
 */
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";

/** A body and its type; `application/sdp` unless said. */
export interface Body {
  readonly type: string;
  readonly content: Uint8Array;
}
export const sdpBody = (content: Uint8Array): Body => ({ type: "application/sdp", content });

/** Further header lines of one message; never those the session writes itself (Via … CSeq, Contact, Content-*). */
export type Extra = readonly HeaderLine[];

/** What the owner says. Never throws; what cannot be done now comes back as `refused` or is done when it can. */
export type SessionCommand =
  /** Called side: a 1xx over 100. With a body it is the answer (or offer) early; sent reliably where the other side can (100rel). */
  | {
      readonly do: "progress";
      readonly status: number;
      readonly body?: Body;
      readonly extra?: Extra;
    }
  /** Called side: 200. `body` answers the INVITE's offer, or is our offer when it brought none. May be absent when a reliable 1xx carried it. */
  | { readonly do: "accept"; readonly body?: Body; readonly extra?: Extra }
  /** Called side, before the answer: 3xx to 6xx. */
  | { readonly do: "refuse"; readonly status: number; readonly extra?: Extra }
  /** Answered: offers anew by re-INVITE (waits for its turn; 491 glare is tried again by §14.1). */
  | { readonly do: "offer"; readonly body: Body }
  /** Answers what `offered` brought. */
  | { readonly do: "answer"; readonly body: Body; readonly extra?: Extra }
  /** Refuses what `offered` brought (488): the session goes on as it was. */
  | { readonly do: "refuseOffer"; readonly status: number; readonly extra?: Extra }
  /** Whatever its state: CANCEL, a refusal (480 unless `status`), BYE, or ACK and BYE for an answer that crosses. `over` follows at once. */
  | { readonly do: "end"; readonly status?: number; readonly extra?: Extra }
  /** A request within the dialog: INFO, REFER, NOTIFY, MESSAGE, OPTIONS. */
  | {
      readonly do: "request";
      readonly method: string;
      readonly body?: Body;
      readonly extra?: Extra;
    }
  /** Answers a `requested` by its number. */
  | {
      readonly do: "reply";
      readonly to: number;
      readonly status: number;
      readonly body?: Body;
      readonly extra?: Extra;
    };

/** Which early dialog something came from: its remote tag. Forked answers have several. */
export type Fork = string;

export type SessionEvent =
  /** Calling side: 100 or the first response at all; the far side has it in hand. */
  | { readonly on: "proceeding" }
  /** Calling side: a 1xx over 100. `body` when it brought SDP that is to be obeyed (early media). */
  | {
      readonly on: "progress";
      readonly status: number;
      readonly fork: Fork;
      readonly response: SipResponse;
      readonly body?: Body;
    }
  /** Calling side: the first 2xx, already ACKed (or to be ACKed with `answer` when it brought the offer: `offers`). Further 2xx of forks are ACKed and ended by the session. */
  | {
      readonly on: "accepted";
      readonly fork: Fork;
      readonly response: SipResponse;
      readonly body?: Body;
      /** The INVITE carried no offer; the body is one and wants `answer`. */
      readonly offers: boolean;
    }
  /** Called side: the ACK for our 200. With a body it answers the offer in our 200. */
  | { readonly on: "acknowledged"; readonly body?: Body }
  /** Calling side: 300 to 699 after challenges were answered as far as we can; also what we make up for silence (408) or no way there (503 locally, `response` absent). */
  | {
      readonly on: "refused";
      readonly status: number;
      readonly response?: SipResponse;
      /** Contacts of a 3xx, best first. */
      readonly contacts: readonly string[];
    }
  /** A re-INVITE or UPDATE brought an offer: say `answer` or `refuseOffer`. No body: they ask for ours (delayed offer), `answer` gives it. */
  | { readonly on: "offered"; readonly by: "INVITE" | "UPDATE" | "PRACK"; readonly body?: Body }
  /** Our `offer` was answered; the answer (ACK) to what we gave in `answer` for a delayed offer comes so, too; without a body where they forgot it. */
  | { readonly on: "answered"; readonly body?: Body }
  /** Our `offer` was refused or lost its turn for good; the session stands as it was. */
  | { readonly on: "offerRefused"; readonly status: number }
  /** A request within the dialog that is the owner's to understand: INFO, REFER, NOTIFY, MESSAGE. Say `reply` with its number. */
  | { readonly on: "requested"; readonly number: number; readonly request: SipRequest }
  /** The final response to a `request` of ours; 408 when none came. */
  | {
      readonly on: "replied";
      readonly method: string;
      readonly status: number;
      readonly response?: SipResponse;
    }
  /** Called side: CANCEL came before our answer. `over` follows. */
  | { readonly on: "cancelled"; readonly reasons: readonly string[] }
  /** BYE came, with the texts of its Reason headers. `over` follows. */
  | { readonly on: "bye"; readonly reasons: readonly string[] }
  /** Once and last. `lost`: session timer, 481, 408 in the dialog, ACK that never came. Goodbyes may still be resent behind it. */
  | { readonly on: "over"; readonly why: "ended" | "cancelled" | "refused" | "bye" | "lost" };
