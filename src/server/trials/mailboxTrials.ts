/** A letter to the owner, and a sentence of ours that is written down: whether what the mailbox relies on works. */
import { fail, ok, type Result } from "#kit/result.ts";
import { after, between, type Millis, seconds } from "#kit/time.ts";
import type { TranscriptionTrial } from "#server/control/trialControl.ts";
import { officeOf } from "#server/mailbox/postOffice.ts";
import { transcribe } from "#server/mailbox/transcriber.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { prompts } from "#telephony/mailbox/prompts.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

type Means = Pick<ServerParts, "settings" | "world" | "sounds" | "mail" | "commands">;

const patience = seconds(30);

const words = {
  en: {
    subject: "Ringwise can send you letters",
    text: "You have asked your telephone to try whether letters arrive. They do.\n",
  },
  de: {
    subject: "Ringwise kann Ihnen Briefe schicken",
    text: "Sie haben Ihr Telefon ausprobieren lassen, ob Briefe ankommen. Sie kommen an.\n",
  },
} as const;

/** To where messages are sent, else to whom they come from. */
export async function tryLetter({
  settings,
  mail,
  world,
}: Means): Promise<Result<{ readonly to: string }>> {
  const { mailbox, owner } = settings.current();
  const { smtp, email } = mailbox;
  if (smtp === null || !mail) return fail("mail.notSet", "no mail server is set");
  const to = email ?? smtp.from;
  const domain = smtp.from.slice(smtp.from.lastIndexOf("@") + 1);
  const letter = {
    from: smtp.from,
    to,
    ...words[owner.language],
    messageId: `<trial-${token(world.random)}@${domain}>`,
  };
  const sent = await mail.send(letter, officeOf(smtp), patience);
  return sent.ok ? ok({ to }) : sent;
}

/** What callers hear when nobody answers, in the owner's language. */
const spoken = "greeting";

export async function tryTranscription({
  settings,
  commands,
  sounds,
  world,
}: Means): Promise<Result<TranscriptionTrial>> {
  const { mailbox, owner } = settings.current();
  const by = mailbox.transcription;
  if (by === null || !commands) return fail("mailbox.noTranscript", "nothing is set that writes");
  const file = sounds.fileOf(spoken, owner.language);
  const audio = file === undefined ? undefined : await sounds.read(file);
  if (!audio) return fail("mailbox.noTranscript", "there is nothing to be written down");
  if (!audio.ok) return audio;
  const began = world.clock.now();
  const heard = await within(patience, world, transcribe(audio.value, by, { world, commands }));
  if (!heard.ok) return heard;
  return ok({
    said: prompts[spoken]?.[owner.language] ?? "",
    heard: heard.value.text,
    after: between(began, world.clock.now()),
  });
}

/** Somebody waits for it. */
async function within<T>(
  limit: Millis,
  { clock }: Pick<World, "clock">,
  work: Promise<Result<T>>,
): Promise<Result<T>> {
  const late = Promise.withResolvers<Result<T>>();
  const cancel = clock.at(after(clock.now(), limit), () =>
    late.resolve(fail("mailbox.noTranscript", `nothing within ${limit / 1000} s`)),
  );
  const done = await Promise.race([work, late.promise]);
  cancel();
  return done;
}
