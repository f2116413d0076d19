import { Fragment, type ReactNode } from "react";
import { useNames, usePage } from "../../kit/page.tsx";
import type { Names } from "../../words/names.ts";
import { callers, kinds, spans, type Wanted } from "./wanted.ts";

interface FilterProps {
  readonly wanted: Wanted;
  readonly want: (wanted: Wanted) => void;
}

const [kindMark, whoMark, spanMark] = ["\uE000", "\uE001", "\uE002"] as const;

/** "Missed calls with unknown numbers, this month": a sentence whose parts are chosen. */
export function FilterSentence({ wanted, want }: FilterProps) {
  const { words } = usePage();
  const names = useNames();
  const { say } = words;
  const own = callers.some((one) => one === wanted.who) ? [] : [wanted.who];
  const parts: Readonly<Record<string, ReactNode>> = {
    [kindMark]: (
      <Part
        label={say("calls.filterKind")}
        value={wanted.kind}
        options={kinds.map((one) => [one, say(`calls.kind.${one}`)])}
        choose={(kind) => want({ ...wanted, kind: kind as Wanted["kind"] })}
      />
    ),
    [whoMark]: (
      <Part
        label={say("calls.filterWho")}
        value={wanted.who}
        options={[
          ...callers.map(
            (one) => [one, one === "anyone" ? say("calls.anyone") : names.group(one)] as const,
          ),
          ...own.map((one) => [one, nameOf(one, names)] as const),
        ]}
        choose={(who) => want({ ...wanted, who })}
      />
    ),
    [spanMark]: (
      <Part
        label={say("calls.filterWhen")}
        value={wanted.span}
        options={spans.map((one) => [one, say(`calls.span.${one}`)])}
        choose={(span) => want({ ...wanted, span: span as Wanted["span"] })}
      />
    ),
  };
  const sentence = say("calls.filter", { kind: kindMark, who: whoMark, when: spanMark });
  return (
    <search className="call-filter" aria-label={say("calls.filterLabel")}>
      {sentence.split(/([\uE000-\uE002])/).map((piece) => (
        <Fragment key={piece}>{parts[piece] ?? piece}</Fragment>
      ))}
    </search>
  );
}

const nameOf = (who: string, names: Names): string =>
  who.startsWith("person:")
    ? names.person(who.slice("person:".length))
    : names.number(who.split(",")[0] ?? who);

interface PartProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

/** The system's own list, as wide as what is chosen. */
function Part({ label, value, options, choose }: PartProps) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => choose(target.value)}>
      {options.map(([one, text]) => (
        <option key={one} value={one}>
          {text}
        </option>
      ))}
    </select>
  );
}
