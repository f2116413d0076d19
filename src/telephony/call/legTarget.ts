/** Where the legs of a call lead, and where a target of its plan is found. */
import type { Seconds } from "#kit/time.ts";
import type { Cause, LegId } from "#telephony/call/leg.ts";
import type { ServiceId } from "#telephony/services/starCodes.ts";

/** Who goes on with a call: a telephone of ours, or who may replace a party at that account (RFC 3891). */
export type Taker = { readonly device: string } | { readonly account: string };

/** What a leg is made for: where it leads. */
export type LegTarget =
  | { readonly to: "caller" }
  | { readonly to: "device"; readonly device: string }
  /** See `Route`. */
  | {
      readonly to: "outside";
      readonly account: string;
      readonly address: string;
      readonly shows?: string;
      readonly plain?: true;
      readonly peer?: string;
    }
  | { readonly to: "mailbox"; readonly greeting?: string }
  | { readonly to: "messages" }
  /** Another call goes on here: that of this id, leg or slot, else what is parked, rings, or is talked in elsewhere. */
  | { readonly to: "take"; readonly what?: string }
  /** Who speaks to the house in another call is heard here: in that of this id, else in the newest. */
  | { readonly to: "listen"; readonly what?: string }
  /** Says that the call is recorded, and writes down what it hears. */
  | { readonly to: "recorder" }
  /** A room of the house that is dialled, at its door: it may ask for a PIN. */
  | { readonly to: "conference"; readonly room: string }
  /** What this call hears of the others of a conference; over for all when that leg goes. */
  | { readonly to: "room"; readonly room: string; readonly endsWith?: LegId }
  /** Who has taken the call, a telephone of ours or a party of that account; `by`: the leg of its own call that it is heard through. */
  | ({ readonly to: "taken"; readonly by: LegId } & Taker)
  /** `aside`: into the owner's ear, while the call goes on. */
  | { readonly to: "announcement"; readonly prompt: string; readonly aside?: true }
  | { readonly to: "echo" }
  /** Our voice in the ear of that leg. */
  | { readonly to: "attendant"; readonly asks: LegId; readonly question: Question }
  | { readonly to: "service"; readonly service: ServiceId; readonly input: string };

/** What the attendant asks: the called whether to take it, the caller who it is or which key. */
export type Question =
  | { readonly ask: "take" }
  /** `recording`: what the caller said, a file; without it the number is said. */
  | { readonly ask: "screened"; readonly recording?: string }
  | { readonly ask: "name"; readonly again?: true }
  | { readonly ask: "digits" }
  | {
      readonly ask: "key";
      readonly prompt: string;
      readonly keys: readonly string[];
      readonly for: Seconds;
      /** What begins with none of the keys is an extension. */
      readonly extensions?: true;
      /** What became of the one that was dialled before. */
      readonly before?: "unknown" | "busy" | "nobody";
    };

/** Where a target of the plan is found now. No endpoint: nobody there, or not allowed. */
export type Endpoint =
  | {
      readonly to: "device";
      readonly device: string;
      readonly state: "idle" | "ringing" | "busy" | "offline";
    }
  /** Accounts to try in this order. `redirect`: the caller's own account can call there (302). */
  | { readonly to: "outside"; readonly routes: readonly Route[]; readonly redirect?: string }
  /** It may not be called, and why. */
  | { readonly to: "nobody"; readonly address: string; readonly cause: Cause };

/** One way to an address: which account, and the address as that account wants it. */
export interface Route {
  readonly account: string;
  readonly address: string;
  /** The owner's number that is shown there; without it the account's own. */
  readonly shows?: string;
  /** A call for help that says nothing of the house, for where that was not understood. */
  readonly plain?: true;
  /** Straight to that member of the account's exchange. */
  readonly peer?: string;
}
