/** In English, what the page of one call says. */
export const oneCall = {
  "calls.unknown": "There is no such call.",

  "call.back": "Calls",
  "call.parties": "Telephones",
  "call.recordings": "Recordings",
  "call.recordingPlay": "Play recording {nth}",
  "call.recordingPosition": "Position in recording {nth}",
  "call.recordingDelete": "Delete recording {nth}",
  "call.recordingGone": "This recording is gone.",
  "call.quality": "Packets",
  "call.noPackets": "Nothing was said, so nothing was counted.",
  "call.sent": "sent",
  "call.received": "received",
  "call.mos": "quality",
  "call.leg": "Leg",
  "call.noLegs": "No telephone was rung.",
  "call.wire": "What went over the wire",
  "call.wireList": "Messages in order",
  "call.noWire": "Nothing was kept of what went over the wire.",
  "call.row": "{ms} ms: {from} to {to}: {text}",
  "call.asList": "As a list",
  "call.asDrawing": "As a drawing",
  "call.modem": "With a fax or modem",
  "call.manner.oneWay": "heard one way",
  "call.manner.whisper": "heard within a call",
  "call.manner.interrupt": "broke into a call",
  "call.legState":
    "{state, select, offered {offered} inviting {being called} ringing {ringing} early {ringing} confirming {asked to press a key} answered {in the call} other {ended}}",
  "call.via": "Through {account}",
  "call.id": "SIP Call-ID",
  "why.calledUnknown": "{number} is not a number of yours.",
  "why.decided": "{host} was asked, and has decided.",
  "why.undecided":
    "{host} was asked, and gave no answer of use{why, select, timeout { in time} tooMany {: too many questions were open} refused {: it refused the question} noSuchHost {: it cannot be found} gone {: no rule asks there any more} other {}}.",
  "why.attested":
    "{now, select, failed {The number's signature does not hold: {because}} none {Nobody vouches for the number} other {The number is vouched for ({now})}}.",
  "why.unproven":
    "{code, select, stale {too old} caller {for another caller} call {for another call} fetch {no certificate} certificate {not by anybody trusted for it} other {not genuine}}",
  "why.during":
    "It {yes, select, yes {was} other {was not}} {time}{calendar, select, known { (calendar as of {asOf})} silent {: nothing is known of its calendar} other {}}.",
  "why.mode": "{yes, select, yes {The mode was {mode}.} other {The mode was {now}, not {mode}.}}",
  "why.device":
    "{device} was {now, select, idle {free} ringing {ringing} busy {in a call} other {not connected}}{yes, select, yes {} other {, not {state, select, idle {free} ringing {ringing} busy {in a call} other {disconnected}}}}.",
  "why.ruleOff": "Switched off.",
  "why.ruleOffUntil": "Switched off until {until}.",
  "why.forwardAll": "Forwarding of every call {yes, select, yes {is on} other {reaches nobody}}.",
  "why.toCountry":
    "The number ({country}) {yes, select, yes {is in one of its countries} other {is in none of its countries}}.",
  "why.toPerson":
    "{yes, select, yes {{person} was called.} other {It was not {person} that was called.}}",
  "why.keyed": "{prefix} {yes, select, yes {was} other {was not}} keyed before the number.",
  "why.via": "It came {yes, select, yes {through} other {not through}} {account}.",
  "why.toLike":
    "{yes, select, yes {{like} was called.} other {It was not {like} that was called.}}",
  "why.toIn": "Who was called {yes, select, yes {is} other {is not}} in {group}.",
  "why.toTariff": "The number {yes, select, yes {costs} other {does not cost}} so.",
  "why.from": "{yes, select, yes {{device} called.} other {It was not {device} that called.}}",
  "why.heading": "Why",
  "why.callerIn":
    "{id, select, unknown {The number is {yes, select, yes {not in your contacts} other {in your contacts}}.} hidden {The caller {yes, select, yes {hides} other {shows}} the number.} other {The caller is {yes, select, yes {in} other {not in}} {group}.}}",
  "why.callerLike": "The caller is {yes, select, yes {} other {not }}{like}.",
  "why.called":
    "{yes, select, yes {The number called is} other {Another number was called than}} {number}.",
  "why.yes": "fits",
  "why.no": "does not fit",
  "why.then": "then",
  "why.none": "A call from one of your own telephones goes where it was dialled.",
  "why.before": "{yes, select, yes {There was a call before.} other {There was no call before.}}",
  "why.again":
    "The caller had {yes, select, yes {} other {not }}called within the last {minutes, plural, one {minute} other {# minutes}}.",
  "why.callBack":
    "An emergency call was made a short while ago; nothing stands in the way of those who help.",
  "why.always": "Always fits.",
  "why.dialled.number": "{number} was dialled.",
  "why.dialled.telephone": "{device} was dialled.",
  "why.dialled.emergency": "{dialled} calls for help.",
  "why.dialled.messages": "{dialled} asks for the messages.",
  "why.dialled.service": "{dialled} asks the house for something.",
  "why.dialled.echo": "{dialled} asks for the echo.",
  "why.dialled.nothing": "{dialled} is no number.",
  "why.other": "{yes, select, yes {Fits} other {Does not fit}} ({code}).",
} as const satisfies Readonly<Record<string, string>>;
