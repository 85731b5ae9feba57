/**
 * The paper forms as plain data: what stands on paper, and nothing about how it is set.
 * The .docx builders and the print pages (views/documents) take the same models, so both say the same words.
 */

/** A column; `width` in units of a fortieth of the text area, those of a table add up to 40. */
export interface TableColumn {
  title: string;
  width: number;
  align: 'left' | 'center' | 'right';
}

/** A table that is an annex (附件) of a notice, on pages of its own; its caption is the annex's name. */
export interface AnnexTable {
  caption: string;
  columns: TableColumn[];
  rows: string[][];
}

/** How a reader checks that the paper is what was published. */
export interface Verification {
  sha256: string;
  /** Where the notice is read on line, such as /notices/2026Q3/1. */
  address: string;
  version: number;
  previousSha256: string | null;
  /** Head of the audit chain (操作日志) when the notice was made. */
  auditHead: string | null;
}

/** Name of the organ in red; `size` in points, so that it stands on one line. */
export interface Letterhead {
  organ: string;
  size: 40 | 36 | 32 | 28 | 26 | 24 | 22;
}

/** A notice of the presidium (公示、更正公告、通报), set by GB/T 9704-2012. */
export interface NoticeDocument {
  /** Red head (发文机关标志), made by `letterhead`; null: no head and no red line. */
  redHead: Letterhead | null;
  /** 发文字号, such as 回镇人大〔2026〕3号; may be empty. */
  number: string;
  /** A line end where the title should break on paper. */
  title: string;
  /** What a correction (更正公告) replaces, and what changed and why, one sentence each. */
  correction: { of: string; reasons: string[] } | null;
  paragraphs: string[];
  tables: AnnexTable[];
  /** 说明, printed behind the last table. */
  notes: string[];
  /** `date` as printed: 2026年10月9日. */
  signature: { organ: string; date: string };
  verification: Verification | null;
}

/** Who reports, as printed; '—' where the register holds nothing. */
export interface ReportPerson {
  name: string;
  sex: string;
  ethnicity: string;
  born: string;
  party: string;
  education: string;
  occupation: string;
  district: string;
  delegation: string;
  group: string;
  certificate: string;
  electedOn: string;
  oathOn: string;
}

/** A figure of a section; `value` as printed: 3/4, 2 件, or '—' where nothing is known. */
export interface ReportFigure {
  label: string;
  value: string;
  note: string | null;
}

/** One of the six sections: figures from the register, lists behind them, the deputy's own words. */
export interface ReportSection {
  title: string;
  figures: ReportFigure[];
  lists: { title: string; rows: string[] }[];
  words: string;
}

/** Points of a quarter as printed; '—' for a quarter that is not closed, and for a rank that is not shown. */
export interface ReportPoints {
  quarter: string;
  points: string;
  total: string;
  rank: string;
}

/** Annual report form (年度述职报告表) of one deputy. An empty text leaves room to write by hand. */
export interface ReportDocument {
  /** 回龙镇人大代表年度述职报告表 */
  title: string;
  /** （2026年度） */
  subtitle: string;
  person: ReportPerson;
  sections: ReportSection[];
  points: ReportPoints[];
  groupOpinion: string;
  presidiumOpinion: string;
  /** Lines to sign and date by hand, below the words and the two opinions. */
  signatures: { deputy: string; group: string; presidium: string };
  /** 数据截至2026年12月31日 … */
  asOf: string;
}

/** The forms of a district, group or township in one print run. */
export interface ReportRun {
  title: string;
  forms: ReportDocument[];
}

/** Sign-in book (签到册) of a half-day sitting or an activity. */
export interface SignInSheet {
  title: string;
  /** Time, place, and 应到…人，实到____人…, one line each. */
  lines: string[];
  columns: TableColumn[];
  rows: string[][];
  /** 名单以姓氏笔画为序。 */
  order: string;
}

/** A row of a paper form: cells beside one another, or a long text over the whole width, with room to sign. */
export type PaperRow =
  | { cells: { label: string; text: string }[] }
  | { label: string; text: string; tall: boolean; signature: string | null };

/** A paper form of labels and texts (议案建议表、交办单、征询意见表). An empty text leaves room to write by hand. */
export interface PaperForm {
  title: string;
  subtitle: string;
  rows: PaperRow[];
  notes: string[];
}
