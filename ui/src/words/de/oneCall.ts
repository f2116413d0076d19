import type { oneCall as english } from "../en/oneCall.ts";

/** In German, what the page of one call says. */
export const oneCall: Readonly<Record<keyof typeof english, string>> = {
  "calls.unknown": "Diesen Anruf gibt es nicht.",

  "call.back": "Anrufe",
  "call.parties": "Telefone",
  "call.recordings": "Aufzeichnungen",
  "call.recordingPlay": "Aufnahme {nth} abspielen",
  "call.recordingPosition": "Stelle in der Aufnahme {nth}",
  "call.recordingDelete": "Aufzeichnung {nth} löschen",
  "call.recordingGone": "Diese Aufzeichnung gibt es nicht mehr.",
  "call.quality": "Güte",
  "call.noPackets": "Es wurde nichts gesprochen, also nichts gemessen.",
  "sound.clear": "{name}: klar.",
  "sound.troubled": "{name}: {stretches}.",
  "sound.stretch":
    "{how, select, broken {kaum zu verstehen} other {abgehackt}} {span}, {lost} % der Pakete gingen verloren",
  "sound.more": "noch {n, plural, one {# Mal} other {# Mal}}",
  "sound.figures":
    "{codec}, Jitter höchstens {jitter} ms{trip, select, none {} other {, Umlaufzeit {trip} ms}}",
  "sound.good": "Die Linie zeigt, was noch klar ist.",
  "call.packets": "Pakete",
  "call.message": "Die ganze Meldung",
  "call.nextMessage": "Die nächste Meldung lesen",
  "call.messageNone": "Diese Meldung ist nicht aufgehoben.",
  "call.messagesFor":
    "Ein Klick auf eine Zeile zeigt ihre Meldung, ohne ihre Geheimnisse. Meldungen werden {days, plural, one {einen Tag} other {# Tage}} aufgehoben.",
  "call.messagesOff":
    "Ganze Meldungen werden nicht aufgehoben: Das ist in den Einstellungen ausgeschaltet.",
  "call.gap": "davor {ms} ms Stille",
  "call.band": "Ton von {who}: {codec}, {length}",
  "call.more": "Mehr zu diesem Anruf",
  "call.person": "Zu {name}",
  "call.addPerson": "Zu den Kontakten",
  "call.block": "{name} sperren",
  "call.blocked": "{name} ist von jetzt an gesperrt.",
  "call.makeRule": "Daraus eine Regel machen",
  "call.ruleName": "Wenn {name} anruft",
  "call.ruleMade":
    "Eine Regel für {name} steht ganz oben, ausgeschaltet, bis Sie sie angesehen haben.",
  "call.ruleLook": "Ansehen",
  "call.download": "Als Text herunterladen",
  "call.copy": "Für Hilfe kopieren",
  "call.copied": "Kopiert, ohne Namen und Nummern.",
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
  "call.transferred":
    "{how, select, theirs {{direction, select, in {Wer anrief} other {Wer angerufen wurde}}, hat Sie durchgestellt: {name}} asked {Von der Gegenseite eines früheren Gesprächs gewünscht} other {Mit einem anderen Gespräch verbunden}}",
  "call.manner.oneWay": "einseitig gehört",
  "call.manner.whisper": "in einem Gespräch gehört",
  "call.manner.interrupt": "hat sich aufgeschaltet",
  "call.legState":
    "{state, select, offered {angeboten} inviting {wird gerufen} ringing {klingelt} early {klingelt} confirming {soll eine Taste drücken} answered {im Gespräch} other {beendet}}",
  "call.via": "Über {account}",
  "call.id": "SIP-Call-ID",
  "why.calledUnknown": "{number} ist keine Ihrer Nummern.",
  "why.decided": "{host} wurde gefragt und hat entschieden.",
  "why.undecided":
    "{host} wurde gefragt und gab keine brauchbare Antwort{why, select, timeout {: Es dauerte zu lange} tooMany {: Zu viele Fragen waren offen} refused {: Die Frage wurde abgelehnt} noSuchHost {: Der Dienst ist nicht zu finden} gone {: Keine Regel fragt dort mehr} other {}}.",
  "why.attested":
    "{now, select, failed {Die Unterschrift der Nummer gilt nicht: {because}} none {Für die Nummer bürgt niemand} other {Für die Nummer wird gebürgt ({now})}}.",
  "why.unproven":
    "{code, select, stale {zu alt} caller {für einen anderen Anrufer} call {für einen anderen Anruf} fetch {kein Zertifikat} certificate {von niemandem, dem dafür vertraut wird} other {nicht echt}}",
  "why.during":
    "Es {yes, select, yes {war} other {war nicht}} {time}{calendar, select, known { (Kalenderstand {asOf})} silent {: von diesem Kalender ist nichts bekannt} other {}}.",
  "why.mode":
    "{yes, select, yes {Die Betriebsart war {mode}.} other {Die Betriebsart war {now}, nicht {mode}.}}",
  "why.device":
    "{device} war {now, select, idle {frei} ringing {am Klingeln} busy {im Gespräch} other {nicht verbunden}}{yes, select, yes {} other {, nicht {state, select, idle {frei} ringing {am Klingeln} busy {im Gespräch} other {getrennt}}}}.",
  "why.ruleOff": "Ausgeschaltet.",
  "why.ruleOffUntil": "Ausgeschaltet bis {until}.",
  "why.forwardAll":
    "Die Weiterleitung aller Anrufe {yes, select, yes {ist eingeschaltet} other {erreicht niemanden}}.",
  "why.toCountry":
    "Die Nummer ({country}) ist {yes, select, yes {in einem} other {in keinem}} der Länder.",
  "why.toPerson":
    "{yes, select, yes {{person} wurde angerufen.} other {Es wurde nicht {person} angerufen.}}",
  "why.keyed": "{prefix} wurde {yes, select, yes {} other {nicht }}vor der Nummer gewählt.",
  "why.via": "Der Anruf kam {yes, select, yes {über} other {nicht über}} {account}.",
  "why.toLike":
    "{yes, select, yes {{like} wurde angerufen.} other {Es wurde nicht {like} angerufen.}}",
  "why.toIn": "Wer angerufen wurde, ist {yes, select, yes {} other {nicht }}in {group}.",
  "why.toTariff": "Die Nummer kostet {yes, select, yes {so viel} other {nicht so viel}}.",
  "why.from":
    "{yes, select, yes {Der Anruf kam von {device}.} other {Der Anruf kam nicht von {device}.}}",
  "why.heading": "Warum",
  "why.callerIn":
    "{id, select, unknown {Die Nummer steht {yes, select, yes {nicht in Ihren Kontakten} other {in Ihren Kontakten}}.} hidden {Der Anrufer {yes, select, yes {unterdrückt} other {zeigt}} die Nummer.} other {Der Anrufer gehört {yes, select, yes {zu} other {nicht zu}}: {group}.}}",
  "why.callerLike": "Der Anrufer ist {yes, select, yes {} other {nicht }}{like}.",
  "why.called":
    "{yes, select, yes {Angerufen wurde} other {Angerufen wurde eine andere Nummer als}} {number}.",
  "why.yes": "passt",
  "why.no": "passt nicht",
  "why.then": "dann",
  "why.none": "Ein Anruf von einem Ihrer eigenen Telefone geht dorthin, wohin gewählt wurde.",
  "why.before": "{yes, select, yes {Es gab schon einen Anruf.} other {Es gab noch keinen Anruf.}}",
  "why.again":
    "Der Anrufer hatte in {minutes, plural, one {der letzten Minute} other {den letzten # Minuten}} {yes, select, yes {schon} other {nicht}} angerufen.",
  "why.callBack": "Vor Kurzem wurde ein Notruf gewählt; wer hilft, dem steht nichts im Weg.",
  "why.always": "Passt immer.",
  "why.dialled.number": "Gewählt wurde {number}.",
  "why.transferAsked": "Jemand bei {account} hat Sie durchgestellt: {number}.",
  "why.dialled.telephone": "Gewählt wurde {device}.",
  "why.dialled.emergency": "{dialled} ruft um Hilfe.",
  "why.dialled.messages": "{dialled} fragt nach den Nachrichten.",
  "why.dialled.service": "{dialled} gibt dem Haus einen Auftrag.",
  "why.dialled.announcement": "Das Haus wurde gebeten, etwas anzusagen.",
  "why.dialled.echo": "{dialled} fragt nach dem Echo.",
  "why.dialled.nothing": "{dialled} ist keine Nummer.",
  "why.other": "{yes, select, yes {Passt} other {Passt nicht}} ({code}).",
};
