import {
  type Entry,
  type PhoneCodec,
  type PhoneFile,
  type PhoneProfile,
  registersFor,
  xml,
  xmlHead,
} from "./profile.ts";
import type { Change, ZoneRules } from "./zoneRules.ts";

/* Keys and their names: the configuration templates that Grandstream publishes for its GXP, GRP and HT models. */

const transports = { udp: 0, tcp: 1, tls: 2 } as const;
const codecs: Readonly<Record<PhoneCodec, number>> = { PCMU: 0, PCMA: 8, G722: 9 };
const codecKeys = ["P57", "P58", "P59", "P60", "P61", "P62"];

/** `cfg<mac>.xml`: the same P-values for desk phones and adapters; who does not know one passes it over. */
export function grandstream(profile: PhoneProfile): PhoneFile {
  const lines = entries(profile).map(([key, value]) => `    <${key}>${xml(value)}</${key}>\n`);
  const text = `${xmlHead}<gs_provision version="1">\n  <config version="1">\n${lines.join("")}  </config>\n</gs_provision>\n`;
  return { type: "application/xml", text };
}

function entries(profile: PhoneProfile): readonly Entry[] {
  const { name, username, secret, server, transport, voicemail, hookFlash } = profile;
  const address = `${server.host}:${server.port}`;
  return [
    ["P271", 1, "Account 1: Account Active"],
    ["P270", name, "Account 1: Account Name"],
    ["P47", address, "Account 1: SIP Server"],
    ["P35", username, "Account 1: SIP User ID"],
    ["P36", username, "Account 1: Authenticate ID"],
    ["P34", secret, "Account 1: Authenticate Password"],
    ["P3", name, "Account 1: Name"],
    ["P130", transports[transport], "Account 1: SIP Transport (0 UDP, 1 TCP, 2 TLS/TCP)"],
    ["P31", 1, "Account 1: SIP Registration"],
    ["P32", registersFor / 60, "Account 1: Register Expiration, in minutes"],
    ["P33", voicemail, "Account 1: Voice Mail Access Number"],
    ["P99", 1, "Account 1: Subscribe for MWI"],
    ["P191", 0, "Account 1: Enable Call Features (0: star codes go to the server)"],
    ["P290", "{ [x*#+]+ }", "Account 1: Dial Plan"],
    ["P72", profile.poundSends ? 1 : 0, "Account 1: Use # as Dial Key"],
    ...codecKeys.map((key, i): Entry => {
      const codec = profile.codecs[Math.min(i, profile.codecs.length - 1)] ?? "PCMU";
      return [key, codecs[codec], `Account 1: Preferred Vocoder, choice ${i + 1}`];
    }),
    ["P64", "customize", "Time Zone"],
    ["P246", posixZone(profile.zone), "Self-Defined Time Zone"],
    ["P1362", profile.language, "Display Language"],
    ...(hookFlash
      ? ([
          ["P251", hookFlash.from, "FXS Port 1: Hook Flash Timing, minimum in ms"],
          ["P252", hookFlash.to, "FXS Port 1: Hook Flash Timing, maximum in ms"],
        ] as const)
      : []),
  ];
}

/** `LTZ+5LDT+4,M3.2.0/02:00:00,M11.1.0/02:00:00`: west is positive, as POSIX has it. */
export function posixZone({ minutes, summer }: ZoneRules): string {
  const standard = `LTZ${west(minutes)}`;
  if (!summer) return standard;
  const { starts, ends } = summer;
  return `${standard}LDT${west(minutes + summer.minutes)},${rule(starts)},${rule(ends)}`;
}

function west(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `${minutes > 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}

const rule = ({ month, week, weekday, hour }: Change): string =>
  `M${month}.${week}.${weekday}/${String(hour).padStart(2, "0")}:00:00`;
