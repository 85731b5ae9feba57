import type { Audience } from './labels.ts';
import type { Message } from './store.ts';

type About = Pick<Message, 'kind' | 'subjectType' | 'subjectKey' | 'detail'>;

/** Where the recipient opens what a message is about; null for nowhere. */
export function messageLink(message: About, audience: Audience): string | null {
  const { kind, subjectType, subjectKey, detail } = message;
  const key = encodeURIComponent(subjectKey);
  if (audience === 'unit') return subjectType === 'proposal' ? `/unit/proposals/${key}` : null;
  if (kind.startsWith('leave-')) return '/my/leave';
  if (kind === 'notice-published') return ownPoints(detail['quarter'] ?? '');
  switch (subjectType) {
    case 'filing':
      return `/my/filings/${key}`;
    case 'activity':
      return `/my/invitations/${key}`;
    case 'notice':
      return `/notices/${subjectKey.split('/').map(encodeURIComponent).join('/')}`;
    case 'objection':
      return '/my/objections';
    case 'assessment':
      return assessment(subjectKey, detail['step'] === 'group');
    case 'proposal':
      // A draft's number ends when it is registered: the list leads on.
      return subjectKey.startsWith('D') ? '/my/proposals' : `/my/proposals/${key}`;
    default:
      return null;
  }
}

function ownPoints(quarter: string): string {
  return `/my/points?year=${quarter.slice(0, 4)}&quarter=${encodeURIComponent(quarter)}`;
}

/** `2026/001`: the deputy's own, or a member's whom the leader is to score. */
function assessment(key: string, isMembers: boolean): string {
  const [year = '', certificate = ''] = key.split('/');
  return isMembers ? `/my/assessments/${year}/${encodeURIComponent(certificate)}` : `/my/assessment/${year}`;
}
