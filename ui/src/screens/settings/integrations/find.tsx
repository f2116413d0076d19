import { useMutation } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { ApiTrouble, dataOf } from "../../../api/client.ts";
import { useConnected, usePage, useTroubleText } from "../../../kit/page.tsx";
import { Notice, Press } from "../../../kit/parts.tsx";
import type { SourceItem } from "./sources.ts";
import { troubleSentence } from "./troubleWords.ts";

interface FindProps {
  readonly kind: "calendar" | "addressBook";
  readonly source: SourceItem;
  readonly choose: (url: string) => void;
}

/** What that server has for whoever asks, to choose from. */
export function Find({ kind, source, choose }: FindProps) {
  const { api, words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const trouble = useTroubleText();
  const { url, username, secret, inside = false } = source;
  const find = useMutation({
    mutationFn: async () => {
      const typed = typeof secret === "string" && secret !== "" ? secret : undefined;
      const body = {
        ...{ kind, url, inside },
        ...(username && { username }),
        ...(typed !== undefined && { secret: typed }),
      };
      const found = await dataOf(api.client.POST("/api/v1/subscriptions/find", { body }));
      return { from: url, items: found.items };
    },
  });
  const { data, error } = find;
  const isKept = typeof secret === "object";
  return (
    <div className="stack gap-small">
      <div className="row wrap gap-small">
        <Press
          isDisabled={!connected || url === "" || isKept || find.isPending}
          onPress={() => find.mutate()}
        >
          <Search size={15} aria-hidden="true" />
          {say("elsewhere.find", { kind })}
        </Press>
        {isKept && <span className="muted small">{say("elsewhere.find.kept")}</span>}
      </div>
      {error && (
        <Notice look="clay">
          {error instanceof ApiTrouble
            ? troubleSentence({ code: error.code, detail: error.message }, words)
            : trouble(error)}
        </Notice>
      )}
      {data && (
        <RadioGroup
          className="found"
          aria-label={say("elsewhere.found", { kind, n: data.items.length })}
          value={url}
          onChange={choose}
        >
          <p className="muted small">{say("elsewhere.found", { kind, n: data.items.length })}</p>
          <Radio value={data.from} className="choice">
            {say("elsewhere.found.all")}
          </Radio>
          {data.items.map((one) => (
            <Radio key={one.url} value={one.url} className="choice">
              {one.name ?? new URL(one.url).pathname}
            </Radio>
          ))}
        </RadioGroup>
      )}
    </div>
  );
}
