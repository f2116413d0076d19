import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type Call, dataOf } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";
import type { Asked } from "./wanted.ts";

const onePage = 100;

interface PageOfCalls {
  readonly items: readonly Call[];
  readonly next?: string | undefined;
}

/**
 * The calls that are wanted, newest first; who asks for others begins anew. Their first page is asked
 * for again whenever a call changes; what is older never changes, and is asked for once.
 */
export function useCalls(asked: Asked) {
  const { api } = usePage();
  const ask = (cursor?: string): Promise<PageOfCalls> =>
    dataOf(
      api.client.GET("/api/v1/calls", {
        params: { query: { ...asked, limit: onePage, ...(cursor !== undefined && { cursor }) } },
      }),
    );
  const newest = useQuery({ queryKey: ["calls", "list", asked], queryFn: () => ask() });
  const [from, setFrom] = useState<string>();
  const older = useInfiniteQuery({
    queryKey: ["olderCalls", asked, from],
    queryFn: ({ pageParam }) => ask(pageParam),
    initialPageParam: from ?? "",
    getNextPageParam: (page) => page.next,
    enabled: from !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const next = from === undefined ? newest.data?.next : older.data?.pages.at(-1)?.next;
  /** Calls that were there do not go when newer ones push them from the first page. */
  const [seen] = useState(() => new Map<string, Call>());
  const calls = useMemo(() => {
    for (const call of (older.data?.pages ?? []).flatMap(({ items }) => items))
      if (!seen.has(call.id)) seen.set(call.id, call);
    for (const call of newest.data?.items ?? []) seen.set(call.id, call);
    return [...seen.values()].sort((a, b) => b.began - a.began);
  }, [seen, newest.data, older.data]);
  return {
    asked: newest,
    calls,
    hasOlder: next !== undefined,
    isLoading: older.isFetching,
    error: older.error,
    loadOlder() {
      if (from !== undefined) void older.fetchNextPage();
      else setFrom(newest.data?.next);
    },
  };
}
