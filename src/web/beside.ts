import type { ShownStatement } from '../statements/labels.ts';

/** What stands beside a line of points: the deputy's own words (代表说明), and links to what can be done about it. */
export interface Beside {
  statement: ShownStatement | null;
  links: [href: string, text: string][];
}
