/** What two screens show of a source that is kept elsewhere. */
import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { refreshSubscription, type Subscription } from "../../api/subscriptions.ts";
import { useConnected, useNow, usePage, useTroubleText } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { useTell } from "../../kit/toasts.tsx";

/** How much is held of it, what that stopped, and as of when. */
export function useKept(): (
  kind: Subscription["kind"],
  state: Subscription | undefined,
) => readonly string[] {
  const { words } = usePage();
  const { say } = words;
  const now = useNow(60_000);
  return (kind, state) => {
    const { count, stopped = 0, asOf }: Partial<Subscription> = state ?? {};
    return [
      ...(count === undefined ? [] : [say("elsewhere.count", { kind, n: count })]),
      ...(stopped > 0 ? [say("elsewhere.stopped", { n: stopped })] : []),
      asOf === undefined
        ? say("elsewhere.nothing")
        : say("elsewhere.asOf", { moment: words.since(asOf, now) }),
    ];
  };
}

interface LookProps {
  readonly name: string;
  /** Undefined: the server does not know of it yet. */
  readonly source: Subscription | undefined;
}

/** Has the server look there now. */
export function LookAgain({ name, source }: LookProps) {
  const { api, words } = usePage();
  const connected = useConnected();
  const trouble = useTroubleText();
  const tell = useTell();
  const look = useMutation({
    mutationFn: (one: Subscription) => refreshSubscription(api, one),
    onError: (error) => tell({ text: trouble(error) }),
  });
  return (
    <Press
      look="bare icon"
      isDisabled={!connected || !source || look.isPending}
      aria-label={words.say("elsewhere.look", { name })}
      onPress={() => source && look.mutate(source)}
    >
      <RefreshCw size={16} aria-hidden="true" />
    </Press>
  );
}
