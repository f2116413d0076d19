import type { ReactNode } from "react";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { PartForm, Refusals } from "./partForm.tsx";
import { useAct } from "./useAct.ts";
import type { Part } from "./usePart.ts";

interface OptionalPartProps {
  readonly title: string;
  readonly text: string;
  readonly part: Part<unknown>;
  readonly told: string;
  /** There is one, which can be removed. */
  readonly isThere: boolean;
  /** What is removed, by its name; how; and what is told then. */
  readonly removal: {
    readonly name: string;
    readonly edit: (now: SettingsDocument) => SettingsDocument;
    readonly told: string;
  };
  readonly trouble?: ReactNode;
  /** Beside what is there. */
  readonly trial: ReactNode;
  readonly children: ReactNode;
}

/** A card of what there is one of at most: its form stays, and what is there can be tried and removed. */
export function OptionalPart(of: OptionalPartProps) {
  const { title, part, isThere, removal } = of;
  const { say } = useWords();
  const mayChange = useMayChange();
  const { act, refused } = useAct();
  return (
    <Card
      title={title}
      action={
        isThere && (
          <Press
            look="bare red"
            isDisabled={!mayChange}
            aria-label={say("settings.removeLabel", { name: removal.name })}
            onPress={() => void act(removal.edit, removal.told)}
          >
            {say("settings.remove")}
          </Press>
        )
      }
    >
      <div className="stack">
        <p className="muted small">{of.text}</p>
        <Refusals all={refused} />
        {of.trouble}
        <PartForm part={part} told={() => of.told} label={title}>
          {of.children}
        </PartForm>
        {isThere && of.trial}
      </div>
    </Card>
  );
}
