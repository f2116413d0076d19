import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf, type Schemas } from "../../../api/client.ts";
import { here } from "../../../kit/base.ts";
import { usePage } from "../../../kit/page.tsx";

export type Backup = Schemas["Backup"];
export type Contents = Schemas["BackupContents"];

/** Which one, and what opens it. */
interface Opened {
  readonly name: string;
  readonly passphrase: string;
}

const bodyOf = (passphrase: string) => (passphrase === "" ? {} : { passphrase });

/** The backups that are kept, and what can be done with them. */
export function useBackups() {
  const { api } = usePage();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ["backups"] });
  const at = (name: string) => ({ params: { path: { name } } });
  const asked = useQuery({
    queryKey: ["backups"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/backups"))).items,
  });
  const make = useMutation({
    mutationFn: (passphrase: string) =>
      dataOf(api.client.POST("/api/v1/backups", { body: bodyOf(passphrase) })),
    onSettled,
  });
  const bring = useMutation({
    mutationFn: ({ name, file }: { readonly name: string; readonly file: Blob }) =>
      dataOf(
        api.client.PUT("/api/v1/backups/{name}/file", {
          ...at(name),
          body: file as never,
          bodySerializer: (body) => body,
          headers: { "content-type": "application/octet-stream" },
        }),
      ),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (name: string) => dataOf(api.client.DELETE("/api/v1/backups/{name}", at(name))),
    onSettled,
  });
  return { asked, make, bring, remove };
}

/** One that is opened: looked at without any change, or restored. */
export function useOpened() {
  const { client } = usePage().api;
  const sent = ({ name, passphrase }: Opened) => ({
    params: { path: { name } },
    body: bodyOf(passphrase),
  });
  const inspect = useMutation({
    mutationFn: (one: Opened) => dataOf(client.POST("/api/v1/backups/{name}/inspect", sent(one))),
  });
  const restore = useMutation({
    mutationFn: (one: Opened) => dataOf(client.POST("/api/v1/backups/{name}/restore", sent(one))),
  });
  return { inspect, restore };
}

/** Where its file is. */
export const fileOf = (name: string): string =>
  here(`/api/v1/backups/${encodeURIComponent(name)}/file`);
