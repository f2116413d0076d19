import type { addDevice as english } from "../en/addDevice.ts";

export const addDevice: Readonly<Record<keyof typeof english, string>> = {
  "add.title": "Gerät hinzufügen",
  "add.headline": "Was soll klingeln?",
  "add.name": "Name",
  "add.room": "Zimmer",
  "add.browser.title": "Dieser Browser",
  "add.browser.text":
    "Er klingelt, solange diese Seite offen ist, und fragt beim ersten Abheben nach dem Mikrofon.",
  "add.browser.is": "Er ist schon ein Telefon: {name}.",
  "add.browser.insecure":
    "Browser geben Seiten nur über HTTPS ein Mikrofon. Öffnen Sie diese Seite zuerst über ihre sichere Adresse.",
  "add.mobile.title": "Ein Mobiltelefon",
  "add.mobile.text":
    "Eine App für Internettelefonie wie Linphone liest einen Code und ist eingerichtet.",
  "add.mobile.go": "Code machen",
  "add.mobile.again": "Neuen Code machen",
  "add.mobile.scan": "Mit Linphone lesen: „Remote-Provisionierung“, dann „QR-Code“.",
  "add.mobile.open": "Auf dem Mobiltelefon selbst: in Linphone öffnen",
  "add.mobile.ends": "Er gilt einmal, bis {time}.",
  "add.mobile.other": "Eine andere App? Dann dies eintippen",
  "add.mobile.otherText": "Es wird einmal gezeigt. Wählen Sie TLS als Transport, Port {port}.",
  "add.mobile.push":
    "Kein Push: Eine App, die ihr System schlafen gelegt hat, klingelt nicht. Android lässt sie meist im Hintergrund warten, ein iPhone nur, solange sie offen ist. Anrufe gehen dann nach Ihren Regeln weiter.",
  "add.mobile.insecure":
    "Der Code sendet das Passwort über die Adresse dieser Seite. Öffnen Sie die Seite über HTTPS, und nehmen Sie einen Namen mit Zertifikat, wenn das Mobiltelefon auch außer Haus gehen soll.",
  "add.mobile.localAuthority":
    "Dieser Server unterschreibt sein Zertifikat selbst: Das Mobiltelefon muss ihm erst vertrauen.",
  "add.mobile.authority": "Zertifikat installieren",
  "add.mobile.done": "{name} ist da und klingelt.",
  "add.desk.title": "Ein Tischtelefon oder ein Adapter",
  "add.desk.text":
    "Grandstream, Yealink, Snom und Fanvil richten sich selbst ein, wenn man sie anschließt. Poly nennt man eine Adresse, anderen alles von Hand.",
  "add.desk.plug": "Anschließen",
  "add.desk.hand": "Von Hand",
  "add.desk.handText": "Tragen Sie dies auf der Seite des Telefons ein. Es wird einmal gezeigt.",
  "add.gateway.title": "Ein analoges Gateway",
  "add.gateway.text":
    "Ein MGCP-Gateway mit diesem Server als Call Agent. Jeder seiner Anschlüsse ist ein Telefon.",
  "add.gateway.gateway": "Wo es zu erreichen ist",
  "add.gateway.gatewayHint": "192.168.1.20, oder mit Port",
  "add.gateway.endpoint": "Name des Anschlusses",
  "add.gateway.endpointHint": "aaln/1@gw1.lan",
  "add.gateway.search": "Nach Gateways suchen",
  "add.gateway.searching": "Schalten Sie das Gateway jetzt ein. Wir hören zehn Minuten hin.",
  "add.gateway.callAgent": "Tragen Sie dort {where} als Call-Agent ein.",
  "add.gateway.onlyHere":
    "Gateways werden nur auf diesem Gerät gehört. Setzen Sie RINGWISE_MGCP auf eine Adresse Ihres Netzes, um andere zu hören.",
  "add.gateway.ports":
    "{n, plural, one {Ein Anschluss hat sich gemeldet} other {Anschlüsse, die sich gemeldet haben}}",
  "add.gateway.choosePort": "Einen auswählen …",
  "add.gateway.go": "Diesen Anschluss hinzufügen",
  "add.gateway.added": "{name} ist hinzugefügt.",
  "add.show": "{name} zeigen",

  "plug.wait": "Schließen Sie es jetzt an.",
  "plug.listens": "Wir hören noch {time} zu.",
  "plug.over": "Wir hören nicht mehr zu.",
  "plug.again": "Noch einmal zuhören",
  "plug.stop": "Nicht mehr zuhören",
  "plug.step.seen": "Im Netz gesehen",
  "plug.step.asked": "Hat nach seiner Datei gefragt",
  "plug.step.got": "Hat sie bekommen und startet neu",
  "plug.step.registered": "Angemeldet: es klingelt",
  "plug.phone": "{maker} {model} bei {address}",
  "plug.others": "Auch gesehen: {list}. Dafür hören Sie danach noch einmal zu.",
  "plug.trouble":
    "{why, select, nobody {Kein Telefon hat sich gezeigt. Ist es im selben Netz? Aus- und wieder eingeschaltet fragt es neu. Manchen muss man die Adresse unten nennen.} neverAsked {Es weiß, wo seine Datei ist, und hat nicht danach gefragt. Seine eigene Seite verbietet das vielleicht: suchen Sie „Provisioning“ oder „Auto Provision“.} askedElse {Es hat nach „{file}“ gefragt: Das ist keine Datei seines Herstellers, die wir kennen.} neverGot {Es hat nach seiner Datei gefragt und sie nicht bekommen. Hören Sie noch einmal zu und schalten Sie es aus und ein.} neverRegistered {Es hat seine Datei, aber nie angemeldet: Sein Port zu uns ist gesperrt, oder es startet langsam.} other {Es hat seine Datei, wird aber abgewiesen: falsches Passwort. Ein Telefon, das schon eingerichtet war, behält vielleicht das alte; setzen Sie es auf Werkseinstellungen zurück.}}",
  "plug.label": "Sein Etikett ist zur Hand?",
  "plug.labelText":
    "Dann bekommt nur dieses Telefon die Einstellungen, auch wenn DHCP (Option 66) es hierher schickt.",
  "plug.mac": "MAC-Adresse",
  "plug.macHint": "Auf der Unterseite, etwa 00:15:65:AB:CD:EF",
  "plug.maker": "Hersteller",
  "plug.makerByMac": "Wie die Adresse sagt",
  "plug.listenForIt": "Auf dieses warten",
  "plug.byHand": "Es sucht nicht von selbst?",
  "plug.address": "Tragen Sie diese Adresse in seine Provisioning-Einstellungen ein:",
  "plug.packets": "Was zwischen uns ging",
  "plug.from": "{from, select, phone {Telefon} other {Server}}",
  "plug.done": "{name} ist bereit.",
  "plug.ring": "Jetzt klingeln",
};
