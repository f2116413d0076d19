import { useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { clockText } from "#telephony/directing/times.ts";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import { Choice } from "../../../kit/fields.tsx";
import { useNames, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import type { TimeSettings } from "../../../words/decision.ts";
import { minuteOf } from "../moment.ts";
import { type Block, clockIn, dayLength, endText } from "./blocks.ts";
import { type Piece, repainted } from "./board.ts";
import { ClockField, DayBoxes } from "./hoursFields.tsx";
import { pieceText } from "./saidOfWeek.ts";

interface EditorProps {
  readonly piece: Piece;
  /** What it is, or is to be painted with. */
  readonly brush: string;
  readonly times: readonly TimeSettings[];
  readonly close: () => void;
  readonly save: (
    times: readonly TimeSettings[],
    stretches: readonly Block[],
    brush: string,
  ) => void;
  readonly erase?: () => void;
}

/** A block in figures: which time, from when to when, and on which other days too. */
export function BlockEditor({ piece, brush, times, close, save, erase }: EditorProps) {
  const words = useWords();
  const names = useNames();
  const { say } = words;
  const { block } = piece;
  const [time, setTime] = useState(brush);
  const [from, setFrom] = useState(clockText(clockIn(block.start)));
  const [to, setTo] = useState(endText(block.start, block.length).replace("24:00", "00:00"));
  const [days, setDays] = useState<readonly Weekday[]>([
    weekdays[Math.floor(block.start / dayLength)] ?? "mon",
  ]);
  const stretches = stretchesOf(days, from, to);
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal card">
        <Dialog className="dialog">
          <Heading slot="title">{pieceText(piece, { words, names })}</Heading>
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              save(repainted(times, piece, time, stretches), stretches, time);
            }}
          >
            <Choice
              label={say("handling.week.time")}
              value={time}
              onChange={setTime}
              options={times.map(({ id }) => [id, names.time(id)] as const)}
            />
            <div className="two-clocks">
              <ClockField label={say("handling.week.from")} value={from} onChange={setFrom} />
              <ClockField label={say("handling.week.to")} value={to} onChange={setTo} />
            </div>
            <DayBoxes days={days} onChange={setDays} />
            <div className="row wrap gap-small">
              <Press look="primary" type="submit" isDisabled={stretches.length === 0}>
                {say("settings.save")}
              </Press>
              <Press look="bare" onPress={close}>
                {say("handling.cancel")}
              </Press>
              {erase && (
                <Press look="bare red" onPress={erase}>
                  {say("handling.week.erase")}
                </Press>
              )}
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function stretchesOf(days: readonly Weekday[], from: string, to: string): readonly Block[] {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  if (begin === undefined || end === undefined) return [];
  const length = end > begin ? end - begin : end + dayLength - begin;
  return days.map((day) => ({ start: weekdays.indexOf(day) * dayLength + begin, length }));
}
