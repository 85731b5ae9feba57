/** Slows down guessing without ever locking an account: waits grow, nothing is stored, a restart forgets. */
export interface Throttle {
  /** Seconds to wait before this login or address may try again; 0 when it may. */
  waitSeconds(login: string, ip: string, at: number): number;
  failed(login: string, ip: string, at: number): void;
  succeeded(login: string, ip: string): void;
}

const WINDOW = 15 * 60 * 1000;
const PER_LOGIN = 5;
const PER_ADDRESS = 20;
const MOST_KEYS = 10_000;

export function makeThrottle(): Throttle {
  const failures = new Map<string, number[]>();
  const recent = (key: string, at: number) =>
    (failures.get(key) ?? []).filter((moment) => at - moment < WINDOW);
  const note = (key: string, at: number) => {
    if (failures.size > MOST_KEYS) failures.clear();
    failures.set(key, [...recent(key, at), at]);
  };
  const wait = (key: string, allowed: number, at: number) => {
    const moments = recent(key, at);
    if (moments.length < allowed) return 0;
    const until = (moments.at(-1) ?? at) + Math.min(WINDOW, 30_000 * 2 ** (moments.length - allowed));
    return Math.max(0, Math.ceil((until - at) / 1000));
  };
  return {
    waitSeconds: (login, ip, at) =>
      Math.max(wait(`l:${login}`, PER_LOGIN, at), wait(`a:${ip}`, PER_ADDRESS, at)),
    failed: (login, ip, at) => {
      note(`l:${login}`, at);
      note(`a:${ip}`, at);
    },
    succeeded: (login) => void failures.delete(`l:${login}`),
  };
}
