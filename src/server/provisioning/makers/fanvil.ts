import {
  type Entry,
  type PhoneFile,
  type PhoneProfile,
  registersFor,
  xml,
  xmlHead,
} from "./profile.ts";
import type { Change, ZoneRules } from "./zoneRules.ts";

/* Keys: the configuration file that Fanvil's X, V and H series export, named as on their own pages. */

const transports = { udp: 0, tcp: 1, tls: 3 } as const;

/** `<mac>.cfg`, in the form that begins with `sysConf`. */
export function fanvil(profile: PhoneProfile): PhoneFile {
  const text = [
    `${xmlHead}<sysConf>\n  <Version>2.0002</Version>\n`,
    `  <sip>\n    <line index="1">\n${lines(lineEntries(profile), 6)}    </line>\n  </sip>\n`,
    `  <call>\n    <basic>\n${lines(dialEntries(profile), 6)}    </basic>\n  </call>\n`,
    `  <phone>\n    <display>\n${lines(displayEntries(profile), 6)}    </display>\n`,
    `    <date>\n${lines(zoneEntries(profile.zone), 6)}    </date>\n  </phone>\n`,
    "</sysConf>\n",
  ].join("");
  return { type: "application/xml", text };
}

const lines = (entries: readonly Entry[], indent: number): string =>
  entries.map(([key, value]) => `${" ".repeat(indent)}<${key}>${xml(value)}</${key}>\n`).join("");

function lineEntries(profile: PhoneProfile): readonly Entry[] {
  const { name, username, secret, server, transport, voicemail } = profile;
  return [
    ["PhoneNumber", username, "Line, SIP: user name"],
    ["DisplayName", name, "Line, SIP: display name"],
    ["RegisterAddr", server.host, "Line, SIP: server address"],
    ["RegisterPort", server.port, "Line, SIP: server port"],
    ["RegisterUser", username, "Line, SIP: authentication user"],
    ["RegisterPswd", secret, "Line, SIP: authentication password"],
    ["RegisterTTL", registersFor, "Line, SIP: registration expiration, in seconds"],
    ["EnableReg", 1, "Line, SIP: activate"],
    ["Transport", transports[transport], "Line, SIP: transport protocol (0 UDP, 1 TCP, 3 TLS)"],
    ["Subscribe", 1, "Line, basic: subscribe for voice message"],
    ["SubExpire", registersFor, "Line, basic: subscription period, in seconds"],
    ["MWINum", voicemail, "Line, basic: voice message number"],
    ["VoiceCodecMap", profile.codecs.join(","), "Line, codecs"],
  ];
}

const dialEntries = ({ poundSends }: PhoneProfile): readonly Entry[] => [
  ["DialbyPound", poundSends ? 1 : 0, "Line, dial plan: press # to send"],
  ["DialbyTimeout", 1, "Line, dial plan: send after a pause"],
  ["DialTimeoutvalue", 5, "Line, dial plan: the pause, in seconds"],
];

const displayEntries = ({ language, name }: PhoneProfile): readonly Entry[] => [
  ["DefaultLanguage", language, "Phone settings: language"],
  ["LCDTitle", name, "Phone settings: greeting words"],
];

function zoneEntries({ minutes, summer }: ZoneRules): readonly Entry[] {
  const zone: Entry = ["TimeZone", minutes / 15, "Time and date: zone, in quarters of an hour"];
  if (!summer) return [zone, ["EnableDST", 0, "Time and date: daylight saving (0 off)"]];
  return [
    zone,
    ["EnableDST", 2, "Time and date: daylight saving (2 by hand)"],
    ["DSTFixedType", 2, "Time and date: by week"],
    ["DSTMinOffset", summer.minutes, "Time and date: offset, in minutes"],
    ...changeEntries("Start", summer.starts),
    ...changeEntries("End", summer.ends),
  ];
}

/** Sunday is 0. */
const changeEntries = (
  when: "Start" | "End",
  { month, week, weekday, hour }: Change,
): readonly Entry[] => [
  [`DST${when}Mon`, month, "Time and date: month"],
  [`DST${when}Week`, week === 5 ? -1 : week, "Time and date: week, -1 the last"],
  [`DST${when}Wday`, weekday, "Time and date: weekday"],
  [`DST${when}Hour`, hour, "Time and date: hour"],
];
