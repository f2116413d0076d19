import type { FormEvent, ReactNode } from "react";
import { Press } from "../kit/parts.tsx";
import { Failed } from "./change.tsx";
import { useOp } from "./say.ts";

interface ActFormProps {
  readonly act: {
    readonly mutate: () => void;
    readonly isPending: boolean;
    readonly error: unknown;
  };
  /** Without it the form stays. */
  readonly close?: () => void;
  /** Begins again with what is there now, where somebody else was first. */
  readonly again: () => void;
  readonly children: ReactNode;
}

/** What is written and saved, with what went wrong, and its keys. */
export function ActForm({ act, close, again, children }: ActFormProps) {
  const say = useOp();
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <form className="stack" onSubmit={enter}>
      {children}
      <Failed error={act.error} again={again} />
      <div className="row wrap gap-small">
        <Press look="primary" type="submit" isDisabled={act.isPending}>
          {say("change.save")}
        </Press>
        {close && <Press onPress={close}>{say("change.cancel")}</Press>}
      </div>
    </form>
  );
}
