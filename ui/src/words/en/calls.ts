/** The calls and why they went as they did, in English. */
export const calls = {
  "calls.title": "Calls",
  "calls.headline": "Who rang, and why it went as it did.",
  "calls.none": "No calls yet.",
  "calls.older": "Load older",
  "calls.in": "Incoming",
  "calls.out": "Outgoing",
  "call.ringBack": "Call back",
} as const satisfies Readonly<Record<string, string>>;
