import type { ExchangeSettings, Trunk } from "#exchange/settings/settings.ts";
import type { Directory } from "#exchange/users/directory.ts";
import { after, type Instant, minutes } from "#kit/time.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { isHelpUrn } from "#sip/message/serviceUrn.ts";
import type { SipUri } from "#sip/message/uri.ts";
import { emergencyIn, emergencyNumbers, urnNumber } from "#telephony/number/emergency.ts";
import type { Clock } from "#world/clock.ts";

export interface HelpFacts {
  readonly clock: Clock;
  readonly settings: () => Pick<ExchangeSettings, "country" | "trunks">;
  readonly directory: () => Directory;
  readonly isOwn: (uri: SipUri) => boolean;
}

/**
 * exchange/help: users' calls for help. Nothing that the operator has set stands in their way: no
 * tier, no suspension, no count of channels, no load. For an hour whoever calls back by a trunk
 * passes what the user and the operator have set, too (as RFC 7090 wants it of a call-back).
 */
export interface HelpCalls {
  /** What is dialled at a trunk for this INVITE; undefined: it is no call for help. */
  numberOf(request: SipRequest): string | undefined;
  /** All of them: first those that the number fits best. */
  trunksFor(number: string): readonly Trunk[];
  /** The user has called for help now. */
  note(user: string): void;
  /** The user may be called back. */
  isExpected(user: string): boolean;
}

const callBack = minutes(60);
/** No number for help is longer, with what people dial before it. */
const longest = 12;

export function helpCalls({ clock, settings, directory, isOwn }: HelpFacts): HelpCalls {
  const until = new Map<string, Instant>();
  let known: { readonly country: string; readonly numbers: readonly string[] } | undefined;

  function numbers(): readonly string[] {
    const { country } = settings();
    if (known?.country !== country) known = { country, numbers: emergencyNumbers(country, []) };
    return known.numbers;
  }

  function dialled(uri: SipUri): string | undefined {
    const { user = "" } = uri;
    if (user.length > longest || !/^[+*#0-9]+$/.test(user)) return undefined;
    if (numbers().includes(user)) return user;
    return directory().find(uri) === undefined ? emergencyIn(user, numbers()) : undefined;
  }

  const isHere = (uri: SipUri): boolean => uri.scheme === "tel" || isOwn(uri);

  return {
    numberOf({ method, uri, uriText }) {
      if (method !== "INVITE") return undefined;
      if (isHelpUrn(uriText)) return urnNumber(uriText, settings().country);
      return uri.ok && isHere(uri.value) ? dialled(uri.value) : undefined;
    },
    trunksFor: (number) => [...new Set([...directory().trunksFor(number), ...settings().trunks])],
    note(user) {
      const now = clock.now();
      for (const [name, end] of until) if (end <= now) until.delete(name);
      until.set(user, after(now, callBack));
    },
    isExpected: (user) => (until.get(user) ?? 0) > clock.now(),
  };
}
