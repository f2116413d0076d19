import { useState } from "react";
import { ApiTrouble } from "../../../api/client.ts";
import { useChange } from "../../../kit/change.ts";
import { useTroubleText, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { besidesFields } from "./wrong.ts";

/** A change that is in force at once and told with its Undo; why it was not taken, in plain words. */
export function useAct() {
  const words = useWords();
  const trouble = useTroubleText();
  const { attempt, isPending } = useChange();
  const [refused, setRefused] = useState<readonly string[]>([]);
  return {
    isPending,
    refused,
    async act(edit: (now: SettingsDocument) => SettingsDocument, told: string): Promise<boolean> {
      const error = await attempt(edit, told);
      const problems = error instanceof ApiTrouble ? error.problems : [];
      if (error === undefined) setRefused([]);
      else setRefused(problems.length > 0 ? besidesFields(problems, [], words) : [trouble(error)]);
      return error === undefined;
    },
  };
}
