import { useMutation } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { ApiTrouble } from "../../../api/client.ts";
import { useConnected, usePage, useTroubleText } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { troubleSentence } from "./troubleWords.ts";

interface TryProps<T> {
  readonly text: string;
  readonly ask: () => Promise<T>;
  /** What came of it, in a sentence. */
  readonly tell: (answer: T) => string;
  readonly isDisabled?: boolean;
}

/** Tries it now, and says what came of it. */
export function TryIt<T>({ text, ask, tell, isDisabled = false }: TryProps<T>) {
  const { words } = usePage();
  const connected = useConnected();
  const trouble = useTroubleText();
  const { data, error, isPending, mutate } = useMutation({ mutationFn: ask });
  const told =
    error instanceof ApiTrouble && error.code !== "web.unreachable"
      ? troubleSentence({ code: error.code, detail: error.message }, words)
      : error && trouble(error);
  return (
    <div className="stack gap-small">
      <div>
        <Press isDisabled={!connected || isDisabled || isPending} onPress={() => mutate()}>
          <Play size={15} aria-hidden="true" />
          {isPending ? words.say("elsewhere.trying") : text}
        </Press>
      </div>
      <div role="status">
        {told && <p className="answer clay">{told}</p>}
        {!told && data !== undefined && <p className="answer">{tell(data)}</p>}
      </div>
    </div>
  );
}
