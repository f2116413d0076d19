import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { statusQuery } from "../api/queries.ts";
import { useConnected, usePage, useWords } from "./page.tsx";
import { Notice } from "./parts.tsx";

/** What keeps the settings as they are: a file, or a variable of the environment. */
export const useLockedBy = (): string | undefined =>
  useQuery(statusQuery(usePage().api)).data?.settingsLockedBy;

/** The settings can be changed from here: the server is there, and no file dictates them. */
export function useMayChange(): boolean {
  const connected = useConnected();
  return useLockedBy() === undefined && connected;
}

/** Settings that a file dictates are read here and changed there. */
export function Locked() {
  const { say } = useWords();
  const file = useLockedBy();
  if (file === undefined) return null;
  return (
    <Notice icon={<Lock size={16} aria-hidden="true" />}>
      <p>{say("settings.lockedBy", { file })}</p>
    </Notice>
  );
}
