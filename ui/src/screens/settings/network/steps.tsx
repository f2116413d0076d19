import { Check, CircleHelp, LoaderCircle, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useChange } from "../../../kit/change.ts";
import { usePage } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { RingMe } from "../../../kit/ringMe.tsx";
import { findingSentence, type NetworkCheck, stepName } from "../../../words/network.ts";
import { useBrowserFinding } from "./browserFinding.ts";

type Step = NetworkCheck["steps"][number];
type Look = NonNullable<Step["finding"]>["verdict"] | "waiting" | "running";

const icons: Readonly<Record<Look, ReactNode>> = {
  well: <Check size={17} aria-hidden="true" />,
  mind: <TriangleAlert size={17} aria-hidden="true" />,
  wrong: <X size={17} aria-hidden="true" />,
  unknown: <CircleHelp size={17} aria-hidden="true" />,
  running: <LoaderCircle size={17} aria-hidden="true" />,
  waiting: null,
};

/** This browser could be rung, and hear itself. */
const mayTry = new Set([
  "browser.ready",
  "browser.both",
  "browser.lossy",
  "browser.slow",
  "browser.nothing",
]);

/** Each step with what it found, what that means, and what mends it. */
export function Steps({ check }: { readonly check: NetworkCheck }) {
  const browser = useBrowserFinding();
  return (
    <ul className="list network-steps">
      {check.steps.map((step) => (
        <OneStep key={step.id} step={step} />
      ))}
      <OneStep step={{ id: "browser", state: "done", finding: browser }}>
        {mayTry.has(browser.code) && <RingMe look="" />}
      </OneStep>
    </ul>
  );
}

function OneStep({
  step: { id, state, finding },
  children,
}: {
  readonly step: Step;
  readonly children?: ReactNode;
}) {
  const { words } = usePage();
  const look: Look = finding?.verdict ?? (state === "running" ? "running" : "waiting");
  return (
    <li>
      <span className={`network-mark ${look}`}>
        {icons[look]}
        <span className="hidden">{words.say(`network.verdict.${look}`)}</span>
      </span>
      <div className="grow">
        <div className="name">{stepName(id, words)}</div>
        {finding && <div className="muted">{findingSentence(finding, words)}</div>}
      </div>
      {finding?.fix && <Fix />}
      {children}
    </li>
  );
}

function Fix() {
  const { say } = usePage().words;
  const { change, isPending } = useChange();
  const keep = (): void =>
    void change((now) => ({ ...now, network: { ...now.network, keepPortsOpen: true } }));
  return (
    <Press isPending={isPending} onPress={keep}>
      {say("network.fix.keepPortsOpen")}
    </Press>
  );
}
