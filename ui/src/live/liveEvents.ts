/** Which answers are old after an event; everything, when too much was missed. */
const keys: Readonly<Record<string, readonly string[]>> = {
  "call.started": ["status", "calls", "call", "devices", "decide"],
  "call.changed": ["status", "calls", "call", "ladder", "devices", "decide"],
  "call.ended": ["status", "calls", "call", "ladder", "quality", "devices", "decide", "people"],
  "device.changed": ["devices", "status", "decide"],
  "account.changed": ["accounts", "status"],
  "message.changed": ["messages", "status"],
  "greeting.changed": ["greetings"],
  "subscription.changed": ["subscriptions", "status", "decide", "people"],
  "network.changed": ["network"],
  "settings.changed": [
    "settings",
    "people",
    "status",
    "devices",
    "accounts",
    "subscriptions",
    "decide",
    "check",
    "history",
  ],
};

/** Undefined: all of them. */
export const keysAfter = (type: unknown): readonly string[] | undefined =>
  typeof type === "string" ? keys[type] : undefined;
