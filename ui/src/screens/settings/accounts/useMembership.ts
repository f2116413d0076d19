import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../../api/client.ts";
import { refreshAll } from "../../../api/queries.ts";
import { newestSettings, useDone } from "../../../kit/change.ts";
import { usePage } from "../../../kit/page.tsx";

/** Becoming a user of an exchange by its invitation, and leaving it: each told, with its Undo. */
export function useMembership() {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const done = useDone();

  async function told<T>(act: () => Promise<T>, text: string): Promise<T> {
    const before = await newestSettings(api, queries);
    const result = await act();
    done(text, before, await newestSettings(api, queries));
    return result;
  }

  const onSettled = () => refreshAll(queries);
  const join = useMutation({
    mutationFn: ({ invitation, name }: { readonly invitation: string; readonly name: string }) =>
      told(
        () => dataOf(api.client.POST("/api/v1/exchanges", { body: { invitation } })),
        words.say("changed.added", { name }),
      ),
    onSettled,
  });
  const leave = useMutation({
    mutationFn: ({ id, name }: { readonly id: string; readonly name: string }) =>
      told(
        () => dataOf(api.client.DELETE("/api/v1/exchanges/{id}", { params: { path: { id } } })),
        words.say("changed.removed", { name }),
      ),
    onSettled,
  });
  return { join, leave };
}
