import { formatHost } from "#sip/message/uri.ts";
import { profiles } from "#telephony/services/starCodes.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";
import type { PhoneCodec, PhoneProfile } from "./makers/profile.ts";
import { zoneRules } from "./makers/zoneRules.ts";

/** How a telephone reaches us. */
export type Reach = Pick<PhoneProfile, "server" | "transport">;

/** What a telephone of the owner's is told, from the settings as they are. */
export function profileOf(
  device: SipDevice,
  settings: Settings,
  reach: Reach,
  year: number,
): PhoneProfile {
  const { owner, services } = settings;
  const { codes, closed } = profiles[services.starCodes];
  const messages = Object.entries(codes).find(
    ([, code]) => "goes" in code && code.goes === "messages",
  )?.[0];
  return {
    name: device.name,
    username: device.username,
    secret: device.secret,
    ...reach,
    server: { ...reach.server, host: formatHost(reach.server.host) },
    codecs: codecsOf(dialPlan(settings).home.country),
    voicemail: messages === undefined ? "messages" : `${messages}${closed ? "#" : ""}`,
    poundSends: !closed,
    zone: zoneRules(owner.timeZone, year),
    language: owner.language,
    ...(device.hookFlash && { hookFlash: device.hookFlash }),
  };
}

/** ITU-T G.711: µ-law at home in North America and Japan, A-law in the rest of the world. */
const codecsOf = (country: string): readonly PhoneCodec[] =>
  ["US", "CA", "JP", "TW"].includes(country) ? ["G722", "PCMU", "PCMA"] : ["G722", "PCMA", "PCMU"];
