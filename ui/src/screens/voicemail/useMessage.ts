import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf, type Message } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";

/** What can be done with a message. */
export function useMessage({ id }: Message) {
  const { api } = usePage();
  const queries = useQueryClient();
  const params = { path: { id } };
  const onSettled = () =>
    Promise.all(
      ["messages", "status"].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    );
  const mark = useMutation({
    mutationFn: (heard: boolean) =>
      dataOf(api.client.PATCH("/api/v1/messages/{id}", { params, body: { heard } })),
    onSettled,
  });
  /** True: thrown away, for a minute; false: taken back. */
  const discard = useMutation({
    mutationFn: (discarded: boolean) =>
      dataOf(api.client.PATCH("/api/v1/messages/{id}", { params, body: { discarded } })),
    onSettled,
  });
  const share = useMutation({
    mutationFn: (hours: number) =>
      dataOf(api.client.POST("/api/v1/messages/{id}/link", { params, body: { hours } })),
    onSettled,
  });
  const unshare = useMutation({
    mutationFn: () => dataOf(api.client.DELETE("/api/v1/messages/{id}/link", { params })),
    onSettled,
  });
  return { mark, discard, share, unshare };
}
