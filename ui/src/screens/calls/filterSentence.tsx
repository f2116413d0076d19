import { ChosenPart, ChosenSentence, placeOf } from "../../kit/chosenSentence.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import type { Names } from "../../words/names.ts";
import { callers, kinds, spans, type Wanted } from "./wanted.ts";

interface FilterProps {
  readonly wanted: Wanted;
  readonly want: (wanted: Wanted) => void;
}

/** "Missed calls with unknown numbers, this month": a sentence whose parts are chosen. */
export function FilterSentence({ wanted, want }: FilterProps) {
  const { words } = usePage();
  const names = useNames();
  const { say } = words;
  const own = callers.some((one) => one === wanted.who) ? [] : [wanted.who];
  const parts = [
    <ChosenPart
      key="kind"
      label={say("calls.filterKind")}
      value={wanted.kind}
      options={kinds.map((one) => [one, say(`calls.kind.${one}`)])}
      choose={(kind) => want({ ...wanted, kind: kind as Wanted["kind"] })}
    />,
    <ChosenPart
      key="who"
      label={say("calls.filterWho")}
      value={wanted.who}
      options={[
        ...callers.map(
          (one) => [one, one === "anyone" ? say("calls.anyone") : names.group(one)] as const,
        ),
        ...own.map((one) => [one, nameOf(one, names)] as const),
      ]}
      choose={(who) => want({ ...wanted, who })}
    />,
    <ChosenPart
      key="span"
      label={say("calls.filterWhen")}
      value={wanted.span}
      options={spans.map((one) => [one, say(`calls.span.${one}`)])}
      choose={(span) => want({ ...wanted, span: span as Wanted["span"] })}
    />,
  ];
  const sentence = say("calls.filter", { kind: placeOf(0), who: placeOf(1), when: placeOf(2) });
  return (
    <search className="call-filter" aria-label={say("calls.filterLabel")}>
      <ChosenSentence sentence={sentence} parts={parts} />
    </search>
  );
}

const nameOf = (who: string, names: Names): string =>
  who.startsWith("person:")
    ? names.person(who.slice("person:".length))
    : names.number(who.split(",")[0] ?? who);
