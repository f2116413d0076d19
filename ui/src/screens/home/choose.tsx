import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, PhoneForwarded, Voicemail } from "lucide-react";
import { type Call, dataOf } from "../../api/client.ts";
import { useConnected, useHandset, useIsOwner, usePage, useTroubleText } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

interface ChooseProps {
  readonly call: Call;
  readonly name: string;
  /** The caller is asked who it is: it may come here, or be refused for good. */
  readonly asked: boolean;
}

/** What becomes of a caller whom nobody has taken yet. */
export function Choose({ call: { id }, name, asked }: ChooseProps) {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const connected = useConnected();
  const trouble = useTroubleText();
  const { device } = useHandset();
  const isOwner = useIsOwner();
  const params = { path: { id } };
  const act = useMutation({
    mutationFn: async (what: "mailbox" | "block" | "take"): Promise<void> => {
      if (what === "take" && device !== undefined)
        await dataOf(api.client.POST("/api/v1/calls/{id}/take", { params, body: { device } }));
      else if (what !== "take")
        await dataOf(
          api.client.POST("/api/v1/calls/{id}/choose", { params, body: { choice: what } }),
        );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["status"] }),
  });
  const still = !connected || act.isPending;
  return (
    <>
      {act.error && (
        <p className="wrong small" role="alert">
          {words.say("home.chooseFailed", { detail: trouble(act.error) })}
        </p>
      )}
      {asked && device !== undefined && (
        <Press
          look="primary"
          aria-label={words.say("home.putThroughLabel", { name })}
          isDisabled={still}
          onPress={() => act.mutate("take")}
        >
          <PhoneForwarded size={17} aria-hidden="true" />
          {words.say("home.putThrough")}
        </Press>
      )}
      {isOwner && (
        <Press
          aria-label={words.say("home.toVoicemailLabel", { name })}
          isDisabled={still}
          onPress={() => act.mutate("mailbox")}
        >
          <Voicemail size={17} aria-hidden="true" />
          {words.say("home.toVoicemail")}
        </Press>
      )}
      {isOwner && asked && (
        <Press
          look="icon red"
          aria-label={words.say("home.blockLabel", { name })}
          isDisabled={still}
          onPress={() => act.mutate("block")}
        >
          <Ban size={18} aria-hidden="true" />
        </Press>
      )}
    </>
  );
}
