import type { Why, WhyCode } from "#exchange/calls/passedCall.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import type { ExchangeSettings, Trunk, User } from "#exchange/settings/settings.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { SipUri } from "#sip/message/uri.ts";
import { tariffOf } from "#telephony/number/tariff.ts";

/** Whose address a request outside of dialogs is for. */
export type Whither =
  | Onwards
  /** The exchange itself. */
  | { readonly is: "self" }
  | { readonly is: "refused"; readonly status: number; readonly why?: Why };

export type Onwards =
  | { readonly is: "user"; readonly user: User }
  /** A number outside, by these trunks in order. */
  | {
      readonly is: "out";
      readonly number: string;
      readonly trunks: readonly Trunk[];
      readonly isForHelp?: true;
    }
  /** Another domain. */
  | { readonly is: "elsewhere"; readonly uri: SipUri };

export interface WhitherFacts {
  readonly speaker: Speaker;
  readonly directory: Directory;
  readonly settings: Pick<ExchangeSettings, "country" | "hidesUsers">;
  readonly isOwn: (uri: SipUri) => boolean;
}

/** Only users call out; a stranger, and a trunk too, reaches our own users alone: no open relay. */
export function whither(uri: SipUri, facts: WhitherFacts): Whither {
  const { speaker, directory, isOwn } = facts;
  if (uri.scheme !== "tel" && !isOwn(uri))
    return speaker.is === "user" && callsOf(facts) === "anywhere"
      ? { is: "elsewhere", uri }
      : refused(403, "noRelay");
  if (uri.user === undefined) return { is: "self" };
  const user = directory.find(uri);
  if (user !== undefined) return { is: "user", user };
  return /^\+?[0-9]+$/.test(uri.user) && speaker.is === "user" && !speaker.user.attends
    ? outward(uri.user, facts)
    : refused(unknownStatus(facts), "unknownCalled");
}

const refused = (status: number, code: WhyCode): Whither & { readonly is: "refused" } => {
  const why: Why = { by: "exchange", code };
  return { is: "refused", status, why };
};

/** Where users are not to be found out, nobody is told who is one. */
const unknownStatus = ({ speaker, settings }: WhitherFacts): number =>
  speaker.is === "stranger" && settings.hidesUsers ? 480 : 404;

const callsOf = ({ speaker, directory }: WhitherFacts) =>
  speaker.is === "user" ? directory.tierOf(speaker.user).calls : "members";

function outward(dialled: string, facts: WhitherFacts): Whither {
  const calls = callsOf(facts);
  const { directory, settings } = facts;
  const number = directory.inFull(dialled);
  const trunks = directory.trunksFor(number);
  if (trunks.length === 0) return refused(404, "noTrunk");
  const may = calls === "anywhere" || (calls === "usual" && tariffOf(number, settings) === "usual");
  return may ? { is: "out", number, trunks } : refused(403, "tierForbids");
}
