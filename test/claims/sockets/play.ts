import type { SocketClaim } from "./rows.ts";
import { SocketHouse } from "./socketHouse.ts";

/** A claim's call over real sockets. Rejects where the server does not do what it claims. */
export async function playOverSockets({ then, more, play }: SocketClaim): Promise<void> {
  const house = await SocketHouse.open(then, more);
  try {
    await play(house);
  } finally {
    await house.close();
  }
}
