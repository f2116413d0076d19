import type { ReactNode } from "react";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../../kit/parts.tsx";
import type { Clash } from "./upon.ts";
import type { Part } from "./usePart.ts";

interface PartFormProps {
  readonly part: Part<unknown>;
  /** What is told when it is saved. */
  readonly told: () => string;
  /** It goes away when it is saved or given up; without it the form stays. */
  readonly close?: (() => void) | undefined;
  readonly saveText?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** The form of a part, with what is wrong beside its fields, and its keys. */
export function PartForm({ part, told, close, saveText, label, children }: PartFormProps) {
  const { say } = useWords();
  const mayChange = useMayChange();
  const save = async (): Promise<void> => {
    if (await part.save(told())) close?.();
  };
  const stays = close === undefined;
  const giveUp = (): void => {
    part.giveUp();
    close?.();
  };
  const clash = part.clash?.isGone ? { ...part.clash, takeTheirs: giveUp } : part.clash;
  return (
    <form
      className={`stack part-form ${stays ? "stays" : ""}`}
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset className="stack" disabled={!mayChange}>
        {children}
      </fieldset>
      <Overtaken clash={clash} />
      <Refusals all={part.besides} />
      <Trouble error={part.error} />
      {(!stays || part.isChanged) && (
        <div className="row wrap gap-small">
          <Press
            look="primary"
            type="submit"
            isDisabled={!mayChange || part.isSaving || part.clash !== undefined}
          >
            {saveText ?? say("settings.save")}
          </Press>
          <Press look="bare" onPress={giveUp}>
            {say(stays ? "settings.undo" : "handling.cancel")}
          </Press>
        </div>
      )}
    </form>
  );
}

/** Somebody else has written there too, or removed it: which of the two it shall be. */
export function Overtaken({ clash }: { readonly clash: Clash | undefined }) {
  const { say } = useWords();
  if (!clash) return null;
  return (
    <Notice look="amber">
      <p>{say(clash.isGone ? "conflict.removed" : "conflict.both")}</p>
      {[...new Set(clash.besides)].map((one) => (
        <p key={one}>{one}</p>
      ))}
      <div className="row wrap gap-small">
        {clash.keepMine && (
          <Press onPress={clash.keepMine}>
            {say(clash.isGone ? "conflict.addAgain" : "edit.keepMine")}
          </Press>
        )}
        <Press onPress={clash.takeTheirs}>
          {say(clash.isGone ? "conflict.letGo" : "settings.takeTheirs")}
        </Press>
      </div>
    </Notice>
  );
}

/** Why the server did not take it. */
export function Refusals({ all }: { readonly all: readonly string[] }) {
  if (all.length === 0) return null;
  return (
    <Notice look="clay">
      {all.map((one) => (
        <p key={one}>{one}</p>
      ))}
    </Notice>
  );
}
