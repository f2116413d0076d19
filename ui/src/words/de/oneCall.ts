import type { oneCall as english } from "../en/oneCall.ts";

/** In German, what the page of one call says. */
export const oneCall: Readonly<Record<keyof typeof english, string>> = {
  "calls.unknown": "Diesen Anruf gibt es nicht.",

  "call.back": "Anrufe",
  "call.ringBack": "Zurückrufen",
  "call.parties": "Telefone",
  "call.recordings": "Aufzeichnungen",
  "call.recordingPlay": "Aufzeichnung {nth}",
  "call.recordingDelete": "Aufzeichnung {nth} löschen",
  "call.recordingGone": "Diese Aufzeichnung gibt es nicht mehr.",
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
  "call.modem": "Mit Fax oder Modem",
  "call.manner.oneWay": "einseitig gehört",
  "call.manner.whisper": "in einem Gespräch gehört",
  "call.manner.interrupt": "hat sich aufgeschaltet",
  "call.legState":
    "{state, select, offered {angeboten} inviting {wird gerufen} ringing {klingelt} early {klingelt} confirming {soll eine Taste drücken} answered {im Gespräch} other {beendet}}",
  "call.via": "Über {account}",
  "call.id": "SIP-Call-ID",
  "why.calledUnknown": "{number} ist keine Ihrer Nummern.",
  "why.decided": "{host} wurde gefragt und hat entschieden.",
  "why.undecided": "{host} wurde gefragt und gab keine brauchbare Antwort ({why}).",
  "why.attested":
    "{now, select, failed {Die Unterschrift der Nummer gilt nicht: {because}} none {Für die Nummer bürgt niemand} other {Für die Nummer wird gebürgt ({now})}}.",
  "why.unproven":
    "{code, select, stale {zu alt} caller {für einen anderen Anrufer} call {für einen anderen Anruf} fetch {kein Zertifikat} certificate {von niemandem, dem dafür vertraut wird} other {nicht echt}}",
  "why.before": "{yes, select, yes {Es gab schon einen Anruf.} other {Es gab noch keinen Anruf.}}",
  "why.again":
    "Der Anrufer hatte in {minutes, plural, one {der letzten Minute} other {den letzten # Minuten}} {yes, select, yes {schon} other {nicht}} angerufen.",
  "why.callBack": "Vor Kurzem wurde ein Notruf gewählt; wer hilft, dem steht nichts im Weg.",
};
