/** In German, calls, and why they went as they did. */
export const calls = {
  "calls.now": "Unterwegs und verbunden",
  "calls.over": "Vorbei",
  "calls.noneNow": "Kein Anruf ist unterwegs.",
  "calls.none": "Seit dem Start kam kein Anruf durch.",
  "calls.party": "{from} an {to}",
  "calls.state":
    "{state, select, trying {Unterwegs} ringing {Klingelt} up {Verbunden} over {{outcome, select, answered {Angenommen} refused {Abgewiesen} cancelled {Aufgegeben} failed {Gescheitert} other {Vorbei}}} other {{state}}}",
  "calls.back": "Alle Anrufe",
  "calls.hops": "Wem er angeboten wurde",
  "calls.noHops": "Er wurde niemandem angeboten.",
  "calls.hop":
    "{of}{at, select, none {} other { bei {at}}}: {status, select, none {noch keine Antwort} other {{status}}}",
  "calls.ladder": "Was über die Leitung ging",
  "calls.noLadder": "Die Nachrichten wurden nicht aufgehoben.",
  "calls.row": "{ms} ms: {from} an {to}, {text}",
  "calls.bridged":
    "Mit beiden Seiten wurde getrennt gesprochen, denn die Leitung verlangt ein Passwort.",
  "calls.id": "Call-ID {callId}",
  "why.suspended": "{user} ist gesperrt: {reason}",
  "why.narrowed": "Sie weisen solche Anrufe für {user} ab: {reason}",
  "why.policy": "{user} weist solche Anrufe durch das eigene Regelwerk ab",
  "why.policyUnreadable":
    "Das Regelwerk des Angerufenen ist nicht lesbar, darum wird nichts durchgelassen",
  "why.channelsFull": "Alle Kanäle von {of} sind belegt",
  "why.unknownCalled": "Diesen Teilnehmer oder diese Nummer gibt es nicht",
  "why.noRelay": "Er war für jemanden anderswo, und die Vermittlung leitet für niemanden weiter",
  "why.tierForbids": "Die Stufe des Anrufers erlaubt solche Nummern nicht",
  "why.noTrunk": "Keine Leitung führt zu einer solchen Nummer",
  "why.notProved": "Der Anrufer hat nicht bewiesen, wer er ist",
  "why.tooManyFromThere": "Von dort kamen zu viele Anrufe von Fremden",
  "why.malformed": "Die Anfrage war nicht in Ordnung",
  "why.loop": "Der Anruf lief im Kreis",
  "why.nobodyIn": "Kein Server des Angerufenen ist angemeldet",
  "why.noAnswer": "Niemand hat geantwortet",
  "why.answeredSo": "So hat {of} geantwortet",
  "why.gaveUp": "Der Anrufer hat aufgegeben",
};
