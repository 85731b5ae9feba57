import { z } from 'zod';
import { choice, ids, longText, required } from '../forms/fields.ts';

/** Not longer than the reason on an attendance sheet, where it goes once leave is approved. */
const reason = required('请假事由', 100);

/** Leave from the activity that the page is about. */
export const leaveForm = z.object({ reason });

/** Leave from one or several half-day sittings, for one reason. */
export const sittingLeaveForm = z.object({
  sitting: ids('会议').refine((chosen) => chosen.length > 0, '请选择要请假的会议'),
  reason,
});

/** The decision on one or several requests. */
export const decisionForm = z.object({
  request: ids('请假申请').refine((chosen) => chosen.length > 0, '请先勾选请假申请'),
  action: choice('处理意见', ['approve', 'refuse']),
  note: longText('不批准的理由', 300),
});
