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

/* Keys: the settings of Snom's service hub, by those names; those of an identity carry idx="1". */

const codecs: Readonly<Record<PhoneCodec, string>> = { G722: "g722", PCMU: "pcmu", PCMA: "pcma" };
const languages = { en: "English", de: "Deutsch" } as const;

/** Any name: the telephone is told the whole address. `perm="RW"`: who uses it may change it there. */
export function snom(profile: PhoneProfile): PhoneFile {
  const identity = identityEntries(profile).map(
    ([key, value]) => `    <${key} idx="1" perm="RW">${xml(value)}</${key}>\n`,
  );
  const whole = phoneEntries(profile).map(
    ([key, value]) => `    <${key} perm="RW">${xml(value)}</${key}>\n`,
  );
  const text = `${xmlHead}<settings>\n  <phone-settings>\n${[...identity, ...whole].join("")}  </phone-settings>\n</settings>\n`;
  return { type: "application/xml", text };
}

function identityEntries(profile: PhoneProfile): readonly Entry[] {
  const { name, username, secret, server, transport, voicemail } = profile;
  const { host, port } = server;
  return [
    ["user_active", "on", "Identity: active"],
    ["user_realname", name, "Identity: display name"],
    ["user_idle_text", name, "Identity: text on the idle screen"],
    ["user_name", username, "Identity: account"],
    ["user_pname", username, "Identity: authentication user name"],
    ["user_pass", secret, "Identity: password"],
    ["user_host", host, "Identity: registrar"],
    ["user_outbound", `sip:${host}:${port};transport=${transport}`, "Identity: outbound proxy"],
    ["user_expiry", registersFor, "Identity: proposed expiry, in seconds"],
    ["user_mailbox", voicemail, "Identity: mailbox; with it the phone subscribes for MWI"],
    [
      "codec_priority_list",
      [...profile.codecs.map((codec) => codecs[codec]), "telephone-event"].join(","),
      "Identity: codecs",
    ],
    ["user_dp_str", "", "Identity: dial plan; empty, nothing is changed"],
  ];
}

function phoneEntries({ zone, language }: PhoneProfile): readonly Entry[] {
  return [
    ["utc_offset", zone.minutes * 60, "Time: offset from UTC, in seconds"],
    ["dst", daylight(zone), "Time: daylight saving"],
    ["language", languages[language], "Language of the display"],
    ["web_language", languages[language], "Language of its own pages"],
    ["dtmf_payload_type", 101, "RTP: payload type of telephone events"],
    ["overlap_dialing", "off", "Dialling: digits are sent together"],
    ["intercom_enabled", "on", "Answers by itself where it is asked to"],
    ["number_guessing", "off", "Dialling: nothing is added to what was keyed"],
    ["edit_alpha_mode", 0, "Dialling: digits first"],
  ];
}

/** `3600 03.02.07 02:00:00 11.01.07 02:00:00`: seconds, then month.week.weekday and hour, twice. */
function daylight({ summer }: ZoneRules): string {
  if (!summer) return "";
  return `${summer.minutes * 60} ${when(summer.starts)} ${when(summer.ends)}`;
}

const two = (n: number): string => String(n).padStart(2, "0");
const when = ({ month, week, weekday, hour }: Change): string =>
  `${two(month)}.${two(week)}.${two(weekday === 0 ? 7 : weekday)} ${two(hour)}:00:00`;
