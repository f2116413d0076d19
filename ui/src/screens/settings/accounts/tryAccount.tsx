import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, LoaderCircle, RefreshCw } from "lucide-react";
import { useEffect } from "react";
import { dataOf } from "../../../api/client.ts";
import { accountsQuery } from "../../../api/queries.ts";
import { useConnected, useNow, usePage } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import type { AccountItem } from "../parts/document.ts";
import { accountState } from "./accountState.ts";

/** Whether its server answers, and takes us: asked when it is shown, and whenever it is wished for. */
export function TryAccount({
  account,
  at,
}: {
  readonly account: AccountItem;
  readonly at: "once" | "wish";
}) {
  const { api, words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const now = useNow(30_000);
  const status = useQuery(accountsQuery(api)).data?.find(({ id }) => id === account.id);
  const trial = useMutation({
    mutationFn: () =>
      dataOf(
        api.client.POST("/api/v1/accounts/{id}/try", { params: { path: { id: account.id } } }),
      ),
  });
  const { mutate } = trial;
  useEffect(() => {
    if (at === "once") mutate();
  }, [at, mutate]);
  const state = accountState(account, status, words, now);
  const { data } = trial;
  return (
    <div className="stack gap-small" role="status">
      {(trial.isPending || data) && (
        <ul className="trial">
          <Step
            look={trial.isPending ? "wait" : data?.answered ? "well" : "wrong"}
            text={reached()}
          />
          {data?.answered && (
            <Step
              look={state.dot === "" ? "well" : state.dot === "amber" ? "wait" : "wrong"}
              text={state.sentence}
            />
          )}
        </ul>
      )}
      <Trouble error={trial.error} />
      <div>
        <Press isDisabled={!connected || trial.isPending} onPress={() => mutate()}>
          <RefreshCw size={15} aria-hidden="true" />
          {say(data ? "account.try.again" : "account.try")}
        </Press>
      </div>
    </div>
  );

  function reached(): string {
    const { server } = account;
    if (trial.isPending) return say("account.try.asking", { server });
    if (!data?.answered) return say("account.try.silent", { server });
    return say("account.try.answered", {
      server,
      ms: Math.round(data.after ?? 0),
      seen: data.seenAs ?? "",
      known: data.seenAs === undefined ? "no" : "yes",
    });
  }
}

const icons = { well: CircleCheck, wrong: CircleX, wait: LoaderCircle };

/** One line of what is tried. */
export function Step({ look, text }: { readonly look: keyof typeof icons; readonly text: string }) {
  const Icon = icons[look];
  return (
    <li className={look}>
      <Icon size={18} aria-hidden="true" />
      <span>{text}</span>
    </li>
  );
}
