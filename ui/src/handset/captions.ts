/**
 * What the other side says, written down as it is said: by the browser itself, on this machine, or not
 * at all (Web Speech API, `processLocally`). Nothing of a call goes to anybody's service for it.
 */

interface Heard {
  readonly isFinal: boolean;
  readonly 0: { readonly transcript: string };
}
interface Recognizer {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  onresult: ((event: { readonly results: ArrayLike<Heard> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { readonly error?: string }) => void) | null;
  start(track: MediaStreamTrack): void;
  abort(): void;
}
interface Wanted {
  readonly langs: readonly string[];
  readonly processLocally: true;
}
interface RecognizerKind {
  new (): Recognizer;
  available(of: Wanted): Promise<string>;
  install(of: Wanted): Promise<boolean>;
}

/** Only such as can say whether they do it here. */
function kind(): RecognizerKind | undefined {
  const { SpeechRecognition: found } = globalThis as {
    readonly SpeechRecognition?: RecognizerKind;
  };
  return found && typeof found.available === "function" ? found : undefined;
}

export const mayHaveCaptions = (): boolean => kind() !== undefined;

const wanted = (language: string): Wanted => ({ langs: [language], processLocally: true });

/** Whether this browser writes that language down by itself; what is wanting for it is fetched by the browser. */
export async function captionsReady(language: string): Promise<boolean> {
  const found = kind();
  if (!found) return false;
  const is = await found.available(wanted(language)).catch(() => "unavailable");
  if (is === "available") return true;
  return is === "unavailable" ? false : found.install(wanted(language)).catch(() => false);
}

/** So many sentences stay. */
const kept = 4;

/** `told`: the last sentences, the one that is being said at the end. What comes back ends it. */
export function captionsOf(
  track: MediaStreamTrack,
  language: string,
  told: (lines: readonly string[]) => void,
): () => void {
  const found = kind();
  if (!found) return () => undefined;
  const recognizer = new found();
  let said: readonly string[] = [];
  let isOver = false;
  recognizer.lang = language;
  recognizer.continuous = true;
  recognizer.interimResults = true;
  recognizer.processLocally = true;
  let lines: readonly string[] = [];
  recognizer.onresult = ({ results }) => {
    lines = Array.from(results, (one) => one[0].transcript.trim()).filter((text) => text !== "");
    told([...said, ...lines].slice(-kept));
  };
  recognizer.onend = () => {
    said = [...said, ...lines].slice(-kept); // a pause ends it: it begins anew
    lines = [];
    if (!isOver && track.readyState === "live") recognizer.start(track);
  };
  recognizer.onerror = ({ error }) => {
    if (error !== "no-speech") isOver = true;
  };
  recognizer.start(track);
  return () => {
    isOver = true;
    recognizer.abort();
  };
}
