/** Die Netzprüfung, auf Deutsch. */
export const network = {
  "settings.tab.network": "Netz",
  "network.title": "Netzprüfung",
  "network.none":
    "Noch hat niemand nachgesehen. Es dauert etwa eine Viertelminute und ändert nichts.",
  "network.start": "Nachsehen",
  "network.again": "Noch einmal nachsehen",
  "network.running": "Wird nachgesehen …",
  "network.copy": "Als Text kopieren",
  "network.copied": "Kopiert.",
  "network.asOf": "Stand {at}",
  "network.asked":
    "Gefragt werden nur die Server Ihrer Konten, Ihr eigener Router und die Server, die Sie unten nennen.",
  "network.fix.keepPortsOpen": "Offen halten lassen",
  "network.verdict.well": "gut",
  "network.verdict.mind": "ansehen",
  "network.verdict.wrong": "falsch",
  "network.verdict.unknown": "nicht bekannt",
  "network.verdict.waiting": "kommt noch",
  "network.verdict.running": "wird nachgesehen",
  "network.step.clock": "Uhr",
  "network.step.dns": "Namen",
  "network.step.outside": "Adresse draußen",
  "network.step.nat": "Ihr Router",
  "network.step.portMapping": "Ports, die er öffnet",
  "network.step.doubleNat": "Ein zweiter Router",
  "network.step.reach": "Von draußen erreichbar",
  "network.step.alg": "SIP unverändert",
  "network.step.sound": "Ton in beide Richtungen",
  "network.step.turn": "Relais für Ton (TURN)",
  "network.step.ipv6": "IPv6",
  "network.step.certificate": "Zertifikat",
  "network.step.browser": "Dieser Browser",
  "network.servers": "Wen wir fragen",
  "network.stun": "STUN-Server",
  "network.stun.hint": "sie sagen, von wo die Welt Sie sieht; durch Kommas getrennt",
  "network.timeServers": "Zeitserver",
  "network.timeServers.hint": "mit ihnen wird die Uhr verglichen; durch Kommas getrennt",
  "relay.title": "Ein Relais für den Ton (TURN)",
  "relay.for":
    "Ein Browser draußen erreicht diesen Server mit seinem Ton nicht immer. Ein TURN-Server gibt ihn weiter, verschlüsselt, wie er ist.",
  "relay.urls": "Wo es ist",
  "relay.urls.hint": "turn:turn.example.net, turns:turn.example.net:443?transport=tcp",
  "relay.by": "Wie Browser eingelassen werden",
  "relay.by.password": "mit Name und Passwort",
  "relay.by.sharedSecret": "mit geteiltem Geheimnis",
  "relay.password.hint": "Browser, die anrufen, erfahren es: ein geteiltes Geheimnis bleibt hier",
  "relay.secret": "Geheimnis, das es mit diesem Server teilt",
  "relay.secret.hint":
    "jeder Browser bekommt eine Anmeldung, die endet; bei coturn heißt es static-auth-secret",
  "relay.changed": "Das Relais ist eingestellt.",
  "relay.removed": "Der Ton geht über kein Relais mehr.",
  "relay.try": "Von diesem Browser aus versuchen",
  "relay.found":
    "{is, select, works {Es gibt den Ton weiter; die Antwort kam nach {ms} ms.} refused {Es antwortet und lässt diesen Browser nicht ein: Sehen Sie nach Namen und Passwort oder Geheimnis.} none {Nichts ist eingestellt, was dieser Browser versuchen könnte.} other {Es antwortet nicht. Sehen Sie nach Adresse und Port.}}",
  "network.keepPortsOpen": "Der Router soll SIP von draußen offen halten",
  "network.port.open":
    "{protocol} {port} ist von draußen offen{outer, select, same {} other {, als {outer}}}.",
  "network.port.asking": "Der Router wird nach {protocol} {port} gefragt …",
  "network.port.refused": "{protocol} {port} ist nicht offen: {detail}.",
  "network.clock.right": "Die Uhr geht richtig.",
  "network.clock.kept": "Ein Zeitdienst hält die Uhr richtig.",
  "network.clock.unkept":
    "Kein Zeitdienst hält die Uhr richtig, und Regeln nach Uhrzeit brauchen das. Schalten Sie einen ein.",
  "network.clock.drifts":
    "Die Uhr geht {seconds} Sekunden falsch. Anrufe vertragen das; lassen Sie einen Zeitdienst sie stellen.",
  "network.clock.off":
    "Die Uhr geht {seconds} Sekunden falsch: Regeln nach Uhrzeit irren sich. Lassen Sie einen Zeitdienst sie stellen.",
  "network.clock.unknown":
    "Niemand hat gesagt, wie spät es ist. Nennen Sie einen Zeitserver zum Vergleichen.",
  "network.dns.found": "Die Server Ihrer Konten werden gefunden.",
  "network.dns.none": "Es gibt noch kein Konto, dessen Server zu suchen wäre.",
  "network.dns.lost":
    "{server} wird nicht gefunden, also kommen über {account} keine Anrufe. Stimmt der Name?",
  "network.outside.stun": "Die Welt sieht Sie bei {address}.",
  "network.outside.account": "Der Server Ihres Kontos sieht Sie bei {address}.",
  "network.outside.several":
    "Die Welt sieht Sie bei {addresses}: Anrufe können den Ton verlieren, wo sie wechselt.",
  "network.outside.silent":
    "Kein STUN-Server antwortet. Ihre Namen stimmen nicht, oder der Router lässt kein UDP hinaus.",
  "network.outside.unasked":
    "Niemand konnte sagen, von wo die Welt Sie sieht. Legen Sie ein Konto an oder nennen Sie einen STUN-Server.",
  "network.nat.none": "Zwischen Ihnen und der Welt ist kein NAT.",
  "network.nat.some": "Ihr Router teilt eine Adresse. Konten gehen so, wie sie sind.",
  "network.nat.friendly": "Ihr Router teilt eine Adresse, und das freundlich: Anrufe kommen durch.",
  "network.nat.open": "Ihr Router teilt eine Adresse und lässt herein, wer den Port kennt.",
  "network.nat.symmetric":
    "Ihr Router nimmt für jede Gegenstelle einen anderen Port. Konten gehen; für Anrufe, die direkt kommen, lassen Sie einen Port offen halten.",
  "network.nat.unknown": "Was Ihr Router mit Paketen macht, ist nicht bekannt.",
  "network.portMapping.unneeded": "Keiner muss geöffnet werden.",
  "network.portMapping.kept": "Ihr Router hält unsere Ports offen (mit {by}).",
  "network.portMapping.can":
    "Ihr Router öffnet Ports, wenn man ihn fragt (mit {by}). Konten brauchen das nicht; Anrufe, die direkt kommen, schon.",
  "network.portMapping.none":
    "Ihr Router öffnet von sich aus keine. Konten brauchen das nicht; für Anrufe, die direkt kommen, leiten Sie dort Port 5060 weiter.",
  "network.portMapping.refused":
    "Ihr Router öffnet keinen: {detail}. Konten brauchen das nicht; für Anrufe, die direkt kommen, erlauben Sie es dort.",
  "network.doubleNat.none": "Es gibt keinen.",
  "network.doubleNat.single": "Es gibt keinen: Ihr Router ist bei {address}.",
  "network.doubleNat.carrier":
    "Ihr Internetanbieter hat einen eigenen Router vor Ihrem ({address}). Konten gehen; direkt erreicht Sie niemand.",
  "network.doubleNat.two":
    "Ihr Router steht hinter einem anderen ({address}). Konten gehen; für Anrufe, die direkt kommen, machen Sie einen davon zur bloßen Brücke.",
  "network.doubleNat.differs":
    "Ihr Router sagt {address}, die Welt sieht Sie bei {outside}: dazwischen steht etwas.",
  "network.doubleNat.unknown": "Ihr Router sagt nicht, welche Adresse er hat.",
  "network.reach.tried":
    "Ein Server anderswo kam durch einen Port herein, den Ihr Router geöffnet hat.",
  "network.reach.open": "Ein Server, der nicht gefragt war, kam herein.",
  "network.reach.accounts":
    "Anrufe kommen über {n, plural, one {Ihr Konto} other {Ihre # Konten}} herein. Ob sie auch direkt kommen, konnte niemand versuchen.",
  "network.reach.shut":
    "Ihr Router hat einen Port geöffnet, und doch kam ein Server anderswo nicht herein.",
  "network.reach.unknown": "Niemand draußen konnte um einen Rückruf gebeten werden.",
  "network.alg.none": "SIP-Nachrichten kommen zurück, wie sie hinausgingen.",
  "network.alg.suspected":
    "Der Router ändert SIP-Nachrichten an {account}, und das kostet Anrufe und Ton. Schalten Sie dort „SIP ALG“ aus oder nehmen Sie TLS.",
  "network.alg.unknown": "Kein Konto hat über UDP geantwortet, also war es nicht zu sehen.",
  "network.sound.both": "Pakete gehen hinaus und kommen in {roundTrip} ms zurück.",
  "network.sound.lossy":
    "Von {sent} Paketen kamen {came} zurück: Gespräche werden knacken. Was füllt die Leitung?",
  "network.sound.slow":
    "Pakete brauchen {roundTrip} ms hin und zurück: man wird gleichzeitig sprechen.",
  "network.sound.none": "Zu den Ports, über die der Ton geht, kommt nichts zurück.",
  "network.sound.unknown":
    "Niemand konnte zurückschicken, was wir schicken. Nennen Sie einen STUN-Server, oder rufen Sie sich unten selbst an.",
  "network.turn.none":
    "Keines ist eingestellt. Browser draußen erreichen diesen Server meist ohne.",
  "network.turn.works": "Es gibt Ton weiter, in beide Richtungen, in {roundTrip} ms.",
  "network.turn.some":
    "Es gibt Ton weiter, aber nicht bei {url}. Nehmen Sie die Adresse heraus, oder sehen Sie nach, warum.",
  "network.turn.untried": "Seine Adresse will DTLS, und das versuchen nur Browser.",
  "network.turn.lost": "{url} wird nicht gefunden. Stimmt der Name?",
  "network.turn.denied":
    "Es antwortet und lässt diesen Server nicht ein: Sehen Sie nach Namen und Passwort oder Geheimnis und nach der Uhr. Browser lässt es ebenso wenig ein.",
  "network.turn.refused":
    "Es lässt jetzt niemanden ein: {code} {reason}. Browser, die es brauchen, hörten nichts.",
  "network.turn.shut":
    "Es lässt diesen Server ein und dann an niemanden schreiben: {code} {reason}. Vielleicht verweigert es Adressen wie Ihre.",
  "network.turn.deaf":
    "Es lässt diesen Server ein, und was es weitergeben sollte, kommt nicht. Vor seinen Ports steht vielleicht eine Firewall.",
  "network.turn.silent":
    "Niemand antwortet bei {url}. Adresse oder Port sind falsch, oder eine Firewall steht davor.",
  "network.ipv6.there": "Es gibt IPv6: {address}.",
  "network.ipv6.none": "Hier gibt es keines; Anrufe nehmen IPv4.",
  "network.certificate.good": "Gut bis {until}.",
  "network.certificate.own":
    "Das eigene des Hauses, gut bis {until}. Jedes Telefon und jeder Browser muss ihm einmal vertrauen.",
  "network.certificate.ends": "Es endet am {until}. Erneuern Sie es bald.",
  "network.certificate.ended": "Es endete am {until}. Legen Sie ein neues hin.",
  "network.certificate.key": "Der Schlüssel gehört nicht dazu.",
  "network.certificate.names":
    "Es nennt {names} nicht: Telefone müssen einen Namen nehmen, den es hat.",
  "network.certificate.bad": "{detail}.",
  "network.certificate.none": "Es gibt noch keines; der nächste Start macht eines.",
  "network.browser.begins": "Sein Ton hat gerade erst begonnen.",
  "network.browser.nothing":
    "Nichts kommt zurück: Anrufe wären hier stumm. Vielleicht hält eine Firewall UDP auf.",
  "network.browser.deaf": "Sie hören und werden nicht gehört: Kein Mikrofon ist offen.",
  "network.browser.lossy": "{lost} % des Tons gehen verloren: Er setzt aus.",
  "network.browser.slow": "Der Ton braucht hin und zurück {roundTrip} ms: Man fällt sich ins Wort.",
  "network.browser.both":
    "Der Ton geht in beide Richtungen: {roundTrip} ms hin und zurück, {lost} % verloren{protocol, select, tcp {, über TCP} other {}}.",
  "network.browser.ready":
    "Er kann ein Telefon sein. Rufen Sie sich an, dann hören Sie sich selbst.",
  "network.browser.insecure":
    "Er gibt hier kein Mikrofon her: Öffnen Sie diese Seite mit https, dann kann er ein Telefon sein.",
  "network.browser.noSound": "Er kann keine Anrufe tragen: WebRTC ist aus oder fehlt.",
  "network.browser.denied": "Er darf das Mikrofon nicht benutzen. Erlauben Sie es für diese Seite.",
  "network.result.well": "Anrufe gehen.",
  "network.result.kept": "Anrufe gehen. Ihr Router hält uns {port} offen.",
  "network.result.mind":
    "Anrufe gehen. {n, plural, one {Eines sollten Sie} other {# Dinge sollten Sie}} ansehen.",
  "network.result.wrong":
    "Nicht alle Anrufe gehen: {n, plural, one {eines muss} other {# Dinge müssen}} in Ordnung gebracht werden.",
  "network.result.accounts": "Gerade kommen keine Anrufe: keines Ihrer Konten ist angemeldet.",
  "network.result.unknown":
    "Hier ist nichts falsch. Anrufe brauchen ein Konto, über das sie kommen.",
};
