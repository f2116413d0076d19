import { Field } from "../../kit/fields.tsx";
import { useNames, usePage, useSettings } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { Overtaken } from "../settings/parts/partForm.tsx";
import { Overtaken as OvertakenError } from "../settings/parts/upon.ts";
import { type InHand, useTyped } from "../settings/parts/useTyped.ts";
import { Several } from "./several.tsx";

export interface Belongings {
  readonly name: string;
  readonly devices: readonly string[];
  readonly numbers: readonly string[];
}

interface FormProps {
  readonly start: Belongings;
  /** As it stands there now; undefined: they were let in no more. */
  readonly there: Belongings | undefined;
  readonly act: string;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly save: (hand: InHand<Belongings>) => void;
  readonly close: () => void;
  readonly remove?: () => void;
}

/** Somebody's name, and what is theirs. */
export function MemberForm({ start, there, isSaving, error, close, ...of }: FormProps) {
  const { act, save, remove } = of;
  const { say } = usePage().words;
  const said = useSaid();
  const hand = useTyped({ start, there, isSaving, said, leave: close, mayReturn: false });
  const { typed: next, set, clash } = hand;
  const settings = useSettings();
  const names = useNames();
  const numbers = (settings?.numbers ?? []).flatMap(({ number }) => number ?? []);
  const devices = (settings?.devices ?? []).map(({ id }) => id);
  return (
    <form
      className="stack family-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (next.name.trim() !== "" && !clash) save(hand);
      }}
    >
      <Field
        label={say("settings.name")}
        value={next.name}
        onChange={(name) => set({ name })}
        autoFocus
      />
      <Several
        label={say("family.theirDevices")}
        all={devices.map((id) => [id, names.device(id)] as const)}
        chosen={next.devices}
        choose={(chosen) => set({ devices: chosen })}
      />
      <Several
        label={say("family.theirNumbers")}
        all={numbers.map((one) => [one, names.written(one)] as const)}
        chosen={next.numbers}
        choose={(chosen) => set({ numbers: chosen })}
      />
      <Overtaken clash={clash} />
      <Trouble error={error instanceof OvertakenError ? undefined : error} />
      <div className="row wrap">
        <Press
          look="primary"
          type="submit"
          isDisabled={next.name.trim() === "" || clash !== undefined}
        >
          {act}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
        {remove && there && (
          <Press look="bare red" onPress={remove}>
            {say("family.remove")}
          </Press>
        )}
      </div>
    </form>
  );
}

/** As it stands there, by its names. */
function useSaid(): (key: string, there: Belongings) => string {
  const { list } = usePage().words;
  const names = useNames();
  return (key, there) => {
    if (key === "name") return there.name;
    return list(
      key === "devices" ? there.devices.map(names.device) : there.numbers.map(names.written),
    );
  };
}
