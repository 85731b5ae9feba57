/** Slows down guessing without ever locking an account: waits grow, nothing is stored, a restart forgets. */
export interface Throttle {
  /** Seconds to wait before this address may try this login again; 0 when it may. */
  waitSeconds(login: string, ip: string, at: number): number;
  /** Noted before the password is checked, so that guesses sent at once are counted too. */
  failed(login: string, ip: string, at: number): void;
  /** Takes the last note back and forgets this address's failures with this login. */
  succeeded(login: string, ip: string): void;
}

const WINDOW = 15 * 60 * 1000;
const PER_LOGIN = 5;
const PER_ADDRESS = 20;
const MOST_KEYS = 10_000;
const MOST_MOMENTS = 50;

/** Failures are counted by login and address together: a stranger elsewhere cannot make its owner wait. */
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
  const wait = (key: string, allowed: number, at: number) => {
    const moments = recent(key, at);
    if (moments.length < allowed) return 0;
    const until = (moments.at(-1) ?? at) + Math.min(WINDOW, 30_000 * 2 ** (moments.length - allowed));
    return Math.max(0, Math.ceil((until - at) / 1000));
  };
  return {
    waitSeconds: (login, ip, at) =>
      Math.max(wait(loginKey(login, ip), PER_LOGIN, at), wait(network(ip), PER_ADDRESS, at)),
    failed: (login, ip, at) => {
      note(loginKey(login, ip), at);
      note(network(ip), at);
    },
    succeeded: (login, ip) => {
      failures.delete(loginKey(login, ip));
      failures.get(network(ip))?.pop();
    },
  };
}

function loginKey(login: string, ip: string): string {
  return `${network(ip)} ${login}`;
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
