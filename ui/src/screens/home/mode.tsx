import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff, Moon, Plane, Sun } from "lucide-react";
import { dataOf } from "../../api/client.ts";
import { useConnected, useNames, usePage, useStatus } from "../../kit/page.tsx";
import { Trouble } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { useTell } from "../../kit/toasts.tsx";
import { morning } from "./morning.ts";

const modes = [
  ["schedule", Sun],
  ["quiet", BellOff],
  ["away", Plane],
  ["night", Moon],
] as const;

interface Wish {
  readonly now: string;
  readonly until?: number;
}

/** The schedule, or what the owner wants instead for now, and until when. Effective at once. */
export function Mode() {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const connected = useConnected();
  const names = useNames();
  const tell = useTell();
  const status = useStatus();
  const was: Wish = status?.mode ?? { now: "schedule" };
  const set = useMutation({
    mutationFn: (body: Wish) => dataOf(api.client.PUT("/api/v1/mode", { body })),
    onMutate: () => was,
    onSuccess: (_changed, { now }, before) => {
      const text = words.say("toast.mode", { mode: now, name: names.mode(now) });
      tell({ text, undo: now === before.now ? undefined : () => set.mutate(before) });
    },
    onSettled: () =>
      Promise.all(
        ["status", "decide", "settings"].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      ),
  });
  const mode = set.isPending ? set.variables : was;
  const known = modes.some(([one]) => one === mode.now);
  return (
    <>
      <div className="mode">
        <Segments
          label={words.say("mode.label")}
          value={mode.now}
          onChange={(now) => set.mutate({ now })}
          disabled={!connected}
          options={[
            ...modes.map(
              ([one, Icon]) =>
                [
                  one,
                  <>
                    <Icon size={16} aria-hidden="true" key="icon" />
                    {words.say(`mode.${one}`)}
                  </>,
                ] as const,
            ),
            ...(known ? [] : [[mode.now, mode.now] as const]),
          ]}
        />
        {mode.now !== "schedule" && (
          <Until
            mode={mode}
            disabled={!connected}
            set={(until) => set.mutate({ ...mode, ...until })}
          />
        )}
      </div>
      <Trouble error={set.error} />
    </>
  );
}

interface UntilProps {
  readonly mode: Wish;
  readonly disabled: boolean;
  readonly set: (until: { readonly until?: number }) => void;
}

const hour = 3_600_000;

/** How long a mode lasts: an hour, the day, or until it is changed. */
function Until({ mode: { now, until }, disabled, set }: UntilProps) {
  const { words } = usePage();
  const { say } = words;
  const at = Date.now();
  const choices: Readonly<Record<string, number>> = {
    hour: at + hour,
    hours: at + 3 * hour,
    morning: morning(at, words.timeZone),
  };
  const choose = (choice: string): void => {
    const end = choices[choice];
    set(end === undefined ? {} : { until: end });
  };
  return (
    <select
      className="input"
      aria-label={say("mode.until")}
      disabled={disabled}
      value={until === undefined ? "" : "set"}
      onChange={(event) => choose(event.target.value)}
      key={`${now} ${until}`}
    >
      <option value="">{say("mode.until.changed")}</option>
      {until !== undefined && (
        <option value="set">{say("mode.until.at", { when: endsAt(until) })}</option>
      )}
      <option value="hour">{say("mode.until.hour")}</option>
      <option value="hours">{say("mode.until.hours")}</option>
      <option value="morning">
        {say("mode.until.morning", { time: words.clock(choices["morning"] ?? at) })}
      </option>
    </select>
  );

  function endsAt(end: number): string {
    return end - at < 20 * hour ? words.clock(end) : words.moment(end);
  }
}
