import type { calls as english } from "../en/calls.ts";

export const calls: Readonly<Record<keyof typeof english, string>> = {
  "calls.title": "Anrufe",
  "calls.headline": "Wer anrief, und warum es so ging.",
  "calls.none": "Noch keine Anrufe.",
  "calls.older": "Ältere laden",
  "calls.in": "Ankommend",
  "calls.out": "Abgehend",
  "calls.unknown": "Diesen Anruf gibt es nicht.",

  "call.back": "Anrufe",
  "call.ringBack": "Zurückrufen",
  "call.parties": "Telefone",
  "call.quality": "Pakete",
  "call.noPackets": "Es wurde nichts gesprochen, also nichts gezählt.",
  "call.sent": "gesendet",
  "call.received": "empfangen",
  "call.mos": "Güte",
  "call.leg": "Seite",
  "call.noLegs": "Kein Telefon hat geklingelt.",
  "call.wire": "Was über die Leitung ging",
  "call.wireList": "Meldungen der Reihe nach",
  "call.noWire": "Von dem, was über die Leitung ging, ist nichts aufgehoben.",
  "call.row": "{ms} ms: {from} an {to}: {text}",
  "call.asList": "Als Liste",
  "call.asDrawing": "Als Zeichnung",
  "call.legState":
    "{state, select, offered {angeboten} inviting {wird gerufen} ringing {klingelt} early {klingelt} confirming {soll eine Taste drücken} answered {im Gespräch} other {beendet}}",
  "call.via": "Über {account}",
  "call.id": "SIP-Call-ID",
};
