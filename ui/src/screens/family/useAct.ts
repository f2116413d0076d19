import { useMutation, useQueryClient } from "@tanstack/react-query";

/** Does something about who may come in, and looks at that list anew. */
export function useAct<T, R = unknown>(key: string, act: (value: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: [key] }),
  });
}
