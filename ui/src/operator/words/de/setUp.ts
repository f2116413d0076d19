/** In German, how the exchange gets its operator. */
export const setUp = {
  "setUp.headline": "Sie betreiben diese Vermittlung.",
  "setUp.text":
    "Wählen Sie, wie Sie sich anmelden. Der Link hierher gilt einmal; ringwise exchange setup-link druckt einen neuen.",
  "setUp.noLink":
    "Noch betreibt niemand diese Vermittlung. Öffnen Sie den Link, der beim Start gedruckt wurde, oder drucken Sie einen neuen mit ringwise exchange setup-link.",
  "setUp.go": "Einrichten",
};
