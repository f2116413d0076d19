/** In English, what the page of one call says. */
export const oneCall = {
  "calls.unknown": "There is no such call.",

  "call.back": "Calls",
  "call.ringBack": "Call back",
  "call.parties": "Telephones",
  "call.recordings": "Recordings",
  "call.recordingPlay": "Recording {nth}",
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
  "why.undecided": "{host} was asked, and gave no answer of use ({why}).",
  "why.attested":
    "{now, select, failed {The number's signature does not hold: {because}} none {Nobody vouches for the number} other {The number is vouched for ({now})}}.",
  "why.unproven":
    "{code, select, stale {too old} caller {for another caller} call {for another call} fetch {no certificate} certificate {not by anybody trusted for it} other {not genuine}}",
  "why.before": "{yes, select, yes {There was a call before.} other {There was no call before.}}",
  "why.again":
    "The caller had {yes, select, yes {} other {not }}called within the last {minutes, plural, one {minute} other {# minutes}}.",
  "why.callBack":
    "An emergency call was made a short while ago; nothing stands in the way of those who help.",
} as const satisfies Readonly<Record<string, string>>;
