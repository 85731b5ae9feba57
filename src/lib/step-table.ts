/** A state machine as data: state → action → step, of one role. What is not in it cannot be done. */
export type Steps<State extends string, Action extends string, Step> = Readonly<
  Partial<Record<State, Readonly<Partial<Record<Action, Step>>>>>
>;

/** Role → steps: guard, buttons and tests share it. */
export type StepTable<Role extends string, State extends string, Action extends string, Step> = Readonly<
  Partial<Record<Role, Steps<State, Action, Step>>>
>;

/**
 * The steps that these roles have for an action in a state, one for each role that has it. Null when none of them has
 * it in any state: then it is not theirs to take at all; none when it is only not the time for it.
 */
export function findSteps<Role extends string, State extends string, Action extends string, Step>(
  table: StepTable<Role, State, Action, Step>,
  roles: readonly Role[],
  state: State,
  action: Action,
): Step[] | null {
  const own = roles.flatMap((role) => table[role] ?? []);
  const inAnyState = own.flatMap(
    (steps) => Object.values(steps) as Readonly<Partial<Record<Action, Step>>>[],
  );
  if (!inAnyState.some((steps) => steps[action] !== undefined)) return null;
  return own.flatMap((steps) => steps[state]?.[action] ?? []);
}
