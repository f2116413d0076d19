/** The star codes of every profile, as a page for owners. */
import { type Code, profiles, type Wants, wants } from "#telephony/services/starCodes.ts";

const meanings: Readonly<Record<string, string>> = {
  forwardAllOn: "all calls go to that number",
  forwardAllOff: "and no longer",
  forwardAllStatus: "where they go now",
  forwardBusyOn: "calls go there when the telephone is in use",
  forwardBusyOff: "and no longer",
  forwardBusyStatus: "where they go then",
  forwardNoAnswerOn: "calls go there when nobody answers",
  forwardNoAnswerOff: "and no longer",
  forwardNoAnswerStatus: "where they go then",
  quietOn: "do not disturb",
  quietOff: "and no longer",
  quietToggle: "do not disturb, on or off",
  changeMode: "mode: 0 schedule, 1 quiet, 2 away, 3 night",
  anonymousRejectOn: "callers who hide their number are refused",
  anonymousRejectOff: "and put through again",
  callWaitingOn: "a call in mid-call beeps",
  callWaitingOff: "and no longer",
  exchangeRejectOn: "exchanges refuse all calls, before they come here",
  exchangeRejectOff: "and put them through again",
  hideNumberOn: "the own number is hidden in all calls",
  hideNumberOff: "and shown again",
  callReturn: "calls back who called last",
  redial: "dials the last number again",
  repeatDial:
    "dials the last number again; when it is in use, it is tried for half an hour, and this telephone rings when it is free",
  repeatDialOff: "numbers in use are not tried any more",
  blockLast: "the last caller is refused from now on",
  unblockLast: "and let in again",
  blockNumber: "that number is refused from now on",
  unblockNumber: "and let in again",
  setSpeedDial: "keeps a number under one digit, 2 to 9; then the digit and # dial it",
  setLongSpeedDial: "keeps a number under two digits, 20 to 99",
  wakeUpOn: "this telephone rings at that time",
  wakeUpOff: "and does not",
  park: "who is held at this telephone waits for any telephone of yours",
  recordOn: "the call that is held is recorded, once all have been told so",
  recordOff: "and no longer",
  muteOn: "in the call that is held nobody hears you",
  muteOff: "and hears you again",
  dropLast: "who came last leaves the conference that is held",
  whyLast: "says what became of the last call, and why",
};

const behind: Readonly<Record<Wants, string>> = {
  nothing: "",
  number: " number",
  slotAndNumber: " digit number",
  longSlotAndNumber: " two digits number",
  time: " HHMM",
  digit: " digit",
};

const goesTo = {
  echo: "one's own voice",
  messages: "the messages",
  conference: "the conference room",
  listen: "listens to who is leaving a message or is asked who it is; 1 takes the call",
  take: "takes here what rings elsewhere, is parked, or is talked in elsewhere; with the digit that was said, what is parked at that place",
};

function wordsOf(code: Code): string {
  if ("asks" in code) return meanings[code.asks] ?? code.asks;
  if ("goes" in code) return goesTo[code.goes];
  if ("dials" in code) return "a speed dial follows";
  if ("takes" in code) return "take what is parked at that place";
  return {
    hide: "hides the own number",
    show: "shows it",
    transfer: "who is held is put through to it",
    alone: "no call beeps into it",
  }[code.before];
}

function keysOf(key: string, code: Code, closed: boolean): string {
  if ("before" in code) return `\`${key}\` number`;
  const rest =
    "asks" in code
      ? behind[wants[code.asks]]
      : "dials" in code
        ? " digits"
        : "takes" in code
          ? " digit"
          : "";
  return `\`${key}\`${rest}${closed && rest ? " `#`" : ""}`;
}

export function codesTable(): string {
  const parts = Object.entries(profiles)
    .filter(([, { codes }]) => Object.keys(codes).length > 0)
    .map(([name, { codes, closed }]) => {
      const rows = Object.entries(codes).map(
        ([key, code]) => `| ${keysOf(key, code, closed)} | ${wordsOf(code)} |`,
      );
      return `## ${name}\n\n| Keys | What |\n|---|---|\n${rows.join("\n")}\n`;
    });
  return `# Star codes\n\nWritten by \`scripts/diagrams.ts\` from the profiles themselves; \`services.starCodes\` chooses one. Each is confirmed by a tone and said in words; what cannot be done sounds reorder.\n\n${parts.join("\n")}`;
}
