export const greetings = {
  "greetings.who": "Who hears which",
  "greetings.inMode": "In the mode {mode}",
  "greetings.byRule": "By the rule {rule}",
  "greetings.asMode": "The one of the mode",
  "greetings.name": "{name, select, usual {The usual one} asleep {Asleep} other {Away}}",
  "greetings.hear": "Hear it as a caller would: {what}",
  "greetings.silence": "Stop",
  "greetings.gone": "The greeting {name} was deleted.",
  "greetings.record": "Record it here",
  "greetings.stop": "Stop and keep it",
  "greetings.recording": "Speak now.",
  "greetings.empty": "Nothing was heard yet. Record again, and stop when you have spoken.",
  "greetings.refused":
    "The browser gives no microphone. Allow it in the address bar, or record at a telephone.",
} as const satisfies Readonly<Record<string, string>>;
