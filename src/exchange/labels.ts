export const EXCHANGE_REFUSALS: Record<string, string> = {
  'import-overtaken': '检查之后登记册有了变动，没有导入。请重新检查后再导入。',
  'import-has-faults':
    '有的行不能导入（检查之后登记册可能有了变动），没有写入任何内容。请返回查看错误，或者选择跳过错误行。',
  'import-nothing-new': '文件中的内容登记册里都已经有了，不用再导入。',
  'import-applied': '这个文件已经导入过了。',
  'import-discarded': '这次导入已经放弃。请重新上传文件。',
  'other-term-held': '登记册里已有第 {number} 届的资料，届次请填 {number}。',
};

/** Where an upload stands. */
export const JOB_STATES = ['checked', 'applied', 'discarded'] as const;
export type JobState = (typeof JOB_STATES)[number];

export const JOB_STATE_LABELS: Readonly<Record<JobState, string>> = {
  checked: '待确认',
  applied: '已导入',
  discarded: '已放弃',
};

export const JOB_STATE_TONES: Readonly<Record<JobState, string>> = {
  checked: 'due',
  applied: 'good',
  discarded: 'quiet',
};

/** The name of a download, with the day on which it was made. */
export function exportFileName(township: string, day: string, ending: string): string {
  return `${township}履职册_${day}.${ending}`;
}

export function faultsFileName(fileName: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}_错误行.xlsx`;
}

/** The workbook of all templates, or the CSV file of one of them. */
export function templateFileName(sheet: string | null): string {
  return sheet === null ? '导入模板.xlsx' : `导入模板_${sheet}.csv`;
}

export const NO_FILE = '请先选择要导入的文件（.xlsx 或 .csv）';
