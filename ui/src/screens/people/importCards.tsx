import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { dataOf } from "../../api/client.ts";
import { useMayChange } from "../../kit/locked.tsx";
import { usePage } from "../../kit/page.tsx";
import { Card, Notice, Trouble } from "../../kit/parts.tsx";

/** An address book as a file: its cards become people, those who are known by a number are brought up to date. */
export function ImportCards() {
  const { api, words } = usePage();
  const { say } = words;
  const queries = useQueryClient();
  const mayChange = useMayChange();
  const id = useId();
  const take = useMutation({
    mutationFn: async (file: File) =>
      dataOf(api.client.POST("/api/v1/people/import", { body: { vcards: await file.text() } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["settings"] }),
  });
  const { data } = take;
  return (
    <Card title={say("people.bring")} className="bring-card">
      <p className="muted small">{say("people.bringText")}</p>
      <div className="field">
        <label htmlFor={id}>{say("people.bringFile")}</label>
        <input
          id={id}
          className="input"
          type="file"
          accept=".vcf,text/vcard"
          disabled={!mayChange || take.isPending}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) take.mutate(file);
            target.value = "";
          }}
        />
      </div>
      {data && (
        <Notice look="pine">
          {say("people.brought", { added: data.added, updated: data.updated })}
          {data.problems.length > 0 && (
            <p>{say("people.broughtNot", { n: data.problems.length })}</p>
          )}
        </Notice>
      )}
      <Trouble error={take.error} />
    </Card>
  );
}
