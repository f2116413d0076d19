/** What the attendant says for each question that a call has, and what each key means. */
import { seconds } from "#kit/time.ts";
import type { Choice, Party } from "#telephony/call/leg.ts";
import type { Question } from "#telephony/call/legTarget.ts";
import type { Prompt } from "#telephony/mailbox/mailbox.ts";
import { dialledAtHome, type Numbering } from "#telephony/number/phoneNumber.ts";
import { spokenDigits } from "#telephony/services/spoken.ts";
import type { Script } from "./attendant.ts";

export interface ScriptFacts {
  readonly caller: Party;
  readonly home: Numbering;
  /** Digits that nobody can know before they are spoken. */
  readonly code: string;
}

/** Three times are enough for a person; a mailbox never presses a key. */
const times = 3;
const forKey = seconds(5);
/** A name and a reason. */
const longestName = seconds(5);

export function scriptOf(question: Question, facts: ScriptFacts): Script {
  switch (question.ask) {
    case "take":
      return asksCalled(["attendant-call", ...whoCalls(facts)], "attendant-take", {
        1: "take",
        2: "decline",
        3: "mailbox",
      });
    case "screened":
      return asksCalled(
        ["attendant-call", ...inPerson(question.recording, facts)],
        "attendant-screened",
        {
          1: "take",
          2: "mailbox",
          3: "block",
          4: "askAgain",
        },
      );
    case "name": {
      const words = question.again ? ["screen-again"] : ["screen-ask"];
      const answer = { by: "voice", longest: longestName } as const;
      return { ...asksCaller([...words, "beep"]), answer };
    }
    case "digits": {
      const answer = { by: "code", code: facts.code } as const;
      return { ...asksCaller(["screen-digits", ...spokenDigits(facts.code)]), answer };
    }
    case "key":
      return byKey(question);
  }
}

function asksCalled(
  opening: readonly Prompt[],
  question: Prompt,
  keys: Readonly<Record<string, Choice>>,
): Script {
  const answer = { by: "key", keys } as const;
  return { opening, question: [question], times, wait: forKey, answer, thanks: [] };
}

const asksCaller = (question: readonly Prompt[]): Omit<Script, "answer"> => ({
  opening: [],
  question,
  times: 2,
  wait: forKey,
  thanks: ["screen-wait"],
});

/** Who dials an extension knows it, or reads it. */
const betweenDigits = seconds(3);

/** Asked again by the call, which knows what became of what was chosen. */
function byKey({ prompt, keys, for: wait, ...more }: Question & { readonly ask: "key" }): Script {
  const answer = {
    by: "key",
    keys: Object.fromEntries(keys.map((key) => [key, `key ${key}` as const])),
    ...(more.extensions && { extension: betweenDigits }),
  } as const;
  const opening: readonly Prompt[] = more.before ? [`reached-${more.before}`] : [];
  return { opening, question: [prompt], times: 1, wait: seconds(wait), answer, thanks: [] };
}

/** "From", and the number as it is dialled here. */
function whoCalls({ caller, home }: ScriptFacts): readonly Prompt[] {
  const { number, hidden } = caller;
  if (hidden || number === undefined) return ["from-hidden"];
  return ["from", ...spokenDigits(dialledAtHome(number, home))];
}

const inPerson = (recording: string | undefined, facts: ScriptFacts): readonly Prompt[] =>
  recording === undefined ? whoCalls(facts) : [`recording:${recording}`];
