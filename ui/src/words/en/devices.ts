/** The devices page, in English. */
export const devices = {
  "devices.title": "Devices",
  "devices.headline":
    "{n, plural, =0 {No telephone is connected.} one {One telephone is ready to ring.} other {# telephones are ready to ring.}}",
  "devices.ring": "Ring it",
  "devices.ringLabel": "Ring it: {name}",
  "devices.rang": "{name} rings in a moment.",
  "devices.kindIn": "{kind}, {room}",
  "devices.rungBy": "Rings for {rules}",
  "devices.rungByNone": "No rule rings it",
  "devices.lastCall": "last call {time}",
  "devices.add": "Add a device",
} as const satisfies Readonly<Record<string, string>>;
