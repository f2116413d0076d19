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

/* Keys: Poly's "UC Software Administrator Guide", chapters named beside each. */

const transports = { udp: "UDPOnly", tcp: "TCPOnly", tls: "TLS" } as const;
const codecs: Readonly<Record<PhoneCodec, string>> = {
  G722: "G722",
  PCMU: "G711_Mu",
  PCMA: "G711_A",
};
const languages = { en: "English_United_States", de: "German_Germany" } as const;

/** What the first file, `<mac>.cfg`, sends the telephone on to. */
export const polyFile = "ringwise-phone.cfg";

/** `<mac>.cfg`: which files it reads. It would put its logs and its own changes there, too. */
export const polyMaster = (): PhoneFile => ({
  type: "application/xml",
  text: `${xmlHead}<APPLICATION CONFIG_FILES="${polyFile}" MISC_FILES="" LOG_FILE_DIRECTORY="" OVERRIDES_DIRECTORY="" CONTACTS_DIRECTORY=""/>\n`,
});

export function poly(profile: PhoneProfile): PhoneFile {
  const lines = entries(profile).map(([key, value]) => `  ${key}="${xml(value)}"\n`);
  return { type: "application/xml", text: `${xmlHead}<ringwise\n${lines.join("")}/>\n` };
}

function entries(profile: PhoneProfile): readonly Entry[] {
  const { name, username, secret, server, transport, voicemail } = profile;
  return [
    ["reg.1.displayName", name, "Lines: reg.x.displayName"],
    ["reg.1.label", name, "Lines: reg.x.label"],
    ["reg.1.address", username, "Lines: reg.x.address"],
    ["reg.1.auth.userId", username, "Lines: reg.x.auth.userId"],
    ["reg.1.auth.password", secret, "Lines: reg.x.auth.password"],
    ["reg.1.server.1.address", server.host, "SIP servers: reg.x.server.y.address"],
    ["reg.1.server.1.port", server.port, "SIP servers: reg.x.server.y.port"],
    ["reg.1.server.1.transport", transports[transport], "SIP servers: reg.x.server.y.transport"],
    ["reg.1.server.1.expires", registersFor, "SIP servers: reg.x.server.y.expires"],
    ["msg.mwi.1.subscribe", username, "Message waiting: msg.mwi.x.subscribe"],
    ["msg.mwi.1.callBackMode", "contact", "Message waiting: msg.mwi.x.callBackMode"],
    ["msg.mwi.1.callBack", voicemail, "Message waiting: msg.mwi.x.callBack"],
    ...profile.codecs.map(
      (codec, i): Entry => [
        `voice.codecPref.${codecs[codec]}`,
        i + 1,
        "Codecs: voice.codecPref (0 is off)",
      ],
    ),
    ["voice.codecPref.G729_AB", 0, "Codecs: voice.codecPref (0 is off)"],
    ["dialplan.digitmap", "", "Dial plans: empty, nothing is changed or sent early"],
    ["dialplan.impossibleMatchHandling", 2, "Dial plans: the user says when it is all"],
    ["dialplan.removeEndOfDial", profile.poundSends ? 1 : 0, "Dial plans: # at the end"],
    ...zoneEntries(profile.zone),
    ["lcl.ml.lang", languages[profile.language], "Languages: lcl.ml.lang"],
  ];
}

function zoneEntries({ minutes, summer }: ZoneRules): readonly Entry[] {
  const key = "tcpIpApp.sntp";
  const chapter = "Time: tcpIpApp.sntp";
  return [
    [`${key}.gmtOffset`, minutes * 60, `${chapter}.gmtOffset, in seconds`],
    [`${key}.gmtOffset.overrideDHCP`, 1, `${chapter}.gmtOffset.overrideDHCP`],
    [`${key}.daylightSavings.enable`, summer ? 1 : 0, `${chapter}.daylightSavings.enable`],
    ...(summer
      ? [
          [
            `${key}.daylightSavings.fixedDayEnable`,
            0,
            `${chapter}.daylightSavings: by weekday`,
          ] as const,
          ...changeEntries("start", summer.starts),
          ...changeEntries("stop", summer.ends),
        ]
      : []),
  ];
}

/** The date says which of the month's: 1 the first, 8 the second …; or the last. */
function changeEntries(when: "start" | "stop", change: Change): readonly Entry[] {
  const key = `tcpIpApp.sntp.daylightSavings.${when}`;
  const { month, week, weekday, hour } = change;
  const manual = "Time: tcpIpApp.sntp.daylightSavings";
  return [
    [`${key}.month`, month, manual],
    [`${key}.date`, 7 * (Math.min(week, 4) - 1) + 1, manual],
    [`${key}.dayOfWeek`, weekday + 1, `${manual} (1 is Sunday)`],
    [`${key}.dayOfWeek.lastInMonth`, week === 5 ? 1 : 0, manual],
    [`${key}.time`, hour, manual],
  ];
}
