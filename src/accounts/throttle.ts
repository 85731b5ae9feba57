/** Slows down guessing without ever locking an account: waits grow, nothing is stored, a restart forgets. */
export interface Throttle {
  /** Seconds to wait before this name may be tried again from this address; 0 when it may. */
  waitSeconds(name: string, ip: string, at: number): number;
  /** Noted before the password is checked, so that guesses sent at once are counted too. */
  failed(name: string, ip: string, at: number): void;
  /** Takes the last note back and forgets the failures with this name. */
  succeeded(name: string, ip: string): void;
}

const MINUTE = 60 * 1000;
const WINDOW = 15 * MINUTE;
const PER_NAME = 5;
const PER_ADDRESS = 20;
const MOST_KEYS = 10_000;
const MOST_MOMENTS = 50;

/**
 * Failures are counted by name, wherever they come from, and by address. What is guessed at by many people at once, or
 * in a browser that is known, is counted under a name of its own (src/web/guessing.ts).
 */
export function makeThrottle(): Throttle {
  const failures = new Map<string, number[]>();
  // A moment that lies ahead was noted before the clock was set back; it would count until the clock gets there.
  const recent = (key: string, at: number) =>
    (failures.get(key) ?? []).filter((moment) => moment <= at && at - moment < WINDOW);
  const note = (key: string, at: number) => {
    const moments = [...recent(key, at), at].slice(-MOST_MOMENTS);
    failures.delete(key);
    failures.set(key, moments);
    const [oldest] = failures.keys();
    if (oldest !== undefined && failures.size > MOST_KEYS) failures.delete(oldest);
  };
  const nameWait = (key: string, at: number) => {
    const moments = recent(key, at);
    if (moments.length < PER_NAME) return 0;
    const last = moments.at(-1) ?? at;
    return last + Math.min(WINDOW, 30_000 * 2 ** (moments.length - PER_NAME)) - at;
  };
  const addressWait = (key: string, at: number) => {
    const moment = recent(key, at).at(-PER_ADDRESS);
    return moment === undefined ? 0 : moment + MINUTE - at;
  };
  return {
    waitSeconds: (name, ip, at) =>
      Math.ceil(Math.max(0, nameWait(nameKey(name), at), addressWait(network(ip), at)) / 1000),
    failed: (name, ip, at) => {
      note(nameKey(name), at);
      note(network(ip), at);
    },
    succeeded: (name, ip) => {
      failures.delete(nameKey(name));
      failures.get(network(ip))?.pop();
    },
  };
}

/** No address begins with a blank. */
function nameKey(name: string): string {
  return ` ${name}`;
}

/** One household has a whole IPv6 network of 64 bits; its addresses count as one. */
export function network(ip: string): string {
  if (!ip.includes(':')) return ip;
  if (ip.includes('.')) return ip.slice(ip.lastIndexOf(':') + 1);
  const [head = '', tail = ''] = ip.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing = ip.includes('::')
    ? 8 - groups.length - tail.split(':').filter((group) => group !== '').length
    : 0;
  return [...groups, ...Array<string>(missing).fill('0')].slice(0, 4).join(':');
}
