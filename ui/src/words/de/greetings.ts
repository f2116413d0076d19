export const greetings = {
  "greetings.who": "Wer welche hört",
  "greetings.inMode": "Im Modus {mode}",
  "greetings.byRule": "Durch die Regel {rule}",
  "greetings.asMode": "Die des Modus",
  "greetings.name": "{name, select, usual {Die übliche} asleep {Schlafend} other {Abwesend}}",
  "greetings.hear": "Wie ein Anrufer hören: {what}",
  "greetings.silence": "Aufhören",
  "greetings.gone": "Die Begrüßung {name} wurde gelöscht.",
  "greetings.record": "Hier aufnehmen",
  "greetings.stop": "Aufhören und behalten",
  "greetings.recording": "Sprechen Sie jetzt.",
  "greetings.empty":
    "Es war noch nichts zu hören. Nehmen Sie noch einmal auf, und hören Sie erst nach dem Sprechen auf.",
  "greetings.refused":
    "Der Browser gibt kein Mikrofon her. Erlauben Sie es in der Adresszeile, oder nehmen Sie an einem Telefon auf.",
};
