import type { ListInHand } from "../../kit/changeList.ts";
import { useTroubleText, useWords } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";

interface SaidProps {
  readonly hand: Pick<ListInHand<"rules" | "times">, "done" | "error" | "isPending" | "undo">;
}

/** What was done last, and how to undo it; what could not be done. */
export function Said({ hand }: SaidProps) {
  const { say } = useWords();
  const trouble = useTroubleText();
  return (
    <>
      <div className="said" role="status">
        {hand.done !== undefined && (
          <div className="row wrap gap-small">
            <span className="grow">{hand.done}</span>
            <Press isDisabled={hand.isPending} onPress={() => void hand.undo()}>
              {say("settings.undo")}
            </Press>
          </div>
        )}
      </div>
      {hand.error && <Notice look="clay">{trouble(hand.error)}</Notice>}
    </>
  );
}
