/**
 * What the notification's second button does, without any page: as whoever is signed in here. A
 * worker's addresses begin where it lies itself, which is where its site does.
 */

/** False: nobody is signed in any more, the call is over, or the server is not there. */
export async function sentToMailbox(call: string): Promise<boolean> {
  try {
    const session = await fetch("api/v1/session");
    if (!session.ok) return false;
    const { csrf } = (await session.json()) as { readonly csrf: string };
    const done = await fetch(`api/v1/calls/${encodeURIComponent(call)}/choose`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-csrf-token": csrf },
      body: JSON.stringify({ choice: "mailbox" }),
    });
    return done.ok;
  } catch {
    return false;
  }
}
