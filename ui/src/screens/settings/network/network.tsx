/** Settings → Network: a check that runs, what the router keeps open, and whom we ask. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../../api/client.ts";
import { networkQuery } from "../../../api/queries.ts";
import { useConnected, usePage } from "../../../kit/page.tsx";
import { Loaded, Press, Trouble } from "../../../kit/parts.tsx";
import { checkText, findingSentence, type NetworkCheck } from "../../../words/network.ts";
import { NetworkForm } from "./networkForm.tsx";
import { RelayCard } from "./relayCard.tsx";
import { Steps } from "./steps.tsx";
import "./network.css";

export default function NetworkSection() {
  const { api } = usePage();
  const asked = useQuery({
    ...networkQuery(api),
    refetchInterval: (query) => (isRunning(query.state.data?.check) ? 1000 : 60_000),
  });
  return (
    <div className="stack">
      <Loaded asked={asked}>{({ check }) => <CheckCard check={check} />}</Loaded>
      <NetworkForm ports={asked.data?.ports ?? []} />
      <RelayCard />
    </div>
  );
}

const isRunning = (check: NetworkCheck | undefined): boolean =>
  check !== undefined && check.ended === undefined;

function CheckCard({ check }: { readonly check: NetworkCheck | undefined }) {
  const { api, words } = usePage();
  const { say } = words;
  const queries = useQueryClient();
  const connected = useConnected();
  const start = useMutation({
    mutationFn: () => dataOf(api.client.POST("/api/v1/network/check")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["network"] }),
  });
  const runs = isRunning(check);
  return (
    <section className="card network" aria-label={say("network.title")}>
      <p className="eyebrow">{say("network.title")}</p>
      <h2 className="network-result" aria-live="polite">
        {headline()}
      </h2>
      {check ? <Steps check={check} /> : null}
      <div className="row wrap">
        <Press
          look="primary"
          isDisabled={!connected || runs || start.isPending}
          onPress={() => start.mutate()}
        >
          <RotateCw size={16} aria-hidden="true" />
          {say(check ? "network.again" : "network.start")}
        </Press>
        {check?.result && <CopyText text={checkText(check, words)} />}
        {check?.ended !== undefined && (
          <span className="muted small num">
            {say("network.asOf", { at: words.moment(check.ended) })}
          </span>
        )}
      </div>
      <Trouble error={start.error} />
    </section>
  );

  function headline(): string {
    if (!check) return say("network.none");
    return check.result ? findingSentence(check.result, words) : say("network.running");
  }
}

function CopyText({ text }: { readonly text: string }) {
  const { say } = usePage().words;
  const [copied, setCopied] = useState(false);
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <>
      <Press onPress={copy}>{say("network.copy")}</Press>
      <span role="status" className="muted small">
        {copied && say("network.copied")}
      </span>
    </>
  );
}
