/** In German, what was done. */
export const audit = {
  "audit.newest": "Was getan wurde, das Neueste zuerst",
  "audit.none": "Noch wurde nichts getan.",
  "audit.act":
    "{act, select, setup {Vermittlung eingerichtet} setupRefused {Einrichtungslink abgewiesen} signIn {Angemeldet} signInRefused {Anmeldung abgewiesen} signOut {Abgemeldet} makeToken {API-Token erzeugt} removeToken {API-Token beendet} userAdded {Teilnehmer {of} hinzugefügt} userInvited {{of} neu eingeladen} userChanged {{of} geändert} userRemoved {{of} entfernt} userSuspended {{of} gesperrt} userResumed {{of} freigegeben} userNarrowed {Manche Anrufe für {of} abgewiesen} userWidened {Abweisung für {of} zurückgenommen} userHosted {Server von {of} läuft hier} userUnhosted {Aufenthalt des Servers von {of} beendet} hostedKeyMade {Neuer Link für den Besitzer des Servers von {of}} trunkSet {Leitung {of} gesetzt} trunkRemoved {Leitung {of} entfernt} trunkProbed {Leitung {of} gefragt} tierSet {Stufe {of} gesetzt} tierRemoved {Stufe {of} entfernt} limitsChanged {Grenzen geändert} settingsReplaced {Einstellungen ersetzt} settingsRead {Einstellungsdatei geändert} changePassword {Passwort geändert} other {{act} {of}}}",
  "audit.line": "{who}, {at}",
};
