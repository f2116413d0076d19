/** Every sentence of the pages, in English: ICU messages. The other languages have the same keys. */
import { calls } from "./en/calls.ts";
import { devices } from "./en/devices.ts";
import { home } from "./en/home.ts";
import { phone } from "./en/phone.ts";
import { rules } from "./en/rules.ts";
import { settings } from "./en/settings.ts";
import { setup } from "./en/setup.ts";
import { signIn } from "./en/signIn.ts";
import { voicemail } from "./en/voicemail.ts";

export const en = {
  "app.name": "Ringwise",
  "app.title": "{page} · {number}",

  "nav.main": "Main",
  "nav.system": "System",
  "nav.home": "Home",
  "nav.phone": "Phone",
  "nav.calls": "Calls",
  "nav.voicemail": "Voicemail",
  "nav.devices": "Devices",
  "nav.settings": "Settings",
  "nav.skip": "Skip to content",
  "nav.new": "{n, plural, one {# new message} other {# new messages}}",
  "nav.signOut": "Sign out",

  "line.free": "Line ready",
  "line.ringing": "Ringing",
  "line.talking": "On a call",
  "line.offline": "No telephone connected",
  "line.unknown": "Connecting",
  "line.lost": "Not connected",
  "line.noNumber": "Your telephone",

  "link.lost": "Not connected, showing what we knew at {time}. Trying again.",

  "ring.title": "{name} is calling",
  "ring.on": "Ringing this browser",
  "ring.pickUp": "Pick up",
  "ring.silence": "Silence",
  "ring.silenced": "Silenced",
  "ring.soundOff": "This browser keeps pages silent until you have clicked on them once.",
  "ring.live": "Incoming call from {name}",

  "party.hidden": "Hidden number",
  "party.echo": "Yourself (echo)",
  "party.mailbox": "Voicemail",
  "party.messages": "Your messages",
  "party.announcement": "An announcement",

  "time.today": "Today",
  "time.yesterday": "Yesterday",
  "time.yesterdayAt": "yesterday {time}",
  "time.seconds": "{n, plural, one {# second} other {# seconds}}",
  "time.minutes": "{n, plural, one {# minute} other {# minutes}}",
  "time.s": "{n} s",
  "time.min": "{n} min",

  "group.favourites": "favourites",
  "group.family": "family",
  "group.contacts": "your contacts",
  "group.unknown": "unknown numbers",
  "group.hidden": "hidden numbers",
  "group.blocked": "blocked numbers",
  "group.own": "your own telephones",

  "mode.schedule": "Schedule",
  "mode.quiet": "Quiet",
  "mode.away": "Away",
  "mode.night": "Night",
  "mode.label": "Mode",

  "rule.emergency": "After an emergency call",
  "rule.called": "Whose number",
  "rule.outgoing": "A call of your own",
  "rule.services.forwardAll": "Forward every call",
  "rule.services.anonymousReject": "Refuse hidden numbers",
  "rule.everyoneElse": "Everyone else",

  "why.heading": "Why",
  "why.always": "Always fits.",
  "why.callerIn":
    "{id, select, unknown {The number is {yes, select, yes {not in your contacts} other {in your contacts}}.} hidden {The caller {yes, select, yes {hides} other {shows}} the number.} other {The caller is {yes, select, yes {in} other {not in}} {group}.}}",
  "why.callerLike": "The caller is {yes, select, yes {} other {not }}{like}.",
  "why.called":
    "{yes, select, yes {The number called is} other {Another number was called than}} {number}.",
  "why.calledUnknown": "{number} is not a number of yours.",
  "why.via": "It came {yes, select, yes {through} other {not through}} {account}.",
  "why.during": "It {yes, select, yes {was} other {was not}} {time}.",
  "why.mode": "{yes, select, yes {The mode was {mode}.} other {The mode was {now}, not {mode}.}}",
  "why.device":
    "{device} was {now, select, idle {free} ringing {ringing} busy {in a call} other {not connected}}{yes, select, yes {} other {, not {state, select, idle {free} ringing {ringing} busy {in a call} other {disconnected}}}}.",
  "why.attested":
    "The number is {yes, select, yes {vouched for by its network ({now})} other {not vouched for well enough}}.",
  "why.again":
    "The caller had {yes, select, yes {} other {not }}called within the last {minutes, plural, one {minute} other {# minutes}}.",
  "why.ruleOff": "Switched off.",
  "why.ruleOffUntil": "Switched off until {until}.",
  "why.forwardAll": "Forwarding of every call {yes, select, yes {is on} other {reaches nobody}}.",
  "why.callBack":
    "An emergency call was made a short while ago; nothing stands in the way of those who help.",
  "why.dialled.number": "{number} was dialled.",
  "why.dialled.telephone": "{device} was dialled.",
  "why.dialled.emergency": "{dialled} calls for help.",
  "why.dialled.messages": "{dialled} asks for the messages.",
  "why.dialled.echo": "{dialled} asks for the echo.",
  "why.dialled.nothing": "{dialled} is no number.",
  "why.server.closing": "The server was about to stop.",
  "why.limit.abroad": "Calls abroad are not allowed.",
  "why.limit.premium": "Premium numbers are not allowed.",
  "why.limit.minutes": "The minutes of this day are used up.",
  "why.outgoing.noAccount": "There is no account to call through.",
  "why.other": "{yes, select, yes {Fits} other {Does not fit}} ({code}).",
  "why.yes": "fits",
  "why.no": "does not fit",
  "why.then": "then",
  "why.none": "A call from one of your own telephones goes where it was dialled.",

  "step.ring":
    "Ring {targets}{order, select, inTurn { one after the other, {seconds} seconds each} other {, {seconds} seconds}}",
  "step.forward": "Send on to {target}",
  "step.interrupt": "Break in at {target}",
  "step.speak": "Speak one way to {target}",
  "step.announce": "Say “{prompt}”",
  "step.screen": "Ask who is calling",
  "step.ask": "Ask for a key",
  "step.decide": "Let another program decide",
  "step.mailbox": "Take a message",
  "step.reject": "Refuse: {cause}",
  "step.messages": "Play the messages",
  "step.echo": "Answer with your own voice",
  "plan.then": "{before}, then {next}",

  "did.ring": "Rang {targets}",
  "did.ringNone": "Rang nothing, for no telephone was connected",
  "did.forward": "Sent on to {target}",
  "did.mailbox": "Went to voicemail",
  "did.reject": "Was refused",
  "reason.line": "{did}, because of “{rule}”",
  "reason.from": "From {device}",

  "cause.words":
    "{kind, select, normal {hung up} cancelled {the caller gave up} busy {busy} noAnswer {no answer} rejected {declined} quiet {not now} anonymousRefused {hidden numbers are not accepted} unknown {no such number} limit {too many calls} unreachable {not reachable} loop {the call went in circles} answeredElsewhere {answered elsewhere} redirected {sent elsewhere} noResponse {no response} notAcceptable {no common sound format} lost {the connection broke} preempted {an emergency call took its place} failed {something went wrong} other {{kind}}}",

  outcome:
    "{outcome, select, answered {{direction, select, in {{device, select, none {Answered} other {{device} answered}}} other {You called}}{length, select, none {} other {, {length}}}} missed {{direction, select, in {Missed} other {{kind, select, busy {Busy} unknown {No such number} other {No answer}}}}} message {Left a message} forwarded {Sent on} rejected {Refused} other {{outcome}}}",
  "outcome.live":
    "{state, select, directing {Being decided} ringing {Ringing} talking {Talking} ending {Ending} other {Under way}}",

  headline:
    "{line, select, talking {You’re on a call. If others ring now, } ringing {It is ringing. If others ring now, } other {If somebody rings now, }}{clauses}.",
  "headline.all":
    "{line, select, talking {You’re on a call. If someone else rings now, they } ringing {It is ringing. If someone else rings now, they } other {If somebody rings now, they }}{first}{then, select, none {} other {, then {then}}}.",
  "headline.clause": "{who} {what}",
  "headline.family": "family",
  "headline.contacts": "contacts",
  "headline.strangers": "strangers",
  "headline.others": "everybody else",
  "headline.ring": "<em>ring {targets}</em>",
  "headline.beep": "<em>can beep in</em>",
  "headline.forward": "are <em>sent on to {target}</em>",
  "headline.interrupt": "<em>break in at {target}</em>",
  "headline.speak": "<em>speak to {target}</em>, one way",
  "headline.screen": "are <em>asked who’s calling</em>",
  "headline.mailbox": "<em>reach voicemail</em>",
  "headline.reject":
    "{cause, select, busy {<em>hear that you are busy</em>} other {are <em>turned away</em>}}",
  "headline.hear": "<em>hear a message</em>",
  "headline.nobody": "<em>reach nobody</em>",
  "headline.silentMailbox": "<em>reach voicemail</em>, for no telephone is connected",

  ...rules,

  ...home,
  ...phone,
  ...calls,
  ...voicemail,
  ...devices,
  ...settings,
  ...setup,
  ...signIn,
} as const satisfies Readonly<Record<string, string>>;

export type MessageId = keyof typeof en;
