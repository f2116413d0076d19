import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isConflict } from "../api/client.ts";
import { refreshAll } from "../api/queries.ts";
import { Notice, Press, Trouble } from "../kit/parts.tsx";
import type { Paged } from "./api.ts";
import { useOp } from "./say.ts";

/** Something that the operator does: all that is shown is asked anew when it is done. */
export function useAct<T, A = void>(act: (asked: A) => Promise<T>, done?: (value: T) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    async onSuccess(value) {
      await refreshAll(queries);
      done?.(value);
    },
  });
}

interface FailedProps {
  readonly error: unknown;
  /** Begins again with what is there now. */
  readonly again: () => void;
}

/** What went wrong with a change; where somebody else was first, the way on. */
export function Failed({ error, again }: FailedProps) {
  const say = useOp();
  if (!isConflict(error)) return <Trouble error={error} />;
  return (
    <Notice look="amber">
      <p>{say("change.conflict")}</p>
      <div>
        <Press onPress={again}>{say("change.again")}</Press>
      </div>
    </Notice>
  );
}

/** The rest of a list that comes page by page. */
export function More({ of: { more, isFetching } }: { readonly of: Paged<unknown> }) {
  const say = useOp();
  if (more === undefined) return null;
  return (
    <div>
      <Press onPress={more} isDisabled={isFetching}>
        {say("users.more")}
      </Press>
    </div>
  );
}

/** What is changed as it was seen: `If-Match`, or a new one. */
export const asSeen = (etag: string | undefined) =>
  etag === undefined ? { "if-none-match": "*" as const } : { "if-match": etag };
