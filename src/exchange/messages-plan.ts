/** Chinese texts about rows that read well but do not fit the register or each other. */

const CORRECT_NUMBER = '请核对编号';

export const PLAN_MESSAGES = {
  'row-at-fault': (sheet: string, line: number) =>
    `它所指的“${sheet}”表第 ${line} 行有错误，没有导入。先改正那一行`,
  'unknown-district': (known: readonly string[]) =>
    `登记册和这次导入的“选区”表里都没有这个选区编号。${known.length === 0 ? '请先填“选区”表' : `现有编号：${known.join('、')}`}`,
  'unknown-deputy': (nearest: string | null) =>
    `登记册和这次导入的“代表”表里都没有这个代表证号。${
      nearest === null
        ? `${CORRECT_NUMBER}，或先把这名代表填进“代表”表`
        : `是不是 ${nearest}？${CORRECT_NUMBER}`
    }`,
  'unknown-activity': () =>
    '登记册和这次导入的“活动”表里都没有这个活动编号。请核对编号，或先把这次活动填进“活动”表',
  'not-yet-elected': (name: string, electedOn: string) =>
    `${name} ${electedOn} 才当选，这一天还不是代表。请核对日期和代表证号；当选日期写错的，请改“代表”表`,
  'suspended-then': (name: string, on: string) =>
    `${name} 自 ${on} 起暂停执行代表职务，这一天不能有履职记录。请核对日期和代表证号`,
  'ended-then': (name: string, on: string) =>
    `${name} 的代表资格 ${on} 已经终止，这一天不能有履职记录。请核对日期和代表证号`,
  'number-characters': (header: string, max: number) =>
    `${header}最多 ${max} 个字，中间不能有空格、逗号、顿号、分号和 / \\ ? # %，也不能是 new。请改用字母、数字和横线`,
  'subclass-alone': () => '填了代表小类，没有填代表类别。请补上代表类别，或者删去小类',
  'elected-after-term': (endOn: string) => `当选日期晚于本届届满日期（${endOn}）。请核对`,
  'elected-after-event': () => '当选日期晚于已经登记的资格变动。请核对日期',
  'oath-before-election': () => '宣誓日期早于当选日期。请核对两个日期',
  'under-age': () => '按出生年月，当选时未满十八周岁。请核对出生年月和当选日期',
  'name-changed': (before: string) =>
    `这个代表证号原来是“${before}”，导入后会改名。如果是另一个人，请换一个代表证号`,
  'name-twice-in-district': (other: string) =>
    `同一选区已有同名的代表（代表证号 ${other}）。如果是同一个人，请用原来的证号`,
  'closed-quarter': (quarter: string) =>
    `${quarter} 已经公示，改动会影响已公示的积分，不能导入。请保留原来的内容；确有错误的，以后用更正公告更正`,
  'category-counted': () =>
    '积分办法按代表类别计分，本年已有季度公示，改类别会影响已公示的积分，不能导入。请保留原来的类别',
  'other-term': (term: string) => `这是另一届的会议，登记册现在是第${term}届。请核对会议名称`,
  'session-would-move': (lastOn: string, quarter: string) =>
    `会议原来到 ${lastOn} 结束，${quarter} 已经公示；加上这一天会把已公示的出席移到别的季度。请核对日期，或另用一个会议名称`,
  'has-spoken': (name: string) => `${name} 在这半天有审议发言的登记，不能记为请假或缺席。请核对`,
  'leave-unexplained': () => '请假没有写明事由或批准人。可以导入，建议补上',
  'filing-confirmed': () =>
    '这个登记编号已经确认，确认后不能修改。有错请在“履职登记”里作废，再用新的编号重新登记；没有错请恢复原来的内容',
  'filing-code-taken': (state: string) =>
    `这个登记编号已经用于另一条登记（${state}）。请换一个编号，或者先在“履职登记”里办结那一条`,
  'proposal-number-taken': () =>
    '这个编号已经用于一件没有正式登记的议案建议。请换一个编号，或者先在“议案建议”里办理那一件',
  'cosigner-leads': () => '领衔代表不能同时是附议代表。请从附议代表中删去',
  'cosigner-unknown': (number: string) =>
    `其中的 ${number}，登记册和这次导入的“代表”表里都没有。请核对代表证号`,
  'motion-incomplete': (headers: readonly string[]) =>
    `议案必须写明案由、案据和方案，缺：${headers.join('、')}。请补上，或者把类型改为“建议”`,
  'motion-signers': (least: number, count: number) =>
    `议案要有 ${least} 名以上在任代表联名（含领衔），这里只有 ${count} 名。请补上附议代表，或者把类型改为“建议”`,
  'content-missing': () => '“内容”没有填写。可以导入，建议补上',
  'assigned-before-filed': () => '交办日期早于提出日期。请核对两个日期',
  'unit-without-assignment': () => '填了承办单位，没有交办日期，办理期限算不出来。可以导入，建议补上',
  'assignment-without-unit': () => '填了交办日期，没有主办单位。可以导入，建议补上',
  'lead-unit-twice': () => '主办单位不能同时是协办单位。请从协办单位中删去',
  'answered-before-assigned': () => '答复日期早于交办（提出）日期。请核对日期',
  'answer-incomplete': (header: string) =>
    `答复日期和答复类别要一起填，缺${header}。请补上，还没有答复的两个都留空`,
  'answer-without-text': () => '没有填答复内容。可以导入，建议补上',
  'rating-without-answer': () => '还没有答复，不能有满意度。请补上答复日期和答复类别，或者删去满意度',
  'rating-incomplete': () => '态度满意度和结果满意度通常一起填。可以导入，建议补上',
  'later-rounds': () => '这件建议已经进入下一轮办理，第一轮不能再改。请恢复原来的内容',
  'scheme-fault': (text: string) => text,
  'scheme-same-year': (year: number) =>
    `文件夹里有几份 ${year} 年的积分办法，都作为草案导入，请由主席团选定一份通过`,
  'scheme-stays-draft': (year: number) => `${year} 年已有通过的积分办法或已公示的季度，这一份作为草案导入`,
  'register-damaged': (text: string) => `register.json 的内容不对：${text}。请重新导出`,
  'register-incomplete': () => 'register.json 里提到它，但导出的表或 schemes/ 里没有。请用完整的导出文件夹',
  'register-not-empty': () =>
    '登记册里已有资料，register.json 中的其他内容（设置、资格变动、公示等）没有导入；只有空的登记册能完整恢复',
  'register-other-township': (theirs: string, ours: string) =>
    `这份资料是“${theirs}”的，登记册是“${ours}”。请核对，或者导入到一个空的数据文件夹`,
  'register-other-term': (theirs: number, ours: number) =>
    `这份资料是第 ${theirs} 届的，登记册现在是第 ${ours} 届。请导入到一个空的数据文件夹`,
  'register-other-days': (startOn: string, endOn: string) =>
    `这份资料的本届是 ${startOn} 至 ${endOn}，与登记册的不同。请导入到一个空的数据文件夹`,
  'term-unknown': () =>
    '登记册还是空的，从资料里看不出是第几届（会议名称里没有“第六届”这样的字样，也没有日期）。请加上届次，例如 --term 6；或者先用 serve 在网页上建立登记册',
  'notice-hash': (quarter: string) => `${quarter} 的公示内容与它的校验码不符，已被改动。请用原来的导出文件`,
};
