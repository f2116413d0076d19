/** In German, how somebody becomes a user. */
export const invitation = {
  "invitation.title": "Eine Einladung",
  "invitation.for": "Die Einladung für {name}",
  "invitation.once":
    "Sie wird nur dieses eine Mal gezeigt. Wer sie hat, ist {name}; verschicken Sie sie wie einen Schlüssel.",
  "invitation.until": "Gültig bis {until}, wenn sie nicht vorher benutzt wird.",
  "invitation.link": "Link",
  "invitation.text": "Text für den eigenen Server",
  "invitation.qr": "Der Link der Einladung für {name}",
  "invitation.telephone":
    "Ein einfaches Telefon meldet sich bei {server} als {user} mit dem Passwort {password} an.",
  "invitation.copy": "Text kopieren",
  "invitation.copied": "Kopiert",
  "invitation.howTo":
    "Fügen Sie diesen Text an Ihrem eigenen Server ein: Einstellungen, Nummern & Konten, Einer Vermittlung beitreten.",
  "invitation.gone": "Diese Einladung wurde benutzt oder ist zu alt. Bitten Sie um eine neue.",
  "invitation.done": "Fertig",
};
