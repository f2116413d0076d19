import {
  type Entry,
  oneLine,
  type PhoneCodec,
  type PhoneFile,
  type PhoneProfile,
  registersFor,
} from "./profile.ts";
import type { Change, ZoneRules } from "./zoneRules.ts";

/* Keys: "Yealink SIP IP Phones Auto Provisioning" and the administrator's guide of its T2, T3, T4 and T5 series. */

const transports = { udp: 0, tcp: 1, tls: 2 } as const;
const codecs: Readonly<Record<PhoneCodec, string>> = { G722: "g722", PCMU: "pcmu", PCMA: "pcma" };
const languages = { en: "English", de: "German" } as const;

/** `<mac>.cfg`; the first line must stand as it does. */
export function yealink(profile: PhoneProfile): PhoneFile {
  const lines = entries(profile).map(([key, value]) => `${key} = ${oneLine(value)}\n`);
  return { type: "text/plain", text: `#!version:1.0.0.1\n${lines.join("")}` };
}

function entries(profile: PhoneProfile): readonly Entry[] {
  const { name, username, secret, server, transport, voicemail } = profile;
  return [
    ["account.1.enable", 1, "Account registration: line active"],
    ["account.1.label", name, "Account registration: label"],
    ["account.1.display_name", name, "Account registration: display name"],
    ["account.1.user_name", username, "Account registration: user name"],
    ["account.1.auth_name", username, "Account registration: register name"],
    ["account.1.password", secret, "Account registration: password"],
    ["account.1.sip_server.1.address", server.host, "Server: host"],
    ["account.1.sip_server.1.port", server.port, "Server: port"],
    [
      "account.1.sip_server.1.transport_type",
      transports[transport],
      "Server: transport (0 UDP, 1 TCP, 2 TLS)",
    ],
    ["account.1.sip_server.1.expires", registersFor, "Server: expires, in seconds"],
    ["account.1.subscribe_mwi", 1, "Message waiting: subscribe for MWI"],
    ["voice_mail.number.1", voicemail, "Voice mail: number"],
    ...codecEntries(profile.codecs),
    ["dialplan.digitmap.enable", 0, "Dial plan: digit map (0: what was keyed is sent as it is)"],
    ["features.key_as_send", profile.poundSends ? 1 : 0, "General: key as send (0 none, 1 #)"],
    ["features.dnd_mode", 0, "Do not disturb: by phone"],
    ...zoneEntries(profile.zone),
    ["lang.gui", languages[profile.language], "Language: of the display"],
    ["lang.wui", languages[profile.language], "Language: of its own pages"],
  ];
}

const codecEntries = (wanted: readonly PhoneCodec[]): readonly Entry[] => [
  ...wanted.flatMap((codec, i): readonly Entry[] => [
    [`account.1.codec.${codecs[codec]}.enable`, 1, "Audio codecs: enable"],
    [`account.1.codec.${codecs[codec]}.priority`, i + 1, "Audio codecs: priority"],
  ]),
  ["account.1.codec.g729.enable", 0, "Audio codecs: enable"],
];

function zoneEntries({ minutes, summer }: ZoneRules): readonly Entry[] {
  const zone: Entry = ["local_time.time_zone", hours(minutes), "Time: zone"];
  if (!summer) return [zone, ["local_time.summer_time", 0, "Time: daylight saving (0 off)"]];
  return [
    zone,
    ["local_time.summer_time", 1, "Time: daylight saving (1 on)"],
    ["local_time.dst_time_type", 1, "Time: daylight saving by week"],
    ["local_time.start_time", byWeek(summer.starts), "Time: month/week/weekday/hour"],
    ["local_time.end_time", byWeek(summer.ends), "Time: month/week/weekday/hour"],
    ["local_time.offset_time", summer.minutes, "Time: offset, in minutes"],
  ];
}

const byWeek = ({ month, week, weekday, hour }: Change): string =>
  `${month}/${week}/${weekday === 0 ? 7 : weekday}/${hour}`;

/** "-5", "+5:30". */
function hours(minutes: number): string {
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${size % 60}`;
  return `${minutes < 0 ? "-" : "+"}${Math.floor(size / 60)}${rest}`;
}
