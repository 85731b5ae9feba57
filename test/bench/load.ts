import autocannon from 'autocannon';
import { rank } from './table.ts';

const CONNECTIONS = 32;
const SECONDS = 2;

export interface Load {
  address: string;
  path: string;
  headers?: Record<string, string>;
  /** A new query on every request, so that no kept page can answer. */
  cold?: boolean;
}

/** Requests per second that were answered with 200. */
export async function requestsPerSecond({
  address,
  path,
  headers = {},
  cold = false,
}: Load): Promise<number> {
  let count = 0;
  const next = cold
    ? {
        setupRequest: (request: object) => ({
          ...request,
          path: `${path}${path.includes('?') ? '&' : '?'}n=${(count += 1)}`,
        }),
      }
    : {};
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [{ method: 'GET', path, headers, ...next }],
  });
  const answers: Record<string, { count?: number } | undefined> = result.statusCodeStats ?? {};
  const { '200': good, ...others } = answers;
  if (!good || Object.keys(others).length > 0 || result.errors > 0)
    throw new Error(`${path}: ${JSON.stringify(others)}, ${result.errors} errors`);
  return result['2xx'] / result.duration;
}

/** Share of the bare route's speed: both measured in turn, three rounds, the median of the ratios. */
export async function shareOf(page: Load, bare: Load): Promise<{ share: number; perSecond: number }> {
  const shares: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const speed = await requestsPerSecond(page);
    speeds.push(speed);
    shares.push(speed / (await requestsPerSecond(bare)));
  }
  return { share: rank(shares, 0.5), perSecond: rank(speeds, 0.5) };
}
