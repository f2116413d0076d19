/** The devices page, in English. */
export const devices = {
  "devices.title": "Devices",
  "devices.headline":
    "{n, plural, =0 {No telephone is connected.} one {One telephone is ready to ring.} other {# telephones are ready to ring.}}",
  "devices.ring": "Ring it",
  "devices.ringLabel": "Ring it: {name}",
  "devices.rang": "{name} rings in a moment.",
  "devices.deskTitle": "Connect a desk phone or an adapter",
  "devices.deskText":
    "Add it in the settings with a name and a password of your choice, then type these into the telephone’s own page.",
  "devices.host": "Server",
  "devices.port": "Port, UDP or TCP",
  "devices.tlsPort": "Port, TLS",
  "devices.username": "User name",
  "devices.password": "Password",
  "devices.passwordText": "as in the settings",
  "devices.add": "Add a device",
  "devices.change": "User names and passwords",
} as const satisfies Readonly<Record<string, string>>;
