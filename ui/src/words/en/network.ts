/** The network check, in English: what each step found, what it means for calls, and what to do. */
export const network = {
  "settings.tab.network": "Network",
  "network.title": "Network check",
  "network.none":
    "Nobody has looked yet. It takes about a quarter of a minute and changes nothing.",
  "network.start": "Look now",
  "network.again": "Look again",
  "network.running": "Looking …",
  "network.copy": "Copy as text",
  "network.copied": "Copied.",
  "network.asOf": "As of {at}",
  "network.asked":
    "Nobody is asked but your accounts' servers, your own router, and the servers that you name below.",
  "network.fix.keepPortsOpen": "Have it kept open",
  "network.verdict.well": "well",
  "network.verdict.mind": "worth a look",
  "network.verdict.wrong": "wrong",
  "network.verdict.unknown": "not known",
  "network.verdict.waiting": "still to come",
  "network.verdict.running": "looking",
  "network.step.clock": "Clock",
  "network.step.dns": "Names",
  "network.step.outside": "Address outside",
  "network.step.nat": "Your router",
  "network.step.portMapping": "Ports it opens",
  "network.step.doubleNat": "A second router",
  "network.step.reach": "Reached from outside",
  "network.step.alg": "SIP left alone",
  "network.step.sound": "Sound both ways",
  "network.step.turn": "Relay for sound (TURN)",
  "network.step.ipv6": "IPv6",
  "network.step.certificate": "Certificate",
  "network.step.browser": "This browser",
  "network.servers": "Servers to ask",
  "network.stun": "STUN servers",
  "network.stun.hint": "they say from where the world sees you; separated by commas",
  "network.timeServers": "Time servers",
  "network.timeServers.hint": "the clock is compared with them; separated by commas",
  "relay.title": "A relay for sound (TURN)",
  "relay.for":
    "A browser out in the world does not always reach this server with its sound. A TURN server passes it on, encrypted as it is.",
  "relay.urls": "Where it is",
  "relay.urls.hint": "turn:turn.example.net, turns:turn.example.net:443?transport=tcp",
  "relay.by": "How browsers are let in",
  "relay.by.password": "by name and password",
  "relay.by.sharedSecret": "by a shared secret",
  "relay.password.hint": "browsers that call are told it: a shared secret stays here",
  "relay.secret": "Secret that it shares with this server",
  "relay.secret.hint": "each browser gets a login that ends; at coturn it is static-auth-secret",
  "relay.changed": "The relay is set.",
  "relay.removed": "Sound goes by no relay any more.",
  "relay.try": "Try it from this browser",
  "relay.found":
    "{is, select, works {It passes sound on; it answered after {ms} ms.} refused {It answers, and does not let this browser in: look at the name and the password or secret.} none {Nothing is set that this browser could try.} other {It does not answer. Look at its address and port.}}",
  "network.keepPortsOpen": "Have the router keep SIP open from outside",
  "network.port.open":
    "{protocol} {port} is open from outside{outer, select, same {} other {, as {outer}}}.",
  "network.port.asking": "The router is asked for {protocol} {port} …",
  "network.port.refused": "{protocol} {port} is not open: {detail}.",
  "network.clock.right": "The clock is right.",
  "network.clock.kept": "A time service keeps the clock right.",
  "network.clock.unkept":
    "No time service keeps the clock right, and rules by time of day need it. Switch one on.",
  "network.clock.drifts":
    "The clock is {seconds} seconds off. Calls can live with it; let a time service set it.",
  "network.clock.off":
    "The clock is {seconds} seconds off: rules by time of day go wrong. Let a time service set it.",
  "network.clock.unknown": "Nobody said what time it is. Name a time server to compare with.",
  "network.dns.found": "The servers of your accounts are found.",
  "network.dns.none": "There is no account yet whose server could be looked for.",
  "network.dns.lost":
    "{server} is not found, so no calls come by {account}. See whether the name is right.",
  "network.outside.stun": "The world sees you at {address}.",
  "network.outside.account": "Your account's server sees you at {address}.",
  "network.outside.several":
    "The world sees you at {addresses}: calls may lose their sound where it changes.",
  "network.outside.silent":
    "No STUN server answers. Their names are wrong, or the router lets no UDP out.",
  "network.outside.unasked":
    "Nobody could say from where the world sees you. Add an account, or name a STUN server.",
  "network.nat.none": "There is no NAT between you and the world.",
  "network.nat.some": "Your router shares one address. Accounts work through it as they are.",
  "network.nat.friendly": "Your router shares one address, and does it kindly: calls pass.",
  "network.nat.open": "Your router shares one address, and lets in whoever knows the port.",
  "network.nat.symmetric":
    "Your router uses another port for each peer. Accounts work; for calls that come directly, have a port kept open.",
  "network.nat.unknown": "What your router does with packets is not known.",
  "network.portMapping.unneeded": "None has to be opened.",
  "network.portMapping.kept": "Your router keeps our ports open (by {by}).",
  "network.portMapping.can":
    "Your router opens ports when it is asked (by {by}). Accounts do not need that; calls that come directly do.",
  "network.portMapping.none":
    "Your router opens none by itself. Accounts do not need that; for calls that come directly, forward port 5060 there.",
  "network.portMapping.refused":
    "Your router does not open one: {detail}. Accounts do not need that; for calls that come directly, allow it there.",
  "network.doubleNat.none": "There is none.",
  "network.doubleNat.single": "There is none: your router is at {address}.",
  "network.doubleNat.carrier":
    "Your internet carrier puts a router of its own before yours ({address}). Accounts work; nobody reaches you directly.",
  "network.doubleNat.two":
    "Your router is behind another one ({address}). Accounts work; for calls that come directly, make one of them a mere bridge.",
  "network.doubleNat.differs":
    "Your router says {address}, the world sees you at {outside}: something is between them.",
  "network.doubleNat.unknown": "Your router does not say what address it has.",
  "network.reach.tried": "A server elsewhere came in by a port that your router opened.",
  "network.reach.open": "A server that had not been asked came in.",
  "network.reach.accounts":
    "Calls come in by your {n, plural, one {account} other {# accounts}}. Whether they come directly, too, nobody could try.",
  "network.reach.shut": "Your router opened a port, and yet a server elsewhere did not come in.",
  "network.reach.unknown": "Nobody outside could be asked to call back.",
  "network.alg.none": "SIP messages come back as they left.",
  "network.alg.suspected":
    'The router changes SIP messages to {account}, which loses calls and sound. Switch off "SIP ALG" there, or use TLS.',
  "network.alg.unknown": "No account answered by UDP, so this could not be seen.",
  "network.sound.both": "Packets go out and come back in {roundTrip} ms.",
  "network.sound.lossy":
    "Of {sent} packets {came} came back: calls will crackle. See what fills the line.",
  "network.sound.slow": "Packets take {roundTrip} ms there and back: people will talk at once.",
  "network.sound.none": "Nothing comes back to the ports that sound goes by.",
  "network.sound.unknown":
    "Nobody could send back what we send. Name a STUN server, or ring yourself below.",
  "network.turn.none": "None is set. Browsers outside mostly reach this server without one.",
  "network.turn.works": "It passes sound on, both ways, in {roundTrip} ms.",
  "network.turn.some": "It passes sound on, but not at {url}. Take that address out, or see why.",
  "network.turn.untried": "Its address wants DTLS, which only browsers try.",
  "network.turn.lost": "{url} is not found. See whether the name is right.",
  "network.turn.denied":
    "It answers and does not let this server in: look at the name and the password or secret, and at the clock. Browsers are let in no better.",
  "network.turn.refused":
    "It lets nobody in now: {code} {reason}. Browsers that need it would hear nothing.",
  "network.turn.shut":
    "It lets this server in, and then lets it write to nobody: {code} {reason}. It may refuse addresses like yours.",
  "network.turn.deaf":
    "It lets this server in, and what it should pass on does not come. A firewall may be before its ports.",
  "network.turn.silent":
    "Nobody answers at {url}. The address or the port is wrong, or a firewall is before it.",
  "network.ipv6.there": "There is IPv6: {address}.",
  "network.ipv6.none": "There is none here; calls take IPv4.",
  "network.certificate.good": "Good until {until}.",
  "network.certificate.own":
    "The house's own, good until {until}. Each phone and browser has to trust it once.",
  "network.certificate.ends": "It ends on {until}. Renew it soon.",
  "network.certificate.ended": "It ended on {until}. Put a new one there.",
  "network.certificate.key": "The key does not belong to it.",
  "network.certificate.names": "It does not name {names}: phones must use a name that it has.",
  "network.certificate.bad": "{detail}.",
  "network.certificate.none": "There is none yet; the next start makes one.",
  "network.browser.begins": "Its sound has only just begun.",
  "network.browser.nothing":
    "Nothing comes back: calls here would be silent. A firewall may stop UDP.",
  "network.browser.deaf": "You hear, and are not heard: no microphone is open.",
  "network.browser.lossy": "{lost} % of the sound is lost: it breaks up.",
  "network.browser.slow":
    "Sound takes {roundTrip} ms there and back: people talk into each other’s words.",
  "network.browser.both":
    "Sound goes both ways: {roundTrip} ms there and back, {lost} % lost{protocol, select, tcp {, by TCP} other {}}.",
  "network.browser.ready": "It can be a telephone. Ring yourself to hear your own voice.",
  "network.browser.insecure":
    "It gives no microphone here: open this page by https, and it can be a telephone.",
  "network.browser.noSound": "It cannot carry calls: WebRTC is switched off or missing.",
  "network.browser.denied": "It may not use the microphone. Allow it for this page.",
  "network.result.well": "Calls will work.",
  "network.result.kept": "Calls will work. Your router keeps {port} open for us.",
  "network.result.mind":
    "Calls will work. {n, plural, one {One thing is} other {# things are}} worth a look.",
  "network.result.wrong":
    "Calls will not all work: {n, plural, one {one thing} other {# things}} must be put right.",
  "network.result.accounts": "No calls come in now: none of your accounts is registered.",
  "network.result.unknown": "Nothing is wrong here. Calls need an account to come by.",
};
