import { useMutation, useQueryClient } from "@tanstack/react-query";
import { dataOf, onceOnly } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";

/** What can be done with greetings; each by its name. */
export function useGreetings() {
  const { api } = usePage();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ["greetings"] });
  const path = (name: string) => ({ params: { path: { name } } });
  const upload = useMutation({
    mutationFn: ({ name, file }: { readonly name: string; readonly file: Blob }) =>
      dataOf(
        api.client.PUT("/api/v1/greetings/{name}", {
          ...path(name),
          body: file as never,
          bodySerializer: (body) => body,
          headers: { "content-type": "audio/wav" },
        }),
      ),
    onSettled,
  });
  const speak = useMutation({
    mutationFn: ({ name, text }: { readonly name: string; readonly text: string }) =>
      dataOf(api.client.POST("/api/v1/greetings/{name}/speech", { ...path(name), body: { text } })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (name: string) => dataOf(api.client.DELETE("/api/v1/greetings/{name}", path(name))),
    onSettled,
  });
  /** A telephone rings; who lifts hears the menu, in which 3 is for greetings. */
  const ring = useMutation({
    mutationFn: (device: string) =>
      dataOf(
        api.client.POST("/api/v1/calls", {
          body: { device, to: "messages" },
          headers: onceOnly(),
        }),
      ),
  });
  return { upload, speak, remove, ring };
}
